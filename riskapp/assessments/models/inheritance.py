"""Where a version's texts came from: another assessment that was copied, or a shared one that it follows."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from riskapp.database import Base, UtcDateTime

_VERSION = "assessment_version.id"


class Heir(Base):
    """A version that began as another one. One that `follows` is told what a new version of its base changes.

    `base_version_id` is the version of the base that it has caught up with.
    """

    __tablename__ = "heir"

    version_id: Mapped[int] = mapped_column(ForeignKey(_VERSION, ondelete="CASCADE"), primary_key=True)
    base_version_id: Mapped[int] = mapped_column(ForeignKey(_VERSION), index=True)
    follows: Mapped[bool]


class Origin(Base):
    """A place of a version (a question's id, `R3`, `T2`) whose text was taken over, and the SHA-256 of it then."""

    __tablename__ = "origin"
    __table_args__ = (UniqueConstraint("version_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey(_VERSION, ondelete="CASCADE"))
    place: Mapped[str] = mapped_column(String(80))
    base_version_id: Mapped[int] = mapped_column(ForeignKey(_VERSION), index=True)
    base_place: Mapped[str] = mapped_column(String(80))
    mark: Mapped[str] = mapped_column(String(64))


class InheritedChoice(Base):
    """What an heir did with one change of its base: taken over, or declined with a reason."""

    __tablename__ = "inherited_choice"
    __table_args__ = (UniqueConstraint("version_id", "base_version_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey(_VERSION, ondelete="CASCADE"))
    base_version_id: Mapped[int] = mapped_column(ForeignKey(_VERSION))
    place: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(Text)
    choice: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    by_name: Mapped[str] = mapped_column(String(200))
