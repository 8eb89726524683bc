"""An assessment, its versions, and who and what each version is about."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from riskapp.accounts.models import User
from riskapp.assessments.models.content import Answer, Measure, Risk
from riskapp.assessments.models.content_person import ContentPerson
from riskapp.assessments.models.criteria import Criteria
from riskapp.assessments.models.decision import Condition
from riskapp.assessments.models.dialogue import Remark
from riskapp.assessments.models.workshop import Fallback, SuggestionVerdict, Workshop
from riskapp.assessments.persons import joined, written
from riskapp.database import Base, UtcDateTime
from riskapp.estate.models import Asset


class Assessment(Base):
    """A DPIA or a ROS, through all its versions. One that is the base of others is `shared` or `regional`."""

    __tablename__ = "assessment"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    shared: Mapped[str] = mapped_column(String(10), default="", server_default="")
    versions: Mapped[list["Version"]] = relationship(back_populates="assessment", order_by="Version.number")

    @property
    def latest(self) -> "Version":
        """The version that is worked on, or was last."""
        return self.versions[-1]


class Version(Base):
    """One round of an assessment. `frozen` is its whole content as plain data, set when it is decided.

    `frozen_form` is the same as it is hashed and stored: with a reference in the place of each person's name.
    `criteria` are what it measures with; None: those that came with riskapp. One that is `yearly` began as a review.
    """

    __tablename__ = "assessment_version"
    __table_args__ = (UniqueConstraint("assessment_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)
    number: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2), default="nb")
    catalogue: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(20), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    criteria_id: Mapped[int | None] = mapped_column(ForeignKey("criteria.id"))
    estate_number: Mapped[int | None]
    quoted: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    frozen_form: Mapped[dict[str, Any] | None] = mapped_column("frozen", JSON(none_as_null=True))
    frozen_hash: Mapped[str | None] = mapped_column(String(64))
    yearly: Mapped[bool] = mapped_column(default=False, server_default=false())
    row_version: Mapped[int] = mapped_column()
    assessment: Mapped[Assessment] = relationship(back_populates="versions")
    creator: Mapped[User | None] = relationship()
    criteria: Mapped[Criteria | None] = relationship()
    scope: Mapped[list["ScopedAsset"]] = relationship(cascade="all, delete-orphan", order_by="ScopedAsset.id")
    participants: Mapped[list["Participant"]] = relationship(cascade="all, delete-orphan", order_by="Participant.id")
    answers: Mapped[list[Answer]] = relationship(cascade="all, delete-orphan", order_by=Answer.id)
    risks: Mapped[list[Risk]] = relationship(cascade="all, delete-orphan", order_by=Risk.number)
    measures: Mapped[list[Measure]] = relationship(cascade="all, delete-orphan", order_by=Measure.number)
    workshops: Mapped[list[Workshop]] = relationship(cascade="all, delete-orphan", order_by=Workshop.number)
    fallbacks: Mapped[list[Fallback]] = relationship(cascade="all, delete-orphan", order_by=Fallback.number)
    suggestions: Mapped[list[SuggestionVerdict]] = relationship(
        cascade="all, delete-orphan", order_by=SuggestionVerdict.id
    )
    remarks: Mapped[list[Remark]] = relationship(cascade="all, delete-orphan", order_by=Remark.id)
    conditions: Mapped[list[Condition]] = relationship(cascade="all, delete-orphan", order_by=Condition.number)
    transitions: Mapped[list["Transition"]] = relationship(cascade="all, delete-orphan", order_by="Transition.id")
    contributors: Mapped[list["Contributor"]] = relationship(cascade="all, delete-orphan")
    frozen_people: Mapped[list[ContentPerson]] = relationship(
        primaryjoin=lambda: foreign(ContentPerson.content_hash) == Version.frozen_hash, viewonly=True
    )
    __mapper_args__ = {"version_id_col": row_version}

    @property
    def frozen(self) -> dict[str, Any] | None:
        """The content that was decided, with its names; None before that."""
        if self.frozen_form is None:
            return None
        people = {one.digest: (one.name, one.salt) for one in self.frozen_people}
        found: dict[str, Any] = joined(self.frozen_form, people, self.language)
        return found

    @frozen.setter
    def frozen(self, content: dict[str, Any]) -> None:
        self.frozen_form = written(content)


class ScopedAsset(Base):
    """An asset that a version assesses."""

    __tablename__ = "scoped_asset"
    __table_args__ = (UniqueConstraint("version_id", "asset_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("assessment_version.id", ondelete="CASCADE"))
    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"), index=True)
    asset: Mapped[Asset] = relationship()


class Participant(Base):
    """Somebody who took part, with profession and role, whether or not there is an account."""

    __tablename__ = "participant"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("assessment_version.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(Text)
    profession: Mapped[str] = mapped_column(Text, default="")
    role: Mapped[str] = mapped_column(Text, default="")


class Transition(Base):
    """A step from one state to the next: who took it, when, and the words that went with it.

    `content_hash` is of what it was taken over, `statement` the canonical JSON that says all of this (see
    `decisions.trail.statements`); both None for steps that an older riskapp stored. The database only takes new rows.
    """

    __tablename__ = "transition"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("assessment_version.id", ondelete="CASCADE"), index=True)
    act: Mapped[str] = mapped_column(String(20))
    from_state: Mapped[str] = mapped_column(String(20))
    to_state: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    actor_name: Mapped[str] = mapped_column(String(200))
    actor_role: Mapped[str] = mapped_column(String(30))
    opinion: Mapped[str] = mapped_column(String(30), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    content_hash: Mapped[str | None] = mapped_column(String(64))
    statement: Mapped[str | None] = mapped_column(Text)
    signature: Mapped[str | None] = mapped_column(Text)


class Contributor(Base):
    """Somebody who wrote in a version, and who therefore does not decide on it."""

    __tablename__ = "contributor"

    version_id: Mapped[int] = mapped_column(ForeignKey("assessment_version.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
