"""Geometry of a report's picture on a web page: boxes, and arrows that end at their borders, in SVG units."""

from dataclasses import dataclass
from hashlib import blake2s

from riskapp.explorer.labels import fitted, wrapped
from riskapp.reports.arrows import Arrow, arrows
from riskapp.reports.content import Edge, Node, Picture

WIDE = 1000
ROW, HIGH, MARGIN = 86, 56, 4
WIDEST = 190
ASIDE = 40
"""Between two arrows that join the same two boxes: room for two lines of words."""
LETTERS = 15
"""Roughly how many units a letter of the label's size is wide, doubled: two letters take as much."""


@dataclass(frozen=True, slots=True)
class Box:
    """A node with the middle of its box, and its label in one line or two."""

    node: Node
    x: float
    y: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """An arrow from border to border, with the words on it."""

    x1: float
    y1: float
    x2: float
    y2: float
    edge: Edge
    words: tuple[str, ...]
    words_x: float
    words_y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture over `wide` × `high` units; every box is `box` × `tall`. `name` tells it from others of its page."""

    name: str
    wide: int
    high: int
    box: float
    tall: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def drawing_of(picture: Picture) -> Drawing:
    """Where everything stands."""
    levels = sorted({round(node.y, 3) for node in picture.nodes}) or [0.0]
    crowded = max([1, *(sum(round(node.y, 3) == level for node in picture.nodes) for level in levels)])
    gap = 1 / crowded
    box = min(WIDEST, (gap * (WIDE - 2 * MARGIN) - 10) / (1 + gap))
    high = len(levels) * ROW
    middle = {
        node.key: (
            MARGIN + box / 2 + node.x * (WIDE - box - 2 * MARGIN),
            HIGH / 2 + MARGIN + node.y * (high - HIGH - 2 * MARGIN),
        )
        for node in picture.nodes
    }
    boxes = tuple(Box(node, *_rounded(middle[node.key]), _lines(node.label, box)) for node in picture.nodes)
    lines = tuple(_line(one) for one in arrows(picture, middle, box, HIGH, ASIDE))
    name = blake2s(repr(picture).encode(), digest_size=4).hexdigest()
    return Drawing(name, WIDE, high, round(box, 1), HIGH, boxes, lines)


def _line(arrow: Arrow) -> Line:
    edge = arrow.edge
    words = (*wrapped(edge.label, arrow.room, 12), *([fitted(edge.note, arrow.room, 12)] if edge.note else []))
    return Line(*_rounded(arrow.tail), *_rounded(arrow.head), edge, words, *_rounded(arrow.words))


def _rounded(place: tuple[float, float]) -> tuple[float, float]:
    return round(place[0], 1), round(place[1], 1)


def _lines(label: str, box: float) -> tuple[str, ...]:
    """The label in at most two lines; the whole of it stands in the box's title."""
    room = max(4, int(box / LETTERS * 2) - 2)
    words, first = label.split(), ""
    while words and len(f"{first} {words[0]}".strip()) <= room:
        first = f"{first} {words.pop(0)}".strip()
    if not first:
        return (f"{label[: room - 1]}…",) if len(label) > room else (label,)
    rest = " ".join(words)
    return (first,) if not rest else (first, rest if len(rest) <= room else f"{rest[: room - 1]}…")
