"""A workshop with its guests, what is done when a system is away, and what became of suggested scenarios."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from riskapp.database import Base, UtcDateTime
from riskapp.estate.models import Asset

_VERSION = "assessment_version.id"


class Workshop(Base):
    """A meeting in which a version is worked on: when, where, what for, and what was said."""

    __tablename__ = "workshop"
    __table_args__ = (UniqueConstraint("version_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey(_VERSION, ondelete="CASCADE"))
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    minutes: Mapped[int]
    place: Mapped[str] = mapped_column(Text, default="")
    agenda: Mapped[str] = mapped_column(Text, default="")
    notes: Mapped[str] = mapped_column(Text, default="")
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    row_version: Mapped[int] = mapped_column()
    guests: Mapped[list["Guest"]] = relationship(cascade="all, delete-orphan", order_by="Guest.id")
    __mapper_args__ = {"version_id_col": row_version}


class Guest(Base):
    """Somebody who is asked to a workshop; `came` is None until somebody has said."""

    __tablename__ = "workshop_guest"

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(Text)
    profession: Mapped[str] = mapped_column(Text, default="")
    role: Mapped[str] = mapped_column(Text, default="")
    email: Mapped[str] = mapped_column(Text, default="")
    came: Mapped[bool | None]


class Fallback(Base):
    """What people do while a system is away: emergency access or a manual routine, and for how long it was tested.

    `dependent` goes on without `provider` that long; `carried_at` is when the estate took the minutes over.
    """

    __tablename__ = "fallback"
    __table_args__ = (UniqueConstraint("version_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey(_VERSION, ondelete="CASCADE"))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    dependent_id: Mapped[int] = mapped_column(ForeignKey("asset.id"))
    provider_id: Mapped[int] = mapped_column(ForeignKey("asset.id"))
    text: Mapped[str] = mapped_column(Text)
    minutes: Mapped[int | None]
    tested_on: Mapped[date | None] = mapped_column(Date)
    tested_by: Mapped[str] = mapped_column(Text, default="")
    carried_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    row_version: Mapped[int] = mapped_column()
    dependent: Mapped[Asset] = relationship(foreign_keys=dependent_id)
    provider: Mapped[Asset] = relationship(foreign_keys=provider_id)
    __mapper_args__ = {"version_id_col": row_version}


class SuggestionVerdict(Base):
    """What became of a suggested scenario, `said`: taken over as a risk, or dismissed with a reason."""

    __tablename__ = "suggestion_verdict"
    __table_args__ = (UniqueConstraint("version_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey(_VERSION, ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(300))
    verdict: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text, default="")
    risk: Mapped[int | None]
    said: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    by_name: Mapped[str] = mapped_column(String(200))
