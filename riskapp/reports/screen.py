"""Lays a report out as an accessible web page of its own: the same words in the same order as on paper."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from riskapp.reports.alternatives import of_matrix, of_picture, of_row
from riskapp.reports.content import Fact, Language, Report
from riskapp.reports.drawing import drawing_of
from riskapp.reports.headings import entries_of
from riskapp.reports.wording import WORDS, moment

SHEET = "css/document.css"
"""The style sheet of the page, below static/."""


@dataclass(frozen=True, slots=True)
class Original:
    """The PDF that a page says the same as: its file name, where to get it, and what is known of its signatures.

    A `signed` one is what counts; one that is not was written from the same content.
    """

    name: str
    address: str = ""
    facts: tuple[Fact, ...] = ()
    signed: bool = True

    @property
    def sentence(self) -> Literal["original signed", "original unsigned"]:
        """The key of what the page says about it."""
        return "original signed" if self.signed else "original unsigned"


def build_html(report: Report, at: datetime, original: Original | None = None, sheets: Sequence[str] = ()) -> str:
    """The page of `report`, written at `at` (aware), with `sheets` as the addresses of its style sheets.

    Without them the style stands in the page, which then opens anywhere as a file. Equal input gives an equal page.
    """
    page = _environment().get_template("reports/document.html")
    return page.render(
        report=report,
        original=original,
        sheets=sheets,
        look="" if sheets else _look(),
        whole=True,
        written=moment(at, report.language),
    )


def words_of(language: Language) -> dict[str, str]:
    """The layout's own words in the report's language."""
    return dict(WORDS[language])


def paragraphs_of(text: str) -> list[str]:
    """Running text in its paragraphs; an empty line parts them."""
    parts: list[list[str]] = [[]]
    for line in text.replace("\r\n", "\n").split("\n"):
        if line.strip():
            parts[-1].append(line)
        elif parts[-1]:
            parts.append([])
    return ["\n".join(lines) for lines in parts if lines]


GLOBALS: Mapping[str, Callable[..., Any]] = {
    "drawing_of": drawing_of,
    "entries_of": entries_of,
    "paragraphs_of": paragraphs_of,
    "words_of": words_of,
    "words_of_matrix": of_matrix,
    "words_of_picture": of_picture,
    "words_of_row": of_row,
}
"""What reports/blocks.html asks for, by name."""


@cache
def _environment() -> Environment:
    made = Environment(loader=PackageLoader("riskapp"), autoescape=True, trim_blocks=False)
    made.globals.update(GLOBALS)
    return made


@cache
def _look() -> Markup:
    # Our own file, which holds no tag: the only text of a page that is not escaped.
    text = files("riskapp").joinpath("static", SHEET).read_text(encoding="utf-8")
    return Markup(f"<style>{text}</style>")  # noqa: S704
