"""Who has an assessment open right now: one row a person, kept for minutes."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from riskapp.database import Base, UtcDateTime


class Presence(Base):
    """Somebody has a page of the assessment open; `place` is a step (`step:risks`), `R3`, `T2`, `review` or empty."""

    __tablename__ = "presence"

    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    place: Mapped[str] = mapped_column(String(90))
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
