"""Lifts signed PDFs from PAdES B-B to B-LTA: time stamp, what says that nothing was revoked, and a stamp over that."""

import asyncio
import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import PdfTimeStamper
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore, collect_validation_info
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import ValidationError
from pyhanko_certvalidator.fetchers import Fetchers
from pyhanko_certvalidator.fetchers.aiohttp_fetchers import AIOHttpFetcherBackend
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, RevocationCheckingPolicy, RevocationCheckingRule

from riskapp.errors import N_, Unready
from riskapp.reports.keys import OrganisationKey
from riskapp.reports.levels import Level
from riskapp.reports.revocation import own_list
from riskapp.reports.trust import Trust, as_asn1, list_as_asn1
from riskapp.reports.verification import verify

NOT_ADDED = N_("No time stamp was added: %(why)s (%(detail)s)")
NOT_REACHED = N_("The file did not reach PAdES B-LTA.")
# Hexadecimal digits for a stamp: those of public services with their certificates take up to 14 000.
_RESERVED = 24_000
# Whoever decides waits for it; a service that takes longer is asked again from the queue.
SECONDS = 15
ONE_REQUEST = 6
_POLICY = CertRevTrustPolicy(
    RevocationCheckingPolicy(
        ee_certificate_rule=RevocationCheckingRule.CRL_OR_OCSP_REQUIRED,
        intermediate_ca_cert_rule=RevocationCheckingRule.CHECK_IF_DECLARED,
    )
)


def lift(pdf: bytes, url: str, key: OrganisationKey, trust: Trust) -> bytes:
    """`pdf`, which bears our signatures, with what makes them PAdES B-LTA behind them; asks the service at `url`.

    What was there stays to the byte. Raises Unready with what went wrong where the service or an issuer does not
    answer, and where the result, looked at afterwards, is not B-LTA: then there is nothing in between.
    """
    try:
        lifted = asyncio.run(asyncio.wait_for(_lifted(pdf, url, key, trust), SECONDS))
    except (PdfError, SigningError, ValidationError, OSError, ValueError) as fault:  # TimeoutError is an OSError
        raise Unready(NOT_ADDED, **why_not(fault)) from fault
    found = verify(lifted, trust)
    if found.level is not Level.B_LTA:
        detail = str(found) if found.reason else f"only PAdES {found.level} was reached"
        raise Unready(NOT_ADDED, why=NOT_REACHED, detail=detail)
    return lifted


def why_not(fault: Exception, seconds: int = SECONDS) -> dict[str, str]:
    """What went wrong, in words and in detail, without the address asked, which may hold a password.

    `seconds` is how long the service was waited for.
    """
    cause = fault.__cause__ or fault
    status = getattr(cause, "status", None)
    if isinstance(status, int):
        return {"why": N_("The time-stamp service answered with an error."), "detail": f"HTTP {status}"}
    if isinstance(fault, TimeoutError):
        return {"why": N_("The time-stamp service did not answer in time."), "detail": f"{seconds} s"}
    if isinstance(fault, OSError):
        return {"why": N_("The time-stamp service cannot be reached."), "detail": type(cause).__name__}
    if isinstance(fault, ValidationError):
        return {"why": N_("What shows that no certificate is revoked could not be had."), "detail": str(fault)}
    return {"why": NOT_REACHED, "detail": f"{type(fault).__name__} ({type(cause).__name__})"}


async def _lifted(pdf: bytes, url: str, key: OrganisationKey, trust: Trust) -> bytes:
    service = HTTPTimeStamper(url, timeout=ONE_REQUEST)
    stamped = await _stamped(IncrementalPdfFileWriter(io.BytesIO(pdf)), service)
    reader = PdfFileReader(io.BytesIO(stamped))
    backend = AIOHttpFetcherBackend(per_request_timeout=ONE_REQUEST)
    try:
        fetchers = backend.get_fetchers()
        # All of ours are by one key, and what is known of its certificate holds for each.
        ours = await _known_of(reader.embedded_regular_signatures[:1], _context_of_ours(key, trust, fetchers))
        theirs = await _known_of(
            reader.embedded_timestamp_signatures, _context(as_asn1(trust.timestamp_roots), fetchers)
        )
    finally:
        await backend.close()  # type: ignore[no-untyped-call]
    writer = IncrementalPdfFileWriter(io.BytesIO(stamped))
    for paths, context in (ours, theirs):
        DocumentSecurityStore.supply_dss_in_writer(writer, None, paths=paths, validation_context=context)
    return await _stamped(writer, service)


async def _stamped(writer: IncrementalPdfFileWriter, service: HTTPTimeStamper) -> bytes:
    done: io.BytesIO = await PdfTimeStamper(service).async_timestamp_pdf(writer, "sha256", bytes_reserved=_RESERVED)
    return done.getvalue()


async def _known_of(
    signatures: Sequence[EmbeddedPdfSignature], context: ValidationContext
) -> tuple[list[ValidationPath], ValidationContext]:
    """The ways from the signers' certificates to their roots; the lists and answers asked for stay in `context`."""
    paths = [path for one in signatures for path in await collect_validation_info(one, context, skip_timestamp=True)]
    return paths, context


def _context_of_ours(key: OrganisationKey, trust: Trust, fetchers: Fetchers) -> ValidationContext:
    """Of our own root nobody is to be asked: the list is made here."""
    fresh = own_list(key, trust.revoked, datetime.now(UTC))
    if fresh is None:
        return _context(trust.anchors, fetchers, other_certs=as_asn1(trust.issuers))
    return _context(trust.anchors, None, crls=[list_as_asn1(fresh)])


def _context(roots: Sequence[asn1_x509.Certificate], fetchers: Fetchers | None, **known: Any) -> ValidationContext:
    return ValidationContext(
        trust_roots=roots, fetchers=fetchers, allow_fetching=fetchers is not None, revinfo_policy=_POLICY, **known
    )
