"""A picture of data flows on a sheet: who sends on the left, what is assessed in the middle, who gets on the right.

Each stream has a lane of its own beside the box outside the scope, so that its words never meet another's.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from riskapp.assessments.flow_picture import FlowPicture, Party, Stream

WIDE, HIGH = 172, 78
LANE, GAP = 56, 12
ROOM, BEND = 144, 36
"""An arrow runs straight for `ROOM` pixels, where its words stand, and then bends towards its end."""
PORT = 16
MARGIN = 8
BRACKET, STEP = 32, 16
"""How far the arrow of a stream within the scope swings out, and how much further each one more."""


@dataclass(frozen=True, slots=True)
class Box:
    """A party with the top left corner of its box."""

    party: Party
    left: int
    top: int
    high: int

    @property
    def bottom(self) -> int:
        """The lower edge."""
        return self.top + self.high


@dataclass(frozen=True, slots=True)
class Line:
    """A stream with its path in the notation of SVG, and where its words begin."""

    stream: Stream
    path: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class FlowSheet:
    """Everything to be drawn, on so many pixels."""

    picture: FlowPicture
    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    wide: int = WIDE


def flow_sheet(picture: FlowPicture) -> FlowSheet:
    """Put the picture on a sheet. Equal pictures give equal sheets."""
    left, right = ({one.key for one in picture.at(place)} for place in ("before", "after"))
    outer = [one for one in picture.streams if {one.source, one.target} & (left | right)]
    inner = [one for one in picture.streams if one not in outer]
    lanes = {one.key: [s for s in outer if one.key in (s.source, s.target)] for one in picture.parties}
    middle_x = MARGIN + (WIDE + ROOM + BEND if left else 0)
    swing = BRACKET + STEP * len(inner) + ROOM if inner else 0
    right_x = middle_x + WIDE + swing + BEND + ROOM
    heights = {one.key: _height(one, lanes[one.key], left) for one in picture.parties}
    columns = [picture.at("before"), picture.at("scope"), picture.at("after")]
    tall = max(sum(heights[one.key] + GAP for one in column) - GAP for column in columns)
    boxes: dict[str, Box] = {}
    for column, x in zip(columns, (MARGIN, middle_x, right_x), strict=True):
        boxes |= _column(column, x, tall, heights)
    lines = [*_outer(lanes, boxes, left, right), *_inner(inner, boxes)]
    width = right_x + WIDE if right else middle_x + WIDE + swing
    return FlowSheet(picture, width + MARGIN, tall + 2 * MARGIN, tuple(boxes.values()), tuple(lines))


def _height(party: Party, streams: Sequence[Stream], left: set[str]) -> int:
    if party.place != "scope":
        return max(HIGH, LANE * len(streams))
    before = sum(bool({one.source, one.target} & left) for one in streams)
    return max(HIGH, PORT * (max(before, len(streams) - before) + 1))


def _column(parties: Sequence[Party], x: int, tall: int, heights: dict[str, int]) -> dict[str, Box]:
    """The boxes of a column from top to bottom, in the middle of the sheet's height."""
    top = MARGIN + (tall - sum(heights[one.key] + GAP for one in parties) + GAP) // 2
    found = {}
    for one in parties:
        found[one.key] = Box(one, x, top, heights[one.key])
        top += heights[one.key] + GAP
    return found


def _outer(lanes: dict[str, list[Stream]], boxes: dict[str, Box], left: set[str], right: set[str]) -> list[Line]:
    """The streams in and out, lane by lane from the top, so that those of one box in the scope do not cross there."""
    lines = []
    for side, is_left in ((left, True), (right, False)):
        ends = [(key, one, place) for key in lanes if key in side for place, one in enumerate(lanes[key])]
        ports: dict[str, int] = {}
        for key, one, place in ends:
            inside = one.target if one.source == key else one.source
            ports[inside] = ports.get(inside, 0) + 1
            count = sum(inside in (other.source, other.target) for _, other, _ in ends)
            port = boxes[inside].top + boxes[inside].high * ports[inside] // (count + 1)
            lane = boxes[key].top + boxes[key].high * (2 * place + 1) // (2 * len(lanes[key]))
            lines.append(_lane(one, one.source == key, boxes[key], lane, boxes[inside], port, is_left))
    return lines


def _lane(stream: Stream, away: bool, outer: Box, lane: int, inner: Box, port: int, is_left: bool) -> Line:
    start, turn = (outer.left + WIDE, outer.left + WIDE + ROOM) if is_left else (outer.left, outer.left - ROOM)
    end = inner.left if is_left else inner.left + WIDE
    half = (turn + end) // 2
    there = f"M{start} {lane}L{turn} {lane}C{half} {lane} {half} {port} {end} {port}"
    back = f"M{end} {port}C{half} {port} {half} {lane} {turn} {lane}L{start} {lane}"
    return Line(stream, there if away else back, min(start, turn) + 10, lane)


def _inner(streams: Sequence[Stream], boxes: dict[str, Box]) -> list[Line]:
    """The streams within the scope swing out to the right of its boxes, each a step further than the one before."""
    lines, taken = [], -LANE
    ordered = sorted(streams, key=lambda one: boxes[one.source].top + boxes[one.target].top)
    for place, one in enumerate(ordered):
        source, target = boxes[one.source], boxes[one.target]
        down = source.top < target.top
        start = source.bottom - 8 if down else source.top + 8
        end = target.top + 8 if down else target.bottom - 8
        x, out = source.left + WIDE, source.left + WIDE + BRACKET + STEP * place
        taken = max(taken + LANE, (start + end) // 2)
        lines.append(Line(one, f"M{x} {start}C{out} {start} {out} {end} {x} {end}", out, taken))
    return lines
