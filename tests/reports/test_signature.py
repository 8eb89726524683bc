"""Signing: what poppler says of the result, what stands in the visible signature, and what is not signed."""

import re
from datetime import timedelta

import pytest

from riskapp.errors import Invalid, Unready
from riskapp.reports.keys import OrganisationKey
from riskapp.reports.pages import build_pdf
from riskapp.reports.signature import sign
from riskapp.reports.trust import Trust
from riskapp.reports.verification import verify
from tests.reports.examples import AT, assessment, with_text
from tests.reports.poppler import pages_of, run


def test_poppler_calls_the_signature_valid_and_the_total_document_signed(signed: bytes) -> None:
    said = run("pdfsig", signed, "-nocert")
    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    assert "SHA-256" in said
    assert "Signer Certificate Common Name: Sykehuset Innlandet HF" in said


def test_the_visible_signature_says_who_what_when_and_what_it_is_worth(signed: bytes) -> None:
    last = pages_of(signed)[-1]
    for words in (
        "Signert elektronisk",
        "Marit Ånes Sæther, systemeier",
        "Sykehuset Innlandet HF",
        "Risikovurdering godkjent, versjon 3",
        "23.11.2026 kl. 14.05 (UTC+01:00)",
        "PAdES B-B. Tiden er fra tjenerens klokke og er ikke attestert.",
    ):
        assert words in last


def test_the_visible_signature_speaks_the_language_of_the_report(key: OrganisationKey) -> None:
    pdf = build_pdf(assessment("en", scenarios=2), AT)
    last = pages_of(sign(pdf, key, reason="Risk assessment approved", name="Marit Ånes Sæther", at=AT))[-1]
    assert "Signed electronically" in last
    assert "23 November 2026 at 14:05 (UTC+01:00)" in last
    assert "is not attested" in last


def test_signing_leaves_the_report_as_it_was_and_embeds_its_fonts(signed: bytes, unsigned: bytes) -> None:
    assert signed.startswith(unsigned)
    lines = run("pdffonts", signed).splitlines()[2:]
    assert len(lines) >= 5
    assert all(re.search(r"\s(yes\s+){3}", line) for line in lines)


def test_it_is_certified_so_that_no_later_change_is_allowed(signed: bytes, key: OrganisationKey) -> None:
    assert re.search(rb"/TransformMethod /DocMDP", signed)
    assert re.search(rb"/P 1\b", signed)
    with pytest.raises(Invalid, match="cannot be signed"):
        sign(signed, key, reason="again", name="x", at=AT)


def test_any_text_may_stand_in_name_and_reason(key: OrganisationKey) -> None:
    text = "<b>R&D</b> 🎉 č đ ŋ ŧ \x00 (a\\b) " + "lang " * 60
    done = sign(build_pdf(with_text("<b>"), AT), key, reason=text, name=text, at=AT)
    found = verify(done, Trust.of(key))
    assert found.valid
    assert found.purpose == text
    assert found.name == text


def test_a_draft_is_not_signed(key: OrganisationKey) -> None:
    with pytest.raises(Invalid, match="drafts are not signed"):
        sign(build_pdf(assessment(scenarios=1, draft=True), AT), key, reason="r", name="n", at=AT)


@pytest.mark.parametrize("pdf", [b"", b"not a PDF", b"%PDF-1.4\n%%EOF\n"])
def test_what_is_no_pdf_is_not_signed(pdf: bytes, key: OrganisationKey) -> None:
    with pytest.raises(Invalid, match="cannot be signed"):
        sign(pdf, key, reason="r", name="n", at=AT)


def test_a_signature_that_does_not_hold_is_never_handed_out(unsigned: bytes, key: OrganisationKey) -> None:
    with pytest.raises(Unready, match="does not hold"):
        sign(unsigned, key, reason="r", name="n", at=AT + timedelta(days=3700))


def test_signing_twice_the_same_gives_the_same_but_for_chance_identifiers(
    unsigned: bytes, key: OrganisationKey
) -> None:
    one, two = (sign(unsigned, key, reason="r", name="n", at=AT) for _ in range(2))
    assert len(one) == len(two)
    assert verify(one, Trust.of(key)).signed_at == verify(two, Trust.of(key)).signed_at == AT
