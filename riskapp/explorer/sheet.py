"""A drawing on a sheet: boxes in pixels, and arrows that run between the boxes and never behind one."""

from dataclasses import dataclass

from riskapp.explorer.drawing import Arrow, Drawing, Node


@dataclass(frozen=True, slots=True)
class Size:
    """A box and the gaps beside and below it, in pixels."""

    wide: int = 192
    high: int = 60
    across: int = 44
    down: int = 16


PAGE = Size()
SMALL = Size(wide=168, high=52, across=34, down=12)
MARGIN = 6


@dataclass(frozen=True, slots=True)
class Box:
    """A node with the top left corner of its box."""

    node: Node
    left: int
    top: int


@dataclass(frozen=True, slots=True)
class Line:
    """An arrow with its path, in the notation of SVG."""

    arrow: Arrow
    path: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything to be drawn, on so many pixels."""

    size: Size
    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def sheet_of(drawing: Drawing, size: Size = PAGE) -> Sheet:
    """Put a drawing on a sheet of its natural size."""
    cells = {node.key: _cell(node, drawing) for node in drawing.nodes}
    boxes = tuple(Box(node, *_corner(cells[node.key], size)) for node in drawing.nodes)
    lines = tuple(
        Line(arrow, _path(cells[arrow.source], cells[arrow.target], size, lane % 5 - 2))
        for lane, arrow in enumerate(drawing.arrows)
    )
    return Sheet(
        size=size,
        width=drawing.columns * (size.wide + size.across) - size.across + 2 * MARGIN,
        height=drawing.rows * (size.high + size.down) - size.down + 2 * MARGIN,
        boxes=boxes,
        lines=lines,
    )


def _cell(node: Node, drawing: Drawing) -> tuple[int, int]:
    return int(node.x * drawing.columns), int(node.y * drawing.rows)


def _corner(cell: tuple[int, int], size: Size) -> tuple[int, int]:
    column, row = cell
    return MARGIN + column * (size.wide + size.across), MARGIN + row * (size.high + size.down)


def _path(source: tuple[int, int], target: tuple[int, int], size: Size, lane: int) -> str:
    """Leave on the side that faces the target, go through the gaps, arrive at the target's side."""
    forward = target[0] > source[0]
    out, into = _corner(source, size), _corner(target, size)
    start = out[0] + (size.wide if forward else 0), out[1] + size.high // 2
    end = into[0] + (0 if forward else size.wide), into[1] + size.high // 2
    step = size.across if forward else -size.across
    bend = step // 2
    if abs(target[0] - source[0]) == 1:
        return f"M{start[0]} {start[1]}C{start[0] + bend} {start[1]} {end[0] - bend} {end[1]} {end[0]} {end[1]}"
    if target[0] == source[0]:
        return f"M{start[0]} {start[1]}C{start[0] + step} {start[1]} {start[0] + step} {end[1]} {out[0]} {end[1]}"
    # The gap above the target's row, or below it where the arrow comes from below; lanes keep arrows apart.
    above = source[1] <= target[1] and target[1] > 0
    gap = into[1] - size.down // 2 + lane if above else into[1] + size.high + size.down // 2 + lane
    first, last = start[0] + step, end[0] - step
    return (
        f"M{start[0]} {start[1]}C{start[0] + bend} {start[1]} {start[0] + bend} {gap} {first} {gap}"
        f"L{last} {gap}C{last + bend} {gap} {last + bend} {end[1]} {end[0]} {end[1]}"
    )
