"""What is said about a version while it is read, and what each reader had before the eyes the last time."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from riskapp.database import Base, UtcDateTime

_VERSION = "assessment_version.id"


class Remark(Base):
    """A remark or a request for change at a place of a version, or an answer to one (`answers_id`).

    The place is a step of the wizard and, where it is narrower, the id of a question, `R3` or `T2`.
    """

    __tablename__ = "remark"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey(_VERSION, ondelete="CASCADE"), index=True)
    answers_id: Mapped[int | None] = mapped_column(ForeignKey("remark.id", ondelete="CASCADE"))
    step: Mapped[str] = mapped_column(String(40))
    anchor: Mapped[str] = mapped_column(String(80), default="")
    kind: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    author_name: Mapped[str] = mapped_column(String(200))
    author_role: Mapped[str] = mapped_column(String(30))
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_by: Mapped[str] = mapped_column(String(200), default="")
    row_version: Mapped[int] = mapped_column()
    answers: Mapped[list["Remark"]] = relationship(order_by="Remark.id", viewonly=True)
    __mapper_args__ = {"version_id_col": row_version}


class Reading(Base):
    """The last time that somebody read a version through, with what it said then."""

    __tablename__ = "reading"

    version_id: Mapped[int] = mapped_column(ForeignKey(_VERSION, ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    said: Mapped[dict[str, Any]] = mapped_column(JSON)
