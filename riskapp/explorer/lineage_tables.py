"""Where a category of data lies and goes, as tables for files: holders, and flows."""

from collections.abc import Sequence

from riskapp.exchange.result_files import Cell, ResultTable
from riskapp.explorer.carriage_rows import CarriageRow
from riskapp.explorer.holder_rows import HolderRow

_FLOW = ("id", "source", "source_name", "target", "target_name", "via", "border", "encrypted", "validated", "persons")


def holders_table(rows: Sequence[HolderRow]) -> ResultTable:
    """Who stores the category, and about how many persons."""
    found = [(row.key, row.name, row.kind.value, row.persons) for row in rows]
    return ResultTable("holders", ("id", "name", "kind", "persons"), frozenset(["persons"]), found)


def flows_table(rows: Sequence[CarriageRow]) -> ResultTable:
    """The flows that carry the category, with the names of their ends; `persons` is empty where nobody knows."""
    return ResultTable("flows", _FLOW, frozenset(["persons"]), list(map(_flow, rows)))


def _flow(row: CarriageRow) -> tuple[Cell, ...]:
    flow = row.carriage.flow
    words = map(_yes, (row.carriage.border, flow.encrypted, flow.validated))
    return (flow.id, flow.source, row.source, flow.target, row.target, ";".join(flow.via), *words, flow.persons)


def _yes(value: bool) -> str:
    return "yes" if value else "no"
