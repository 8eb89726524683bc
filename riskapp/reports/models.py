"""Signed reports and packages on file, the very bytes of each later download, and what is removed before publishing."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, deferred, mapped_column

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
    pdf: Mapped[bytes] = deferred(mapped_column(LargeBinary))


class ConsultationPackage(Base):
    """What was made for the authority of one version (GDPR Art. 36(3)): a signed PDF with the DPIA inside."""

    __tablename__ = "consultation_package"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("assessment_version.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    file_name: Mapped[str] = mapped_column(String(200))
    signed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    signed_by: Mapped[str] = mapped_column(String(200))
    pdf: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))


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
