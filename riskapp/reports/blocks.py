"""Turns the blocks of a report's content into flowables, one function for each kind of block."""

from collections.abc import Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from riskapp.reports import markup, styles
from riskapp.reports.alternatives import of_matrix, of_picture
from riskapp.reports.columns import column_widths, longest_word
from riskapp.reports.content import (
    Block,
    Facts,
    Language,
    Level,
    Matrix,
    Paragraphs,
    Picture,
    QuestionAnswer,
    Quote,
    Table,
    Timeline,
)
from riskapp.reports.fonts import BOLD
from riskapp.reports.grid import Cell, Grid, Look, Row
from riskapp.reports.grid_tags import Meaning
from riskapp.reports.matrix import matrix_flowables
from riskapp.reports.pictures import GraphPicture
from riskapp.reports.structure import furniture
from riskapp.reports.timelines import bars_and_ticks

_LABEL_SHARE = 0.31
_CHIP_INSET = 4.0


def flowables(block: Block, language: Language) -> list[Flowable]:
    """The flowables of one block."""
    made: list[Flowable]
    match block:
        case Paragraphs(text):
            made = [*running_text(text, styles.BODY), Spacer(0, 7)]
        case Facts(facts):
            made = [facts_grid(facts)]
        case Table():
            made = _table(block)
        case Matrix():
            made = matrix_flowables(block, language, of_matrix(block, language))
        case QuestionAnswer():
            made = _question(block)
        case Picture():
            made = [GraphPicture(block, of_picture(block, language)), Spacer(0, 5), *_caption(block.caption)]
        case Timeline():
            made = _timeline(block)
        case Quote():
            made = _quote(block)
    return made


def running_text(text: str, style: ParagraphStyle) -> list[Flowable]:
    """Lines stay lines; an empty line becomes the space between two paragraphs."""
    found: list[Flowable] = []
    for line in markup.texts(text, style):
        if not line.empty:
            found.append(line)
        elif found and not isinstance(found[-1], Spacer):
            found.append(Spacer(0, style.leading / 2))
    return found


def facts_grid(facts: Sequence[tuple[str, str]]) -> Grid:
    """Labels in a narrow column, values beside them, a thin rule below each."""
    label_width = styles.TEXT_WIDTH * _LABEL_SHARE
    rows = [_cells((markup.texts(label, styles.LABEL), markup.texts(value, styles.VALUE))) for label, value in facts]
    look = Look(flush=True, meaning=Meaning.NAMED_ROWS)
    return Grid((label_width, styles.TEXT_WIDTH - label_width), rows, look)


def _table(table: Table) -> list[Flowable]:
    weights = table.widths or (1.0,) * len(table.headings)
    look = Look(head=styles.TINT)
    shares = [styles.TEXT_WIDTH * weight / sum(weights) for weight in weights]
    # A column may have to give way to another, so that words of half its width are measured too.
    needs = [_need(table, column, share / 2) + 2 * look.inset for column, share in enumerate(shares)]
    widths = column_widths(weights, needs, styles.TEXT_WIDTH)
    head = _cells([markup.texts(heading, styles.COLUMN) for heading in table.headings])
    rows = [_cells([_cell(value) for value in row]) for row in table.rows]
    grid = Grid(widths, rows, look, head)
    return [CondPageBreak(90), grid, *_caption(table.caption)]


def _need(table: Table, column: int, room: float) -> float:
    """The widest word of a column, in points; 0 where none can be wider than `room`."""
    cells = [row[column] for row in table.rows]
    chips = [level_text(cell) for cell in cells if isinstance(cell, Level)]
    words = [cell for cell in cells if isinstance(cell, str)]
    return max(
        longest_word([table.headings[column]], styles.COLUMN.fontName, styles.COLUMN.fontSize, room),
        longest_word(words, styles.CELL.fontName, styles.CELL.fontSize, room),
        longest_word(chips, BOLD, styles.CELL.fontSize, room) + 2 * _CHIP_INSET if chips else 0.0,
    )


