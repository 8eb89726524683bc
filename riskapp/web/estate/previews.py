"""What the preview of an import shows: four groups, each with its first rows and how many more there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask_babel import gettext

from riskapp.errors import Faulty
from riskapp.exchange.columns import TABLES, Row
from riskapp.exchange.differences import Differences
from riskapp.exchange.faults import Remark, stopped
from riskapp.graph.snapshot import Asset
from riskapp.graph.vocabulary import Lifecycle
from riskapp.web.estate.labels import TABLES as TABLE_LABELS
from riskapp.web.estate.labels import field_label, shown_value

ROWS = 100
MISSING_ROWS = 200
FAULTS = 200

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A known row with its fields that would change: (label, old, new)."""

    name: str
    fields: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Place:
    """A fault or a notice as people read it."""

    file: str
    row: int | None
    column: str
    text: str
    found: str


@dataclass(frozen=True, slots=True)
class Cut(Generic[Item]):
    """The first of some items, and how many more there are."""

    items: Sequence[Item]
    total: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.items)


@dataclass(frozen=True, slots=True)
class FaultList(Cut[Place]):
    """The first faults of a file; `stopped` where reading stopped at `total`, so that nobody knows how many follow."""

    stopped: bool


@dataclass(frozen=True, slots=True)
class TablePreview:
    """One table's part of a preview."""

    label: str
    added: Cut[str]
    changed: Cut[ChangedRow]
    missing: Cut[str]
    unchanged: int


def tables_of(differences: Differences) -> list[TablePreview]:
    """What an import would do to each table."""
    found = []
    for table, columns in zip(differences.tables, TABLES, strict=True):
        changed = [
            ChangedRow(
                _joined(change.key),
                [
                    (field_label(name), shown_value(name, old), shown_value(name, new))
                    for name, (old, new) in change.fields.items()
                ],
            )
            for change in table.changed[:ROWS]
        ]
        found.append(
            TablePreview(
                gettext(TABLE_LABELS[table.table]),
                Cut([_row_name(row, columns.key) for row in table.added[:ROWS]], len(table.added)),
                Cut(changed, len(table.changed)),
                Cut([_row_name(row, columns.key) for row in table.missing[:ROWS]], len(table.missing)),
                table.unchanged,
            )
        )
    return found


def missing_assets(differences: Differences) -> Cut[Asset]:
    """The stored assets that the file lacks and that are not retired yet."""
    found = missing_keys(differences)
    assets = [row for row in differences["assets"].missing if isinstance(row, Asset) and row.id in found]
    return Cut(assets[:MISSING_ROWS], len(assets))


def missing_keys(differences: Differences) -> frozenset[str]:
    """The ids of the assets that the person may choose to retire."""
    rows = differences["assets"].missing
    return frozenset(row.id for row in rows if isinstance(row, Asset) and row.lifecycle is not Lifecycle.RETIRED)


def places_of(remarks: Iterable[object]) -> list[Place]:
    """Faults or notices, in the reader's language."""
    return [
        Place(remark.file, remark.row, remark.column or "", gettext(remark.text) % remark.values, remark.found)
        for remark in remarks
        if isinstance(remark, Remark)
    ]


def faults_of(error: Faulty) -> FaultList:
    """The first faults of a file, and how many there are."""
    return FaultList(places_of(error.faults[:FAULTS]), len(error.faults), stopped(error))


def _row_name(row: Row, key: tuple[str, ...]) -> str:
    name = getattr(row, "name", "")
    own = _joined(tuple(getattr(row, column) for column in key))
    return f"{name} ({own})" if name else own


def _joined(key: tuple[str | None, ...]) -> str:
    return " · ".join(part for part in key if part is not None)
