"""The rows of one table of a snapshot under change, found by their keys and by what they name."""

from collections.abc import Callable, Hashable, Iterable, Sequence

from riskapp.errors import N_, Invalid
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
    """The places of rows by something that is said of them; built when it is asked for first."""

    def __init__(self, rows: dict[int, Row], names: Callable[[Row], Iterable[Hashable]]) -> None:
        self._rows = rows
        self._names = names
        self._places: dict[Hashable, dict[int, None]] | None = None

    def places(self, name: Hashable) -> list[int]:
        """Where the rows of `name` stand, in their order."""
        if self._places is None:
            self._places = {}
            for place, row in self._rows.items():
                self.note(place, row)
        return sorted(self._places.get(name, ()))

    def note(self, place: int, row: Row) -> None:
        """A row now stands at `place`."""
        if self._places is not None:
            for name in self._names(row):
                self._places.setdefault(name, {})[place] = None

    def forget(self, place: int, row: Row) -> None:
        """The row at `place` is there no longer."""
        if self._places is not None:
            for name in set(self._names(row)):
                del self._places[name][place]


class DraftRows:
    """Rows keep their place, whatever becomes of their key; new ones come last.

    Raises Invalid where two rows have the same key: one of them would be lost.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows: dict[int, Row] = dict(enumerate(rows))
        self._places = {key_of(row): place for place, row in self._rows.items()}
        if len(self._places) != len(rows):
            raise Invalid(N_("The estate holds the same row twice. Remove one of them before you change anything."))
        self._next = len(rows)
        self._lookups: list[Lookup] = []
        self._by_asset = self._lookup(assets_of)

    def _lookup(self, names: Callable[[Row], Iterable[Hashable]]) -> Lookup:
        lookup = Lookup(self._rows, names)
        self._lookups.append(lookup)
        return lookup

    def _keys(self, lookup: Lookup, name: Hashable) -> list[Key]:
        return [key_of(self._rows[place]) for place in lookup.places(name)]

    def __contains__(self, key: Key) -> bool:
        return key in self._places

    def __getitem__(self, key: Key) -> Row:
        return self._rows[self._places[key]]

    def all(self) -> tuple[Row, ...]:
        """Every row, in order."""
        return tuple(self._rows.values())

    def naming(self, asset: str) -> list[Key]:
        """The keys of the rows that name an asset, in order."""
        return self._keys(self._by_asset, asset)

    def add(self, row: Row) -> None:
        """Put a row last."""
        self._stand(self._next, row)
        self._next += 1

    def put(self, key: Key, new: Row) -> bool:
        """Put `new` where `key` stands; False where it says nothing new."""
        place = self._places[key]
        if self._rows[place] == new:
            return False
        self._go(key)
        self._stand(place, new)
        return True

    def remove(self, key: Key) -> Row:
        """Take a row out."""
        place = self._places[key]
        row = self._go(key)
        del self._rows[place]
        return row

    def _go(self, key: Key) -> Row:
        place = self._places.pop(key)
        row = self._rows[place]
        for lookup in self._lookups:
            lookup.forget(place, row)
        return row

    def _stand(self, place: int, row: Row) -> None:
        self._rows[place] = row
        self._places[key_of(row)] = place
        for lookup in self._lookups:
            lookup.note(place, row)


class DraftNeeds(DraftRows):
    """Dependencies, which are also found by the two that they join, and by the group that they belong to."""

    def __init__(self, rows: Sequence[Dependency]) -> None:
        super().__init__(rows)
        self._by_ends = self._lookup(lambda row: [key_of(row)[:2]])
        self._by_group = self._lookup(lambda row: [(key_of(row)[0], key_of(row)[3])])

    def between(self, dependent: str | None, provider: str | None) -> list[Key]:
        """The keys of the dependencies of one asset on another, in order."""
        return self._keys(self._by_ends, (dependent, provider))

    def group(self, dependent: str | None, group: str | None) -> list[Key]:
        """The keys of a group's rows, in order; of None those of every row of the dependent without a group."""
        return self._keys(self._by_group, (dependent, group))
