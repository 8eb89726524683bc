"""What people write in a version: answers, risks, measures, and the acceptance of a risk."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from riskapp.accounts.models import User
from riskapp.assessments.models.register import RegisteredMeasure, TradeOff
from riskapp.database import Base, UtcDateTime
from riskapp.estate.models import Asset

_VERSION = "assessment_version.id"


class Answer(Base):
    """The answer to one question of the catalogue; several choices are joined by a newline."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("version_id", "question"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey(_VERSION, ondelete="CASCADE"))
    question: Mapped[str] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    saved_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    row_version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": row_version}


class Risk(Base):
    """A scenario: cause, event, consequence, and its level before and after measures. Levels are null until judged.

    A DPIA's risk names one of the three feared events in `property`, or `design` for the processing as intended;
    consequence is then severity for the person, whose body, means or mind it touches. A ROS says how strong the
    knowledge behind each judgement is, may judge the consequence aspect by aspect (`aspects`: {aspect: [now, after]}),
    and tells value and vulnerability beside the threat (NS 5832). `estimate` are numbers, `figures` what came of them.
    """

    __tablename__ = "risk"
    __table_args__ = (UniqueConstraint("version_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey(_VERSION, ondelete="CASCADE"))
    number: Mapped[int]
    property: Mapped[str] = mapped_column(String(20))
    threat: Mapped[str] = mapped_column(Text, default="")
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"))
    cause: Mapped[str] = mapped_column(Text, default="")
    event: Mapped[str] = mapped_column(Text, default="")
    effect: Mapped[str] = mapped_column(Text, default="")
    sources: Mapped[str] = mapped_column(Text, default="", server_default="")
    bodily: Mapped[str] = mapped_column(Text, default="", server_default="")
    material: Mapped[str] = mapped_column(Text, default="", server_default="")
    moral: Mapped[str] = mapped_column(Text, default="", server_default="")
    likelihood: Mapped[int | None]
    likelihood_reason: Mapped[str] = mapped_column(Text, default="")
    consequence: Mapped[int | None]
    consequence_reason: Mapped[str] = mapped_column(Text, default="")
    likelihood_after: Mapped[int | None]
    consequence_after: Mapped[int | None]
    after_reason: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    value: Mapped[str] = mapped_column(Text, default="", server_default="")
    vulnerability: Mapped[str] = mapped_column(Text, default="", server_default="")
    aspects: Mapped[dict[str, list[int | None]]] = mapped_column(JSON, default=dict, server_default="{}")
    departs_reason: Mapped[str] = mapped_column(Text, default="", server_default="")
    likelihood_knowledge: Mapped[str] = mapped_column(String(10), default="", server_default="")
    consequence_knowledge: Mapped[str] = mapped_column(String(10), default="", server_default="")
    after_knowledge: Mapped[str] = mapped_column(String(10), default="", server_default="")
    treatment: Mapped[str] = mapped_column(String(10), default="", server_default="")
    treatment_reason: Mapped[str] = mapped_column(Text, default="", server_default="")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    estimate: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    figures: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    row_version: Mapped[int] = mapped_column()
    asset: Mapped[Asset | None] = relationship()
    owner: Mapped[User | None] = relationship()
    acceptances: Mapped[list["Acceptance"]] = relationship(cascade="all, delete-orphan", order_by="Acceptance.id")
    treated_by: Mapped[list["Measure"]] = relationship(
        secondary="measure_treats_risk", back_populates="treats", order_by="Measure.number"
    )
    __mapper_args__ = {"version_id_col": row_version}


class Measure(Base):
    """A control in place or planned, with its effect on patient safety.

    `changes` (JSON) are those that it makes in the estate; `effect` what they did to each scenario when it was saved;
    `mends` the id of the question whose verdict it is to put right, or empty. `catalogue` is the id of the catalogue's
    measure that it began as. Costs are whole kroner; `lowers_…` how many levels it takes off. `safety_situations` are
    ids, one a line; `safety_risk` the number of the risk that it brings to care. `registered` is the same measure in
    the organisation's register, where it lives on after this version is decided.
    """

    __tablename__ = "measure"
    __table_args__ = (UniqueConstraint("version_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey(_VERSION, ondelete="CASCADE"))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(Text, default="")
    due: Mapped[date | None] = mapped_column(Date)
    status: Mapped[str] = mapped_column(String(20), default="planned")
    safety_effect: Mapped[str] = mapped_column(String(20), default="not assessed")
    safety_note: Mapped[str] = mapped_column(Text, default="")
    safety_assessed_by: Mapped[str] = mapped_column(Text, default="")
    mends: Mapped[str] = mapped_column(String(80), default="", server_default="")
    kind: Mapped[str] = mapped_column(String(20), default="", server_default="")
    catalogue: Mapped[str] = mapped_column(String(60), default="", server_default="")
    references: Mapped[str] = mapped_column(Text, default="", server_default="")
    cost: Mapped[int | None] = mapped_column(BigInteger)
    yearly_cost: Mapped[int | None] = mapped_column(BigInteger)
    lowers_likelihood: Mapped[int] = mapped_column(default=0, server_default="0")
    lowers_consequence: Mapped[int] = mapped_column(default=0, server_default="0")
    safety_situations: Mapped[str] = mapped_column(Text, default="", server_default="")
    safety_whom: Mapped[str] = mapped_column(Text, default="", server_default="")
    safety_role: Mapped[str] = mapped_column(String(20), default="", server_default="")
    compensating: Mapped[str] = mapped_column(Text, default="", server_default="")
    safety_risk: Mapped[int | None]
    registered_id: Mapped[int | None] = mapped_column(ForeignKey("registered_measure.id"), index=True)
    changes: Mapped[str] = mapped_column(Text, default="", server_default="")
    effect: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list, server_default="[]")
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    row_version: Mapped[int] = mapped_column()
    treats: Mapped[list[Risk]] = relationship(
        secondary="measure_treats_risk", back_populates="treated_by", order_by="Risk.number"
    )
    registered: Mapped[RegisteredMeasure | None] = relationship()
    trade_offs: Mapped[list[TradeOff]] = relationship(cascade="all, delete-orphan", order_by=TradeOff.id)
    __mapper_args__ = {"version_id_col": row_version}


class MeasureTreatsRisk(Base):
    """Which risks a measure treats."""

    __tablename__ = "measure_treats_risk"

    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"), primary_key=True)
    risk_id: Mapped[int] = mapped_column(ForeignKey("risk.id", ondelete="CASCADE"), primary_key=True)


class Acceptance(Base):
    """A residual risk borne by a named owner until a date; `risk_then` is what was accepted.

    It lives on after the version is decided: the database then takes new ones, and that one is withdrawn, no more.
    `treatment_before` is what was done about the risk before, which a withdrawal brings back.
    """

    __tablename__ = "acceptance"

    id: Mapped[int] = mapped_column(primary_key=True)
    risk_id: Mapped[int] = mapped_column(ForeignKey("risk.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    owner_name: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[date] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(Text)
    risk_then: Mapped[dict[str, Any]] = mapped_column(JSON)
    treatment_before: Mapped[str] = mapped_column(String(10), default="", server_default="")
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by: Mapped[str] = mapped_column(String(200), default="", server_default="")
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="", server_default="")
    user: Mapped[User | None] = relationship()
