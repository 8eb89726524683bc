"""Verification answers correctly for every kind of file that somebody may drop on it."""

import hashlib
import io
import random
from datetime import timedelta

import pytest
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from riskapp.reports import verification
from riskapp.reports.keys import OrganisationKey
from riskapp.reports.signature import sign
from riskapp.reports.trust import Trust
from riskapp.reports.verification import Verification, verify
from tests.reports.examples import AT
from tests.reports.poppler import run


def _verdict(pdf: bytes, key: OrganisationKey) -> Verification:
    found = verify(pdf, Trust.of(key))
    assert found.sha256 == hashlib.sha256(pdf).hexdigest()
    assert found.valid == (found.reason is None) == (found.level is not None)
    assert str(found)
    return found


def test_a_signed_report_is_valid_and_says_who_what_and_when(signed: bytes, key: OrganisationKey) -> None:
    found = _verdict(signed, key)
    assert found.valid
    assert (found.signer, found.name) == ("Sykehuset Innlandet HF", "Marit Ånes Sæther, systemeier")
    assert found.purpose == "Risikovurdering godkjent, versjon 3"
    assert found.signed_at == AT
    assert found.covers_whole_document
    assert not found.changed_since
    assert found.level == "B-B"


def test_it_stays_valid_with_a_new_root_beside_the_old(
    signed: bytes, key: OrganisationKey, other_key: OrganisationKey
) -> None:
    assert verify(signed, Trust(roots=(other_key.root, key.root))).valid


def test_an_unsigned_report_bears_no_signature(unsigned: bytes, key: OrganisationKey) -> None:
    assert _verdict(unsigned, key).reason == verification.UNSIGNED


@pytest.mark.parametrize("file", [b"", b"hello", b"PK\x03\x04" + bytes(2000), bytes(5000)])
def test_what_is_no_pdf_is_called_so(file: bytes, key: OrganisationKey) -> None:
    assert _verdict(file, key).reason == verification.NOT_A_PDF


def test_a_pdf_cut_short_is_called_damaged(signed: bytes, key: OrganisationKey) -> None:
    for share in (0.1, 0.5, 0.9):
        assert _verdict(signed[: int(len(signed) * share)], key).reason in (
            verification.UNREADABLE,
            verification.UNSIGNED,
        )
    assert _verdict(b"%PDF-1.7\nnothing follows", key).reason == verification.UNREADABLE


def test_one_flipped_byte_in_the_text_is_seen(signed: bytes, key: OrganisationKey) -> None:
    place = signed.index(b"stream") + 40
    found = _verdict(_flipped(signed, place), key)
    assert found.reason == verification.ALTERED
    assert found.changed_since


def test_one_flipped_byte_anywhere_is_seen(signed: bytes, key: OrganisationKey) -> None:
    """Also in the signature itself, in the versions and names around it, and in the zeros that fill its room."""
    start = signed.index(b"<308")
    end = signed.index(b">", start)
    chance = random.Random(20261123)
    places = [*chance.sample(range(len(signed)), 60), *chance.sample(range(start, end), 60)]
    places += [start, end, *range(start + 40, start + 100, 3), start + 5000, end - 1, len(signed) - 2]
    for place in places:
        assert not _verdict(_flipped(signed, place), key).valid, place


def _flipped(pdf: bytes, place: int) -> bytes:
    """One byte changed, and a digit of the signature into another digit, so that it can still be read."""
    changed = bytearray(pdf)
    old = chr(changed[place])
    changed[place] = ord("1") if old == "0" else ord("0") if old in "123456789ABCDEF" else changed[place] ^ 1
    return bytes(changed)


@pytest.mark.parametrize("tail", [b"x", b"\n\n", b"\n%%EOF\n", b"<script>" * 500, bytes(5000)])
def test_bytes_behind_the_end_are_seen(signed: bytes, key: OrganisationKey, tail: bytes) -> None:
    found = _verdict(signed + tail, key)
    assert found.reason == verification.ADDED
    assert found.changed_since
    assert not found.covers_whole_document


def test_a_further_update_is_seen(signed: bytes, key: OrganisationKey) -> None:
    found = _verdict(_updated(signed), key)
    assert found.reason == verification.ADDED
    assert found.changed_since
    assert found.signed_at == AT


def _updated(signed: bytes) -> bytes:
    """With something written behind it as the format allows."""
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    writer.root[pdf_name("/Comment")] = pdf_string("added later")
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_valid_signature_by_somebody_else_is_not_ours(
    unsigned: bytes, key: OrganisationKey, other_key: OrganisationKey
) -> None:
    theirs = sign(unsigned, other_key, reason="r", name="n", at=AT)
    found = _verdict(theirs, key)
    assert found.reason == verification.FOREIGN
    assert found.signer == "Somebody Else"
    assert "Somebody Else" in str(found)
    assert found.covers_whole_document
    assert not found.changed_since
    assert verify(theirs, Trust.of(other_key)).valid


def test_a_signature_from_after_the_key_ran_out_does_not_count(
    unsigned: bytes, key: OrganisationKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("riskapp.reports.signature._check", lambda *_: None)
    late = sign(unsigned, key, reason="r", name="n", at=AT + timedelta(days=3700))
    found = _verdict(late, key)
    assert found.reason == verification.OUTDATED
    assert "2037" in str(found)


def test_a_huge_file_is_refused_unread(key: OrganisationKey) -> None:
    found = _verdict(b"%PDF-1.7\n" + bytes(verification.MAXIMUM_BYTES), key)
    assert found.reason == verification.TOO_LARGE


@pytest.mark.parametrize(
    "body",
    [
        b"trailer << /Root 1 0 R /Size 2 >>\nstartxref\n0\n%%EOF",
        b"1 0 obj << /Pages 1 0 R /Kids [1 0 R] >> endobj\nstartxref\n9\n%%EOF",
        b"[" * 20_000 + b"\nstartxref\n9\n%%EOF",
        b"xref\n0 9999999999\ntrailer <<>>\nstartxref\n9\n%%EOF",
        b"startxref\n-5\n%%EOF",
    ],
)
def test_a_hostile_pdf_gets_an_answer(body: bytes, key: OrganisationKey) -> None:
    assert not _verdict(b"%PDF-1.7\n" + body, key).valid


def test_poppler_sees_the_same_and_whose_it_is_is_ours_to_say(
    signed: bytes, unsigned: bytes, key: OrganisationKey, other_key: OrganisationKey
) -> None:
    """It knows no organisation's own certificate: a foreign signature is valid to it, with its signer's name."""
    altered = run("pdfsig", _flipped(signed, signed.index(b"stream") + 40), "-nocert")
    assert "Signature is Valid." not in altered
    for more in (signed + b"\n%%EOF\n", _updated(signed)):
        added = run("pdfsig", more, "-nocert")
        assert "Total document signed" not in added.replace("Not total document signed", "")
        assert not _verdict(more, key).valid
    foreign = run("pdfsig", sign(unsigned, other_key, reason="r", name="n", at=AT), "-nocert")
    assert "Signature is Valid." in foreign
    assert "Somebody Else" in foreign
