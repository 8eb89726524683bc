"""Signed reports and packages on file, their time stamps, and what is removed before publishing."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from riskapp.database import Base, UtcDateTime


class SignedReport(Base):
    """The signed PDF of one decided version; found again by the SHA-256 of its bytes."""

    __tablename__ = "signed_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("assessment_version.id"), unique=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    file_name: Mapped[str] = mapped_column(String(200))
    signed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    signed_by: Mapped[str] = mapped_column(String(200))
    level: Mapped[str] = mapped_column(String(5), server_default="B-B")
    pdf: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    stamped: Mapped["StampedFile | None"] = relationship(viewonly=True, lazy="selectin")
    waiting: Mapped["WaitingStamp | None"] = relationship(viewonly=True, lazy="selectin")


class ConsultationPackage(Base):
    """What was made for the authority of one version (GDPR Art. 36(3)): a signed PDF with the DPIA inside."""

    __tablename__ = "consultation_package"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("assessment_version.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    file_name: Mapped[str] = mapped_column(String(200))
    signed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    signed_by: Mapped[str] = mapped_column(String(200))
    level: Mapped[str] = mapped_column(String(5), server_default="B-B")
    pdf: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))
    stamped: Mapped["StampedFile | None"] = relationship(viewonly=True, lazy="selectin")
    waiting: Mapped["WaitingStamp | None"] = relationship(viewonly=True, lazy="selectin")


class IssuedReport(Base):
    """A report that belongs to no assessment, as it was issued: the register, the record, the estate and their like.

    `title` is in the report's language; `content_sha256` is the fingerprint on its cover, `role` that of who issued it.
    """

    __tablename__ = "issued_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), index=True)
    language: Mapped[str] = mapped_column(String(2))
    title: Mapped[str] = mapped_column(String(200))
    content_sha256: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    file_name: Mapped[str] = mapped_column(String(200))
    signed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    signed_by: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(40))
    level: Mapped[str] = mapped_column(String(5))
    pdf: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))
    stamped: Mapped["StampedFile | None"] = relationship(viewonly=True, lazy="selectin")
    waiting: Mapped["WaitingStamp | None"] = relationship(viewonly=True, lazy="selectin")


class StampedFile(Base):
    """A signed file with the time stamps that came later: the same bytes and what is behind them. One file each."""

    __tablename__ = "stamped_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("signed_report.id"), unique=True)
    package_id: Mapped[int | None] = mapped_column(ForeignKey("consultation_package.id"), unique=True)
    issued_id: Mapped[int | None] = mapped_column(ForeignKey("issued_report.id"), unique=True, index=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    level: Mapped[str] = mapped_column(String(5))
    stamped_at: Mapped[datetime] = mapped_column(UtcDateTime)
    pdf: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))


class WaitingStamp(Base):
    """A signed file whose time stamps are still to come: since when, how often it was tried, and what went wrong."""

    __tablename__ = "waiting_stamp"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("signed_report.id"), unique=True)
    package_id: Mapped[int | None] = mapped_column(ForeignKey("consultation_package.id"), unique=True)
    issued_id: Mapped[int | None] = mapped_column(ForeignKey("issued_report.id"), unique=True, index=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    tries: Mapped[int]
    tried_at: Mapped[datetime] = mapped_column(UtcDateTime)
    next_at: Mapped[datetime] = mapped_column(UtcDateTime)
    error: Mapped[str] = mapped_column(Text)


class Redaction(Base):
    """A mark: words that the publishable version of an assessment leaves out, and the ground for it.

    `place` names the text (see `reports.publishing.spots`), `*` all of them; an empty `passage` is the whole text, and
    `seen` the SHA-256 of it as it was read then. `namely` are the words of a ground that the list does not have.
    """

    __tablename__ = "redaction"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("assessment_version.id", ondelete="CASCADE"), index=True)
    place: Mapped[str] = mapped_column(String(120))
    passage: Mapped[str] = mapped_column(Text)
    seen: Mapped[str] = mapped_column(String(64))
    ground: Mapped[str] = mapped_column(String(40))
    namely: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(200))
    row_version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": row_version}


SignedFile = SignedReport | ConsultationPackage | IssuedReport
"""What is signed and on file, whatever it tells of."""

SIGNED_FILES: dict[type[SignedFile], str] = {
    SignedReport: "report_id",
    ConsultationPackage: "package_id",
    IssuedReport: "issued_id",
}
"""By which column a time stamp names the file that it belongs to."""
