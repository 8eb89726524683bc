"""The visible signatures: the room kept for them at the end of the report, and what is drawn there when signing."""

import io
from dataclasses import dataclass
from datetime import datetime

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from riskapp.reports import fonts, markup, styles
from riskapp.reports.content import Language
from riskapp.reports.fonts import BOLD, REGULAR
from riskapp.reports.wording import WORDS, moment

# Whole points, as pyHanko wants them.
LEFT, WIDTH, HEIGHT, GAP = round(styles.LEFT), round(styles.TEXT_WIDTH), 92, 8
# One each for who submitted, who advised and who decided.
MOST = 3
ROOM = MOST * HEIGHT + (MOST - 1) * GAP
# The last entry of the outline, pointing at the upper edge of the room; a draft has none, and so cannot be signed.
BOOKMARK = "signature"
_LABELS = 84.0


class SignatureSpace(Flowable):
    """Heading, sentence, and below them the room for the visible signatures, all on one page."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        words = WORDS[language]
        self.title = words["signature"]
        self.parts = [
            *markup.headed([markup.text_of(self.title, styles.HEADINGS[2])], 2),
            markup.text_of(words["signature sentence"], styles.BODY),
        ]

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Width and height in points."""
        self.width = available_width
        self.height = sum(part.wrap(available_width, available_height)[1] + 5 for part in self.parts) + ROOM + 42
        return self.width, self.height

    def draw(self) -> None:
        """Heading and sentence just above the room; what fills the room is drawn by whoever signs."""
        self.canv.bookmarkHorizontal(BOOKMARK, 0, 4 + ROOM)
        self.canv.addOutlineEntry(self.title, BOOKMARK, 0)
        heights = [part.wrap(self.width, self.height)[1] + 5 for part in self.parts]
        # From the top down, so that a screen reader hears the heading first.
        for place, part in enumerate(self.parts, start=1):
            part.drawOn(self.canv, 0, 4.0 + ROOM + 7 + sum(heights[place:]))


@dataclass(frozen=True)
class Seal:
    """What a visible signature says. `stamped` is whether a time stamp is ordered: a signature cannot say it came."""

    organisation: str
    name: str
    reason: str
    at: datetime
    language: Language
    number: int = 1
    count: int = 1
    stamped: bool = False


def seal_pdf(seal: Seal) -> bytes:
    """A PDF of one page of WIDTH × HEIGHT points, with embedded fonts; equal seals give equal bytes."""
    fonts.coverage()
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(WIDTH, HEIGHT), initialFontName=REGULAR, invariant=1, pageCompression=1)
    canvas.setFillColor(styles.TINT)
    canvas.setStrokeColor(styles.NAVY)
    canvas.setLineWidth(0.8)
    canvas.roundRect(0.5, 0.5, WIDTH - 1, HEIGHT - 1, 4, stroke=1, fill=1)
    _write(canvas, seal)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _write(canvas: Canvas, seal: Seal) -> None:
    words = WORDS[seal.language]
    place = {"number": seal.number, "count": seal.count}
    heading = words["signed"] if seal.count == 1 else words["signed in order"] % place
    markup.draw_line(canvas, 12, HEIGHT - 19, heading, BOLD, 9.4, styles.NAVY)
    title = markup.fitted(seal.name, BOLD, 9.4, WIDTH - 160)
    markup.draw_line(canvas, WIDTH - 12, HEIGHT - 19, title, BOLD, 9.4, styles.INK, 1.0)
    facts = (
        (words["signed by"], seal.organisation),
        (words["purpose"], seal.reason),
        (words["time"], moment(seal.at, seal.language)),
        (words["level"], words["aim sentence" if seal.stamped else "level sentence"]),
    )
    for index, (label, value) in enumerate(facts):
        up = HEIGHT - 37 - index * 14
        markup.draw_line(canvas, 12, up, label, BOLD, 7.6, styles.MUTED)
        fit = markup.fitted(value, REGULAR, 8, WIDTH - _LABELS - 24)
        markup.draw_line(canvas, 12 + _LABELS, up, fit, REGULAR, 8, styles.INK)
