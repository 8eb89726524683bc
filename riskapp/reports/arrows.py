"""Where the arrows of a picture begin, end and carry their words, in whichever unit and direction it is drawn."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from riskapp.reports.content import Edge, Picture

Point = tuple[float, float]
_PULL = 0.06
"""Ends of arrows with words lie a little towards each other, so that not all meet in one point of a box."""
_ALONG = 0.4
"""Where the words stand between the end that fewer arrows share and the other, so that they do not meet."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow from border to border; its words stand around `words`, with so much `room` from left to right."""

    edge: Edge
    tail: Point
    head: Point
    words: Point
    room: float


def arrows(picture: Picture, middles: Mapping[str, Point], box: float, high: float, apart: float) -> list[Arrow]:
    """The arrows between boxes of one size around their `middles`; those that join the same two stand `apart`."""
    shared = Counter(key for edge in picture.edges for key in (edge.source, edge.target))
    found = []
    for edge, steps in picture.asides():
        start, end = middles[edge.source], middles[edge.target]
        if edge.label and abs(end[0] - start[0]) > box:
            tail, head = _from_side_to_side(start, end, box, high, steps * apart)
        else:
            start, end = _aside(start, end, steps * apart)
            tail, head = border(start, end, box, high), border(end, start, box, high)
        along = _ALONG if shared[edge.source] < shared[edge.target] else 1 - _ALONG
        words = tail[0] + (head[0] - tail[0]) * along, tail[1] + (head[1] - tail[1]) * along
        found.append(Arrow(edge, tail, head, words, max(box / 2, abs(head[0] - tail[0]) * 0.86)))
    return found


def border(middle: Point, towards: Point, box: float, high: float) -> Point:
    """Where the line from the middle of a box `towards` another leaves the box."""
    across, up = towards[0] - middle[0], towards[1] - middle[1]
    share = min(box / 2 / abs(across) if across else 1.0, high / 2 / abs(up) if up else 1.0, 1.0)
    return middle[0] + across * share, middle[1] + up * share


def _from_side_to_side(start: Point, end: Point, box: float, high: float, aside: float) -> tuple[Point, Point]:
    half = box / 2 if end[0] > start[0] else -box / 2
    edge = high / 2 - 3
    pull = (end[1] - start[1]) * _PULL
    out, into = (max(-edge, min(edge, far)) for far in (aside + pull, aside - pull))
    return (start[0] + half, start[1] + out), (end[0] - half, end[1] + into)


def _aside(start: Point, end: Point, far: float) -> tuple[Point, Point]:
    """Both ends moved to one side of the line between them, the same one whichever way the arrow points."""
    across, up = end[0] - start[0], end[1] - start[1]
    length = (across**2 + up**2) ** 0.5 or 1.0
    far = far if start < end else -far
    x, y = -up / length * far, across / length * far
    return (start[0] + x, start[1] + y), (end[0] + x, end[1] + y)
