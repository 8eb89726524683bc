"""RFC 3161 time stamps over something that is no PDF: asked for at the service, and judged afterwards."""

import asyncio
import hashlib
from datetime import UTC, datetime
from typing import Any

from asn1crypto import tsp
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.sign.timestamps.common_utils import handle_tsp_response
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko.sign.validation.status import TimestampSignatureStatus
from pyhanko_certvalidator import ValidationContext

from riskapp.errors import N_, Unready
from riskapp.proof.stamps import Attested
from riskapp.reports.stamping import NOT_ADDED, ONE_REQUEST, why_not
from riskapp.reports.trust import Trust, as_asn1

NO_STAMP = N_("The time-stamp service answered with something that is no time stamp.")
NOT_TRUSTED = N_("What the time-stamp service answered does not hold: its root is not in RISKAPP_TIMESTAMP_ROOTS?")
_ALGORITHM = "sha256"


def stamp_over(note: bytes, url: str, trust: Trust) -> bytes:
    """What the service at `url` answers to the SHA-256 of `note`: a TimeStampResp with its certificates.

    Raises Unready with what went wrong where it does not answer, refuses, or answers with what would not hold here.
    """
    try:
        answer = asyncio.run(asyncio.wait_for(_asked(note, url), ONE_REQUEST))
    except OSError as fault:  # TimeoutError is one, and what pyHanko raises where a service refuses
        raise Unready(NOT_ADDED, **why_not(fault, ONE_REQUEST)) from fault
    except (ValueError, TypeError) as fault:
        raise Unready(NOT_ADDED, why=NO_STAMP, detail=type(fault).__name__) from fault
    found = judge(answer, note, trust)
    if found.fault:
        raise Unready(NOT_ADDED, why=NOT_TRUSTED, detail=f"{found.service} {found.fault}".strip())
    return answer


async def _asked(note: bytes, url: str) -> bytes:
    service = HTTPTimeStamper(url, timeout=ONE_REQUEST)
    nonce, request = service.request_cms(hashlib.sha256(note).digest(), _ALGORITHM)  # type: ignore[no-untyped-call]
    response = await service.async_request_tsa_response(request)
    handle_tsp_response(response, nonce)
    answer: bytes = response.dump()
    return answer


def judge(answer: bytes, note: bytes, trust: Trust) -> Attested:
    """Whether a service that `trust` names attested `note`, and when. Never raises for what is in `answer`.

    The service's certificate is judged at the time that it attests, so that a time stamp outlives it. Nothing is
    fetched.
    """
    try:
        response = tsp.TimeStampResp.load(answer, strict=True)
        signed = response["time_stamp_token"]["content"]
        info = signed["encap_content_info"]["content"].parsed
        at = info["gen_time"].native.astimezone(UTC).replace(microsecond=0)
        imprint = info["message_imprint"].native
    except (ValueError, TypeError, KeyError, AttributeError):
        return Attested("stamp_unreadable")
    over = imprint["hash_algorithm"]["algorithm"], imprint["hashed_message"]
    if over != (_ALGORITHM, hashlib.sha256(note).digest()):
        return Attested("stamp_other")
    try:
        status = asyncio.run(_status(signed, note, at, trust))
    except (SignatureValidationError, ValueError, TypeError, KeyError, AttributeError):
        return Attested("stamp_broken")
    return Attested(_fault(status, at, trust), f"{at:%Y-%m-%dT%H:%M:%SZ}", _name_of(status))


async def _status(signed: Any, note: bytes, at: datetime, trust: Trust) -> TimestampSignatureStatus:
    context = ValidationContext(trust_roots=as_asn1(trust.timestamp_roots), allow_fetching=False, moment=at)
    found = await validate_tst_signed_data(signed, context, lambda name: hashlib.new(name, note).digest())
    return TimestampSignatureStatus(**found)


def _fault(status: TimestampSignatureStatus, at: datetime, trust: Trust) -> str:
    if not (status.intact and status.valid):
        return "stamp_broken"
    if status.trust_problem_indic == AdESIndeterminate.OUT_OF_BOUNDS_NO_POE:
        return "stamp_outdated"
    if not status.trusted:
        return "stamp_foreign"
    since = trust.revoked_since(status.signing_cert)
    return "stamp_revoked" if since is not None and since <= at else ""


def _name_of(status: TimestampSignatureStatus) -> str:
    subject = status.signing_cert.subject.native
    return str(subject.get("organization_name") or subject.get("common_name") or "?")
