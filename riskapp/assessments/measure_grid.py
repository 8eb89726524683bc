"""All measures of a version edited as one table: added, changed and removed together or not at all."""

from collections.abc import Sequence
from dataclasses import asdict, replace

from riskapp.accounts.permissions import Actor
from riskapp.assessments.access import writing
from riskapp.assessments.control import Control, control_of
from riskapp.assessments.grid_rows import Gathered, GridRow, GridSaved, by_act
from riskapp.assessments.measures import add_measure, remove_measure, save_measure_fields
from riskapp.assessments.models import Measure
from riskapp.catalogues.measures import NOT_ASSESSED
from riskapp.errors import N_, Conflict, Invalid, NotFound

_DISPUTED = N_("Somebody else changed this measure while you were writing. Both texts are below.")
_CHANGED = N_("Somebody else changed this measure meanwhile. Look at it, and mark it again if it shall go.")


def save_measures(actor: Actor, version_id: int, rows: Sequence[GridRow]) -> GridSaved:
    """Store the rows that somebody touched in one transaction, with the event of each.

    What the table has no column for stays: the verdict that a measure puts right, and what it changes in the estate.
    Raises GridRefused with every row that does not fit, of which somebody else changed the same field, or that is gone.
    """
    with writing(actor, version_id) as write:
        stored = {measure.number: measure for measure in write.version.measures}
        to_change, to_add, to_remove = by_act(rows)
        if len(to_add) + len(to_remove) > 1:
            write.before_many()
        gathered, changed = Gathered(), 0
        for row in to_change:
            with gathered.of(row):
                changed += _change(actor, _of(stored, row), row)
        for row in to_add:
            with gathered.of(row):
                add_measure(actor, version_id, _judged(Control(**{"text": "", **row.values}), ""))
        for row in to_remove:
            with gathered.of(row):
                _remove(actor, _of(stored, row), row)
        gathered.raise_if_any()
        return GridSaved(len(to_add), changed, len(to_remove))


def _change(actor: Actor, measure: Measure, row: GridRow) -> bool:
    before = control_of(measure)
    written = _judged(replace(before, **row.values), before.safety_assessed_by)
    save_measure_fields(actor, measure.id, written, row.sent).undisputed(_DISPUTED)
    return control_of(measure) != before


def _judged(control: Control, judge: str) -> Control:
    """Refuse a judge without a judgement, because an operation takes away who judged what nobody has judged."""
    if control.safety_effect == NOT_ASSESSED and control.safety_assessed_by.strip() not in ("", judge):
        raise Invalid(N_("Say also what the measure does to patient safety."), field="safety_effect")
    return control


def _of(stored: dict[int, Measure], row: GridRow) -> Measure:
    measure = stored.get(row.number or 0)
    if measure is None:
        raise NotFound(N_("Somebody else removed this measure. Your text stands here as a new one."))
    return measure


def _remove(actor: Actor, measure: Measure, row: GridRow) -> None:
    if measure.row_version != row.seen:
        theirs = asdict(control_of(measure))
        raise Conflict(_CHANGED, theirs={**theirs, "row_version": measure.row_version}, mine={})
    remove_measure(actor, measure.id)
