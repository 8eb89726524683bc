"""Signs a report as PAdES B-B with the organisation's key, for each who took part, and looks at the result."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto.algos import SignedDigestAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.rw_common import PdfHandler
from pyhanko.sign.fields import (
    FieldMDPAction,
    FieldMDPSpec,
    MDPPerm,
    SigFieldSpec,
    SigSeedSubFilter,
    append_signature_field,
)
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfSigningSession
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from riskapp.errors import N_, Invalid, Unready
from riskapp.reports.content import Language
from riskapp.reports.keys import OrganisationKey
from riskapp.reports.signature_box import GAP, HEIGHT, LEFT, WIDTH, Seal, seal_pdf
from riskapp.reports.signature_chain import field_names
from riskapp.reports.trust import Trust, as_asn1
from riskapp.reports.verification import MAXIMUM_BYTES, verify
from riskapp.reports.wording import WORDS

# Room for the signature's bytes, as hexadecimal digits; with RSA 3072 and one certificate it takes about 4 000.
_RESERVED = 12_000
_WHOLE_BOX = SimpleBoxLayoutRule(
    x_align=AxisAlignment.ALIGN_MID,
    y_align=AxisAlignment.ALIGN_MID,
    margins=Margins(0, 0, 0, 0),
    inner_content_scaling=InnerScaling.NO_SCALING,
)


class _Signer(PdfSigner):
    """pyHanko's signer takes the time of the machine; a report says the time that its approval was stored with."""

    at: datetime

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.at
        return session


class _KeySigner(Signer):
    """Signs with the key as it was loaded: pyHanko's own signer checks an RSA key anew each time, 150 ms."""

    def __init__(self, key: OrganisationKey) -> None:
        self._key = key.private_key
        super().__init__(
            signing_cert=as_asn1([key.certificate])[0],
            # The root stays out: bytes in the signature that nobody checks could be altered unseen.
            cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
            embed_roots=False,
            signature_mechanism=SignedDigestAlgorithm({"algorithm": "sha256_rsa"}),
        )

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """RSA with PKCS#1 v1.5 padding and SHA-256, which every reader knows."""
        return self._key.sign(data, padding.PKCS1v15(), hashes.SHA256())


