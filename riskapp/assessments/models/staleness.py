"""What an approval rests on in the estate, what of it was found changed, and who may look for it now."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from riskapp.database import Base, UtcDateTime

_VERSION = "assessment_version.id"


class SlicePart(Base):
    """Rows of the estate that slices share, by their SHA-256: the texts, one a line, packed with zlib. Only added."""

    __tablename__ = "slice_part"

    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)
    packed: Mapped[bytes] = mapped_column(LargeBinary)


class EstateSlice(Base):
    """What a version rests on: as quoted when it was submitted, and anew as somebody confirmed it. Only added.

    `body` (JSON) names the parts, the scope, and for each risk the question of its evidence with the answer then. The
    newest row of a version counts. `why` says what it was kept for; `reason` are the words of whoever confirmed.
    """

    __tablename__ = "estate_slice"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey(_VERSION), index=True)
    why: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    estate_number: Mapped[int]
    fingerprint: Mapped[str] = mapped_column(String(64))
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(Text, default="")
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    by_name: Mapped[str] = mapped_column(String(200), default="")
    by_role: Mapped[str] = mapped_column(String(30), default="")


class Staleness(Base):
    """An approved version whose slice or evidence is no longer what it was: what changed, and how grave it is.

    `found` (JSON) is what the page shows, `seen` its fingerprint; `estate_number` the state in which it was first so.
    """

    __tablename__ = "staleness"

    version_id: Mapped[int] = mapped_column(ForeignKey(_VERSION), primary_key=True, autoincrement=False)
    slice_id: Mapped[int] = mapped_column(ForeignKey("estate_slice.id"))
    estate_number: Mapped[int]
    gravity: Mapped[str] = mapped_column(String(40))
    found: Mapped[dict[str, Any]] = mapped_column(JSON)
    seen: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class StalenessWatch(Base):
    """One row: up to where all slices were judged, and who judges at this moment.

    `asked` grows when a slice comes that must be judged though the estate stands still.
    """

    __tablename__ = "staleness_watch"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    asked: Mapped[int] = mapped_column(default=0, server_default="0")
    judged_asked: Mapped[int | None]
    judged_number: Mapped[int | None]
    judged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    holder: Mapped[str] = mapped_column(String(200), default="", server_default="")
    held_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
