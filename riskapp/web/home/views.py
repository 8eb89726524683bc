"""The first page after sign-in, the search box, the language switch, and what the site says of itself."""

from flask import Blueprint, g, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import or_, select

from riskapp.accounts import operations
from riskapp.accounts.permissions import Permission
from riskapp.assessments.listing import titled
from riskapp.assessments.models import Version
from riskapp.assessments.waiting import mine as assessments_of
from riskapp.assessments.waiting import waiting_for
from riskapp.database import db
from riskapp.decisions.surroundings import today
from riskapp.estate.models import Asset
from riskapp.settings import LANGUAGES
from riskapp.web.guard import public, signed_in, the_actor, the_actor_or_none
from riskapp.web.home.sent_away import what_is_sent
from riskapp.web.home.waiting_rows import WaitingRow
from riskapp.web.kept_forms import local_target
from riskapp.web.language import COOKIE
from riskapp.web.sessions import settings

blueprint = Blueprint("home", __name__)

MOST_FOUND = 50


@blueprint.get("/")
@signed_in
def mine() -> ResponseReturnValue:
    """What waits for me, and the assessments that I take part in."""
    actor = the_actor()
    return render_template(
        "home/mine.html",
        rows=[WaitingRow(row) for row in waiting_for(actor, today())],
        written=assessments_of(actor),
        may_start=actor.may(Permission.EDIT_ASSESSMENTS),
        may_import=actor.may(Permission.IMPORT_ESTATE),
        has_estate=db.session.scalar(select(Asset.id).limit(1)) is not None,
    )


@blueprint.get("/search")
@signed_in
def search() -> ResponseReturnValue:
    """One box over assets and assessments."""
    wanted = request.args.get("q", "").strip()
    assets: list[Asset] = []
    assessments: list[Version] = []
    if wanted and the_actor().may(Permission.VIEW_ESTATE):
        match = or_(Asset.name.icontains(wanted, autoescape=True), Asset.key.icontains(wanted, autoescape=True))
        assets = list(db.session.scalars(select(Asset).where(match).order_by(Asset.name).limit(MOST_FOUND)))
    if wanted and the_actor().may(Permission.VIEW_ASSESSMENTS):
        assessments = titled(the_actor(), wanted, MOST_FOUND)
    return render_template("home/search.html", wanted=wanted, assets=assets, assessments=assessments, most=MOST_FOUND)


@blueprint.post("/language")
@public
def language() -> ResponseReturnValue:
    """Switch between nb and en, and stay where one was."""
    wanted = request.form.get("language", "")
    answer = make_response(redirect(local_target(request.form.get("target", "/").rstrip("?"))))
    if wanted in LANGUAGES:
        if the_actor_or_none() is not None and g.user_language != wanted:
            operations.choose_language(the_actor(), wanted)
        answer.set_cookie(COOKIE, wanted, max_age=31_536_000, httponly=True, samesite="Lax", secure=settings().secure)
    return answer


@blueprint.get("/accessibility")
@public
def accessibility() -> ResponseReturnValue:
    """The accessibility statement."""
    return render_template("home/accessibility.html")


@blueprint.get("/about")
@public
def about() -> ResponseReturnValue:
    """Where data are stored, and who sees them."""
    return render_template("home/about.html", sent=what_is_sent(settings()))
