"""Pages of the criteria: those in force, how they came about, and changing them with the effect shown first."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.assessments.access import may_read
from riskapp.assessments.criteria import (
    KIND,
    NewCriteria,
    adopt_criteria,
    body_now,
    chain_to,
    history,
    moves_to,
    newest,
    scales_now,
)
from riskapp.assessments.level_moves import check_moves
from riskapp.assessments.measuring import scales_by, scales_from
from riskapp.assessments.models import Assessment, Criteria
from riskapp.assessments.open_risks import effects_on
from riskapp.catalogues.presets import OWN, load_presets, preset
from riskapp.catalogues.review import months_of
from riskapp.database import db
from riskapp.errors import N_, Conflict, Invalid, NotFound
from riskapp.web.answers import sentence
from riskapp.web.criteria.typed import PROPOSED, SIDES, SIZES, Reading, aspects_of, fields_of, tones
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import version_seen

blueprint = Blueprint("criteria", __name__)


@blueprint.get("/criteria")
@allow(Permission.VIEW_ASSESSMENTS)
def criteria() -> ResponseReturnValue:
    """The criteria in force, and all before them."""
    return _shown(newest())


@blueprint.get("/criteria/<int:number>")
@allow(Permission.VIEW_ASSESSMENTS)
def criteria_then(number: int) -> ResponseReturnValue:
    """One version of the criteria, with what it did to every open risk."""
    found = next((one for one in history() if one.number == number), None)
    if found is None:
        raise NotFound(N_("There are no such criteria."))
    return _shown(found)


def _shown(found: Criteria | None) -> ResponseReturnValue:
    return render_template(
        "criteria/shown.html",
        found=found,
        newest=newest(),
        scales=scales_now() if found is None else scales_by(found),
        history=history(),
        effects=_readable(found.effects) if found else [],
        hidden=len(found.effects) - len(_readable(found.effects)) if found else 0,
        presets=load_presets(),
        own=preset(OWN),
        months_of=months_of,
        may_set=the_actor().may(Permission.SET_CRITERIA),
    )


@dataclass
class Draft:
    """The form: its fields, what is wrong with them, and what the change would do, once somebody looked."""

    fields: dict[str, str]
    base: Mapping[str, Any]
    seen: int
    faults: dict[str, str] = field(default_factory=dict)
    effects: list[dict[str, Any]] | None = None
    moves: dict[str, list[int]] = field(default_factory=dict)
    refusal: str = ""


@blueprint.get("/criteria/change")
@allow(Permission.SET_CRITERIA)
def change_criteria() -> ResponseReturnValue:
    """The form, begun with the criteria in force or with a preset."""
    found = newest()
    chosen = preset(request.args.get("from", ""))
    base = chosen.table if chosen else body_now()
    fields = fields_of(base)
    fields["preset"] = chosen.id if chosen else found.preset if found else OWN
    fields["name"] = chosen.name.in_language("nb") if chosen else found.name if found else ""
    return _page(Draft(fields, base, found.number if found else 0))


@blueprint.post("/criteria/change")
@allow(Permission.SET_CRITERIA)
def set_criteria() -> ResponseReturnValue:
    """Change the size of the form, show what the change would do, or put it in force."""
    typed = request.form.to_dict()
    chosen = preset(typed.get("preset", ""))
    base = chosen.table if chosen else body_now()
    draft = Draft(typed, base, version_seen(typed.get("seen")))
    reading = Reading(typed, base)
    body = reading.body()
    if typed.get("do") == "size":
        draft.fields = {**fields_of(body), **{name: typed.get(name, "") for name in ("name", "reason", "preset")}}
        return _page(draft)
    draft.faults = {name: gettext(text) for name, text in reading.faults.items()}
    if draft.faults:
        return _page(draft, 422)
    try:
        draft.moves = check_moves(_moves(typed) or moves_to(body), scales_now(), scales_from(KIND, body))
        draft.effects = _effects(body, draft)
        if typed.get("do") != "adopt":
            return _page(draft)
        new = NewCriteria(typed.get("name", ""), body, typed.get("reason", ""), typed.get("preset", ""), draft.moves)
        adopt_criteria(the_actor(), new, draft.seen)
    except Invalid as error:
        draft.faults = {error.field or "name": sentence(error)}
        return _page(draft, 422)
    except Conflict as conflict:
        if not conflict.theirs:  # the database found it
            raise
        draft.refusal, draft.seen = sentence(conflict), int(str(conflict.theirs["number"]))
        return _page(draft, 409)
    flash(
        gettext("The criteria are in force. Assessments that are begun keep theirs until their team moves them."),
        "success",
    )
    return redirect(url_for("criteria.criteria"))


def _effects(body: Mapping[str, Any], draft: Draft) -> list[dict[str, Any]]:
    return effects_on(scales_from(KIND, body), lambda version: chain_to(version, draft.moves))


def _moves(typed: Mapping[str, str]) -> dict[str, list[int]]:
    """What was chosen for each old level; empty where the page asked for none."""
    before = scales_now()
    found = {}
    for side in SIDES:
        levels = [typed.get(f"move-{side}-{value}", "") for value in getattr(before, side).values]
        if not all(level.isascii() and level.isdigit() and len(level) < 3 for level in levels):
            return {}
        found[side] = [int(level) for level in levels]
    return found


def _readable(effects: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of assessments that the reader may know of."""
    actor = the_actor()
    known: dict[int, bool] = {}
    for one in effects:
        number = one["assessment"]
        if number not in known:
            assessment = db.session.get(Assessment, number)
            known[number] = assessment is not None and may_read(actor, assessment.latest)
    return [one for one in effects if known[one["assessment"]]]


def _page(draft: Draft, status: int = 200) -> ResponseReturnValue:
    before = scales_now()
    sizes = {name: Reading(draft.fields, draft.base).size(name) for name in (*SIDES, "risk")}
    resized = any(len(getattr(before, side).levels) != sizes[side] for side in SIDES)
    page = render_template(
        "criteria/change.html",
        draft=draft,
        before=before,
        sizes=sizes,
        all_sizes=SIZES,
        aspects=aspects_of(draft.base),
        aspect_names=before.consequence.dimensions,
        proposed=PROPOSED,
        tones=tones(sizes["risk"]),
        resized=resized,
        presets=load_presets(),
        effects=_readable(draft.effects or []),
        changed=sum(1 for one in draft.effects or () if one["changed"]),
    )
    return page, status
