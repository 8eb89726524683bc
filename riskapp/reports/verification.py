"""Says of any PDF whether it bears our organisation's unbroken signatures, all of them, and if not, why not."""

import hashlib
import io
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from riskapp.errors import N_
from riskapp.reports.levels import Level, Reached, reached
from riskapp.reports.signature_chain import Chain, chain_of
from riskapp.reports.signature_form import given_as_it_came, written_as_we_write
from riskapp.reports.trust import Trust, as_asn1

MAXIMUM_BYTES = 50_000_000

TOO_LARGE = N_("The file is larger (%(bytes)s bytes) than any report of riskapp (%(most)s bytes).")
NOT_A_PDF = N_("This is not a PDF file.")
UNREADABLE = N_("The PDF or its signature is damaged and cannot be read (%(fault)s).")
UNSIGNED = N_("The PDF bears no signature. Drafts and printed copies bear none.")
ALTERED = N_("The PDF was changed after it was signed.")
ADDED = N_("Something was added to the PDF after it was signed.")
FOREIGN = N_("The signature is by %(signer)s, whose key is not a key of this organisation.")
OUTDATED = N_("The signature is by our key, but says a time (%(time)s) at which the key was not valid.")
REVOKED = N_("The signature is by our key, but the key was revoked on %(date)s, and nothing attests an earlier time.")
UNFINISHED = N_("The PDF bears %(there)s of the %(expected)s signatures that belong to it.")
UNKNOWN_TIME = N_("The time stamp is by %(signer)s and does not hold, or its service is not one that we trust.")
OTHER_FORM = N_("The signature is by our key but is not of the form that riskapp makes.")

_BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*0\s+\d+\s+(\d{1,12})\s+(\d{1,12})\s*\]")
# What pyHanko logs while it looks at a bad file is in the answer already.
for _library in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


@dataclass(frozen=True)
class Verification:
    """The answer; who, what and when are what the signatures claim, and count only where `valid`.

    `reason` is a message id with %(name)s places for `values`, None where the signatures are valid. `signer` is the
    organisation of the certificate, `name` whose decision it was, `purpose` what was decided, as the last of `acts`
    says. `level` was checked on these bytes; `attested_at` is the time of a time-stamp service, None without one.
    """

    valid: bool
    sha256: str
    signer: str = ""
    name: str = ""
    purpose: str = ""
    signed_at: datetime | None = None
    covers_whole_document: bool = False
    changed_since: bool = False
    level: Level | None = None
    attested_at: datetime | None = None
    acts: tuple["SignedAct", ...] = ()
    reason: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """The level where valid, the reason in English where not."""
        return f"PAdES {self.level}" if self.reason is None else self.reason % self.values


@dataclass(frozen=True)
class SignedAct:
    """What one signature says: whose act, what it was, and the time of the signer's clock."""

    name: str
    purpose: str
    at: datetime | None


def verify(pdf: bytes, trust: Trust) -> Verification:
    """Verify the signatures of `pdf` against the certificates that are ours, present and former. Nothing is fetched.

    Never raises for what is in `pdf`: every fault of it is an answer. The certificate is judged at the time of
    signing, so that a report stays valid when its key runs out; without a time stamp that time is the signer's own.
    """
    blank = Verification(valid=False, sha256=hashlib.sha256(pdf).hexdigest())
    if len(pdf) > MAXIMUM_BYTES:
        return _no(blank, TOO_LARGE, bytes=len(pdf), most=MAXIMUM_BYTES)
    if b"%PDF-" not in pdf[:1024]:
        return _no(blank, NOT_A_PDF)
    try:
        return _judged(pdf, trust, blank)
    except Exception as fault:  # noqa: BLE001
        # A hostile file may fail in the parser in any way there is; what can be read without its tail was added to.
        return _without_tail(pdf, trust, blank) or _no(blank, UNREADABLE, fault=type(fault).__name__)


def _no(found: Verification, reason: str, **values: object) -> Verification:
    return replace(found, valid=False, level=None, reason=reason, values=values)


def _without_tail(pdf: bytes, trust: Trust, blank: Verification) -> Verification | None:
    """The answer for a file with foreign bytes behind its end; None where that is not what is wrong with it."""
    end = max((sum(map(int, part)) for part in _BYTE_RANGE.findall(pdf)), default=0)
    if not 0 < end < len(pdf):
        return None
    try:
        found = _judged(pdf[:end], trust, blank)
    except Exception:  # noqa: BLE001
        # The first fault is the one to tell: the file cannot be read with its tail nor without it.
        return None
    if not found.valid:
        return None
    return _no(replace(found, covers_whole_document=False, changed_since=True), ADDED)


