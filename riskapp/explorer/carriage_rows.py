"""The flows that carry a category as rows of a table; many devices that send or get alike are one row."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from riskapp.errors import N_, Invalid
from riskapp.explorer.directory import Directory
from riskapp.explorer.rows import FOLD, PAGE, page_count
from riskapp.graph.lineage import Carriage
from riskapp.graph.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class CarriageRow:
    """A flow, or the first of `count` flows that differ only in which device is at one end: `many` names that end."""

    carriage: Carriage
    count: int = 1
    many: str = ""


@dataclass(frozen=True, slots=True)
class CarriagePage:
    """One page of rows; `flows` counts the flows, `total` the rows."""

    rows: tuple[CarriageRow, ...]
    flows: int
    total: int
    number: int
    pages: int


def carriage_page(carriages: Sequence[Carriage], directory: Directory, number: int) -> CarriagePage:
    """Page `number` of the flows, in the order in which they come. Raises Invalid where there is no such page."""
    rows = _folded(carriages, directory)
    pages = page_count(len(rows))
    if not 1 <= number <= pages:
        raise Invalid(N_("There is no page %(number)s: the last one is %(pages)s."), number=number, pages=pages)
    return CarriagePage(tuple(rows[(number - 1) * PAGE : number * PAGE]), len(carriages), len(rows), number, pages)


def _folded(carriages: Sequence[Carriage], directory: Directory) -> list[CarriageRow]:
    groups: dict[Hashable, list[Carriage]] = {}
    for one in carriages:
        groups.setdefault(_alike(one, directory), []).append(one)
    rows = []
    for like in groups.values():
        end = _device_end(like[0], directory)
        if end and len(like) >= FOLD:
            rows.append(CarriageRow(like[0], len(like), end))
        else:
            rows += [CarriageRow(one) for one in like]
    return rows


def _alike(one: Carriage, directory: Directory) -> Hashable:
    """What flows have in common that differ only in the device at one end; its own id for all others."""
    flow, end = one.flow, _device_end(one, directory)
    if not end:
        return flow.id
    other = flow.target if end == "source" else flow.source
    return end, other, flow.access, flow.encrypted, flow.validated, flow.via, one.border


def _device_end(one: Carriage, directory: Directory) -> str:
    """Which end is a device where the other is none: "source", "target" or ""."""
    source, target = (directory.assets[key].kind is Kind.DEVICE for key in (one.flow.source, one.flow.target))
    return "" if source == target else "source" if source else "target"
