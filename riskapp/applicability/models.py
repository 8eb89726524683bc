"""The table of the statement: a row for each control that somebody has written about."""

from datetime import datetime

from sqlalchemy import JSON, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from riskapp.database import Base, UtcDateTime


class ControlDecision(Base):
    """What the organisation says of a control; `statement.Decision` says what its fields mean."""

    __tablename__ = "control_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    control: Mapped[str] = mapped_column(String(10), unique=True)
    applicable: Mapped[str] = mapped_column(String(10))
    justification: Mapped[str] = mapped_column(Text)
    reasons: Mapped[list[str]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(20))
    responsible: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    row_version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": row_version}
