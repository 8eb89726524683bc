"""The parts of estates that blast radiuses were computed from, each kept once under its fingerprint."""

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, deferred, mapped_column

from riskapp.database import Base


class EvidenceEstate(Base):
    """Rows of the estate as they were, as JSON packed by zlib; evidence names it by the SHA-256 of the JSON."""

    __tablename__ = "evidence_estate"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    packed: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))
