"""What each person was told, and whether it was read."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from riskapp.database import Base, UtcDateTime


class Notice(Base):
    """Somebody is told of something in an assessment. No text of the assessment is kept here, only where it stands.

    `place` is a step (`step:risks`), a question's id, `R3`, `T2`, or `K1` for a condition; `by` the name of whoever
    did it; `day` the date that comes near. `key` makes a reminder the only one of its kind for this person.
    """

    __tablename__ = "notice"
    __table_args__ = (UniqueConstraint("user_id", "key"), Index("ix_notice_user_id_read_at", "user_id", "read_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(30))
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id", ondelete="CASCADE"))
    place: Mapped[str] = mapped_column(String(90))
    by: Mapped[str] = mapped_column(String(200))
    day: Mapped[date | None] = mapped_column(Date)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    key: Mapped[str | None] = mapped_column(String(120))
