"""All scenarios of a version edited as one table: added, changed and removed together or not at all."""

from collections.abc import Sequence
from dataclasses import replace

from riskapp.accounts.permissions import Actor
from riskapp.assessments.access import writing
from riskapp.assessments.grid_rows import Gathered, GridRow, GridSaved, by_act
from riskapp.assessments.models import Risk
from riskapp.assessments.risk_fields import save_risk_fields
from riskapp.assessments.risks import FIELDS, Scenario, add_risk, remove_risk, scenario_of
from riskapp.errors import N_, Conflict, NotFound

_DISPUTED = N_("Somebody else changed this scenario while you were writing. Both texts are below.")
_CHANGED = N_("Somebody else changed this scenario meanwhile. Look at it, and mark it again if it shall go.")


def save_risks(actor: Actor, version_id: int, rows: Sequence[GridRow]) -> GridSaved:
    """Store the rows that somebody touched in one transaction, with the event of each.

    Raises GridRefused with every row that does not fit, of which somebody else changed the same field, or that is gone.
    """
    with writing(actor, version_id) as write:
        stored = {risk.number: risk for risk in write.version.risks}
        to_change, to_add, to_remove = by_act(rows)
        if len(to_add) + len(to_remove) > 1:
            write.before_many()
        gathered, changed = Gathered(), 0
        for row in to_change:
            with gathered.of(row):
                risk = _of(stored, row)
                before = scenario_of(risk)
                saved = save_risk_fields(actor, risk.id, replace(before, **row.values), row.sent)
                saved.undisputed(_DISPUTED)
                changed += scenario_of(risk) != before
        for row in to_add:
            with gathered.of(row):
                add_risk(actor, version_id, Scenario(**{"property": "", **row.values}))
        for row in to_remove:
            with gathered.of(row):
                _remove(actor, _of(stored, row), row)
        gathered.raise_if_any()
        return GridSaved(len(to_add), changed, len(to_remove))


def _of(stored: dict[int, Risk], row: GridRow) -> Risk:
    risk = stored.get(row.number or 0)
    if risk is None:
        raise NotFound(N_("Somebody else removed this scenario. Your text stands here as a new one."))
    return risk


def _remove(actor: Actor, risk: Risk, row: GridRow) -> None:
    if risk.row_version != row.seen:
        theirs = {name: getattr(risk, name) for name in FIELDS}
        raise Conflict(_CHANGED, theirs={**theirs, "row_version": risk.row_version}, mine={})
    remove_risk(actor, risk.id)
