"""What changed in the estate under an approval, as people read it, and confirming that the approval still holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.assessments.access import readable_version
from riskapp.assessments.measuring import scales_of
from riskapp.assessments.models import EstateSlice, Staleness, Version
from riskapp.catalogues.questionnaire import Question, Step
from riskapp.catalogues.questions import load_questionnaire
from riskapp.catalogues.scales import Scales
from riskapp.database import db, now
from riskapp.decisions.in_force import in_force
from riskapp.decisions.staleness.confirming import confirm_holds, may_confirm
from riskapp.decisions.staleness.standing_on import (
    approval_of,
    confirmations_of,
    finding_of,
    is_unwatched,
    unjudged_since,
)
from riskapp.errors import Conflict, Invalid
from riskapp.estate.directory import directory
from riskapp.web.answers import sentence, status_of
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.assessments.pages import render_page
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import row_number

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page of an assessment tells of its approval.

    `changes` are those that may matter, `words` those of wording only. `quoting`: the answered questions that show what
    changed, each with its step. `older`: another version that is in force, where that one's estate changed.
    """

    finding: Staleness | None
    changes: Sequence[Row]
    words: Sequence[Row]
    evidence: Sequence[Row]
    supposed: Sequence[Row]
    quoting: Sequence[tuple[Step, Question]]
    scales: Scales
    numbers: Mapping[str, int]
    unwatched: bool
    confirmed: Sequence[EstateSlice]
    confirmable: bool
    older: Version | None
    unjudged: datetime | None


def shown(version: Version) -> Shown:
    """What is told of a version."""
    finding, unwatched = finding_of(version), is_unwatched(version)
    found: Row = finding.found if finding else {}
    changes = found.get("changes", ())
    older = approval_of(version)
    return Shown(
        finding,
        [one for one in changes if not one["wording"]],
        [one for one in changes if one["wording"]],
        sorted(found.get("evidence", ()), key=lambda one: not one["levels"]),
        found.get("supposed", ()),
        _quoting(version, found.get("answers", ())),
        scales_of(version),
        numbers_of(changes),
        unwatched,
        confirmations_of(version),
        (finding is not None or unwatched) and may_confirm(the_actor(), version),
        older if older is not None and finding_of(older) else None,
        unjudged_since(now()) if in_force(version) else None,
    )


def _quoting(version: Version, keys: Sequence[str]) -> list[tuple[Step, Question]]:
    steps = load_questionnaire(version.assessment.kind).steps
    return [(step, question) for step in steps for question in step.questions if question.id in keys]


def numbers_of(changes: Sequence[Row]) -> dict[str, int]:
    """The rows in the database of the assets that are named, so that each can be a link."""
    known = directory().by_key
    keys = {asset["id"] for one in changes for asset in one["assets"]}
    return {key: known[key].number for key in keys if key in known}


@dataclass(frozen=True, slots=True)
class Refused:
    """A confirmation that was refused: why, and what was written."""

    text: str
    typed: str


@blueprint.post("/assessments/<int:assessment_id>/holds")
@allow(Permission.DECIDE)
def holds(assessment_id: int) -> ResponseReturnValue:
    """Confirm that the approval holds though the estate changed."""
    version = readable_version(the_actor(), assessment_id, request.args.get("version", type=row_number))
    reason = request.form.get("reason", "")
    try:
        confirm_holds(the_actor(), version.id, reason, request.form.get("seen", ""))
    except (Invalid, Conflict) as fault:
        db.session.rollback()
        return render_page(version, status_of(fault), holds_refused=Refused(sentence(fault), reason))
    flash(gettext("Noted that the approval still holds. It is watched from the estate as it is now."), "success")
    return redirect(
        url_for("assessments.page", assessment_id=assessment_id, version=version.number, _anchor="estate-changed")
    )


@blueprint.app_context_processor
def staleness() -> dict[str, object]:
    """What the overview asks about the estate under an approval."""
    return {"estate_under": shown}