class _SealPage(ImportedPdfPage):
    """The visible signature, drawn by ReportLab with embedded fonts and taken over as it is."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__("")  # type: ignore[no-untyped-call]
        self.pdf = pdf

    def render(self) -> bytes:
        """The drawing operators that show it."""
        writer: Any = self._ensure_writer
        page = writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self.pdf)), page_ix=0)
        self.resources.xobject[pdf_name("/Seal")] = page
        _, _, wide, high = page.get_object()["/BBox"]
        self.box = BoxConstraints(width=round(wide), height=round(high))
        return b"/Seal Do"


@dataclass(frozen=True)
class Signatory:
    """Whose act is signed for: the name, and in `reason` what was done."""

    name: str
    reason: str


def sign(pdf: bytes, key: OrganisationKey, *, reason: str, name: str, at: datetime, stamped: bool = False) -> bytes:
    """`pdf` with one signature: `name` is whose decision it is, `reason` what was decided. See sign_in_order."""
    return sign_in_order(pdf, key, [Signatory(name, reason)], at=at, stamped=stamped)


def sign_in_order(
    pdf: bytes, key: OrganisationKey, signers: Sequence[Signatory], *, at: datetime, stamped: bool = False
) -> bytes:
    """`pdf` signed on behalf of the organisation, a PAdES B-B signature for each of `signers` (1 to 3), in their order.

    The first certifies the document and lets only the others follow, the last locks it: what comes after it, but for
    time stamps, breaks it. `at` (aware) is the server's own time and not attested; `stamped` is whether a time stamp
    is ordered. Raises Invalid where `pdf` cannot be signed, Unready where the finished signatures do not hold.
    """
    if len(pdf) > MAXIMUM_BYTES // 2:
        raise Invalid(N_("The report is too large to be signed (%(bytes)s bytes)."), bytes=len(pdf))
    if at.utcoffset() is None:
        raise ValueError("the time of a signature needs its distance from UTC")
    names = field_names(len(signers))
    try:
        signed = pdf
        for number, (one, name) in enumerate(zip(signers, names, strict=True), start=1):
            writer = IncrementalPdfFileWriter(io.BytesIO(signed))
            if number == 1:
                top = _top_of_room(writer)
                _add_fields(writer, names, top)
            seal = Seal(
                key.organisation, one.name, one.reason, at, _language(writer), number, len(names), stamped=stamped
            )
            signed = (
                _signer(key, seal, name)
                .sign_pdf(writer, existing_fields_only=True, bytes_reserved=_RESERVED)
                .getvalue()
            )
    except (PdfError, SigningError, ValueError) as fault:
        raise Invalid(N_("The PDF cannot be signed: %(fault)s"), fault=str(fault)) from fault
    _check(signed, key, at)
    return signed


def _add_fields(writer: IncrementalPdfFileWriter, names: Sequence[str], top: int) -> None:
    """All fields stand in what the first signature covers, so that nobody can add one, and the last is a lock."""
    if "/AcroForm" in writer.root:
        raise Invalid(N_("The PDF cannot be signed: %(fault)s"), fault="it has a form or a signature already")
    for number, name in enumerate(names):
        upper = top - number * (HEIGHT + GAP)
        locks = number == len(names) - 1 > 0
        spec = SigFieldSpec(
            name,
            on_page=-1,
            box=(LEFT, upper - HEIGHT, LEFT + WIDTH, upper),
            field_mdp_spec=FieldMDPSpec(FieldMDPAction.ALL) if locks else None,
            doc_mdp_update_value=MDPPerm.NO_CHANGES if locks else None,
            readable_field_name=WORDS[_language(writer)]["signed in order"]
            % {"number": number + 1, "count": len(names)},
        )
        append_signature_field(writer, spec)


def _signer(key: OrganisationKey, seal: Seal, field: str) -> _Signer:
    last = seal.number == seal.count
    metadata = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        name=seal.name,
        reason=seal.reason,
        certify=seal.number == 1,
        docmdp_permissions=MDPPerm.NO_CHANGES if last else MDPPerm.FILL_FORMS,
        subfilter=SigSeedSubFilter.PADES,
    )
    style = StaticStampStyle(border_width=0, background=_SealPage(seal_pdf(seal)), background_layout=_WHOLE_BOX)
    signer = _Signer(metadata, _KeySigner(key), stamp_style=style)
    signer.at = seal.at
    return signer


def _language(pdf: PdfHandler) -> Language:
    """The language that the document says it is in; what says nothing is taken for bokmål."""
    return "en" if str(pdf.root.get("/Lang", "")).startswith("en") else "nb"


def _top_of_room(pdf: PdfHandler) -> int:
    """The upper edge, in points on the last page, of the room that the report keeps for its signature."""
    entry = pdf.root
    for step in ("/Outlines", "/Last", "/Dest"):
        entry = entry[step] if step in entry else {}  # noqa: SIM401 - get() would not follow the reference
    # Headings point at a whole page (/Fit), only this room at a place on it: [page /XYZ left top zoom].
    if len(entry) != 5 or entry[1] != "/XYZ":
        raise Invalid(N_("This PDF has no room for a signature: drafts are not signed. Build it as a finished report."))
    return round(float(entry[3]))


def _check(signed: bytes, key: OrganisationKey, at: datetime) -> None:
    """Open what was made as a stranger would, and compare it with what was promised."""
    found = verify(signed, Trust.of(key))
    if not found.valid or found.signed_at is None or abs((found.signed_at - at).total_seconds()) >= 1:
        raise Unready(
            N_("The signature just made does not hold (%(reason)s). Nothing was stored; run `riskapp check`."),
            reason=str(found),
        )
