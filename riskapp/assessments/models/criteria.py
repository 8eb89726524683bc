"""The organisation's own criteria: scales, matrix, acceptance, each change a new version of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from riskapp.database import Base, UtcDateTime


class Criteria(Base):
    """One version of the criteria of a kind of assessment; rows are only ever added.

    `body` are the scales as plain data, `preset` the one that they began as; `moves` say which level of the criteria
    before becomes which, and `effects` what that did to each open risk on the day of the change.
    """

    __tablename__ = "criteria"
    __table_args__ = (UniqueConstraint("kind", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(Text)
    preset: Mapped[str] = mapped_column(String(40), default="")
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    moves: Mapped[dict[str, list[int]]] = mapped_column(JSON, default=dict)
    effects: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    by_name: Mapped[str] = mapped_column(String(200))
