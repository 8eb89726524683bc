"""The pages: contents, page numbers, drafts, fonts, outline, metadata, and equal bytes for equal content."""

import ast
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest

import riskapp
from riskapp.errors import Unready
from riskapp.reports import fonts
from riskapp.reports.content import Facts, Paragraphs, Report, Section, Table
from riskapp.reports.pages import build_pdf
from tests.reports.examples import AT, assessment
from tests.reports.poppler import pages_of, run, squeezed


@pytest.fixture(scope="module", params=["nb", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return request.param


def test_the_contents_name_the_page_on_which_each_heading_stands(language: str) -> None:
    report = assessment(language, scenarios=20)
    pages = pages_of(build_pdf(report, AT))
    chapter, checked = 0, 0
    for section in report.sections:
        chapter += section.level == 1
        title = squeezed(f"{chapter}{section.heading}" if section.level == 1 else section.heading)
        listed = re.search(re.escape(title) + r"\.*(\d+)(?=\D|$)", squeezed("\n".join(_contents(pages))))
        assert listed, section.heading
        # The number may run into the next heading's own; it has to begin with the right page.
        found = [number for number, page in enumerate(pages, 1) if number > 2 and title in squeezed(page)]
        assert any(listed.group(1).startswith(str(number)) for number in found), (
            section.heading,
            listed.group(1),
            found,
        )
        checked += 1
    assert checked == 28


def _contents(pages: list[str]) -> list[str]:
    return [line for page in pages[:2] for line in page.splitlines()]


def test_each_contents_line_ends_with_its_page_number() -> None:
    sections = tuple(Section(f"Kapittel {name}", 1, (Paragraphs("ord\n" * 60),)) for name in ("Alfa", "Beta", "Gamma"))
    pages = pages_of(build_pdf(Report("Rapport", "", "nb", "Sykehuset", draft=False, sections=sections), AT))
    for name in ("Alfa", "Beta", "Gamma"):
        line = next(line for line in pages[0].splitlines() if f"Kapittel {name}" in line)
        number = int(line.split()[-1])
        assert f"Kapittel {name}" in pages[number - 1]
        assert number > 1


def test_every_page_says_which_of_how_many_it_is_and_what_it_belongs_to(language: str) -> None:
    report = assessment(language, scenarios=8)
    pages = pages_of(build_pdf(report, AT))
    words = "Side {} av {}" if language == "nb" else "Page {} of {}"
    assert len(pages) > 5
    for number, page in enumerate(pages, start=1):
        assert words.format(number, len(pages)) in page
        assert report.title in page
        assert report.organisation in page


def test_a_draft_says_so_on_every_page_and_a_finished_report_on_none(language: str) -> None:
    word = "Utkast – ikke godkjent og ikke signert" if language == "nb" else "Draft – not approved and not signed"
    draft = pages_of(build_pdf(assessment(language, scenarios=5, draft=True), AT))
    assert all(word in page for page in draft)
    finished = build_pdf(assessment(language, scenarios=5), AT)
    assert not any("utkast" in page.lower() or "draft" in page.lower() for page in pages_of(finished))


def test_a_finished_report_keeps_room_for_its_signature_and_a_draft_does_not() -> None:
    assert "Rapporten er signert elektronisk" in pages_of(build_pdf(assessment(scenarios=3), AT))[-1]
    assert "Rapporten er signert" not in "".join(pages_of(build_pdf(assessment(scenarios=3, draft=True), AT)))


def test_all_fonts_are_embedded() -> None:
    report = assessment(scenarios=3)
    sections = (*report.sections, Section("🎉", 1, (Paragraphs("č đ ŋ ŧ 🩺"),)))
    lines = run("pdffonts", build_pdf(replace(report, sections=sections), AT)).splitlines()[2:]
    assert {line.split("+")[1].split()[0] for line in lines} == {
        "DejaVuSans",
        "DejaVuSans-Bold",
        "DejaVuSans-Oblique",
        "NotoEmoji-Regular",
    }
    assert all(re.search(r"\s(yes\s+){3}", line) for line in lines)


def test_the_document_says_its_title_sender_time_and_language(language: str) -> None:
    pdf = build_pdf(assessment(language, scenarios=2), AT)
    info = run("pdfinfo", pdf, "-isodates")
    assert re.search(r"Title: +(Risikovurdering av|Risk assessment of) DIPS Arena", info)
    assert re.search(r"Author: +Sykehuset Innlandet HF", info)
    assert re.search(r"Creator: +riskapp", info)
    assert re.search(r"Subject: +\S+", info)
    assert re.search(r"CreationDate: +2026-11-23T13:05:09Z|CreationDate: +2026-11-23T14:05:09\+01", info)
    assert "A4" in info


def test_equal_content_and_time_give_equal_bytes_and_another_time_does_not() -> None:
    first = build_pdf(assessment(scenarios=4), AT)
    assert first == build_pdf(assessment(scenarios=4), AT)
    assert first != build_pdf(assessment(scenarios=4), AT + timedelta(seconds=1))


def test_a_time_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="UTC"):
        build_pdf(assessment(scenarios=1), datetime(2026, 11, 23, 12, 0))


def test_headings_that_jump_a_level_still_make_an_outline() -> None:
    sections = (Section("Dypt", 3), Section("Dypere", 3), Section("Høyt", 1), Section("Midt", 3, (Paragraphs("x"),)))
    pdf = build_pdf(
        Report("Rapport", "", "nb", "Sykehuset", draft=True, sections=sections), datetime(2026, 1, 1, tzinfo=UTC)
    )
    assert len(pages_of(pdf)) == 2


def test_a_table_repeats_its_headings_on_each_page_and_keeps_all_rows() -> None:
    rows = tuple((f"rad-{number}", "tekst " * 20) for number in range(120))
    section = Section("Tabell", 1, (Table(("Nummerkolonne", "Tekstkolonne"), rows, (1, 3)),))
    pages = pages_of(build_pdf(Report("Rapport", "", "nb", "Sykehuset", draft=True, sections=(section,)), AT))
    with_rows = [page for page in pages[1:] if "rad-" in page]
    assert len(with_rows) > 4
    assert all("Nummerkolonne" in page for page in with_rows)
    assert all(re.search(rf"rad-{number}\s", "".join(pages)) for number in range(120))


def test_a_cell_taller_than_a_page_goes_on_over_the_page() -> None:
    tall = "\n".join(f"ledd {number}" for number in range(200))
    section = Section("Tabell", 1, (Table(("A", "B"), (("kort", tall), ("etter", "x"))), Facts((("F", tall),))))
    pages = pages_of(build_pdf(Report("Rapport", "", "nb", "Sykehuset", draft=True, sections=(section,)), AT))
    text = "\n".join(pages)
    assert all(len(re.findall(rf"ledd {number}\s", text)) == 2 for number in range(200))
    assert "etter" in text


def test_an_empty_report_is_still_a_report() -> None:
    pages = pages_of(build_pdf(Report("", "", "en", "", draft=False), AT))
    assert "Page 1 of 1" in pages[0]


def test_a_missing_font_says_which_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Unready, match=r"DejaVuSans\.ttf is missing .* make"):
        fonts.coverage(tmp_path)


