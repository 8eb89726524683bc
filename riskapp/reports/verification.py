"""Says of any PDF whether it bears our organisation's unbroken signature, and if not, why not."""

import hashlib
import io
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from riskapp.errors import N_
from riskapp.reports.signature_form import written_as_we_write

MAXIMUM_BYTES = 50_000_000
LEVEL = N_("PAdES B-B, time from the server's clock, not attested")

TOO_LARGE = N_("The file is larger (%(bytes)s bytes) than any report of riskapp (%(most)s bytes).")
NOT_A_PDF = N_("This is not a PDF file.")
UNREADABLE = N_("The PDF or its signature is damaged and cannot be read (%(fault)s).")
UNSIGNED = N_("The PDF bears no signature. Drafts and printed copies bear none.")
ALTERED = N_("The PDF was changed after it was signed.")
ADDED = N_("Something was added to the PDF after it was signed.")
FOREIGN = N_("The signature is by %(signer)s, whose key is not a key of this organisation.")
OUTDATED = N_("The signature is by our key, but says a time (%(time)s) at which the key was not valid.")
OTHER_FORM = N_("The signature is by our key but is not of the form that riskapp makes.")

_BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*0\s+\d+\s+(\d{1,12})\s+(\d{1,12})\s*\]")
# What pyHanko logs while it looks at a bad file is in the answer already.
for _library in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


@dataclass(frozen=True)
class Verification:
    """The answer; who, what and when are what the signature claims, and count only where `valid`.

    `reason` is a message id with %(name)s places for `values`, None where the signature is valid. `signer` is the
    organisation of the certificate, `name` whose decision it was, `purpose` what was decided.
    """

    valid: bool
    sha256: str
    signer: str = ""
    name: str = ""
    purpose: str = ""
    signed_at: datetime | None = None
    covers_whole_document: bool = False
    changed_since: bool = False
    level: str | None = None
    reason: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """The level where valid, the reason in English where not."""
        return LEVEL if self.reason is None else self.reason % self.values


def verify(pdf: bytes, roots: Sequence[x509.Certificate]) -> Verification:
    """Verify the signature of `pdf` against our root certificates, present and former.

    Never raises for what is in `pdf`: every fault of it is an answer. The certificate is judged at the time of
    signing, so that a report stays valid when its key runs out; that time is the signer's own.
    """
    blank = Verification(valid=False, sha256=hashlib.sha256(pdf).hexdigest())
    if len(pdf) > MAXIMUM_BYTES:
        return _no(blank, TOO_LARGE, bytes=len(pdf), most=MAXIMUM_BYTES)
    if b"%PDF-" not in pdf[:1024]:
        return _no(blank, NOT_A_PDF)
    try:
        return _judged(pdf, roots, blank)
    except Exception as fault:  # noqa: BLE001
        # A hostile file may fail in the parser in any way there is; what can be read without its tail was added to.
        return _without_tail(pdf, roots, blank) or _no(blank, UNREADABLE, fault=type(fault).__name__)


def _no(found: Verification, reason: str, **values: object) -> Verification:
    return replace(found, valid=False, level=None, reason=reason, values=values)


def _without_tail(pdf: bytes, roots: Sequence[x509.Certificate], blank: Verification) -> Verification | None:
    """The answer for a file with foreign bytes behind its end; None where that is not what is wrong with it."""
    signed_part = _BYTE_RANGE.search(pdf)
    end = sum(map(int, signed_part.groups())) if signed_part else 0
    if not 0 < end < len(pdf):
        return None
    try:
        found = _judged(pdf[:end], roots, blank)
    except Exception:  # noqa: BLE001
        # The first fault is the one to tell: the file cannot be read with its tail nor without it.
        return None
    if not found.valid:
        return None
    return _no(replace(found, covers_whole_document=False, changed_since=True), ADDED)


def _judged(pdf: bytes, roots: Sequence[x509.Certificate], blank: Verification) -> Verification:
    signatures = PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures
    if not signatures:
        return _no(blank, UNSIGNED)
    # The first is the one that certifies; whatever came later is a change of the document.
    signature = signatures[0]
    signed_at = signature.self_reported_timestamp
    if signed_at is not None and signed_at.tzinfo is None:
        signed_at = signed_at.replace(tzinfo=UTC)
    claimed = replace(
        blank,
        signer=_signer_of(signature),
        name=str(signature.sig_object.get("/Name", "")),
        purpose=str(signature.sig_object.get("/Reason", "")),
        signed_at=signed_at,
    )
    context = ValidationContext(trust_roots=[_asn1(root) for root in roots], allow_fetching=False, moment=signed_at)
    status = validate_pdf_signature(signature, context, skip_diff=True)
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    intact = bool(status.intact and status.valid)
    found = replace(claimed, covers_whole_document=whole, changed_since=not (intact and whole))
    return _verdict(found, status, signature, pdf)


def _verdict(
    found: Verification, status: PdfSignatureStatus, signature: EmbeddedPdfSignature, pdf: bytes
) -> Verification:
    if not (status.intact and status.valid):
        return _no(found, ALTERED)
    if not found.covers_whole_document:
        return _no(found, ADDED)
    if status.trust_problem_indic == AdESIndeterminate.OUT_OF_BOUNDS_NO_POE:
        return _no(found, OUTDATED, time=str(found.signed_at))
    if not status.trusted:
        return _no(found, FOREIGN, signer=found.signer)
    if not written_as_we_write(signature, pdf):
        return _no(replace(found, changed_since=True), ALTERED)
    if signature.sig_object["/SubFilter"] != "/ETSI.CAdES.detached" or signature.docmdp_level != MDPPerm.NO_CHANGES:
        return _no(found, OTHER_FORM)
    return replace(found, valid=True, level=LEVEL)


def _signer_of(signature: EmbeddedPdfSignature) -> str:
    subject = signature.signer_cert.subject.native
    return str(subject.get("organization_name") or subject.get("common_name") or "?")


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
