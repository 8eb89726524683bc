"""The rows of one table of a snapshot under change, found by their keys and by what they name."""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from typing import Any

from riskapp.graph.places import Places
from riskapp.graph.snapshot import Asset, Dependency, Flow, Holding

Row = Asset | Holding | Flow | Dependency
Key = tuple[str | None, ...]


def key_of(row: Row) -> Key:
    """By what a row is known: its id, or what it joins together."""
    if isinstance(row, Holding):
        return row.asset, row.category
    if isinstance(row, Dependency):
        return row.dependent, row.provider, row.kind, row.group
    return (row.id,)


def assets_of(row: Row) -> tuple[str, ...]:
    """The assets that a row names."""
    if isinstance(row, Holding):
        return (row.asset,)
    if isinstance(row, Flow):
        return row.source, row.target, *row.via
    return (row.dependent, row.provider) if isinstance(row, Dependency) else ()


class Lookup:
    """The places of rows by something that is said of them: those of the snapshot, and those that changed since."""

    def __init__(self, of_old: Callable[[Any], Sequence[int]], names: Callable[[Row], Iterable[Hashable]]) -> None:
        self._of_old = of_old
        self._names = names
        self._changed: dict[Hashable, dict[int, None]] = {}

    def places(self, name: Hashable, changed: Collection[int]) -> list[int]:
        """Where the rows of `name` stand, in their order."""
        return sorted([place for place in self._of_old(name) if place not in changed] + [*self._changed.get(name, ())])

    def note(self, place: int, row: Row) -> None:
        """A row that is new or another one now stands at `place`."""
        for name in self._names(row):
            self._changed.setdefault(name, {})[place] = None

    def forget(self, place: int, row: Row) -> None:
        """Such a row is there no longer."""
        for name in set(self._names(row)):
            del self._changed[name][place]


class DraftRows:
    """Rows keep their place, whatever becomes of their key; new ones come last.

    The rows of the snapshot stay where they are and are found by its own look-ups (`find` a key, `naming` an asset);
    only what changed is kept beside them.
    """

    def __init__(
        self, rows: Sequence[Row], find: Callable[[Key], int | None], naming: Callable[[str], Sequence[int]]
    ) -> None:
        self.rows = rows
        self.changed: dict[int, Row | None] = {}
        self._find = find
        self._places: dict[Key, int] = {}
        self._next = len(rows)
        self._lookups: list[Lookup] = []
        self._by_asset = self._lookup(naming, assets_of)

    def _lookup(self, of_old: Callable[[Any], Sequence[int]], names: Callable[[Row], Iterable[Hashable]]) -> Lookup:
        self._lookups.append(Lookup(of_old, names))
        return self._lookups[-1]

    def _keys(self, lookup: Lookup, name: Hashable) -> list[Key]:
        return [key_of(self._row(place)) for place in lookup.places(name, self.changed)]

    def _row(self, place: int) -> Row:
        row = self.changed.get(place)
        return self.rows[place] if row is None else row

    def _place(self, key: Key) -> int | None:
        if key in self._places:
            return self._places[key]
        place = self._find(key)
        return None if place in self.changed else place

    def __contains__(self, key: Key) -> bool:
        return self._place(key) is not None

    def __getitem__(self, key: Key) -> Row:
        place = self._place(key)
        if place is None:
            raise KeyError(key)
        return self._row(place)

    def all(self) -> tuple[Row, ...]:
        """Every row, in order; the very same tuple where nothing changed."""
        if not self.changed:
            return tuple(self.rows)
        rows: list[Row | None] = [*self.rows, *[None] * (self._next - len(self.rows))]
        for place, row in self.changed.items():
            rows[place] = row
        return tuple(row for row in rows if row is not None)

    def naming(self, asset: str) -> list[Key]:
        """The keys of the rows that name an asset, in order."""
        return self._keys(self._by_asset, asset)

    def add(self, row: Row) -> None:
        """Put a row last."""
        self._stand(self._next, row)
        self._next += 1

    def put(self, key: Key, new: Row) -> bool:
        """Put `new` where `key` stands; False where it says nothing new."""
        if self[key] == new:
            return False
        self._stand(self._go(key)[0], new)
        return True

    def remove(self, key: Key) -> Row:
        """Take a row out."""
        place, row = self._go(key)
        self.changed[place] = None
        return row

    def _go(self, key: Key) -> tuple[int, Row]:
        place = self._place(key)
        if place is None:
            raise KeyError(key)
        row = self._row(place)
        self._places.pop(key, None)
        if place in self.changed:
            for lookup in self._lookups:
                lookup.forget(place, row)
        return place, row

    def _stand(self, place: int, row: Row) -> None:
        self.changed[place] = row
        self._places[key_of(row)] = place
        for lookup in self._lookups:
            lookup.note(place, row)


class DraftNeeds(DraftRows):
    """Dependencies, which are also found by the two that they join, and by the group that they belong to."""

    def __init__(self, rows: Sequence[Dependency], places: Places) -> None:
        super().__init__(rows, self._find_need, places.needs_naming)
        self._snapshot_places = places
        self._by_ends = self._lookup(lambda ends: places.between(*ends), lambda row: [key_of(row)[:2]])
        self._by_group = self._lookup(
            lambda named: places.group(*named), lambda row: [(key_of(row)[0], key_of(row)[3])]
        )

    def _find_need(self, key: Key) -> int | None:
        found = self._snapshot_places.between(key[0], key[1])
        return next((place for place in found if key_of(self.rows[place]) == key), None)

    def between(self, dependent: str | None, provider: str | None) -> list[Key]:
        """The keys of the dependencies of one asset on another, in order."""
        return self._keys(self._by_ends, (dependent, provider))

    def group(self, dependent: str | None, group: str | None) -> list[Key]:
        """The keys of a group's rows, in order; of None those of every row of the dependent without a group."""
        return self._keys(self._by_group, (dependent, group))
