"""The rows of an answer as a table for a file: ids and plain words, in the order of the page."""

from collections.abc import Sequence

from riskapp.exchange.result_files import Cell, ResultTable
from riskapp.explorer.directory import Directory
from riskapp.explorer.rows import Row
from riskapp.explorer.stories import Result
from riskapp.graph.availability import Availability
from riskapp.graph.confidentiality import Confidentiality
from riskapp.graph.integrity import Integrity
from riskapp.graph.lineage import Lineage
from riskapp.graph.needed import Needed

_MINUTES = ("first_failure", "minutes_down", "degraded_minutes", "restored")


def radius_table(result: Result, rows: Sequence[Row]) -> ResultTable:
    """Everything reached; `by` are the assets that took it with them, with semicolons between."""
    if isinstance(result, Availability):
        columns = ("id", "name", "kind", "state", *_MINUTES, "by")
        return ResultTable("blast radius", columns, frozenset(_MINUTES), [_outage_row(row) for row in rows])
    if isinstance(result, Integrity):
        origin = {one.id: one.origin or "" for one in result.assets}
    else:
        origin = {one.id: one.by.provider if one.by else "" for one in result.controlled}
    found = [(row.key, row.name, row.kind.value, row.state, row.at, origin[row.key]) for row in rows]
    return ResultTable("blast radius", ("id", "name", "kind", "state", "steps", "by"), frozenset(["steps"]), found)


def _outage_row(row: Row) -> tuple[Cell, ...]:
    outage = row.outage
    assert outage is not None, "a row of an outage has its details"
    cause = outage.intervals[0].cause if outage.first_failure is None else outage.cause
    minutes = outage.first_failure, outage.minutes_down, outage.degraded_minutes, outage.restored
    return (row.key, row.name, row.kind.value, row.state, *minutes, ";".join(cause.providers) if cause else "")


def exposure_table(result: Confidentiality, directory: Directory) -> ResultTable:
    """Every exposure: whose data, on which grounds, and how many persons; `at_most` is empty where nobody knows."""
    columns = ("holder", "holder_name", "category", "category_name", "bases", "at_least", "at_most", "flows")
    rows = [
        (
            one.holder,
            directory.name(one.holder),
            one.category,
            directory.categories[one.category].name,
            ";".join(one.bases),
            one.at_least,
            one.at_most,
            ";".join(one.flows),
        )
        for one in result.exposures
    ]
    return ResultTable("exposed data", columns, frozenset(["at_least", "at_most"]), rows)


def needs_table(answer: Needed, rows: Sequence[Row]) -> ResultTable:
    """Everything that the asset needs; `dependent` asks for it."""
    asks = {one.id: one.dependent for one in answer.assets}
    found = [(row.key, row.name, row.kind.value, row.state, row.at, asks[row.key]) for row in rows]
    return ResultTable("needs", ("id", "name", "kind", "state", "steps", "dependent"), frozenset(["steps"]), found)


def lineage_table(answer: Lineage, directory: Directory) -> ResultTable:
    """The flows that carry the category, with the names of their ends."""
    columns = (
        "id",
        "source",
        "source_name",
        "target",
        "target_name",
        "via",
        "border",
        "encrypted",
        "validated",
        "persons",
    )
    rows = [
        (
            one.flow.id,
            one.flow.source,
            directory.name(one.flow.source),
            one.flow.target,
            directory.name(one.flow.target),
            ";".join(one.flow.via),
            _yes(one.border),
            _yes(one.flow.encrypted),
            _yes(one.flow.validated),
            one.flow.persons,
        )
        for one in answer.carriages
    ]
    return ResultTable("flows", columns, frozenset(["persons"]), rows)


def _yes(value: bool) -> str:
    return "yes" if value else "no"
