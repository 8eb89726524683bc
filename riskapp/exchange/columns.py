"""The five tables of an estate and their columns, as data: the order in which they are written, and what cells hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from riskapp.graph.snapshot import Asset, Category, Dependency, Flow, Holding
from riskapp.graph.vocabulary import Access, DependencyKind, Kind, Lifecycle, Sensitivity, Strength

Row = Category | Asset | Holding | Flow | Dependency


class Holds(Enum):
    """What the cells of a column hold."""

    ID = auto()
    TEXT = auto()
    GROUP = auto()
    WORD = auto()
    NUMBER = auto()
    LEVEL = auto()
    ASSET = auto()
    CATEGORY = auto()
    ASSETS = auto()
    CATEGORIES = auto()

    @property
    def is_number(self) -> bool:
        """Whether a spreadsheet should hold it as a number."""
        return self in (Holds.NUMBER, Holds.LEVEL)


@dataclass(frozen=True)
class Column:
    """A column; `name` is also the field of the row. `default` is what an empty cell means where it may be empty."""

    name: str
    holds: Holds
    required: bool = False
    default: object = None
    words: Mapping[str, object] | None = None


@dataclass(frozen=True)
class Table:
    """A table: `row` makes a row from one value a column, in the written order; `key` names it among its like."""

    name: str
    row: Callable[..., Row]
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    def position(self, column: str) -> int:
        """Where `column` stands in the written order; past the end for a column that is none of the table's."""
        return next((i for i, known in enumerate(self.columns) if known.name == column), len(self.columns))


def _words(vocabulary: type[StrEnum]) -> dict[str, object]:
    return {member.value: member for member in vocabulary}


def _needed(name: str, holds: Holds) -> Column:
    return Column(name, holds, required=True)


def _text(name: str) -> Column:
    return Column(name, Holds.TEXT, default="")


def _word(name: str, vocabulary: type[StrEnum], default: StrEnum | None = None) -> Column:
    return Column(name, Holds.WORD, required=default is None, default=default, words=_words(vocabulary))


def _yes_or_no(name: str) -> Column:
    return Column(name, Holds.WORD, required=True, words={"yes": True, "no": False})


CATEGORIES = Table(
    "categories",
    Category,
    (_needed("id", Holds.ID), _needed("name", Holds.TEXT), _word("sensitivity", Sensitivity)),
    key=("id",),
)
ASSETS = Table(
    "assets",
    Asset,
    (
        _needed("id", Holds.ID),
        _needed("name", Holds.TEXT),
        _word("kind", Kind),
        _text("description"),
        _text("owner"),
        _text("supplier"),
        _text("site"),
        _word("lifecycle", Lifecycle, default=Lifecycle.IN_USE),
        Column("confidentiality", Holds.LEVEL),
        Column("integrity", Holds.LEVEL),
        Column("availability", Holds.LEVEL),
        Column("max_downtime", Holds.NUMBER),
        Column("recovery", Holds.NUMBER, default=0),
        _text("external_ref"),
    ),
    key=("id",),
)
HOLDINGS = Table(
    "holdings",
    Holding,
    (_needed("asset", Holds.ASSET), _needed("category", Holds.CATEGORY), _needed("persons", Holds.NUMBER)),
    key=("asset", "category"),
)
FLOWS = Table(
    "flows",
    Flow,
    (
        _needed("id", Holds.ID),
        _needed("source", Holds.ASSET),
        _needed("target", Holds.ASSET),
        _needed("categories", Holds.CATEGORIES),
        _word("access", Access),
        _yes_or_no("encrypted"),
        _yes_or_no("validated"),
        Column("via", Holds.ASSETS, default=()),
        _text("purpose"),
        Column("persons", Holds.NUMBER),
    ),
    key=("id",),
)
DEPENDENCIES = Table(
    "dependencies",
    Dependency,
    (
        _needed("dependent", Holds.ASSET),
        _needed("provider", Holds.ASSET),
        _word("kind", DependencyKind),
        Column("group", Holds.GROUP),
        Column("needed", Holds.NUMBER, default=1),
        Column("tolerance", Holds.NUMBER, default=0),
        _word("strength", Strength, default=Strength.HARD),
    ),
    key=("dependent", "provider", "kind", "group"),
)

# The order matters: a row refers only to categories and assets, which are therefore read before it.
TABLES = (CATEGORIES, ASSETS, HOLDINGS, FLOWS, DEPENDENCIES)
