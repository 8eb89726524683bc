"""Scenarios and measures as a table that is edited as a whole, by keyboard or with what a spreadsheet copies."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.access import may_write, readable_version
from riskapp.assessments.grid_rows import GridRefused, GridRow, GridSaved
from riskapp.assessments.measure_grid import save_measures
from riskapp.assessments.measuring import scales_of
from riskapp.assessments.models import Measure, Risk, Version
from riskapp.assessments.risk_grid import save_risks
from riskapp.database import db
from riskapp.errors import N_, Conflict
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.assessments.field_saving import Disputed
from riskapp.web.assessments.grid_columns import Column, measure_columns, risk_columns
from riskapp.web.assessments.grid_form import (
    TypedRow,
    empty_row,
    leave_theirs,
    read_row,
    sent_rows,
    stored_rows,
    tell,
    with_blanks,
)
from riskapp.web.assessments.measures import measures_step
from riskapp.web.assessments.risks import risks_step
from riskapp.web.guard import allow, the_actor


@dataclass(frozen=True)
class Grid:
    """What is edited: scenarios or measures."""

    what: str
    title: str
    letter: str
    columns: Callable[[Version], tuple[Column, ...]]
    stored: Callable[[Version], Sequence[Risk | Measure]]
    save: Callable[[Actor, int, Sequence[GridRow]], GridSaved]
    step: Callable[[Version], str]


RISKS = Grid(
    "risk",
    N_("Scenarios as a table"),
    "R",
    lambda version: risk_columns(version.assessment.kind, scales_of(version)),
    lambda version: version.risks,
    save_risks,
    risks_step,
)
MEASURES = Grid(
    "measure",
    N_("Measures as a table"),
    "T",
    lambda _version: measure_columns(),
    lambda version: version.measures,
    save_measures,
    measures_step,
)


@blueprint.get("/assessments/<int:assessment_id>/risks/grid")
@allow(Permission.VIEW_ASSESSMENTS)
def risk_grid(assessment_id: int) -> ResponseReturnValue:
    """All scenarios as a table."""
    return _shown(RISKS, assessment_id)


@blueprint.post("/assessments/<int:assessment_id>/risks/grid")
@allow(Permission.EDIT_ASSESSMENTS)
def save_risk_grid(assessment_id: int) -> ResponseReturnValue:
    """Store the table of scenarios."""
    return _saved(RISKS, assessment_id)


@blueprint.get("/assessments/<int:assessment_id>/measures/grid")
@allow(Permission.VIEW_ASSESSMENTS)
def measure_grid(assessment_id: int) -> ResponseReturnValue:
    """All measures as a table."""
    return _shown(MEASURES, assessment_id)


@blueprint.post("/assessments/<int:assessment_id>/measures/grid")
@allow(Permission.EDIT_ASSESSMENTS)
def save_measure_grid(assessment_id: int) -> ResponseReturnValue:
    """Store the table of measures."""
    return _saved(MEASURES, assessment_id)


def _shown(grid: Grid, assessment_id: int) -> ResponseReturnValue:
    version = readable_version(the_actor(), assessment_id)
    columns = grid.columns(version)
    return _page(grid, version, columns, with_blanks(stored_rows(columns, grid.stored(version)), columns))


def _saved(grid: Grid, assessment_id: int) -> ResponseReturnValue:
    version = readable_version(the_actor(), assessment_id)
    columns = grid.columns(version)
    rows, stored = sent_rows(columns, request.form), _stored(grid, version)
    for row in rows:
        leave_theirs(columns, row, stored.get(row.number or 0))
    touched = [(place, row) for place, row in enumerate(rows) if not row.blank and (row.remove or row.mine)]
    read = [read_row(columns, place, row, stored.get(row.number or 0)) for place, row in touched]
    if None in read:
        return _page(grid, version, columns, rows, 422)
    try:
        saved = grid.save(the_actor(), version.id, [row for row in read if row is not None])
    except GridRefused as refused:
        db.session.expire_all()
        stored = _stored(grid, version)
        for one in refused.refusals:
            tell(columns, rows[one.place], one, stored.get(rows[one.place].number or 0))
        conflict = any(isinstance(one.error, Conflict) for one in refused.refusals)
        return _page(grid, version, columns, rows, 409 if conflict else 422)
    flash(_told(saved), "success" if any((saved.added, saved.changed, saved.removed)) else "info")
    return redirect(request.path)


def _stored(grid: Grid, version: Version) -> dict[int, Risk | Measure]:
    return {one.number: one for one in grid.stored(version)}


def _told(saved: GridSaved) -> str:
    parts = []
    if saved.added:
        parts.append(ngettext("%(num)s row added", "%(num)s rows added", saved.added))
    if saved.changed:
        parts.append(ngettext("%(num)s row changed", "%(num)s rows changed", saved.changed))
    if saved.removed:
        parts.append(ngettext("%(num)s row removed", "%(num)s rows removed", saved.removed))
    if not parts:
        return gettext("Nothing was changed, so nothing was saved.")
    return gettext("Saved: %(what)s.", what=", ".join(parts))


def _both(grid: Grid, rows: Sequence[TypedRow], columns: Sequence[Column]) -> list[Disputed]:
    labels = {one.name: one.label for one in columns}
    return [
        Disputed(f"{grid.letter}{row.number}, {labels[name]}", {f"r{place}-{name}": ""}, theirs, mine)
        for place, row in enumerate(rows)
        for name, (theirs, mine) in row.both.items()
    ]


def _page(
    grid: Grid, version: Version, columns: tuple[Column, ...], rows: list[TypedRow], status: int = 200
) -> ResponseReturnValue:
    page = render_template(
        "assessments/grid.html",
        grid=grid,
        title=gettext(grid.title),
        version=version,
        columns=columns,
        rows=rows,
        new_row=empty_row(columns),
        both=_both(grid, rows, columns),
        faulty=[(place, row) for place, row in enumerate(rows) if row.faults],
        editable=may_write(the_actor(), version),
        list_url=url_for("assessments.step", assessment_id=version.assessment_id, step_id=grid.step(version)),
    )
    return page, status