def test_a_broken_font_says_so(tmp_path: Path) -> None:
    (tmp_path / "DejaVuSans.ttf").write_bytes(b"not a font")
    with pytest.raises(Unready, match=r"DejaVuSans\.ttf .* cannot be read"):
        fonts.coverage(tmp_path)


def test_only_the_markup_room_makes_paragraphs_or_draws_text() -> None:
    """A bare Paragraph takes text for markup, which may fail, or embed a file of the server."""
    package = Path(riskapp.__file__).parent
    guilty = []
    for path in sorted(package.rglob("*.py")):
        if path == package / "reports" / "markup.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = {node.id} if isinstance(node, ast.Name) else set()
            names |= {node.attr} if isinstance(node, ast.Attribute) else set()
            names |= {alias.name for alias in node.names} if isinstance(node, ast.ImportFrom) else set()
            if names & {
                "Paragraph",
                "XPreformatted",
                "Preformatted",
                "drawString",
                "drawCentredString",
                "drawRightString",
            }:
                guilty.append(f"{path.name}:{getattr(node, 'lineno', 0)}")
    assert guilty == []


def test_each_heading_is_a_bookmark_that_leads_to_its_page(language: str) -> None:
    report = assessment(language, scenarios=8)
    pdf = build_pdf(report, AT)
    pages = [squeezed(page) for page in pages_of(pdf)]
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_outline() as outline:
        places = {page.objgen: number for number, page in enumerate(opened.pages)}
        found = [(depth, one.title, places[_page_of(opened, one)]) for depth, one in _bookmarks(outline.root)]
    told = [title.split(" ", 1)[1] if title[0].isdigit() else title for _, title, _ in found]
    assert told[: len(report.sections)] == [section.heading for section in report.sections]
    assert len(told) == len(report.sections) + 1, "and that of the signatures"
    assert {depth for depth, *_ in found} == {section.level - 1 for section in report.sections}
    for _, title, number in found:
        assert squeezed(title) in pages[number], title


def _bookmarks(items: list[pikepdf.OutlineItem], depth: int = 0) -> Iterator[tuple[int, pikepdf.OutlineItem]]:
    for one in items:
        yield depth, one
        yield from _bookmarks(one.children, depth + 1)


def _page_of(pdf: pikepdf.Pdf, one: pikepdf.OutlineItem) -> tuple[int, int]:
    """The page that a bookmark leads to, by its own target or by a name."""
    target = one.destination if one.destination is not None else one.action.D
    if isinstance(target, (pikepdf.String, pikepdf.Name)):
        target = pdf.Root.Dests[str(target) if str(target).startswith("/") else f"/{target}"]
    found: tuple[int, int] = target[0].objgen
    return found
