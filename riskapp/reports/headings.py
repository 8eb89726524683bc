"""Headings: their numbers, their places in outline and contents, and the contents' own lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from riskapp.reports import markup, styles
from riskapp.reports.content import Section
from riskapp.reports.structure import Element, furniture, inside, marked

_NUMBER_ROOM = 34.0
# A longer heading is cut in the contents, where a line cannot go on over the page; it stands whole in its place.
_LONGEST = 240


@dataclass(frozen=True)
class Entry:
    """A section with the title that it is printed under, its bookmark, and its outline level (from 0)."""

    section: Section
    title: str
    key: str
    outline: int


def entries_of(sections: Sequence[Section]) -> list[Entry]:
    """Number the sections of level 1; an outline level never jumps by more than one, as PDF readers want it."""
    found: list[Entry] = []
    chapter, outline = 0, -1
    for index, section in enumerate(sections):
        outline = min(section.level - 1, outline + 1)
        title = section.heading
        if section.level == 1:
            chapter += 1
            title = f"{chapter}\u2002{section.heading}"
        found.append(Entry(section, title, f"section-{index + 1}", outline))
    return found


class HeadingMark(Flowable):
    """Stands unseen above a heading and tells the canvas that it is there."""

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.entry = entry

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        """No room at all."""
        return 0, 0

    def draw(self) -> None:
        """Bookmark and outline entry."""
        title = markup.one_line(self.entry.title)
        self.canv.mark_heading(self.entry.key, title, self.entry.outline)


class ContentsLine(Flowable):
    """One heading in the table of contents, dots, and room for its page number; the whole line is a link."""

    def __init__(self, entry: Entry, contents: Element) -> None:
        super().__init__()
        self.entry = entry
        self.contents = contents
        self.style = styles.CONTENTS[1 if entry.section.level == 1 else 2]
        title = entry.title if len(entry.title) <= _LONGEST else entry.title[:_LONGEST].rstrip() + "…"
        self.paragraph = markup.text_of(title, self.style)
        self.spaceBefore = 5 if entry.section.level == 1 else 0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Width and height in points."""
        self.width = available_width
        self.height = self.paragraph.wrap(available_width - _NUMBER_ROOM, available_height)[1]
        return self.width, self.height

    def draw(self) -> None:
        """The words, the dots after the last of them, the number later."""
        style, canvas = self.style, self.canv
        baseline = style.leading - style.fontSize
        link = Element("Link", alternative=markup.one_line(self.entry.title))
        with inside(canvas, self.contents), inside(canvas, Element("TOCI")):
            with marked(canvas, link):
                self.paragraph.drawOn(canvas, 0, 0)
            with furniture(canvas):
                self._dots(baseline)
        look = (style.fontName, style.fontSize, style.textColor)
        canvas.await_number(self.entry.key, link, self.width, baseline, *look)
        canvas.link_line(self.entry.key, link, self.width, self.height)

    def _dots(self, baseline: float) -> None:
        canvas, end = self.canv, self.width - 22
        used = self.width - _NUMBER_ROOM - self._unused()
        if end - used > 16:
            canvas.setStrokeColor(styles.MUTED)
            canvas.setLineWidth(0.7)
            canvas.setDash([0.7, 3.3], (end - used - 6) % 4)
            canvas.line(used + 6, baseline + 0.6, end, baseline + 0.6)
            canvas.setDash([])

    def _unused(self) -> float:
        """What the last line of the words leaves free, in points."""
        lines = self.paragraph.blPara.lines
        if not lines:
            return self.width - _NUMBER_ROOM
        last = lines[-1]
        return float(last[0] if isinstance(last, tuple) else last.extraSpace)
