"""Draws the risk matrix: coloured cells with number and word, and each scenario where it was and where it went."""

from collections import defaultdict

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from riskapp.reports import markup, styles
from riskapp.reports.content import Language, Level, Marker, Matrix, Place
from riskapp.reports.fonts import BOLD, REGULAR
from riskapp.reports.structure import figure
from riskapp.reports.wording import WORDS

_SIDE = 92.0
_FOOT = 34.0
_LEGEND = 22.0
_CELL = 54.0
_CHIP = 10.0
_SIZE = 6.4
# More arrows than these hide what they cross; the chips alone then tell before from after.
_MOST_ARROWS = 8

Mark = tuple[str, bool]  # a label, and whether it stands where measures brought it


def matrix_flowables(matrix: Matrix, language: Language, alternative: str) -> list[Flowable]:
    """The drawing with its title, and in words what did not find room in a cell."""
    drawing = MatrixDrawing(matrix, language, alternative)
    title = markup.texts(matrix.title, styles.HEADINGS[3]) if matrix.title else []
    left_over: list[Flowable] = []
    for place, labels in drawing.left_over().items():
        said = WORDS[language]["in the cell"] % {
            "likelihood": matrix.likelihood.words[place.likelihood - 1],
            "consequence": matrix.consequence.words[place.consequence - 1],
        }
        left_over += markup.texts(f"{said}: {', '.join(labels)}", styles.CAPTION)
    height = drawing.height + sum(line.wrap(styles.TEXT_WIDTH, styles.TEXT_HEIGHT)[1] for line in title)
    return [CondPageBreak(min(height + 24, styles.TEXT_HEIGHT)), *title, drawing, *left_over, Spacer(0, 14)]


