"""The PDF canvas of a report: what stands on every page, and the page numbers that are known only at the end.

ReportLab's usual way to a table of contents is to lay out the whole document twice; here the places of the numbers
are remembered while the pages are made, and the numbers are written into the finished pages.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from riskapp.reports import markup, styles
from riskapp.reports.content import Report
from riskapp.reports.fonts import BOLD, REGULAR
from riskapp.reports.structure import Element, Tags, furniture
from riskapp.reports.wording import LOCALES, WORDS

# Page streams as plain compressed bytes: ReportLab's text encoding of them makes files larger and building slower.
rl_config.useA85 = 0
_SMALL = 7.4
_HEADER = styles.PAGE_HEIGHT - 44
_FOOTER = 40.0


@dataclass(frozen=True)
class Awaited:
    """Where the page number of the heading `key` is to stand: on which page (from 1), its right end, how it looks.

    `element` is what it belongs to.
    """

    key: str
    element: Element
    page: int
    x: float
    y: float
    font: str
    size: float
    colour: Color


class _Stamp:
    """The document's time in the shape that ReportLab's writer asks for."""

    def __init__(self, at: datetime) -> None:
        offset = at.utcoffset()
        if offset is None:
            raise ValueError("the time of a report needs its distance from UTC")
        minutes = int(offset.total_seconds()) // 60
        self.YMDhms = at.timetuple()[:6]
        self.dhh = int(minutes / 60)
        self.dmm = abs(minutes) % 60
        self.t = at.timestamp()


class ReportCanvas(Canvas):
    """Knows where each heading came to stand, and completes the pages when the last one is known."""

    report: Report
    tags: Tags

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._code: list[str]
        self.headings: dict[str, int] = {}
        self.awaited: list[Awaited] = []

    def mark_heading(self, key: str, title: str, level: int) -> None:
        """Remember that the heading `key` is here: bookmark, outline entry (level from 0), page number."""
        self.headings[key] = self.getPageNumber()
        self.bookmarkPage(key)
        self.addOutlineEntry(title, key, level, closed=level > 0)

    def await_number(
        self, key: str, element: Element, right: float, up: float, font: str, size: float, colour: Color
    ) -> None:
        """Ask for the page number of `key`, ending at (right, up) in the present coordinates."""
        x, y = self.absolutePosition(right, up)
        self.awaited.append(Awaited(key, element, self.getPageNumber(), x, y, font, size, colour))

    def link_line(self, key: str, element: Element, width: float, height: float) -> None:
        """Make a line of `width` by `height` points from the origin the link `element` to the heading `key`."""
        self.linkRect(element.alternative, key, (0, 0, width, height), relative=1)
        self.tags.link(element, self.getPageNumber())

    def save(self) -> None:
        """Write page x of y and the awaited numbers into the pages, then the file."""
        if len(self._code):
            self.showPage()
        pages = self._doc.Pages.pages
        words = WORDS[self.report.language]
        for number, page in enumerate(pages, start=1):
            self._code = []
            text = words["page"] % {"page": number, "pages": len(pages)}
            right = styles.PAGE_WIDTH - styles.RIGHT
            with furniture(self):
                markup.draw_line(self, right, _FOOTER, text, REGULAR, _SMALL, styles.MUTED, 1.0)
            for place in (place for place in self.awaited if place.page == number):
                known = str(self.headings[place.key])
                self._code.append(self.tags.mark(place.element, number))
                markup.draw_line(self, place.x, place.y, known, place.font, place.size, place.colour, 1.0)
                self._code.append("EMC")
            page.stream += "\n".join(self._code) + "\n"
        self._code = []
        super().save()


def canvas_maker(report: Report, at: datetime, tags: Tags) -> Callable[..., ReportCanvas]:
    """What platypus calls to make the canvas; equal content and equal `at` then give equal bytes.

    The structure of what is drawn is kept in `tags`.
    """

    def make(*args: Any, **options: Any) -> ReportCanvas:
        canvas = ReportCanvas(*args, **options)
        canvas.report = report
        canvas.tags = tags
        canvas._doc._timeStamp = _Stamp(at)  # noqa: SLF001 - ReportLab has no other way to give it a time
        canvas.setViewerPreference("DisplayDocTitle", "true")
        return canvas

    return make


def furnish(canvas: ReportCanvas, first: bool) -> None:
    """Draw what stands on a page besides its text: header, footer, and the marks of a draft."""
    with furniture(canvas):
        _furnish(canvas, first)


def _furnish(canvas: ReportCanvas, first: bool) -> None:
    report = canvas.report
    words = WORDS[report.language]
    if report.draft:
        _watermark(canvas, words["draft"])
    if first:
        canvas.setFillColor(styles.NAVY)
        canvas.rect(0, styles.PAGE_HEIGHT - 9, styles.PAGE_WIDTH, 9, stroke=0, fill=1)
    else:
        _header(canvas, report)
    if report.draft:
        _draft_label(canvas, words["draft sentence"])
    canvas.setStrokeColor(styles.RULE)
    canvas.setLineWidth(0.5)
    canvas.line(styles.LEFT, _FOOTER + 15, styles.PAGE_WIDTH - styles.RIGHT, _FOOTER + 15)
    title = markup.fitted(report.title, REGULAR, _SMALL, styles.TEXT_WIDTH * 0.45)
    sender = markup.fitted(report.organisation, REGULAR, _SMALL, styles.TEXT_WIDTH * 0.33)
    joined = " · ".join(part for part in (title, sender) if part.strip())
    markup.draw_line(canvas, styles.LEFT, _FOOTER, joined, REGULAR, _SMALL, styles.MUTED)


def _header(canvas: ReportCanvas, report: Report) -> None:
    room = styles.TEXT_WIDTH * (0.5 if report.draft else 0.9)
    text = markup.fitted(report.organisation, BOLD, _SMALL, room)
    markup.draw_line(canvas, styles.LEFT, _HEADER, text, BOLD, _SMALL, styles.NAVY)


def _draft_label(canvas: ReportCanvas, text: str) -> None:
    right = styles.PAGE_WIDTH - styles.RIGHT
    wide = markup.width(text, BOLD, _SMALL) + 14
    canvas.setStrokeColor(styles.DRAFT)
    canvas.setLineWidth(0.8)
    canvas.roundRect(right - wide, _HEADER - 5, wide, 16, 3, stroke=1, fill=0)
    markup.draw_line(canvas, right - 7, _HEADER + 0.4, text, BOLD, _SMALL, styles.DRAFT, 1.0)


def _watermark(canvas: ReportCanvas, word: str) -> None:
    canvas.saveState()
    canvas.translate(styles.PAGE_WIDTH / 2, styles.PAGE_HEIGHT / 2)
    canvas.rotate(52)
    markup.draw_line(canvas, 0, -44, word.upper(), BOLD, 128, styles.WATERMARK, 0.5)
    canvas.restoreState()


def language_of(report: Report) -> str:
    """The report's language as a tag for /Lang, such as nb-NO."""
    return LOCALES[report.language]
