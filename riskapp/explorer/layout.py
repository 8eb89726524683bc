"""A layered layout that is stable: equal nodes and arrows, in whichever order they come, stand at equal places."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SWEEPS = 6
TALLEST = 14
"""A column of more boxes than that is as good as two."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A node to be placed: its layer (0 is leftmost), and the text by which ties are broken."""

    key: str
    layer: int
    tie: str


@dataclass(frozen=True, slots=True)
class Grid:
    """The cell (column, row) of each node, in a grid of so many columns and rows."""

    cells: dict[str, tuple[int, int]]
    columns: int
    rows: int

    def place(self, key: str) -> tuple[float, float]:
        """The middle of the node's cell in 0..1, from the top left."""
        column, row = self.cells[key]
        return (column + 0.5) / self.columns, (row + 0.5) / self.rows

    def inherited(self, key: str, heir: str) -> "Grid":
        """The same grid in which `heir` stands where `key` stood."""
        cells = {heir if one == key else one: cell for one, cell in self.cells.items()}
        return Grid(cells, self.columns, self.rows)

    def below(self, keys: Sequence[str], column: int, tallest: int = TALLEST) -> "Grid":
        """More nodes below all others, from `column` on, in rows: whoever is there already stays where they are."""
        if not keys:
            return self
        wide = max(self.columns - column, -(-len(keys) // tallest))
        cells = {key: (column + place % wide, self.rows + place // wide) for place, key in enumerate(keys)}
        return Grid(self.cells | cells, max(self.columns, column + wide), self.rows - (-len(keys) // wide))


def layered(spots: Iterable[Spot], arrows: Iterable[tuple[str, str]], tallest: int = TALLEST) -> Grid:
    """Columns by layer, at most `tallest` boxes high: a fuller layer takes several columns.

    Within a layer nodes stand near what they are joined to: the barycentre method of Sugiyama, Tagawa and Toda (1981).
    """
    layers = _in_layers(spots)
    neighbours = _neighbours(layers, arrows)
    for sweep in range(SWEEPS):
        _sweep(layers, neighbours, forward=sweep % 2 == 0)
    columns = [column for layer in layers for column in _wrapped(layer, tallest)]
    rows = max((len(column) for column in columns), default=1)
    cells = {
        spot.key: (number, (rows - len(column)) // 2 + row)
        for number, column in enumerate(columns)
        for row, spot in enumerate(column)
    }
    return Grid(cells, max(1, len(columns)), rows)


def _in_layers(spots: Iterable[Spot]) -> list[list[Spot]]:
    by_layer: dict[int, list[Spot]] = {}
    for spot in spots:
        by_layer.setdefault(spot.layer, []).append(spot)
    return [sorted(by_layer[layer], key=lambda spot: (spot.tie, spot.key)) for layer in sorted(by_layer)]


def _neighbours(layers: list[list[Spot]], arrows: Iterable[tuple[str, str]]) -> dict[str, tuple[list[str], list[str]]]:
    """For each node the sorted keys before it and after it."""
    joined: dict[str, tuple[set[str], set[str]]] = {spot.key: (set(), set()) for layer in layers for spot in layer}
    for source, target in arrows:
        joined[source][1].add(target)
        joined[target][0].add(source)
    return {key: (sorted(before), sorted(after)) for key, (before, after) in joined.items()}


def _sweep(layers: list[list[Spot]], neighbours: dict[str, tuple[list[str], list[str]]], forward: bool) -> None:
    heights = {spot.key: _height(layer, row) for layer in layers for row, spot in enumerate(layer)}
    side = 0 if forward else 1
    for layer in layers if forward else reversed(layers):
        wanted = {
            spot.key: _mean([heights[key] for key in neighbours[spot.key][side]], heights[spot.key]) for spot in layer
        }
        layer.sort(key=lambda spot: (wanted[spot.key], spot.tie, spot.key))
        heights.update({spot.key: _height(layer, row) for row, spot in enumerate(layer)})


def _height(layer: Sequence[Spot], row: int) -> float:
    """How far down a node stands in its layer, whatever the layer's size; 0 is the middle."""
    return row - (len(layer) - 1) / 2


def _mean(heights: Sequence[float], otherwise: float) -> float:
    # Rounded, so that sums taken in another order cannot tip a tie.
    return round(sum(heights) / len(heights), 6) if heights else otherwise


def _wrapped(layer: list[Spot], tallest: int) -> list[list[Spot]]:
    """The layer in as few columns as it needs, as even as they can be."""
    columns = -(-len(layer) // tallest)
    size, more = divmod(len(layer), columns)
    cut, wrapped = 0, []
    for column in range(columns):
        end = cut + size + (column < more)
        wrapped.append(layer[cut:end])
        cut = end
    return wrapped
