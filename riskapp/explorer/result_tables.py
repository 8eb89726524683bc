"""The rows of an answer as a table for a file: ids and plain words, in the order of the page."""

from collections.abc import Sequence

from riskapp.exchange.result_files import Cell, ResultTable
from riskapp.explorer.delivered_rows import DeliveredRow
from riskapp.explorer.exposure_rows import ExposedRow
from riskapp.explorer.rows import Row
from riskapp.explorer.step_rows import StepRow
from riskapp.explorer.stories import Result
from riskapp.explorer.summary import ProcessOutage
from riskapp.graph.availability import Availability
from riskapp.graph.integrity import Integrity
from riskapp.graph.needed import Needed
from riskapp.graph.snapshot import Flow

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


def exposure_table(rows: Sequence[ExposedRow]) -> ResultTable:
    """Exposures: whose data, on which grounds, and how many persons; `at_most` is empty where nobody knows."""
    columns = ("holder", "holder_name", "category", "category_name", "bases", "at_least", "at_most", "flows")
    found = [
        (
            row.key,
            row.name,
            row.exposure.category,
            row.category,
            ";".join(row.exposure.bases),
            row.exposure.at_least,
            row.exposure.at_most,
            ";".join(row.exposure.flows),
        )
        for row in rows
    ]
    return ResultTable("exposed data", columns, frozenset(["at_least", "at_most"]), found)


def needs_table(answer: Needed, rows: Sequence[Row]) -> ResultTable:
    """Everything that the asset needs; `dependent` asks for it."""
    asks = {one.id: one.dependent for one in answer.assets}
    found = [(row.key, row.name, row.kind.value, row.state, row.at, asks[row.key]) for row in rows]
    return ResultTable("needs", ("id", "name", "kind", "state", "steps", "dependent"), frozenset(["steps"]), found)


def ways_table(rows: Sequence[StepRow]) -> ResultTable:
    """The steps of the ways; `by` is what leads there: each flow by its id, each dependency by its kind."""
    columns = ("way", "step", "source", "source_name", "target", "target_name", "by")
    found = [
        (row.way, row.number, row.step.source, row.source, row.step.target, row.target, ";".join(_by(row)))
        for row in rows
    ]
    return ResultTable("ways", columns, frozenset(["way", "step"]), found)


def _by(row: StepRow) -> list[str]:
    return [f"flow {one.id}" if isinstance(one, Flow) else f"{one.kind.value} dependency" for one in row.step.by]


def delivered_table(rows: Sequence[DeliveredRow]) -> ResultTable:
    """What a supplier delivers."""
    columns = ("id", "name", "kind", "site")
    return ResultTable(
        "delivered", columns, frozenset(), [(row.key, row.name, row.kind.value, row.site) for row in rows]
    )


def stopped_table(processes: Sequence[ProcessOutage]) -> ResultTable:
    """The processes that stop or limp, and whether they bear it; `bears` is empty where nobody has said it."""
    columns = ("id", "name", "state", "first_failure", "longest_down", "minutes_down", "bears", "verdict")
    found = []
    for one in processes:
        outage = one.row.outage
        assert outage is not None, "a row of an outage has its details"
        times = (outage.first_failure, one.longest, outage.minutes_down, one.bears)
        found.append((one.row.key, one.row.name, one.row.state, *times, one.verdict.value))
    return ResultTable("processes", columns, frozenset(columns[3:7]), found)
