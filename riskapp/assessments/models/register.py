"""The organisation's register of measures, its evidence, and the decision where care pays for security."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Date, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from riskapp.database import Base, UtcDateTime


class RegisteredMeasure(Base):
    """A measure of the organisation, whichever assessments use it; lives on after they are decided.

    `mark` is drawn at random, because number and id of one that is deleted may be given again.
    """

    __tablename__ = "registered_measure"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    text: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(20), default="")
    catalogue: Mapped[str] = mapped_column(String(60), default="")
    references: Mapped[str] = mapped_column(Text, default="")
    owner: Mapped[str] = mapped_column(Text, default="")
    due: Mapped[date | None] = mapped_column(Date)
    status: Mapped[str] = mapped_column(String(20), default="planned")
    done_on: Mapped[date | None] = mapped_column(Date)
    cost: Mapped[int | None] = mapped_column(BigInteger)
    yearly_cost: Mapped[int | None] = mapped_column(BigInteger)
    note: Mapped[str] = mapped_column(Text, default="")
    mark: Mapped[str | None] = mapped_column(String(16))
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    row_version: Mapped[int] = mapped_column()
    evidence: Mapped[list["EvidenceFile"]] = relationship(cascade="all, delete-orphan", order_by="EvidenceFile.id")
    __mapper_args__ = {"version_id_col": row_version}


class EvidenceFile(Base):
    """A file that shows that a measure is done, by its SHA-256; never changed, only taken away."""

    __tablename__ = "evidence_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    registered_id: Mapped[int] = mapped_column(ForeignKey("registered_measure.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    by_name: Mapped[str] = mapped_column(String(200))


class TradeOff(Base):
    """What was decided where a measure makes care worse: carried out or left, with both sides as they stood then."""

    __tablename__ = "trade_off"

    id: Mapped[int] = mapped_column(primary_key=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"), index=True)
    chosen: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    then: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    by_name: Mapped[str] = mapped_column(String(200))
    by_role: Mapped[str] = mapped_column(String(30))
