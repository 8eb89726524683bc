"""The record's tables: an activity, what it has several of, and what is said of the organisation once."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from riskapp.database import Base, UtcDateTime


class ProcessingActivity(Base):
    """A processing activity; `record` says what its fields mean.

    `versions` counts the changes of each section, so that two people can write in two sections side by side.
    """

    __tablename__ = "processing_activity"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(String(20))
    description: Mapped[str] = mapped_column(Text, default="")
    owner: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(20))
    joint_controllers: Mapped[str] = mapped_column(Text, default="")
    behalf_of: Mapped[str] = mapped_column(Text, default="")
    behalf_contact: Mapped[str] = mapped_column(Text, default="")
    systems: Mapped[list[str]] = mapped_column(JSON, default=list)
    categories: Mapped[list[str]] = mapped_column(JSON, default=list)
    subjects: Mapped[list[str]] = mapped_column(JSON, default=list)
    other_subjects: Mapped[str] = mapped_column(Text, default="")
    recipients: Mapped[str] = mapped_column(Text, default="")
    period: Mapped[str] = mapped_column(Text, default="")
    rule: Mapped[str] = mapped_column(Text, default="")
    erasure: Mapped[str] = mapped_column(Text, default="")
    measures: Mapped[str] = mapped_column(Text, default="")
    reviewed: Mapped[date | None] = mapped_column(Date)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    versions: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    row_version: Mapped[int] = mapped_column()
    purposes: Mapped[list["ProcessingPurpose"]] = relationship(
        order_by="ProcessingPurpose.id", lazy="selectin", back_populates="activity"
    )
    processors: Mapped[list["ProcessingProcessor"]] = relationship(
        order_by="ProcessingProcessor.id", lazy="selectin", back_populates="activity"
    )
    transfers: Mapped[list["ProcessingTransfer"]] = relationship(
        order_by="ProcessingTransfer.id", lazy="selectin", back_populates="activity"
    )
    __mapper_args__ = {"version_id_col": row_version}


class ProcessingPurpose(Base):
    """A purpose of an activity with its legal bases."""

    __tablename__ = "processing_purpose"

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("processing_activity.id"), index=True)
    purpose: Mapped[str] = mapped_column(Text)
    basis: Mapped[str] = mapped_column(String(20))
    condition: Mapped[str] = mapped_column(String(20))
    supplement: Mapped[str] = mapped_column(Text)
    row_version: Mapped[int] = mapped_column()
    activity: Mapped[ProcessingActivity] = relationship(back_populates="purposes")
    __mapper_args__ = {"version_id_col": row_version}


class ProcessingProcessor(Base):
    """A processor of an activity with the state of its agreement."""

    __tablename__ = "processing_processor"

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("processing_activity.id"), index=True)
    supplier: Mapped[str] = mapped_column(Text)
    service: Mapped[str] = mapped_column(Text)
    agreement: Mapped[str] = mapped_column(String(20))
    signed: Mapped[date | None] = mapped_column(Date)
    reference: Mapped[str] = mapped_column(Text)
    checklist: Mapped[dict[str, str]] = mapped_column(JSON)
    row_version: Mapped[int] = mapped_column()
    activity: Mapped[ProcessingActivity] = relationship(back_populates="processors")
    __mapper_args__ = {"version_id_col": row_version}


class ProcessingTransfer(Base):
    """A transfer of an activity's data to a country outside the EEA."""

    __tablename__ = "processing_transfer"

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("processing_activity.id"), index=True)
    country: Mapped[str] = mapped_column(Text)
    recipient: Mapped[str] = mapped_column(Text)
    mechanism: Mapped[str] = mapped_column(String(20))
    safeguards: Mapped[str] = mapped_column(Text)
    assessed: Mapped[date | None] = mapped_column(Date)
    assessed_by: Mapped[str] = mapped_column(Text)
    reference: Mapped[str] = mapped_column(Text)
    row_version: Mapped[int] = mapped_column()
    activity: Mapped[ProcessingActivity] = relationship(back_populates="transfers")
    __mapper_args__ = {"version_id_col": row_version}


class RecordContacts(Base):
    """Whom to turn to about the organisation's processing: one row, made when it is first written."""

    __tablename__ = "record_contacts"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    address: Mapped[str] = mapped_column(Text)
    representative: Mapped[str] = mapped_column(Text)
    officer: Mapped[str] = mapped_column(Text)
    row_version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": row_version}


Row = ProcessingPurpose | ProcessingProcessor | ProcessingTransfer