def _judged(pdf: bytes, trust: Trust, blank: Verification) -> Verification:
    reader = PdfFileReader(io.BytesIO(pdf))
    chain = chain_of(reader)
    if chain is None:
        return _no(blank, UNSIGNED)
    acts = tuple(_act(one) for one in chain.signatures)
    statuses = [_status(chain, number, act, trust) for number, act in enumerate(acts)]
    whole = chain.newest.evaluate_signature_coverage() == SignatureCoverageLevel.ENTIRE_FILE
    intact = all(one.intact and one.valid for one in statuses)
    last = acts[min(chain.expected, len(acts)) - 1]
    found = replace(
        blank,
        signer=_signer_of(chain.signatures[0]),
        name=last.name,
        purpose=last.purpose,
        signed_at=last.at,
        acts=acts,
        covers_whole_document=whole,
        changed_since=not (intact and whole),
    )
    if not intact:
        return _no(found, ALTERED)
    for reason, values in _faults_of_order(chain, reader, statuses, whole=whole):
        return _no(replace(found, changed_since=reason != UNFINISHED), reason, **values)
    return _verdict(found, statuses, chain, reached(reader, chain, trust), trust, pdf)


def _status(chain: Chain, number: int, act: SignedAct, trust: Trust) -> PdfSignatureStatus:
    context = ValidationContext(
        trust_roots=trust.anchors, other_certs=as_asn1(trust.issuers), allow_fetching=False, moment=act.at
    )
    # What each update up to the last signature changed is signed by us; what changed after it may be time stamps only.
    judges_changes = bool(chain.stamps) and number == len(chain.signatures) - 1
    return validate_pdf_signature(chain.signatures[number], context, skip_diff=not judges_changes)


def _act(one: EmbeddedPdfSignature) -> SignedAct:
    at = one.self_reported_timestamp
    if at is not None and at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return SignedAct(str(one.sig_object.get("/Name", "")), str(one.sig_object.get("/Reason", "")), at)


def _faults_of_order(
    chain: Chain, reader: PdfFileReader, statuses: list[PdfSignatureStatus], *, whole: bool
) -> Iterator[tuple[str, dict[str, object]]]:
    """Whether each signature stands where it belongs, and nothing between them or after them but time stamps."""
    if not whole or len(chain.signatures) > chain.expected:
        yield ADDED, {}
    if len(chain.signatures) < chain.expected:
        yield UNFINISHED, {"there": len(chain.signatures), "expected": chain.expected}
    newest = reader.xrefs.total_revisions - 1
    puts = len(chain.signatures) + len(chain.stamps)
    if chain.newest.signed_revision != newest or chain.signatures[0].signed_revision + puts - 1 != newest:
        yield ADDED, {}
    if any(one.coverage < SignatureCoverageLevel.ENTIRE_REVISION for one in statuses):
        yield ADDED, {}
    if chain.stamps and statuses[-1].modification_level != ModificationLevel.LTA_UPDATES:
        yield ADDED, {}
    if not chain.in_order or not chain.locked:
        yield OTHER_FORM, {}


def _verdict(
    found: Verification, statuses: list[PdfSignatureStatus], chain: Chain, known: Reached, trust: Trust, pdf: bytes
) -> Verification:
    for one, status, act in zip(chain.signatures, statuses, found.acts, strict=True):
        if status.trust_problem_indic == AdESIndeterminate.OUT_OF_BOUNDS_NO_POE:
            return _no(found, OUTDATED, time=str(act.at))
        way = status.validation_path if status.trusted else None
        if way is None or not trust.ours(one.signer_cert, next(iter(way.iter_certs(include_root=True)))):
            return _no(found, FOREIGN, signer=_signer_of(one))
        if not written_as_we_write(one, pdf):
            return _no(replace(found, changed_since=True), ALTERED)
        if one.sig_object["/SubFilter"] != "/ETSI.CAdES.detached":
            return _no(found, OTHER_FORM)
        since = trust.revoked_since(one.signer_cert)
        if since is not None and (known.attested_at is None or known.attested_at >= since):
            return _no(found, REVOKED, date=f"{since:%Y-%m-%d}")
    if known.unheld is not None:
        return _no(found, UNKNOWN_TIME, signer=_signer_of(known.unheld))
    if not all(given_as_it_came(stamp, pdf) for stamp in chain.stamps):
        return _no(replace(found, changed_since=True), ALTERED)
    return replace(found, valid=True, level=known.level, attested_at=known.attested_at)


def _signer_of(signature: EmbeddedPdfSignature) -> str:
    subject = signature.signer_cert.subject.native
    return str(subject.get("organization_name") or subject.get("common_name") or "?")
