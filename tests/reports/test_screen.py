"""The page of a report says what its paper says, letter for letter and in the same order, and its form is sound."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from riskapp.reports.content import Facts, Matrix, Paragraphs, Quote, Report, Section, Table
from riskapp.reports.pages import build_pdf
from riskapp.reports.screen import Original, build_html
from tests.inspecting_client import Page
from tests.reports.examples import AT, assessment, with_text
from tests.reports.sentences import first_difference, said_on_page, said_on_paper

ODD = 'Zq "quoted" <b>bold</b> & čđŋŧ – {{ 7 * 7 }} {% raw %}'


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("draft", [True, False])
def test_the_page_says_what_the_paper_says_letter_for_letter(language: str, draft: bool) -> None:
    report = assessment(language, scenarios=20, draft=draft)
    paper, page = said_on_paper(build_pdf(report, AT)), said_on_page(build_html(report, AT))
    assert not first_difference(paper, page)
    assert len(page) > 200


@pytest.mark.parametrize("text", ["Zq plain", ODD, "Zq first line\nZq second\n\nZq after a gap"])
def test_every_kind_of_block_in_every_place_says_a_persons_words(text: str) -> None:
    report = with_text(text)
    # Paper says a second time below the drawn matrix what its cells have no room for, which a table has.
    drawn = tuple(replace(one, markers=()) if isinstance(one, Matrix) else one for one in report.sections[0].blocks)
    report = replace(report, sections=(replace(report.sections[0], blocks=drawn), *report.sections[1:]))
    assert not first_difference(said_on_paper(build_pdf(report, AT)), said_on_page(build_html(report, AT)))


def test_a_difference_is_seen() -> None:
    report = assessment("en", scenarios=2)
    paper = said_on_paper(build_pdf(report, AT))
    first, *rest = report.sections
    for other in (
        replace(report, sections=(first, *rest[1:])),
        replace(report, sections=(*rest, first)),
        replace(report, identity=report.identity[:-1]),
        replace(report, sections=(replace(first, blocks=(Paragraphs("Another"),)), *rest)),
    ):
        assert first_difference(paper, said_on_page(build_html(other, AT)))


def test_words_of_people_are_never_markup() -> None:
    html = build_html(with_text(ODD), AT, Original(ODD, "/reports/1.pdf", ((ODD, ODD),)))
    assert "<b>" not in html
    assert "49" not in Page(html).text
    assert Page(html).text.count(ODD) >= 20


class _Structure(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))


@pytest.mark.parametrize("language", ["nb", "en"])
def test_its_form_is_sound(language: str) -> None:
    html = build_html(assessment(language, scenarios=5), AT, sheets=["/static/css/document.css"])
    page = Page(html)
    assert html.startswith("<!doctype html>")
    assert page.all("html")[0]["lang"] == language
    levels = _Structure(html).levels
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = [link["href"][1:] for link in page.all("a") if link["href"].startswith("#")]
    assert len(targets) > 10 and set(targets) <= set(ids)
    assert len(page.all("caption")) == len(page.all("table"))
    assert all(cell.get("scope") in ("col", "row") for cell in page.all("th"))
    assert all(one["aria-labelledby"] in ids for one in page.all("svg"))
    assert not page.all("style") and not page.all("script")
    assert not any("style" in attributes for _, attributes in page.tags)


def test_a_page_without_addresses_is_a_file_that_opens_anywhere() -> None:
    html = build_html(assessment("en", scenarios=1), AT)
    assert "prefers-color-scheme" in html and "@media print" in html
    assert not re.search(r"""(?:src|href)=["'](?!#)|url\((?!#)|@import""", html)


def test_a_draft_says_so_and_only_a_signed_pdf_is_called_signed() -> None:
    draft = build_html(assessment("en", scenarios=1, draft=True), AT, Original("a.pdf", "/a.pdf", signed=False))
    assert "Draft – not approved and not signed" in draft and "Signed PDF" not in draft
    final = build_html(assessment("en", scenarios=1), AT, Original("a.pdf", "/a.pdf", (("Level reached", "B-LTA"),)))
    assert "Draft" not in final
    for words in ("Signed PDF", "It is the PDF that is signed and that counts", 'href="/a.pdf"', "B-LTA"):
        assert words in final


def test_equal_input_gives_an_equal_page_and_a_report_of_nothing_is_a_page() -> None:
    empty = Report("Nothing", "", "en", "Fjord", draft=True)
    assert build_html(empty, AT) == build_html(empty, AT)
    bare = Section("Bare", 1, (Facts(()), Paragraphs(""), Quote("", "", "", ""), Table(("", "B"), ((),)[:0])))
    report = replace(empty, sections=(bare,))
    assert not first_difference(said_on_paper(build_pdf(report, AT)), said_on_page(build_html(report, AT)))
