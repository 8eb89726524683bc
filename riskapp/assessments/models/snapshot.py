"""A version's content as it stood at a moment: what a step was taken over, and what a draft can be set back to."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, deferred, mapped_column

from riskapp.database import Base, UtcDateTime


class ContentSnapshot(Base):
    """A content as canonical JSON with its SHA-256; never changed and never deleted, which the database sees to.

    `why` is one of `assessments.kept_states.Why`; `name` what whoever kept it by hand called it. `rows` are the stored
    values that a draft is set back with, None where it was no draft.
    """

    __tablename__ = "content_snapshot"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("assessment_version.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    by_name: Mapped[str] = mapped_column(String(200))
    why: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200), default="")
    content: Mapped[str] = deferred(mapped_column(Text, nullable=False))
    content_hash: Mapped[str] = mapped_column(String(64))
    rows: Mapped[dict[str, Any] | None] = deferred(mapped_column(JSON(none_as_null=True), nullable=True))
