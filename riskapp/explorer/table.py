"""Any table: which of its rows somebody wants to see, in which order, many that are alike as one, and page by page."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from riskapp.errors import N_, Invalid
from riskapp.graph.vocabulary import Kind

PAGE = 100
FOLD = 6
"""So many rows that are alike become one."""

PLACES = {kind: place for place, kind in enumerate(Kind)}
"""In which order kinds come."""

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Shape(Generic[R]):
    """What can be done with the rows of a table.

    `orders` are the sort keys by name; the first is the order in which rows come, with no key. Those in `downward`
    begin with the greatest. A text is looked for in `texts`. `states` are all that a row can be in. `fold` makes one
    row of many.
    """

    orders: Mapping[str, Callable[[R], Any] | None]
    texts: Callable[[R], Iterable[str]]
    kind: Callable[[R], Kind] | None = None
    state: Callable[[R], str] | None = None
    states: tuple[str, ...] = ()
    downward: frozenset[str] = frozenset()
    fold: Callable[[Sequence[R]], list[R]] | None = None

    @property
    def natural(self) -> str:
        """The order in which rows come."""
        return next(iter(self.orders))

    def has(self, choice: "Choice") -> bool:
        """Whether the table knows such an order, kind and state."""
        return (
            choice.order in ("", *self.orders)
            and (choice.kind is None or self.kind is not None)
            and choice.state in ("", *self.states)
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rows somebody wants to see: of a kind, in a state, with a text in name or id; and how sorted."""

    order: str = ""
    kind: Kind | None = None
    state: str = ""
    text: str = ""

    @property
    def narrows(self) -> bool:
        """Whether some rows may be left out."""
        return bool(self.kind or self.state or self.text)


EVERYTHING = Choice()


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """A page of rows. `total` counts the rows on all pages, `chosen` those before any became one.

    `everything`, `kinds` and `states` count all rows of the table.
    """

    rows: tuple[R, ...]
    total: int
    chosen: int
    everything: int
    kinds: tuple[tuple[Kind, int], ...]
    states: tuple[tuple[str, int], ...]
    number: int
    pages: int


def chosen(rows: Sequence[R], shape: Shape[R], choice: Choice) -> list[R]:
    """Those of `rows` that are wanted, sorted, each for itself."""
    return _sorted(_narrowed(rows, shape, choice), shape, choice)


def page_of(rows: Sequence[R], shape: Shape[R], choice: Choice = EVERYTHING, number: int = 1) -> Page[R]:
    """One page of `rows`. Raises Invalid where there is no such page.

    Whoever asks for a kind or a text wants to see each row; otherwise many that are alike are one.
    """
    found = _narrowed(rows, shape, choice)
    shown = found if shape.fold is None or choice.kind or choice.text else shape.fold(found)
    pages = page_count(len(shown), number)
    shown = _sorted(shown, shape, choice)
    kinds = Counter(map(shape.kind, rows)) if shape.kind else Counter[Kind]()
    states = Counter(map(shape.state, rows)) if shape.state else Counter[str]()
    return Page(
        rows=tuple(shown[(number - 1) * PAGE : number * PAGE]),
        total=len(shown),
        chosen=len(found),
        everything=len(rows),
        kinds=tuple((kind, kinds[kind]) for kind in Kind if kinds[kind]),
        states=tuple((state, states[state]) for state in states),
        number=number,
        pages=pages,
    )


def _narrowed(rows: Sequence[R], shape: Shape[R], choice: Choice) -> list[R]:
    found, text = list(rows), choice.text.casefold()
    if choice.kind is not None and shape.kind is not None:
        found = [row for row in found if shape.kind(row) is choice.kind]
    if choice.state and shape.state is not None:
        found = [row for row in found if shape.state(row) == choice.state]
    if text:
        found = [row for row in found if any(text in one.casefold() for one in shape.texts(row))]
    return found


def _sorted(rows: list[R], shape: Shape[R], choice: Choice) -> list[R]:
    key = shape.orders[choice.order or shape.natural]
    return rows if key is None else sorted(rows, key=key)


def folded(
    rows: Sequence[R], alike: Callable[[R], Hashable | None], stand_for: Callable[[R, int], R], least: int = FOLD
) -> list[R]:
    """The rows, with the first of `least` or more that are `alike` (None: like no other) standing for all of them."""
    groups: dict[Hashable, list[int]] = {}
    joined: list[list[int]] = []
    for place, row in enumerate(rows):
        like = alike(row)
        # What rows have in common may be costly to compare, so that each is looked up once.
        group = [] if like is None else groups.setdefault(like, [])
        group.append(place)
        joined.append(group)
    return [
        stand_for(row, len(group)) if len(group) >= least else row
        for place, (row, group) in enumerate(zip(rows, joined, strict=True))
        if len(group) < least or group[0] == place
    ]


def page_count(total: int, number: int) -> int:
    """How many pages so many rows fill; an empty table has one. Raises Invalid where page `number` is none of them."""
    pages = max(1, -(-total // PAGE))
    if not 1 <= number <= pages:
        raise Invalid(N_("There is no page %(number)s: the last one is %(pages)s."), number=number, pages=pages)
    return pages
