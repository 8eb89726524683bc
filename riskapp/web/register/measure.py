"""One measure of the register: what it is, how it stands, what shows it, and where it is used."""

from dataclasses import asdict, dataclass

from flask import flash, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.assessments.content_rows import effect_on_treated
from riskapp.assessments.field_saving import FieldsSaved
from riskapp.assessments.measure_register import Uses, registered_measure, state_of, uses_of
from riskapp.assessments.measuring import scales_of
from riskapp.assessments.models import Measure, RegisteredMeasure, Version
from riskapp.assessments.registered import follow_up_of, may_write_registered, save_follow_up
from riskapp.assessments.states import editable
from riskapp.database import db
from riskapp.decisions.authority import would_give_up_deciding
from riskapp.decisions.surroundings import today
from riskapp.errors import Invalid
from riskapp.web.assessments.components import Context, row_of
from riskapp.web.assessments.estate_effect import Told, told
from riskapp.web.assessments.field_saving import (
    answer_to_script,
    disputed_of,
    marks_shown,
    marks_text,
    merged_form,
    sent_by,
)
from riskapp.web.assessments.replies import wants_json
from riskapp.web.forms import Form
from riskapp.web.guard import allow, the_actor
from riskapp.web.register.blueprint import blueprint
from riskapp.web.register.measure_form import EvidenceForm, FollowUpForm, follow_up_layout, stands
from riskapp.web.register.measures import COLOURS, Words


@dataclass(frozen=True, slots=True)
class Use:
    """The measure in an assessment, the scenarios that it treats with their levels, and its effect on the estate."""

    version: Version
    measure: Measure
    rows: tuple[Context, ...]
    on_estate: tuple[Told, ...]

    @property
    def old(self) -> bool:
        """Whether a newer version of the assessment is without it."""
        return self.version is not self.version.assessment.latest


@blueprint.get("/register/measures/<int:registered_id>")
@allow(Permission.VIEW_ASSESSMENTS)
def measure(registered_id: int) -> ResponseReturnValue:
    """The page."""
    found = registered_measure(the_actor(), registered_id)
    return measure_page(found, stands(found))


@blueprint.post("/register/measures/<int:registered_id>")
@allow(Permission.EDIT_ASSESSMENTS)
def follow_up_measure(registered_id: int) -> ResponseReturnValue:
    """Store how it stands."""
    found, form = registered_measure(the_actor(), registered_id), FollowUpForm()
    form.offer()
    if not form.validate():
        return _refused(found, form)
    try:
        saved = save_follow_up(the_actor(), registered_id, form.told(), sent_by(follow_up_layout()))
    except Invalid as error:
        form.refuse(error)
        return _refused(found, form)
    if wants_json():
        return answer_to_script(follow_up_layout(), saved, found.saved_at)
    if saved.disputed:
        return measure_page(found, merged_form(follow_up_layout(), saved), saved=saved)
    flash(gettext("Saved."), "success")
    return redirect(url_for("register.measure", registered_id=registered_id))


def _refused(found: RegisteredMeasure, form: FollowUpForm) -> ResponseReturnValue:
    return (jsonify({"error": form.in_a_line}), 422) if wants_json() else measure_page(found, form)


def measure_page(
    found: RegisteredMeasure,
    form: Form,
    *,
    saved: FieldsSaved | None = None,
    evidence: EvidenceForm | None = None,
) -> ResponseReturnValue:
    """The page with a form as it was filled in, and what was wrong with it."""
    layout = follow_up_layout()
    layout.offer(form)
    uses = uses_of(the_actor(), found.id)
    drafts = [one.version for one in _uses(uses) if editable(one.version.state)]
    page = render_template(
        "register/measure.html",
        registered=found,
        form=form,
        both=disputed_of(layout, saved) if saved else [],
        fields_seen=marks_text(saved.values) if saved else marks_shown(form, asdict(follow_up_of(found))),
        evidence_form=evidence or EvidenceForm(formdata=None),
        state=state_of(found.status, found.due, len(found.evidence), today()),
        words=Words(),
        colours=COLOURS,
        uses=_uses(uses),
        hidden=uses.hidden,
        editable=may_write_registered(the_actor(), found.id),
        gives_up=next((one for one in drafts if would_give_up_deciding(the_actor(), one)), None),
    )
    errors = form.errors or (evidence is not None and evidence.errors)
    return page, 409 if saved else 422 if errors else 200


def _uses(uses: Uses) -> list[Use]:
    found = []
    for one in uses.measures:
        version = db.session.get_one(Version, one.version_id)
        rows = tuple(row_of(risk, scales_of(version)) for risk in one.treats)
        found.append(Use(version, one, rows, tuple(told(effect) for effect in effect_on_treated(one))))
    return found
