"""The audit trail's tables: events, their place in the chain, and the signed checkpoints; rows are only ever added."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from riskapp.database import Base, UtcDateTime


class AuditEvent(Base):
    """One write: `before` and `after` hold the changed fields only, by name."""

    __tablename__ = "audit_event"
    __table_args__ = (
        Index("ix_audit_event_subject", "subject_kind", "subject_id"),
        Index("ix_audit_event_at", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[int | None]
    actor_name: Mapped[str] = mapped_column(String(200))
    action: Mapped[str] = mapped_column(String(60), index=True)
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[str] = mapped_column(String(200))
    subject_label: Mapped[str] = mapped_column(Text, default="")
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class AuditSeal(Base):
    """An event's place in the chain: its number without gaps, the hash before it and its own (SHA-256, hexadecimal)."""

    __tablename__ = "audit_seal"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    event_id: Mapped[int] = mapped_column(ForeignKey("audit_event.id"), unique=True)
    commitments: Mapped[dict[str, str]] = mapped_column(JSON)
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))


class AuditSalt(Base):
    """The salts of an event's commitments, by field; one that is gone leaves the commitment without a meaning."""

    __tablename__ = "audit_salt"

    event_id: Mapped[int] = mapped_column(ForeignKey("audit_event.id"), primary_key=True)
    salts: Mapped[dict[str, str]] = mapped_column(JSON)


class TrailKey(Base):
    """The public half (base64) of the key that checkpoints are signed with; the private half lies with the keys."""

    __tablename__ = "trail_key"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_key: Mapped[str] = mapped_column(String(60))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class TrailCheckpoint(Base):
    """A signed note about the first `size` events; `peaks` lets the next one go on from here."""

    __tablename__ = "trail_checkpoint"

    size: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    root: Mapped[str] = mapped_column(String(64))
    peaks: Mapped[list[str]] = mapped_column(JSON)
    note: Mapped[str] = mapped_column(Text)
    copies: Mapped[list["CheckpointCopy"]] = relationship(order_by="CheckpointCopy.place")


class CheckpointCopy(Base):
    """A copy of a checkpoint that belongs in a second place, and whether it got there.

    `answer` is what a time-stamp service gave for it (RFC 3161, TimeStampResp); a row that has one never changes again.
    """

    __tablename__ = "trail_checkpoint_copy"
    __table_args__ = (UniqueConstraint("size", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    size: Mapped[int] = mapped_column(ForeignKey("trail_checkpoint.size"))
    place: Mapped[str] = mapped_column(String(20))
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tries: Mapped[int] = mapped_column(default=0)
    fault: Mapped[str] = mapped_column(Text, default="")
    answer: Mapped[bytes | None] = mapped_column(LargeBinary)
