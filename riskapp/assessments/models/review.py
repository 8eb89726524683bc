"""What a yearly review confirms: that a part of the assessment was looked at and still holds."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from riskapp.database import Base, UtcDateTime


class ReviewedPart(Base):
    """A part that somebody looked at: a step, `estate` or `incidents`; `mark` is the SHA-256 of what it said then."""

    __tablename__ = "reviewed_part"
    __table_args__ = (UniqueConstraint("version_id", "part"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("assessment_version.id", ondelete="CASCADE"))
    part: Mapped[str] = mapped_column(String(40))
    note: Mapped[str] = mapped_column(Text, default="")
    mark: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    by_name: Mapped[str] = mapped_column(String(200))
