"""The one place where a person's words become ReportLab text: nothing is markup and nothing disappears."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph
from reportlab.platypus.paraparser import ParaFrag

from riskapp.reports import fonts
from riskapp.reports.structure import Element, furniture, marked

_NEWLINES = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_INDENT = re.compile("(?m)^ +")
_SPACES = re.compile("[\t\u2000-\u200a\u205f\u3000\u1680\u180e]")
# A soft hyphen asks for a break and is no letter: left out where no line breaks at it, as every reader does.
_SOFT_HYPHEN = "\u00ad"
# These turn the reading order of what follows; in a signed document the reader has to see that they are there.
_TURNING = frozenset(chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


# Signs of a byte order, and private letters (Co): PDF/A has no room for what nobody else can read.
_NO_LETTERS = frozenset("\ufeff\ufffe")


LETTERS = 20_000
"""More than three pages without a new line."""
PIECES = 300
"""A hundred and fifty words with an emoji after each."""


class Text(Paragraph):
    """A paragraph that is broken into lines once for each width; ReportLab asks several times.

    `element` is what it is in the document's structure; the parts of one that goes on over the page share it.
    """

    empty = False
    element: Element | None = None

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Width and height in points."""
        if getattr(self, "_broken_for", None) != available_width or not hasattr(self, "blPara"):
            self._broken_for = available_width
            self._size: tuple[float, float] = super().wrap(available_width, available_height)
        return self._size

    def split(self, available_width: float, available_height: float) -> "list[Text]":
        """Two parts of one element, or as ReportLab has it."""
        self.element = self.element or Element("P")
        parts: list[Text] = super().split(available_width, available_height)
        for part in parts:
            part.element = self.element
        return parts

    def draw(self) -> None:
        """The lines, marked as what they are; an empty one is only room."""
        self.element = self.element or Element("P")
        with furniture(self.canv) if self.empty else marked(self.canv, self.element):
            super().draw()


def headed(lines: Sequence[Text], level: int) -> Sequence[Text]:
    """`lines` as one heading of this level, from 1 on."""
    element = Element(f"H{level}")
    for line in lines:
        line.element = element
    return lines


def texts(text: str, style: ParagraphStyle) -> list[Text]:
    """`text` as flowables, one for each of its lines; an empty line stays as an empty line.

    A line of more than `LETTERS`, or that changes its font more than `PIECES` times, becomes several: ReportLab's time
    grows with their square.
    """
    found: list[Text] = []
    for line in visible(text).split("\n"):
        for stretch in _stretches(line):
            pieces = runs(stretch, style.fontName)
            found += [_line(pieces[at : at + PIECES], style) for at in range(0, len(pieces), PIECES)]
    return found


def _stretches(line: str) -> Iterator[str]:
    """`line` in parts of at most `LETTERS`, cut after a space where there is one."""
    while len(line) > LETTERS:
        cut = line.rfind(" ", 0, LETTERS) + 1 or LETTERS
        yield line[:cut]
        line = line[cut:]
    yield line


def text_of(text: str, style: ParagraphStyle) -> Text:
    """`text` as a single flowable; its newlines become spaces."""
    return _line(runs(one_line(text), style.fontName), style)


def _line(pieces: list[tuple[str, str]], style: ParagraphStyle) -> Text:
    line = "".join(text for _, text in pieces)
    if len(pieces) == 1 and pieces[0][0] == style.fontName and line.strip():
        # Ready-made fragments skip ReportLab's markup parser: ten times faster, and nothing can be taken for a tag.
        return Text(None, style, frags=[_pattern(style).clone(text=line)])
    found = Text(markup(pieces, style.fontName) or "&nbsp;", style)
    found.empty = not line.strip()
    return found


def markup(pieces: list[tuple[str, str]], font: str) -> str:
    """ReportLab markup of (font, text) runs: escaped, and in <font> where another font than `font` draws it."""
    return "".join(
        escape(text) if name == font else f'<font name="{name}">{escape(text)}</font>' for name, text in pieces
    )


@cache
def _pattern(style: ParagraphStyle) -> ParaFrag:
    return Paragraph("x", style).frags[0]


def visible(text: str) -> str:
    """`text` with one kind of newline, and with each character that no font can show written as [U+1F9FF]."""
    text = _NEWLINES.sub("\n", unicodedata.normalize("NFC", text)).replace(_SOFT_HYPHEN, "")
    text = _INDENT.sub(lambda spaces: "\u00a0" * len(spaces.group()), _SPACES.sub(" ", text))
    odd = frozenset(text) - _showable()
    if not odd:
        return text
    return "".join(f"[U+{ord(letter):04X}]" if letter in odd else letter for letter in text)


@cache
def _letters(font: str) -> frozenset[str]:
    return frozenset(
        letter
        for letter in map(chr, fonts.coverage()[font])
        if unicodedata.category(letter) not in ("Cc", "Cs", "Co") and letter not in _NO_LETTERS
    )


@cache
def _showable() -> frozenset[str]:
    return (frozenset("\n") | _letters(fonts.REGULAR) | _letters(fonts.EMOJI)) - _TURNING


def runs(line: str, font: str) -> list[tuple[str, str]]:
    """`line` (visible) in stretches of one font: `font` where it has the letter, else the regular one, else emoji."""
    if frozenset(line) <= _letters(font):
        return [(font, line)]
    found: list[tuple[str, str]] = []
    for letter in line:
        # What joins or changes the letter before it (accents, emoji variants) has to be drawn by the same font.
        joins = unicodedata.category(letter) in ("Mn", "Me", "Cf", "Sk")
        order = ((found[-1][0],) if joins and found else ()) + (font, fonts.REGULAR, fonts.EMOJI)
        name = next(name for name in order if letter in _letters(name))
        if found and found[-1][0] == name:
            found[-1] = (name, found[-1][1] + letter)
        else:
            found.append((name, letter))
    return found


def one_line(text: str) -> str:
    """`text` made visible, its newlines as spaces."""
    return visible(text).replace("\n", " ")


def width(text: str, font: str, size: float) -> float:
    """How wide `text` is as one line, in points."""
    return float(sum(stringWidth(piece, name, size) for name, piece in runs(one_line(text), font)))


@lru_cache(maxsize=1024)
def fitted(text: str, font: str, size: float, room: float) -> str:
    """`text` as one visible line, cut with … where it is wider than `room` points."""
    line = one_line(text)
    if width(line, font, size) <= room:
        return line
    fits, wide = 0, len(line)
    while wide - fits > 1:
        middle = (fits + wide) // 2
        if width(line[:middle] + "…", font, size) <= room:
            fits = middle
        else:
            wide = middle
    return line[:fits].rstrip() + "…"


def draw_line(
    canvas: Canvas | Any, x: float, y: float, text: str, font: str, size: float, colour: Color, align: float = 0.0
) -> None:
    """Draw one line of a person's words; `align` 0 starts it at x, 0.5 centres it, 1 ends it there."""
    line = one_line(text)
    x -= align * width(line, font, size)
    canvas.setFillColor(colour)
    for name, piece in runs(line, font):
        canvas.setFont(name, size)
        canvas.drawString(x, y, piece)
        x += stringWidth(piece, name, size)