class MatrixDrawing(Flowable):
    """The matrix over the full text width."""

    def __init__(self, matrix: Matrix, language: Language, alternative: str) -> None:
        super().__init__()
        self.alternative = alternative
        self.matrix = matrix
        self.words = WORDS[language]
        self.width = styles.TEXT_WIDTH
        self.wide = (self.width - _SIDE) / len(matrix.consequence.words)
        self.height = _CELL * len(matrix.likelihood.words) + _FOOT + _LEGEND
        self.spaceAfter = 10
        self.marks = _marks(matrix)

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        """Width and height in points."""
        return self.width, self.height

    def left_over(self) -> dict[Place, list[str]]:
        """By cell, the labels that its drawing has no room for or had to cut."""
        found = {}
        for place, marks in self.marks.items():
            shown = self._chips(marks)[0]
            missing = [self._said(mark) for mark in marks[len(shown) :]]
            cut = [self._said(mark) for mark, text in zip(marks, shown, strict=False) if text.endswith("…")]
            if missing or cut:
                found[place] = cut + missing
        return found

    def draw(self) -> None:
        """Cells with their words, axes, chips, arrows, legend."""
        with figure(self.canv, self.alternative, self.width, self.height):
            self._draw()

    def _draw(self) -> None:
        spots: dict[Mark, tuple[float, float]] = {}
        for row, levels in enumerate(self.matrix.levels):
            for column, level in enumerate(levels):
                self._cell(row, column, level)
                spots |= self._draw_chips(row, column)
        self._axes()
        self._arrows(spots)
        self._legend()

    def _corner(self, row: int, column: int) -> tuple[float, float]:
        return _SIDE + column * self.wide, _FOOT + _LEGEND + row * _CELL

    def _cell(self, row: int, column: int, level: Level) -> None:
        canvas, (x, y) = self.canv, self._corner(row, column)
        back, ink = styles.TONES[level.tone]
        canvas.setFillColor(back)
        canvas.setStrokeColor(styles.PAPER)
        canvas.setLineWidth(1.6)
        canvas.rect(x, y, self.wide, _CELL, stroke=1, fill=1)
        number = "" if level.number is None else str(level.number)
        room = self.wide - 13 - markup.width(number, BOLD, 8.4)
        word = markup.fitted(level.word, REGULAR, 6.6, room)
        # On the right, because chips and the arrows between them start on the left.
        right, up = x + self.wide - 5, y + _CELL - 11
        markup.draw_line(canvas, right, up, word, REGULAR, 6.6, ink, 1.0)
        right -= markup.width(word, REGULAR, 6.6) + 3
        markup.draw_line(canvas, right, up, number, BOLD, 8.4, ink, 1.0)

    def _chips(self, marks: list[Mark]) -> tuple[list[str], list[tuple[float, int]], str]:
        """The texts that fit, the (x, line) of each within the cell, and what to write for the rest."""
        texts: list[str] = []
        places: list[tuple[float, int]] = []
        x, line, room = 4.0, 0, self.wide - 8
        for index, (label, _) in enumerate(marks):
            text = markup.fitted(label, BOLD, _SIZE, room - 6)
            wide = markup.width(text, BOLD, _SIZE) + 6
            last = index == len(marks) - 1
            # The last line keeps room for "+ 12".
            limit = room if line < 2 or last else room - 26
            if x - 4 + wide > limit and x > 4:
                x, line = 4.0, line + 1
            if line > 2 or (line == 2 and not last and x - 4 + wide > room - 26):
                return texts, places, f"+{len(marks) - len(texts)}"
            texts.append(text)
            places.append((x, line))
            x += wide + 2.5
        return texts, places, ""

    def _draw_chips(self, row: int, column: int) -> dict[Mark, tuple[float, float]]:
        canvas, (left, bottom) = self.canv, self._corner(row, column)
        marks = self.marks.get(Place(row + 1, column + 1), [])
        ink = styles.TONES[self.matrix.levels[row][column].tone][1]
        texts, places, rest = self._chips(marks)
        spots = {}
        for mark, text, (x, line) in zip(marks, texts, places, strict=False):
            spots[mark] = self._chip(left + x, bottom + _CELL - 26 - line * (_CHIP + 1.5), text, mark[1])
        if rest:
            markup.draw_line(canvas, left + self.wide - 4, bottom + 4, rest, BOLD, _SIZE + 0.4, ink, 1.0)
        return spots

    def _chip(self, x: float, y: float, text: str, after: bool) -> tuple[float, float]:
        """Draw one and tell its middle: outlined where it was before measures, filled where it is after them."""
        canvas, wide = self.canv, markup.width(text, BOLD, _SIZE) + 6
        canvas.setStrokeColor(styles.INK)
        canvas.setLineWidth(0.7)
        canvas.setFillColor(styles.INK if after else styles.PAPER)
        canvas.setDash([] if after else [1.6, 1.2])
        canvas.roundRect(x, y, wide, _CHIP, 2.5, stroke=1, fill=1)
        canvas.setDash([])
        markup.draw_line(canvas, x + 3, y + 2.8, text, BOLD, _SIZE, styles.PAPER if after else styles.INK)
        return x + wide / 2, y + _CHIP / 2

    def _axes(self) -> None:
        canvas, matrix = self.canv, self.matrix
        for row, word in enumerate(matrix.likelihood.words):
            y = self._corner(row, 0)[1] + _CELL / 2 - 2.5
            text = markup.fitted(word, REGULAR, 7.4, _SIDE - 26)
            markup.draw_line(canvas, _SIDE - 7, y, f"{text}  {row + 1}", REGULAR, 7.4, styles.INK, 1.0)
        for column, word in enumerate(matrix.consequence.words):
            x = self._corner(0, column)[0] + self.wide / 2
            text = markup.fitted(f"{column + 1}  {word}", REGULAR, 7.4, self.wide - 4)
            markup.draw_line(canvas, x, _LEGEND + _FOOT - 12, text, REGULAR, 7.4, styles.INK, 0.5)
        middle = _SIDE + (self.width - _SIDE) / 2
        markup.draw_line(canvas, middle, _LEGEND + 8, f"{matrix.consequence.title} →", BOLD, 7.8, styles.NAVY, 0.5)
        canvas.saveState()
        canvas.translate(8, _LEGEND + _FOOT + _CELL * len(matrix.likelihood.words) / 2)
        canvas.rotate(90)
        markup.draw_line(canvas, 0, 0, f"{matrix.likelihood.title} →", BOLD, 7.8, styles.NAVY, 0.5)
        canvas.restoreState()

    def _arrows(self, spots: dict[Mark, tuple[float, float]]) -> None:
        moved = [marker for marker in self.matrix.markers if marker.after and marker.after != marker.before]
        if len(moved) > _MOST_ARROWS:
            return
        canvas = self.canv
        canvas.setStrokeColor(styles.INK)
        canvas.setFillColor(styles.INK)
        for marker in moved:
            start, end = spots.get((marker.label, False)), spots.get((marker.label, True))
            if start and end:
                self._arrow(start, end)

    def _arrow(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        canvas = self.canv
        across, up = end[0] - start[0], end[1] - start[1]
        length = (across**2 + up**2) ** 0.5
        along = (across / length, up / length)
        tail = (start[0] + 8 * along[0], start[1] + 8 * along[1])
        head = (end[0] - 9 * along[0], end[1] - 9 * along[1])
        canvas.setLineWidth(0.8)
        canvas.line(*tail, *head)
        path = canvas.beginPath()
        path.moveTo(*head)
        for side in (1, -1):
            path.lineTo(
                head[0] - 5 * along[0] - side * 2 * along[1],
                head[1] - 5 * along[1] + side * 2 * along[0],
            )
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)

    def _legend(self) -> None:
        if not self.matrix.markers:
            return
        x = _SIDE
        for after, word in ((False, self.words["before"]), (True, self.words["legend after"])):
            self._chip(x, 1, "S", after)
            markup.draw_line(self.canv, x + 15, 3.6, word, REGULAR, 7.2, styles.MUTED)
            x += 15 + markup.width(word, REGULAR, 7.2) + 16

    def _said(self, mark: Mark) -> str:
        return f"{mark[0]} ({self.words['after' if mark[1] else 'before']})"


def _marks(matrix: Matrix) -> dict[Place, list[Mark]]:
    """What stands in each cell: an unmoved scenario once, as decided; a moved one twice."""
    found: dict[Place, list[Mark]] = defaultdict(list)
    for marker in matrix.markers:
        for place, after in _stands(marker):
            found[place].append((marker.label, after))
    return {place: sorted(marks, key=lambda mark: not mark[1]) for place, marks in sorted(found.items(), key=_order)}


def _stands(marker: Marker) -> list[tuple[Place, bool]]:
    if marker.after is None:
        return [(marker.before, False)]
    if marker.after == marker.before:
        return [(marker.before, True)]
    return [(marker.before, False), (marker.after, True)]


def _order(item: tuple[Place, list[Mark]]) -> tuple[int, int]:
    return item[0].likelihood, item[0].consequence
