"""Draws the small picture of a graph: a box for each asset with its name, kind and state, and arrows between them."""

from typing import Any

from reportlab.platypus import Flowable

from riskapp.reports import markup, styles
from riskapp.reports.arrows import Arrow, arrows
from riskapp.reports.content import Node, Picture, Tone
from riskapp.reports.fonts import BOLD, REGULAR
from riskapp.reports.structure import figure

_HIGH = 34.0
_WIDEST, _NARROWEST = 104.0, 46.0
_ROW = 54.0
_CUT = 7.0
_ASIDE = 26.0
"""Between two arrows that join the same two boxes: room for two lines of words."""
_TALLEST = styles.TEXT_HEIGHT - 120
_SIZES = (7.0, 6.6, 6.2, 5.8, 5.4)
"""Of a label, the largest that fits."""
_EDGE_INK = {True: styles.NAVY, False: styles.MUTED}


class GraphPicture(Flowable):
    """The picture over the full text width, as high as its rows of boxes need, at most a page."""

    def __init__(self, picture: Picture, alternative: str) -> None:
        super().__init__()
        self.picture = picture
        self.alternative = alternative
        levels = len({round(node.y, 2) for node in picture.nodes}) or 1
        gap = _least_gap(picture.nodes)
        self.box = max(_NARROWEST, min(_WIDEST, (gap * styles.TEXT_WIDTH - 10) / (1 + gap)))
        self.high = min(_TALLEST, max(_ROW * levels, _HIGH + 12))
        self.spaceBefore = 6

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """Width and height in points."""
        self.width, self.height = available_width, self.high
        return self.width, self.height

    def draw(self) -> None:
        """Arrows first, so that boxes stay readable."""
        with figure(self.canv, self.alternative, self.width, self.height):
            self._draw()

    def _draw(self) -> None:
        places = {node.key: self._place(node) for node in self.picture.nodes}
        found = arrows(self.picture, places, self.box, _HIGH, _ASIDE)
        for one in sorted(found, key=lambda arrow: arrow.edge.strong):
            self._arrow(one)
        for one in found:
            self._words(one)
        for node in self.picture.nodes:
            self._node(node, *places[node.key])

    def _place(self, node: Node) -> tuple[float, float]:
        """The middle of a node's box, in points."""
        across = self.box / 2 + 1 + node.x * (self.width - self.box - 2)
        up = _HIGH / 2 + 1 + (1 - node.y) * (self.height - _HIGH - 2)
        return across, up

    def _node(self, node: Node, x: float, y: float) -> None:
        canvas, wide = self.canv, self.box
        back, ink = styles.TONES[node.tone]
        canvas.setFillColor(back)
        canvas.setStrokeColor(styles.NAVY if node.state else styles.RULE)
        canvas.setLineWidth(1.1 if node.tone in (Tone.HIGH, Tone.CRITICAL) else 0.6)
        if node.outside:
            canvas.drawPath(self._cut_corners(x - wide / 2, y - _HIGH / 2), stroke=1, fill=1)
        else:
            canvas.roundRect(x - wide / 2, y - _HIGH / 2, wide, _HIGH, 3, stroke=1, fill=1)
        size, lines = label_lines(node.label, wide - 6)
        below = " · ".join(part for part in (node.kind, node.state) if part)
        top = y + _HIGH / 2 - (10.5 if len(lines) == 2 else 13.5)
        for index, line in enumerate(lines):
            markup.draw_line(canvas, x, top - index * 8.6, line, BOLD, size, ink, 0.5)
        fit = markup.fitted(below, REGULAR, 6, wide - 6)
        markup.draw_line(canvas, x, y - _HIGH / 2 + 5, fit, REGULAR, 6, ink, 0.5)

    def _cut_corners(self, x: float, y: float) -> Any:
        """The outline of a box at this lower left corner, with its corners cut."""
        path, right, top = self.canv.beginPath(), x + self.box, y + _HIGH
        path.moveTo(x + _CUT, y)
        for point in ((right - _CUT, y), (right, y + _CUT), (right, top - _CUT), (right - _CUT, top)):
            path.lineTo(*point)
        for point in ((x + _CUT, top), (x, top - _CUT), (x, y + _CUT)):
            path.lineTo(*point)
        path.close()
        return path

    def _words(self, arrow: Arrow) -> None:
        """What an arrow carries, on paper so that the line does not run through the letters."""
        (x, y), edge, canvas = arrow.words, arrow.edge, self.canv
        told = _two_lines(edge.label.split(), 6, arrow.room) if edge.label else []
        lines = [markup.fitted(one, REGULAR, 6, arrow.room) for one in (*told, edge.note) if one]
        for place, line in enumerate(lines):
            base = y - 2 + (len(lines) - 1) * 3.4 - place * 6.8
            half = markup.width(line, REGULAR, 6) / 2
            canvas.setFillColor(styles.PAPER)
            canvas.rect(x - half - 1, base - 1.6, 2 * half + 2, 7, stroke=0, fill=1)
            markup.draw_line(canvas, x, base, line, REGULAR, 6, styles.INK, 0.5)

    def _arrow(self, arrow: Arrow) -> None:
        edge, tail, head = arrow.edge, arrow.tail, arrow.head
        across, up = head[0] - tail[0], head[1] - tail[1]
        length = (across**2 + up**2) ** 0.5
        if length < 1:
            return
        canvas, ink = self.canv, _EDGE_INK[edge.strong]
        canvas.setStrokeColor(ink)
        canvas.setFillColor(ink)
        canvas.setLineWidth(1.4 if edge.strong else 0.6)
        along, aside = (across / length, up / length), (-up / length, across / length)
        neck = (head[0] - 5 * along[0], head[1] - 5 * along[1])
        canvas.setDash([3, 2] if edge.dashed else [])
        canvas.line(*tail, *neck)
        canvas.setDash([])
        path = canvas.beginPath()
        path.moveTo(*head)
        path.lineTo(neck[0] + 2.4 * aside[0], neck[1] + 2.4 * aside[1])
        path.lineTo(neck[0] - 2.4 * aside[0], neck[1] - 2.4 * aside[1])
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)


def _least_gap(nodes: tuple[Node, ...]) -> float:
    """The smallest distance across between two nodes that stand about as high, in 0..1."""
    gap = 1.0
    ordered = sorted(nodes, key=lambda node: node.x)
    for index, node in enumerate(ordered):
        near = [other.x - node.x for other in ordered[index + 1 :] if abs(other.y - node.y) < 0.04]
        gap = min([gap, *(distance for distance in near if distance > 0)])
    return gap


def label_lines(label: str, room: float) -> tuple[float, list[str]]:
    """A label as one line or two of whole words, in the largest size in which all of it fits `room` points.

    Where not even the smallest size has room for it, the last line is cut with …; no word is divided.
    """
    words = markup.one_line(label).split() or [""]
    for size in _SIZES:
        lines = _two_lines(words, size, room)
        if all(markup.width(line, BOLD, size) <= room for line in lines):
            return size, lines
    # What is cut is cut in the largest size in which the first line still holds whole words.
    size = next((size for size in _SIZES if markup.width(words[0], BOLD, size) <= room), _SIZES[-1])
    return size, [markup.fitted(line, BOLD, size, room) for line in _two_lines(words, size, room)]


def _two_lines(words: list[str], size: float, room: float) -> list[str]:
    """As many words as fit in the first line, at least one, and the rest in the second."""
    first, left = words[0], words[1:]
    while left and markup.width(f"{first} {left[0]}", BOLD, size) <= room:
        first = f"{first} {left.pop(0)}"
    return [first, " ".join(left)] if left else [first]
