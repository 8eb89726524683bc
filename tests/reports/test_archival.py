"""The file around the pages: PDF/A-3 with structure, read by other programs than the one that wrote it."""

import io
import re
import struct
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

import pikepdf
import pytest

from riskapp.reports.attachments import Attachment, Relationship
from riskapp.reports.colour_profile import srgb_profile
from riskapp.reports.content import Facts, Paragraphs, Report, Section, Table
from riskapp.reports.pages import build_pdf
from tests.reports.examples import AT, assessment, with_text
from tests.reports.poppler import run, squeezed

FILES = (
    Attachment("innhold.json", "application/json", "Innholdet", b'{"a":1}', Relationship.SOURCE),
    Attachment("a-tabell.csv", "text/csv", "En tabell", b"a,b\r\n", Relationship.DATA),
)
STANDARD = {
    *("Document", "H1", "H2", "H3", "H4", "P", "Table", "TR", "TH", "TD", "TOC", "TOCI", "Link", "Figure"),
    "BlockQuote",
}


@pytest.fixture(scope="module", params=["nb", "en"])
def pdf(request: pytest.FixtureRequest) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(build_pdf(assessment(request.param, scenarios=12), AT, FILES))) as opened:
        yield opened


def _elements(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    found, waiting = [], [pdf.Root.StructTreeRoot.K]
    while waiting:
        one = waiting.pop()
        found.append(one)
        kids = one.get("/K", pikepdf.Array([]))
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                assert kid.P.objgen == one.objgen
                waiting.append(kid)
    return found


def _role(element: pikepdf.Object) -> str:
    return str(element.S)[1:]


def _parts(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K", pikepdf.Array([]))
    return [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def test_all_that_is_drawn_is_tagged_or_furniture(pdf: pikepdf.Pdf) -> None:
    drawing = {"Tj", "TJ", "'", '"', "f", "f*", "F", "S", "s", "B", "B*", "b", "b*", "Do", "sh"}
    for page in pdf.pages:
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                depth += 1
                assert depth == 1, operands
            elif name == "EMC":
                depth -= 1
            assert name not in drawing or depth == 1, (operands, name)
        assert depth == 0


def test_each_mark_has_its_owner_and_each_owner_its_mark(pdf: pikepdf.Pdf) -> None:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    owners = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    told = 0
    for page in pdf.pages:
        marks = [
            int(operands[1].MCID) for operands, operator in pikepdf.parse_content_stream(page) if str(operator) == "BDC"
        ]
        of_page = owners[int(page.obj.StructParents)]
        assert sorted(marks) == list(range(len(of_page)))
        told += len(marks)
        for area in page.obj.get("/Annots", []):
            assert _role(owners[int(area.StructParent)]) == "Link"
            assert int(area.F) & 4
            assert str(area.Contents)
    kids = [kid for one in _elements(pdf) for kid in one.get("/K", [])]
    assert sum(1 for kid in kids if isinstance(kid, int) or "/MCID" in kid) == told


def test_tables_have_rows_of_one_length_and_heads_that_say_what_they_head(pdf: pikepdf.Pdf) -> None:
    tables = [one for one in _elements(pdf) if _role(one) == "Table"]
    assert len(tables) > 5
    for table in tables:
        rows = _parts(table)
        assert {_role(row) for row in rows} == {"TR"}
        cells = [_parts(row) for row in rows]
        assert len({len(row) for row in cells}) == 1
        heads = [cell for row in cells for cell in row if _role(cell) == "TH"]
        assert {str(head.A.Scope) for head in heads} in ({"/Column"}, {"/Row"})
        assert all(_role(cell) == "TH" for cell in cells[0]) or all(_role(row[0]) == "TH" for row in cells)


def test_headings_start_with_the_title_and_leave_out_no_level(pdf: pikepdf.Pdf) -> None:
    levels = [int(_role(one)[1]) for one in _in_order(pdf) if re.fullmatch(r"H\d", _role(one))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert {_role(one) for one in _elements(pdf)} <= STANDARD


def _in_order(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        one = waiting.pop(0)
        yield one
        waiting = _parts(one) + waiting


def test_each_picture_says_what_it_shows_and_where_it_is(pdf: pikepdf.Pdf) -> None:
    figures = [one for one in _elements(pdf) if _role(one) == "Figure"]
    assert len(figures) >= 3
    for one in figures:
        assert len(str(one.Alt)) > 10
        left, low, right, high = map(float, one.A.BBox)
        assert 0 <= left < right <= 596
        assert 0 <= low < high <= 842


def test_what_a_screen_reader_hears_is_what_stands_on_the_pages_in_order() -> None:
    rows = tuple((f"rad-{number}", "tekst " * 200) for number in range(12))
    section = Section("Tabell", 1, (Table(("Navn", "Innhold"), rows), Facts((("Merke", "lang " * 1500),))))
    pdf = build_pdf(Report("Rapport", "", "nb", "Sykehuset", draft=True, sections=(section,)), AT)
    heard = run("pdfinfo", pdf, "-struct-text")
    assert heard.count('"Navn"') == 1
    assert [int(found) for found in re.findall(r"rad-(\d+)", heard)] == list(range(12))
    assert squeezed(heard).count("lang") == 1500
    assert "Side 1" not in heard
    assert "Utkast" not in heard


def test_a_row_that_goes_on_over_the_page_stays_one_row() -> None:
    tall = "\n".join(f"ledd {number}" for number in range(200))
    section = Section("Tabell", 1, (Table(("A", "B"), (("kort", tall),)),))
    made = build_pdf(Report("Rapport", "", "nb", "Sykehuset", draft=True, sections=(section,)), AT)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        table = next(one for one in _elements(pdf) if _role(one) == "Table")
        assert len(_parts(table)) == 2
        assert len(pdf.pages) > 2


def test_the_document_says_that_it_is_archival_in_the_words_of_its_information(pdf: pikepdf.Pdf) -> None:
    xmp = pdf.Root.Metadata.read_bytes().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in xmp
    told = pdf.open_metadata()  # opened as a context it would write itself back
    assert told["dc:title"] == str(pdf.docinfo.Title)
    assert told["dc:creator"] == [str(pdf.docinfo.Author)]
    assert told["dc:description"] == str(pdf.docinfo.Subject)
    assert told["pdf:Producer"] == str(pdf.docinfo.Producer)
    assert told["xmp:CreateDate"] == AT.isoformat(timespec="seconds")
    assert str(pdf.docinfo.CreationDate) == "D:20261123140509+01'00'"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.Root.Lang) in ("nb-NO", "en-GB")
    assert "/ID" in pdf.trailer


def test_colours_have_a_profile_that_says_what_they_are(pdf: pikepdf.Pdf) -> None:
    (intent,) = pdf.Root.OutputIntents
    assert str(intent.S) == "/GTS_PDFA1"
    profile = intent.DestOutputProfile.read_bytes()
    assert int(intent.DestOutputProfile.N) == 3
    assert profile == srgb_profile()
    size, _, version, device, space = struct.unpack(">I4sI4s4s", profile[:20])
    assert (size, version >> 24, device, space, profile[36:40]) == (len(profile), 2, b"mntr", b"RGB ", b"acsp")


def test_nothing_in_it_is_left_to_the_readers_machine(pdf: pikepdf.Pdf) -> None:
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == pikepdf.Name.Font:
            assert "/ToUnicode" in one
            assert "/FontFile2" in one.FontDescriptor
        if isinstance(one, pikepdf.Dictionary):
            assert not {"/JS", "/SMask", "/Group", "/Launch"} & set(one.keys())


def test_files_are_associated_with_the_document_and_read_back(pdf: pikepdf.Pdf) -> None:
    specs = {str(one.UF): one for one in pdf.Root.AF}
    assert list(specs) == [one.name for one in FILES]
    for file in FILES:
        spec = specs[file.name]
        assert spec.EF.F.read_bytes() == file.data
        assert str(spec.AFRelationship) == f"/{file.relationship}"
        assert str(spec.EF.F.Subtype) == f"/{file.mime_type}"
        assert str(spec.Desc) == file.description
        assert pdf.attachments[file.name].get_file().read_bytes() == file.data
    names = [str(one) for one in pdf.Root.Names.EmbeddedFiles.Names[::2]]
    assert names == sorted(names)


def test_equal_files_give_equal_bytes() -> None:
    report = assessment(scenarios=2)
    assert build_pdf(report, AT, FILES) == build_pdf(report, AT, FILES)
    assert build_pdf(report, AT, FILES) != build_pdf(report, AT + timedelta(seconds=1), FILES)


@pytest.mark.parametrize("text", ["\ufeff", "\ufffe", "\ue000", "\uf8ff"])
def test_a_sign_that_means_nothing_elsewhere_is_written_as_its_number(text: str) -> None:
    read = squeezed(run("pdftotext", build_pdf(with_text(f"før{text}etter"), AT)))
    assert f"før[U+{ord(text):04X}]etter" in read


def test_an_empty_paragraph_is_not_told() -> None:
    section = Section("En", 1, (Paragraphs("a\n\nb"), Facts((("x", ""),))))
    pdf = build_pdf(Report("R", "", "nb", "S", draft=True, sections=(section,)), AT)
    assert '" "' not in run("pdfinfo", pdf, "-struct-text")


def test_signing_leaves_it_tagged_and_archival_and_the_signature_can_be_seen(signed: bytes) -> None:
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        told = pdf.open_metadata()
        assert told.pdfa_status == "3A"
        assert told["xmp:ModifyDate"][:19] == "{}-{}-{}T{}:{}:{}".format(*_digits(str(pdf.docinfo.ModDate)))
        assert len(pdf.Root.OutputIntents) == 1
        (widget,) = [one for one in pdf.pages[-1].obj.Annots if one.Subtype == pikepdf.Name.Widget]
        assert "/N" in widget.AP
        assert int(widget.F) & 4
        assert not int(widget.F) & 2
    assert re.search(r"Tagged: +yes", run("pdfinfo", signed))


def _digits(moment: str) -> list[str]:
    return [moment[2:6], *[moment[at : at + 2] for at in range(6, 16, 2)]]
