"""Reusing an assessment in the browser: a copy for another system, a base that others follow, and what it changes."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.assessments.access import may_read, may_write, readable_version, scoped_ids
from riskapp.assessments.base_news import CHOSEN, News, base_version, heirs_of, news_of
from riskapp.assessments.comparison import Difference
from riskapp.assessments.models import Version
from riskapp.assessments.origins import TakenOver, heir_of, origins_of
from riskapp.assessments.queries import asset_named
from riskapp.database import db
from riskapp.decisions.reuse.copying import LEFT_BEHIND, copy_assessment, declare_base
from riskapp.decisions.reuse.inheriting import decline, see_base, take_over
from riskapp.errors import Conflict, Invalid
from riskapp.reports.assessment.since_words import said_parts
from riskapp.web.answers import sentence, status_of
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.assessments.comparing import reader_here
from riskapp.web.assessments.reuse_form import CopyForm
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import row_number, version_seen


@blueprint.route("/assessments/<int:assessment_id>/copy", methods=["GET", "POST"])
@allow(Permission.EDIT_ASSESSMENTS)
def copy(assessment_id: int) -> ResponseReturnValue:
    """Start an assessment of another system with the texts of this one."""
    version = readable_version(the_actor(), assessment_id)
    form, base = CopyForm(), base_version(version.assessment)
    if form.validate_on_submit():
        try:
            assets = [asset_named(form.asset.data)] if form.asset.data.strip() else []
            follow = base is not None and form.how.data == "follow"
            copied = copy_assessment(the_actor(), assessment_id, form.title.data, assets, follow=follow)
        except Invalid as error:
            db.session.rollback()
            form.refuse(error)
        else:
            told = gettext(
                "Taken over: %(answers)s answers, %(risks)s scenarios and %(measures)s measures. Each is marked.",
                answers=copied.answers,
                risks=copied.risks,
                measures=copied.measures,
            )
            flash(told, "success")
            return redirect(url_for("assessments.page", assessment_id=copied.assessment_id))
    page = render_template(
        "assessments/copy.html",
        version=version,
        form=form,
        base=base,
        left_behind=[gettext(one) for one in LEFT_BEHIND],
    )
    return page, 422 if form.errors else 200


@blueprint.post("/assessments/<int:assessment_id>/declare-base")
@allow(Permission.DECIDE, Permission.EDIT_ASSESSMENTS)
def declare(assessment_id: int) -> ResponseReturnValue:
    """Say that others may follow it, or no longer."""
    readable_version(the_actor(), assessment_id)
    shared = request.form.get("shared", "")
    declare_base(the_actor(), assessment_id, shared)
    told = gettext("Others can follow it from now on.") if shared else gettext("It is no base of others any more.")
    flash(told, "success")
    return redirect(url_for("assessments.base", assessment_id=assessment_id))


@blueprint.get("/assessments/<int:assessment_id>/base")
@allow(Permission.VIEW_ASSESSMENTS)
def base(assessment_id: int) -> ResponseReturnValue:
    """What it was taken over from, what its base has changed since, and who follows it."""
    return _base(readable_version(the_actor(), assessment_id, request.args.get("version", type=row_number)))


@blueprint.post("/assessments/<int:assessment_id>/base")
@allow(Permission.EDIT_ASSESSMENTS)
def judge_base(assessment_id: int) -> ResponseReturnValue:
    """Take one change of the base over, decline it with a reason, or say that it was seen and changes nothing here."""
    version, sent = readable_version(the_actor(), assessment_id), request.form
    place, seen = sent.get("place", ""), version_seen(sent.get("base"))
    try:
        if sent.get("do") == "seen":
            see_base(the_actor(), version.id, seen)
            flash(gettext("Noted that it is seen. It has caught up with its base."), "success")
        elif sent.get("do") == "decline":
            decline(the_actor(), version.id, place, seen, sent.get("reason", ""))
            flash(gettext("Noted that it is not taken over, and why."), "success")
        else:
            left = take_over(the_actor(), version.id, place, seen)
            flash(gettext("It is taken over."), "success")
            for one in left:
                flash(gettext(one), "warning")
    except (Invalid, Conflict) as fault:
        db.session.rollback()
        return _base(readable_version(the_actor(), assessment_id), fault, place)
    return redirect(url_for("assessments.base", assessment_id=assessment_id))


def _base(version: Version, fault: Invalid | Conflict | None = None, place: str = "") -> ResponseReturnValue:
    actor, news, heir = the_actor(), news_of(version), heir_of(version)
    assets = scoped_ids(version)
    page = render_template(
        "assessments/base.html",
        version=version,
        heir=heir,
        of=db.session.get(Version, heir.base_version_id) if heir else None,
        origins=origins_of(version),
        news=news,
        parts=said_parts(news.open, reader_here()) if news else (),
        others=said_parts(_others(news), reader_here()) if news else (),
        heirs=[one for one in heirs_of(version) if may_read(actor, one)],
        may_write=may_write(actor, version) and version is version.assessment.latest,
        may_declare=actor.may_for_all(Permission.DECIDE, assets) or actor.may_everywhere(Permission.EDIT_ASSESSMENTS),
        fault=sentence(fault) if fault else "",
        refused=place,
        typed=request.form.get("reason", ""),
    )
    return page, status_of(fault) if fault else 200


def _others(news: News) -> list[Difference]:
    return [one for one in news.comparison.differences if one.part not in CHOSEN]


@blueprint.app_context_processor
def reuse() -> dict[str, object]:
    """What the overview, the wizard and the list of scenarios ask about where texts came from."""
    return {"taken_over": taken_over, "news_of_base": news_of, "heir_of": heir_of}


def taken_over(version: Version, place: str) -> TakenOver | None:
    """Where the text at a place came from; None where the team wrote it."""
    kept: dict[int, dict[str, TakenOver]] = g.setdefault("origins", {})
    if version.id not in kept:  # a page asks for every place of one version
        kept[version.id] = origins_of(version)
    return kept[version.id].get(place)
