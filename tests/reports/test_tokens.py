"""Time stamps over checkpoints: what the real service answers, and each way in which an answer does not hold."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes

from riskapp.errors import Unready
from riskapp.reports import tokens
from riskapp.reports.keys import OrganisationKey
from riskapp.reports.tokens import judge, stamp_over
from riskapp.reports.trust import Trust
from tests.local_pki import LocalPki
from tests.reports.test_levels import nobody_answers

NOTE = b"riskapp/0123\n5\nroot\ntime 2026-11-27T10:00:00Z\n\n-- signature\n"


@pytest.fixture(scope="module")
def trust(pki: LocalPki) -> Trust:
    return Trust(timestamp_roots=(pki.certificate("root"),))


@pytest.fixture(scope="module")
def answer(pki: LocalPki, trust: Trust) -> bytes:
    return stamp_over(NOTE, pki.url, trust)


def test_what_the_service_answers_holds_for_this_note_and_says_when(answer: bytes, trust: Trust) -> None:
    found = judge(answer, NOTE, trust)
    assert (found.fault, found.service) == ("", "Trust Services AS")
    assert abs(datetime.now(UTC) - datetime.fromisoformat(found.at)) < timedelta(minutes=10)
    assert judge(answer, NOTE + b"x", trust).fault == "stamp_other"


def test_a_service_that_nobody_here_trusts_does_not_count(answer: bytes, key: OrganisationKey) -> None:
    for roots in ((), (key.root,)):
        assert judge(answer, NOTE, Trust(timestamp_roots=roots)).fault == "stamp_foreign"


def test_a_certificate_that_had_expired_does_not_count_and_is_not_stored(
    pki: LocalPki, trust: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = pki.url.removesuffix("tsa") + "oldtsa"
    with pytest.raises(Unready, match="does not hold"):
        stamp_over(NOTE, url, trust)
    old = asyncio.run(tokens._asked(NOTE, url))
    assert judge(old, NOTE, trust).fault == "stamp_outdated"


def test_a_certificate_that_was_revoked_counts_only_for_what_it_signed_before(
    answer: bytes, pki: LocalPki, trust: Trust
) -> None:
    at = datetime.now(UTC)
    for since, fault in ((at - timedelta(hours=1), "stamp_revoked"), (at + timedelta(hours=1), "")):
        serial = pki.certificate("tsa").serial_number
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(since).build()
        builder = x509.CertificateRevocationListBuilder().issuer_name(pki.certificate("root").subject)
        builder = builder.last_update(since).next_update(since + timedelta(days=365)).add_revoked_certificate(entry)
        revoked = (builder.sign(pki.key("root"), hashes.SHA256()),)
        assert judge(answer, NOTE, replace(trust, revoked=revoked)).fault == fault


def test_no_byte_of_an_answer_can_be_changed_without_being_seen_or_meaning_the_same(
    answer: bytes, trust: Trust
) -> None:
    right = judge(answer, NOTE, trust)
    for place in range(0, len(answer), 11):
        bent = answer[:place] + bytes([answer[place] ^ 1]) + answer[place + 1 :]
        found = judge(bent, NOTE, trust)
        assert found.fault or found == right, place
    for bent in (b"", b"no token", answer[:-1], answer + b"x", answer[9:]):
        assert judge(bent, NOTE, trust).fault == "stamp_unreadable"


def test_an_answer_that_refuses_holds_no_token(trust: Trust) -> None:
    rejection = bytes.fromhex("3005 3003 020102")
    assert judge(rejection, NOTE, trust).fault == "stamp_unreadable"


def test_a_service_that_is_down_or_is_none_gets_a_sentence_without_the_address(pki: LocalPki, trust: Trust) -> None:
    for url in (nobody_answers().replace("//", "//user:hemmelig@"), pki.url.replace("/tsa/tsa", "/nothing")):
        with pytest.raises(Unready, match="No time stamp was added") as caught:
            stamp_over(NOTE, url, trust)
        assert "hemmelig" not in str(caught.value)
