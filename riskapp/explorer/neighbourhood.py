"""The neighbourhood of an asset: what it needs and who needs it, and its data flows, as a small picture."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from riskapp.errors import N_, NotFound
from riskapp.explorer.directory import directory_of
from riskapp.explorer.drawing import Arrow, Drawing, Node, Rule
from riskapp.explorer.layout import Grid, Spot, layered
from riskapp.graph.snapshot import Asset, Snapshot
from riskapp.graph.vocabulary import Kind

STACK = 6
_Links = dict[tuple[str, bool], None]
_IMPORTANCE = {kind: place for place, kind in enumerate(Kind)} | {Kind.DEVICE: len(Kind)}


@dataclass(slots=True)
class _Box:
    """An asset or a stack on one side of the asset; arrows by kind, with True for those that lead to the asset."""

    key: str
    asset: Asset
    count: int
    links: _Links = field(default_factory=dict)


def neighbourhood(snapshot: Snapshot, asset_key: str, most: int = 40) -> Drawing:
    """The asset in the middle, what it needs and gets data from on its left, who needs it and its receivers right.

    At most `most` boxes, by the rule NEIGHBOURS (see drawing.RULES). Raises NotFound for an unknown asset.
    """
    directory = directory_of(snapshot)
    if asset_key not in directory.assets:
        raise NotFound(N_("No asset has the id %(id)s."), id=asset_key)
    sides, neighbours = _sides(snapshot, asset_key)
    boxes = [_stacked(side, neighbours, directory.assets) for side in sides]
    left, right = _fitting(boxes, most - 1)
    middle = directory.assets[asset_key]
    grid = _grid(middle, left, right)
    shown = [_Box(asset_key, middle, 1), *left, *right]
    return Drawing(
        nodes=tuple(sorted((_node(box, grid) for box in shown), key=lambda node: (node.x, node.y))),
        arrows=tuple(sorted(_arrows(asset_key, [*left, *right]), key=lambda one: (one.source, one.target, one.kind))),
        columns=grid.columns,
        rows=grid.rows,
        total=1 + len(neighbours),
        stacked=sum(box.count for box in shown if box.count > 1),
        left_out=1 + len(neighbours) - sum(box.count for box in shown),
        rule=Rule.NEIGHBOURS,
    )


def _sides(snapshot: Snapshot, asset_key: str) -> tuple[tuple[list[str], list[str]], dict[str, _Links]]:
    """The neighbours left and right, each on one side only, and by which arrows each is joined."""
    neighbours: dict[str, _Links] = {}
    for row in snapshot.dependencies:
        if row.dependent == asset_key:
            neighbours.setdefault(row.provider, {})["dependency", True] = None
        elif row.provider == asset_key:
            neighbours.setdefault(row.dependent, {})["dependency", False] = None
    for flow in snapshot.flows:
        if flow.target == asset_key != flow.source:
            neighbours.setdefault(flow.source, {})["flow", True] = None
        elif flow.source == asset_key != flow.target:
            neighbours.setdefault(flow.target, {})["flow", False] = None
    left = [key for key, links in neighbours.items() if next(iter(links))[1]]
    right = [key for key, links in neighbours.items() if not next(iter(links))[1]]
    return (left, right), neighbours


def _stacked(side: list[str], neighbours: dict[str, _Links], assets: dict[str, Asset]) -> list[_Box]:
    """One box each, or one for many of a kind that are joined alike; the most telling first."""
    alike: dict[tuple[object, ...], list[str]] = {}
    for key in side:
        alike.setdefault((assets[key].kind, tuple(neighbours[key])), []).append(key)
    boxes: list[_Box] = []
    for keys in alike.values():
        if len(keys) > STACK and assets[keys[0]].kind in (Kind.DEVICE, Kind.LOCATION, Kind.SUPPLIER):
            boxes.append(_Box(f" stack of {min(keys)}", assets[keys[0]], len(keys), neighbours[keys[0]]))
        else:
            boxes += [_Box(key, assets[key], 1, neighbours[key]) for key in keys]
    return sorted(boxes, key=lambda box: (box.count == 1 and _IMPORTANCE[box.asset.kind], box.asset.name, box.key))


def _fitting(boxes: list[list[_Box]], most: int) -> tuple[list[_Box], list[_Box]]:
    """As many as there is room for, shared evenly between the sides unless one needs less."""
    left, right = boxes
    half = most // 2
    keep = min(len(left), max(half, most - len(right)))
    return left[:keep], right[: most - keep]


def _grid(middle: Asset, left: Iterable[_Box], right: Iterable[_Box]) -> Grid:
    spots = [Spot(middle.id, 1, middle.name)]
    for layer, side in ((0, left), (2, right)):
        spots += [Spot(box.key, layer, f"{_IMPORTANCE[box.asset.kind]} {box.asset.name}") for box in side]
    return layered(spots, (), tallest=40)


def _node(box: _Box, grid: Grid) -> Node:
    label = box.asset.name if box.count == 1 else ""
    return Node(box.key, label, box.asset.kind.value, "", None, *grid.place(box.key), box.count)


def _arrows(asset_key: str, boxes: Iterable[_Box]) -> list[Arrow]:
    return [
        Arrow(box.key, asset_key, kind) if towards else Arrow(asset_key, box.key, kind)
        for box in boxes
        for kind, towards in box.links
    ]
