"""Rows of cells that break anywhere: between rows, and inside a row that is taller than what is left of a page.

ReportLab's own Table needs splitInRow for tall cells, and grows super-linearly with many rows (20 000 rows: 23 s);
a report needs no spans, so rows are simply stacked here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable

from riskapp.reports.grid_tags import HEAD, GridTags, Meaning
from riskapp.reports.structure import furniture, inside
from riskapp.reports.styles import RULE, TEXT_HEIGHT

Cell = tuple[Flowable, ...]
Row = tuple[Cell, ...]
# A row that fits on a page of its own moves there whole, unless it is so tall that it would leave a hole behind.
_TALL = TEXT_HEIGHT / 3


@dataclass(frozen=True)
class Look:
    """How a grid is drawn; lengths in points. `inset` is the room left and right of the text in a cell."""

    inset: float = 5
    padding: float = 4
    ruled: bool = True
    head: Color | None = None
    flush: bool = False
    meaning: Meaning = Meaning.TABLE


class Grid(Flowable):
    """Columns of the given widths (points, summing to what is available) with an optional head on every page."""

    def __init__(self, widths: Sequence[float], rows: Sequence[Row], look: Look, head: Row | None = None) -> None:
        super().__init__()
        self.widths = tuple(widths)
        self.rows = tuple(rows)
        self.look = look
        self.head = head
        self.tags = GridTags(look.meaning)
        self.first = 0
        if head is not None and self._height(head) > _TALL:
            # A head that takes so much of a page is said once.
            self.head, self.rows, self.first = None, (head, *self.rows), HEAD
        self._heights: list[float] | None = None
        self.spaceAfter = 8.0

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        """Width and height in points."""
        self.width = sum(self.widths)
        self.height = self._head_height() + sum(self._row_heights())
        return self.width, self.height

    def split(self, _available_width: float, available_height: float) -> list[Flowable]:
        """Two grids, the first as high as fits; nothing where not even a part of the first row does."""
        room = available_height - self._head_height()
        heights = self._row_heights()
        count = 0
        while count < len(heights) and heights[count] <= room + 1e-6:
            room -= heights[count]
            count += 1
        if count == len(heights):
            return [self]
        first, rest = list(self.rows[:count]), list(self.rows[count:])
        if heights[count] > _TALL:
            broken = self._broken(rest[0], room)
            if broken:
                first.append(broken[0])
                rest[0] = broken[1]
        if not first:
            return []
        return [self._continued(first, 0, 0), self._continued(rest, count, self.spaceAfter)]

    def _continued(self, rows: Sequence[Row], skipped: int, space_after: float) -> "Grid":
        part = self._part(rows, space_after)
        part.tags, part.first = self.tags, self.first + skipped
        return part

    def draw(self) -> None:
        """Draw head and rows from the top down."""
        top = self.height
        if self.head is not None:
            top = self._draw_row(self.head, HEAD, self._head_height(), top)
        for number, (row, height) in enumerate(zip(self.rows, self._row_heights(), strict=True), start=self.first):
            top = self._draw_row(row, number, height, top)

    def _draw_row(self, row: Row, number: int, height: float, top: float) -> float:
        with furniture(self.canv):
            self._back(number, height, top)
        left = 0.0
        with self.tags.row(self.canv, [len(cell) for cell in row], number) as elements:
            for index, (cell, width, element) in enumerate(zip(row, self.widths, elements, strict=True)):
                start = left + self._inset(index)[0]
                below = top - self.look.padding
                with inside(self.canv, element):
                    for flowable in cell:
                        below -= flowable.wrap(width - sum(self._inset(index)), height)[1]
                        flowable.drawOn(self.canv, start, below)
                left += width
        return top - height

    def _back(self, number: int, height: float, top: float) -> None:
        """The colour behind a head, and the rule below a row."""
        canvas = self.canv
        if number == HEAD and self.head is not None and self.look.head is not None:
            canvas.setFillColor(self.look.head)
            canvas.rect(0, top - height, self.width, height, stroke=0, fill=1)
        if self.look.ruled:
            canvas.setStrokeColor(RULE)
            canvas.setLineWidth(0.5)
            canvas.line(0, top - height, self.width, top - height)

    def _inset(self, column: int) -> tuple[float, float]:
        """Left and right; a flush grid starts at the margin itself."""
        return (0 if self.look.flush and column == 0 else self.look.inset), self.look.inset

    def _height(self, row: Row) -> float:
        tallest = 0.0
        for index, (cell, width) in enumerate(zip(row, self.widths, strict=True)):
            room = width - sum(self._inset(index))
            tallest = max(tallest, sum(flowable.wrap(room, TEXT_HEIGHT)[1] for flowable in cell))
        return tallest + 2 * self.look.padding

    def _head_height(self) -> float:
        return 0 if self.head is None else self._height(self.head)

    def _row_heights(self) -> list[float]:
        if self._heights is None:
            self._heights = [self._height(row) for row in self.rows]
        return self._heights

    def _part(self, rows: Sequence[Row], space_after: float) -> "Grid":
        part = Grid(self.widths, rows, self.look, self.head)
        part.spaceAfter = space_after
        return part

    def _broken(self, row: Row, room: float) -> tuple[Row, Row] | None:
        """`row` in two, the upper part at most `room` high; None where none of it fits."""
        room -= 2 * self.look.padding
        upper, lower = [], []
        for index, (cell, width) in enumerate(zip(row, self.widths, strict=True)):
            above, below = _divided(cell, width - sum(self._inset(index)), room)
            upper.append(above)
            lower.append(below)
        return (tuple(upper), tuple(lower)) if any(upper) else None


def _divided(cell: Cell, width: float, room: float) -> tuple[Cell, Cell]:
    """The part of a cell that fits into `room`, and the rest."""
    for index, flowable in enumerate(cell):
        height = flowable.wrap(width, room)[1]
        if height > room:
            parts = flowable.split(width, room) if room > 0 else []
            if len(parts) == 2:
                return (*cell[:index], parts[0]), (parts[1], *cell[index + 1 :])
            return cell[:index], cell[index:]
        room -= height
    return cell, ()
