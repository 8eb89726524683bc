"""What level is reached with a real time-stamp service, and what is said where one is down, revoked or not trusted."""

import asyncio
import io
import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers.pdf_signer import PdfTimeStamper
from pyhanko.sign.timestamps import HTTPTimeStamper

from riskapp.errors import Unready
from riskapp.reports import verification
from riskapp.reports.keys import OrganisationKey
from riskapp.reports.levels import Level
from riskapp.reports.signature import sign_in_order
from riskapp.reports.stamping import lift
from riskapp.reports.trust import Trust
from riskapp.reports.verification import verify
from tests.local_pki import LocalPki
from tests.reports.examples import AT
from tests.reports.poppler import run
from tests.reports.test_signing_in_order import WHO
from tests.reports.test_verification import _flipped


@pytest.fixture(scope="module")
def trust(key: OrganisationKey, pki: LocalPki) -> Trust:
    return replace(Trust.of(key), timestamp_roots=(pki.certificate("root"),))


@pytest.fixture(scope="module")
def chain(unsigned: bytes, key: OrganisationKey) -> bytes:
    return sign_in_order(unsigned, key, WHO, at=AT, stamped=True)


@pytest.fixture(scope="module")
def lifted(chain: bytes, key: OrganisationKey, trust: Trust, pki: LocalPki) -> bytes:
    return lift(chain, pki.url, key, trust)


def nobody_answers() -> str:
    """An address of this machine at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return f"http://127.0.0.1:{free.getsockname()[1]}/tsa"


def revoked_by(key: OrganisationKey, since: datetime) -> x509.CertificateRevocationList:
    """The list of our own root with the signing certificate in it."""
    entry = x509.RevokedCertificateBuilder().serial_number(key.certificate.serial_number).revocation_date(since).build()
    builder = x509.CertificateRevocationListBuilder().issuer_name(key.root.subject)
    builder = builder.last_update(since).next_update(since + timedelta(days=365)).add_revoked_certificate(entry)
    assert key.root_key is not None
    return builder.sign(key.root_key, hashes.SHA256())


def test_b_lta_is_reached_and_leaves_what_was_signed_as_it_was(chain: bytes, lifted: bytes, trust: Trust) -> None:
    found = verify(lifted, trust)
    assert (found.valid, found.level) == (True, Level.B_LTA)
    assert found.attested_at is not None
    assert abs(datetime.now(UTC) - found.attested_at) < timedelta(minutes=10)
    assert lifted.startswith(chain)
    assert [one.name for one in found.acts] == [one.name for one in WHO]


def test_poppler_calls_the_signatures_valid_with_the_time_stamps_behind_them(lifted: bytes) -> None:
    said = run("pdfsig", lifted, "-nocert")
    assert said.count("Signature is Valid.") == 3
    assert "invalid" not in said.casefold()
    assert said.rindex("Total document signed") > said.index("Signature #5")


def test_a_stamp_alone_is_b_t(chain: bytes, trust: Trust, pki: LocalPki) -> None:
    stamped = asyncio.run(
        PdfTimeStamper(HTTPTimeStamper(pki.url)).async_timestamp_pdf(
            IncrementalPdfFileWriter(io.BytesIO(chain)), "sha256", bytes_reserved=24_000
        )
    ).getvalue()
    assert verify(stamped, trust).level is Level.B_T


def test_without_the_lists_of_what_is_revoked_two_stamps_are_no_more_than_b_t(
    chain: bytes, key: OrganisationKey, trust: Trust, pki: LocalPki, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("riskapp.reports.stamping.DocumentSecurityStore.supply_dss_in_writer", lambda *_, **__: None)
    with pytest.raises(Unready, match="only PAdES B-T was reached"):
        lift(chain, pki.url, key, trust)


def test_a_service_that_nobody_here_trusts_does_not_count(lifted: bytes, key: OrganisationKey) -> None:
    found = verify(lifted, Trust.of(key))
    assert found.reason == verification.UNKNOWN_TIME
    assert "Trust Services AS" in str(found)
    other = replace(Trust.of(key), timestamp_roots=(key.root,))
    assert verify(lifted, other).reason == verification.UNKNOWN_TIME


def test_a_service_that_is_down_or_is_none_gets_a_sentence_and_never_less(
    chain: bytes, key: OrganisationKey, trust: Trust, pki: LocalPki
) -> None:
    for url in (
        nobody_answers(),
        pki.url.replace("/tsa/tsa", "/nothing"),
        pki.url.replace("/tsa/tsa", "/crls/root/latest.crl"),
    ):
        with pytest.raises(Unready, match="No time stamp was added"):
            lift(chain, url, key, trust)


def test_the_password_of_an_address_is_in_no_error(chain: bytes, key: OrganisationKey, trust: Trust) -> None:
    url = nobody_answers().replace("http://", "http://user:hemmelig@")
    with pytest.raises(Unready) as caught:
        lift(chain, url, key, trust)
    assert "hemmelig" not in str(caught.value)


def test_one_flipped_byte_in_what_was_added_is_seen(chain: bytes, lifted: bytes, trust: Trust) -> None:
    start = lifted.rindex(b"<308")
    places = [
        len(chain) + 20,
        len(chain) + 3000,
        *range(start, start + 120, 7),
        start + 900,
        start + 4000,
        start + 20_000,
    ]
    for place in [*places, len(lifted) - 30, len(lifted) - 2]:
        assert not verify(_flipped(lifted, place), trust).valid, place


def test_what_is_added_after_the_last_stamp_is_seen(lifted: bytes, trust: Trust) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(lifted))
    writer.root[pdf_name("/Comment")] = pdf_string("added later")
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    for more in (out.getvalue(), lifted + b"x", lifted + b"\n%%EOF\n"):
        assert verify(more, trust).reason == verification.ADDED


def test_a_revoked_key_counts_only_where_a_stamp_attests_an_earlier_time(
    chain: bytes, lifted: bytes, key: OrganisationKey, trust: Trust
) -> None:
    after = replace(trust, revoked=(revoked_by(key, datetime.now(UTC) + timedelta(hours=1)),))
    assert verify(lifted, after).valid
    assert verify(chain, after).reason == verification.REVOKED
    before = replace(trust, revoked=(revoked_by(key, AT),))
    assert verify(lifted, before).reason == verification.REVOKED
    assert "2026-11-23" in str(verify(lifted, before))


def test_a_list_that_our_root_did_not_sign_revokes_nothing(
    chain: bytes, key: OrganisationKey, other_key: OrganisationKey, trust: Trust
) -> None:
    forged = revoked_by(replace(other_key, certificate=key.certificate, root=key.root), AT)
    assert verify(chain, replace(trust, revoked=(forged,))).valid


def test_nothing_revoked_is_lifted(chain: bytes, key: OrganisationKey, trust: Trust, pki: LocalPki) -> None:
    with pytest.raises(Unready, match="No time stamp was added"):
        lift(chain, pki.url, key, replace(trust, revoked=(revoked_by(key, AT),)))
