"""Where papers wait: the days of each assessment in each state, for those who see all; a picture and tables."""

from dataclasses import dataclass

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import format_decimal, gettext

from riskapp import __version__
from riskapp.accounts.permissions import Permission
from riskapp.assessments.lead_times import STATES, LeadTime, Spread, all_lead_times, spreads
from riskapp.database import now
from riskapp.errors import N_, NotFound
from riskapp.exchange.result_files import Cell, Format, ResultTable, result_file
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.guard import allow, the_actor

COLUMNS = (
    "assessment",
    "version",
    "kind",
    "title",
    "systems",
    "state",
    *(f"days_{one.value.replace(' ', '_')}" for one in STATES),
    "days_in_all",
    "days_waiting_now",
)
WIDE = 600


@dataclass(frozen=True, slots=True)
class StateBar:
    """A state in the picture: how long the median and the longest are, in the sheet's units."""

    spread: Spread
    middle: float
    longest: float


@blueprint.get("/assessments/lead-times")
@allow(Permission.VIEW_ASSESSMENTS)
def lead_times() -> ResponseReturnValue:
    """The page."""
    times = all_lead_times(the_actor(), now())
    found = spreads(times)
    return render_template(
        "assessments/lead_times.html",
        times=times,
        spreads=found,
        bars=_bars(found),
        states=STATES,
        days=days,
        wide=WIDE,
    )


@blueprint.get("/assessments/lead-times.<written>")
@allow(Permission.VIEW_ASSESSMENTS)
def lead_times_file(written: str) -> ResponseReturnValue:
    """The table as a file, in days to a tenth."""
    if written not in list(Format):
        raise NotFound(N_("Tables come as csv, xlsx or json."))
    kind, at = Format(written), now()
    times = all_lead_times(the_actor(), at)
    table = ResultTable("lead_times", COLUMNS, frozenset(("assessment", "version")), [_cells(one) for one in times])
    told = {
        "question": gettext("How long did each assessment stand in each state?"),
        "rows": len(times),
        "answered_by": f"riskapp {__version__}",
        "answered_at": at.isoformat(timespec="seconds"),
    }
    headers = {"Content-Disposition": f"attachment; filename=lead-times-{at.date().isoformat()}.{written}"}
    return Response(result_file(table, kind, told), mimetype=kind.mimetype, headers=headers)


def days(value: float | None) -> str:
    """Days as people say them: to a tenth below ten, whole above; a dash where it never was there."""
    if value is None:
        return "–"
    return str(format_decimal(round(value, 1) if value < 10 else round(value)))


def _bars(found: list[Spread]) -> list[StateBar]:
    most = max((one.longest.days[one.state] for one in found), default=0.0)
    most = max(most, 1.0)  # less than a day is a short bar, whatever else there is
    return [StateBar(one, one.middle / most * WIDE, one.longest.days[one.state] / most * WIDE) for one in found]


def _cells(one: LeadTime) -> tuple[Cell, ...]:
    of = one.of
    spent = [f"{one.days[state]:.1f}" if state in one.days else "" for state in STATES]
    waiting = "" if one.waiting is None else f"{one.waiting:.1f}"
    return (
        of.assessment,
        of.number,
        of.kind,
        of.title,
        of.systems,
        of.state.value,
        *spent,
        f"{one.total:.1f}",
        waiting,
    )
