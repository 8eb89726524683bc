"""What a decision asks for: conditions of an approval, each with an owner and a date, and whether it is met."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from riskapp.database import Base, UtcDateTime


class Condition(Base):
    """A condition of an approval. Its words are frozen with the version; only whether it is met is written later."""

    __tablename__ = "decision_condition"
    __table_args__ = (UniqueConstraint("version_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("assessment_version.id", ondelete="CASCADE"))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(Text)
    due: Mapped[date] = mapped_column(Date)
    met_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    met_by: Mapped[str] = mapped_column(String(200), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    row_version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": row_version}
