"""Three signatures in order: each is there, none can be taken away, swapped or followed."""

import io

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from riskapp.reports import verification
from riskapp.reports.keys import OrganisationKey
from riskapp.reports.signature import Signatory, _KeySigner, sign_in_order
from riskapp.reports.trust import Trust, as_asn1
from riskapp.reports.verification import verify
from tests.reports.examples import AT
from tests.reports.poppler import pages_of, run
from tests.reports.test_verification import _flipped

WHO = [
    Signatory("Maja Berg", "Laboratoriet, versjon 1: sendt inn"),
    Signatory("Pavel Vern", "Laboratoriet, versjon 1: råd gitt"),
    Signatory("Olav Eier", "Laboratoriet, versjon 1: godkjent"),
]


@pytest.fixture(scope="module")
def chain(unsigned: bytes, key: OrganisationKey) -> bytes:
    return sign_in_order(unsigned, key, WHO, at=AT)


def _ends(pdf: bytes) -> list[int]:
    return [sum(map(int, part)) for part in verification._BYTE_RANGE.findall(pdf)]


def test_verification_tells_all_three_in_order_and_the_decision_as_the_last(chain: bytes, key: OrganisationKey) -> None:
    found = verify(chain, Trust.of(key))
    assert found.valid
    assert [(one.name, one.purpose) for one in found.acts] == [(one.name, one.reason) for one in WHO]
    assert (found.name, found.purpose, found.signed_at) == ("Olav Eier", "Laboratoriet, versjon 1: godkjent", AT)
    assert (found.level, found.attested_at) == ("B-B", None)


def test_poppler_calls_all_three_valid_and_the_last_over_the_total_document(chain: bytes) -> None:
    said = run("pdfsig", chain, "-nocert")
    assert said.count("Signature is Valid.") == 3
    assert said.count("Not total document signed") == 2
    assert said.rindex("Total document signed") > said.index("Signature #3")


def test_each_stands_on_the_last_page_with_its_number_and_fonts_are_embedded(chain: bytes) -> None:
    last = pages_of(chain)[-1]
    for number, one in enumerate(WHO, start=1):
        assert f"Signatur {number} av 3" in last
        assert one.name in last
        assert one.reason in last
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in run("pdffonts", chain).splitlines()[2:])


@pytest.mark.parametrize("kept", [1, 2])
def test_a_file_cut_before_the_last_signature_is_unfinished(chain: bytes, key: OrganisationKey, kept: int) -> None:
    found = verify(chain[: _ends(chain)[kept - 1]], Trust.of(key))
    assert found.reason == verification.UNFINISHED
    assert f"{kept} of the 3" in str(found)


def test_one_signed_after_the_last_is_seen_by_us_and_breaks_the_lock_for_others(
    chain: bytes, key: OrganisationKey
) -> None:
    fourth = PdfSigner(PdfSignatureMetadata(field_name="fourth"), _KeySigner(key))
    more = fourth.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(chain))).getvalue()
    found = verify(more, Trust.of(key))
    assert found.reason == verification.ADDED
    assert found.name == "Olav Eier"
    locked = PdfFileReader(io.BytesIO(more)).embedded_regular_signatures[2]
    status = validate_pdf_signature(locked, ValidationContext(trust_roots=as_asn1([key.root])))
    assert status.intact
    assert not status.docmdp_ok


def test_a_field_added_between_two_signatures_is_seen(chain: bytes, key: OrganisationKey) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(chain[: _ends(chain)[0]]))
    append_signature_field(writer, SigFieldSpec("more", on_page=0, box=(10, 10, 20, 20)))
    out = io.BytesIO()
    writer.write(out)
    assert not verify(out.getvalue(), Trust.of(key)).valid


def test_a_signature_by_another_key_within_the_chain_is_foreign(
    unsigned: bytes, key: OrganisationKey, other_key: OrganisationKey
) -> None:
    theirs = sign_in_order(unsigned, other_key, WHO, at=AT)
    assert verify(theirs, Trust.of(key)).reason == verification.FOREIGN
    first = theirs[: _ends(theirs)[0]]
    assert not verify(first, Trust.of(key)).valid


def test_one_flipped_byte_in_any_of_the_three_is_seen(chain: bytes, key: OrganisationKey) -> None:
    start = 0
    for _ in WHO:
        start = chain.index(b"<308", start) + 1
        for place in (start, start + 60, start + 300, start + 2000, start + 9000):
            assert not verify(_flipped(chain, place), Trust.of(key)).valid, place


@pytest.mark.parametrize("tail", [b"x", b"\n%%EOF\n", bytes(3000)])
def test_bytes_behind_the_last_are_seen(chain: bytes, key: OrganisationKey, tail: bytes) -> None:
    assert verify(chain + tail, Trust.of(key)).reason == verification.ADDED