def _cell(value: str | Level) -> Sequence[Flowable]:
    return [Chip(value)] if isinstance(value, Level) else markup.texts(value, styles.CELL)


def _cells(columns: Sequence[Sequence[Flowable]]) -> Row:
    return tuple(tuple(column) for column in columns)


class Chip(Flowable):
    """A risk level in a table: its number and word on the colour of its tone."""

    def __init__(self, level: Level, paragraph: markup.Text | None = None) -> None:
        super().__init__()
        self.level = level
        self.paragraph = paragraph or markup.text_of(level_text(level), _CHIP[level.tone])

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Width and height in points."""
        self.width = available_width
        self.height = self.paragraph.wrap(available_width - 2 * _CHIP_INSET, available_height)[1] + 3
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """A chip for each part of a word that somebody made longer than a page."""
        parts = self.paragraph.split(available_width - 2 * _CHIP_INSET, available_height - 3)
        return [Chip(self.level, part) for part in parts]

    def draw(self) -> None:
        """The coloured box, then the words."""
        with furniture(self.canv):
            self.canv.setFillColor(styles.TONES[self.level.tone][0])
            self.canv.roundRect(0, 0, self.width, self.height, 2.5, stroke=0, fill=1)
        self.paragraph.drawOn(self.canv, _CHIP_INSET, 2)


def level_text(level: Level) -> str:
    """The number and the word of a level."""
    return level.word if level.number is None else f"{level.number} {level.word}"


_CHIP = {
    tone: ParagraphStyle(f"chip {tone}", parent=styles.CELL, textColor=text, fontName=BOLD)
    for tone, (_, text) in styles.TONES.items()
}


def _question(item: QuestionAnswer) -> list[Flowable]:
    question = markup.texts(item.question, styles.QUESTION)
    answer = running_text(item.answer, styles.BODY)
    note = running_text(item.note, styles.NOTE) if item.note else []
    asked = sum(line.wrap(styles.TEXT_WIDTH, styles.TEXT_HEIGHT)[1] for line in question)
    return [CondPageBreak(min(asked + 50, styles.TEXT_HEIGHT)), *question, *answer, *note, Spacer(0, 6)]


def _quote(quote: Quote) -> list[Flowable]:
    speaker = " · ".join(part for part in (quote.person, quote.role, quote.date) if part)
    inside: Cell = (*markup.texts(quote.text, styles.QUOTE), *markup.texts(speaker, styles.SPEAKER))
    return [Quotation((styles.TEXT_WIDTH,), [(inside,)], Look(ruled=False, flush=True, meaning=Meaning.QUOTE))]


class Quotation(Grid):
    """Somebody's own words, with a bar beside them on every page that they reach."""

    def draw(self) -> None:
        """The bar, then the words."""
        with furniture(self.canv):
            self.canv.setFillColor(styles.NAVY)
            self.canv.rect(0, 3, 2.5, self.height - 6, stroke=0, fill=1)
        super().draw()

    def _part(self, rows: Sequence[Row], space_after: float) -> "Quotation":
        part = Quotation(self.widths, rows, self.look)
        part.spaceAfter = space_after
        return part


def _timeline(timeline: Timeline) -> list[Flowable]:
    label_width = styles.TEXT_WIDTH * _LABEL_SHARE
    ticks, bars = bars_and_ticks(timeline)
    rows = []
    for row, bar in zip(timeline.rows, bars, strict=True):
        words = " · ".join(dict.fromkeys(interval.word for interval in row.intervals))
        texts = (*markup.texts(row.label, styles.CELL), *(markup.texts(words, styles.NOTE) if words else ()))
        rows.append((texts, (bar,)))
    look = Look(flush=True, meaning=Meaning.NAMED_ROWS)
    grid = Grid((label_width, styles.TEXT_WIDTH - label_width), rows, look, ((), (ticks,)))
    return [CondPageBreak(90), grid, *_caption(timeline.caption)]


def _caption(text: str) -> list[Flowable]:
    return [Spacer(0, 3), *running_text(text, styles.CAPTION), Spacer(0, 14)] if text else [Spacer(0, 8)]
