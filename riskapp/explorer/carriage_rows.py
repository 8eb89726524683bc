"""The flows that carry a category as rows of a table; many devices that send or get alike are one row."""

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from riskapp.explorer import table
from riskapp.explorer.directory import Directory
from riskapp.explorer.table import Shape
from riskapp.graph.lineage import Carriage
from riskapp.graph.snapshot import Asset
from riskapp.graph.vocabulary import Kind


class CarriageRow(NamedTuple):
    """A flow with the names of its ends and of what it passes through.

    Flows of equal `alike` differ only in which device is at one end, which `many` names: "source" or "target". A page
    shows many of them as one row, which says how many it stands for.
    """

    carriage: Carriage
    source: str
    target: str
    via: tuple[str, ...]
    many: str
    alike: Hashable | None
    stands_for: int = 1


def carriage_rows(carriages: Sequence[Carriage], directory: Directory) -> list[CarriageRow]:
    """A row for each flow, in the order in which they come."""
    assets, rows = directory.assets, []
    for one in carriages:
        flow = one.flow
        source, target = assets[flow.source], assets[flow.target]
        end = _device_end(source, target)
        other = flow.target if end == "source" else flow.source
        alike = (end, other, flow.access.value, flow.encrypted, flow.validated, flow.via, one.border) if end else None
        via = tuple([assets[key].name for key in flow.via])
        rows.append(CarriageRow(one, source.name, target.name, via, end, alike))
    return rows


def _device_end(source: Asset, target: Asset) -> str:
    """Which end is a device where the other is none: "source", "target" or ""."""
    if (source.kind is Kind.DEVICE) == (target.kind is Kind.DEVICE):
        return ""
    return "source" if source.kind is Kind.DEVICE else "target"


def _texts(row: CarriageRow) -> tuple[str, ...]:
    flow = row.carriage.flow
    return row.source, row.target, *row.via, flow.id, flow.source, flow.target, *flow.via


def _folded(rows: Sequence[CarriageRow]) -> list[CarriageRow]:
    return table.folded(rows, lambda row: row.alike, lambda row, count: row._replace(stands_for=count))


CARRIED: Shape[CarriageRow] = Shape(
    orders={
        "border": None,
        "source": lambda row: (row.source.casefold(), row.target.casefold()),
        "target": lambda row: (row.target.casefold(), row.source.casefold()),
        "persons": lambda row: (row.carriage.flow.persons is not None, -(row.carriage.flow.persons or 0)),
    },
    texts=_texts,
    downward=frozenset(["persons"]),
    fold=_folded,
)
"""What crosses the border first, then what is not encrypted; by persons, those of unknown number come first."""
