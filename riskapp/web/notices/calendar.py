"""The calendar feed in the browser: fetched by calendars with its secret, made and taken back on one's own page."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext

from riskapp.accounts.authority import actor_of
from riskapp.accounts.models import User
from riskapp.database import db, now
from riskapp.decisions.reviews.days import Day, days_ahead
from riskapp.decisions.surroundings import today
from riskapp.errors import N_, NotFound
from riskapp.exchange.calendar_feed import DayEvent, feed_file
from riskapp.notices.feed import make_feed, owner_of, revoke_feed
from riskapp.notices.kinds import NoticeKind
from riskapp.web.guard import public, signed_in, the_actor
from riskapp.web.notices.blueprint import blueprint
from riskapp.web.notices.outside import HORIZON, address_of

TITLES = {
    NoticeKind.MEASURE_DUE: N_("Measure %(place)s is due: %(title)s"),
    NoticeKind.CONDITION_DUE: N_("Condition %(place)s is due: %(title)s"),
    NoticeKind.ACCEPTANCE_ENDS: N_("The acceptance of %(place)s ends: %(title)s"),
    NoticeKind.REVIEW_DUE: N_("To be reviewed: %(title)s"),
}


@blueprint.get("/calendar/<token>.ics")
@public
def feed(token: str) -> ResponseReturnValue:
    """The days of whoever the secret belongs to: kind and title, and no text of an assessment."""
    owner = owner_of(token)
    if owner is None:
        raise NotFound(N_("There is no such calendar. Make a new address on your own page in riskapp."))
    with force_locale(owner.language):
        events = [_event(owner, one) for one in days_ahead(actor_of(owner), today(), HORIZON)]
        name = gettext("riskapp: what is due")
    return Response(feed_file(name, events, now()), mimetype="text/calendar")


@blueprint.post("/me/calendar")
@signed_in
def make_calendar() -> ResponseReturnValue:
    """Make the address, or a new one, and show it this once."""
    address = address_of("notices.feed", token=make_feed(the_actor()))
    return render_template("notices/calendar.html", address=address, user=db.session.get_one(User, the_actor().id))


@blueprint.post("/me/calendar/revoke")
@signed_in
def revoke_calendar() -> ResponseReturnValue:
    """Take the address back."""
    revoke_feed(the_actor())
    flash(gettext("The calendar address opens nothing any more."), "success")
    return redirect(url_for("accounts.me"))


def _event(owner: User, one: Day) -> DayEvent:
    title = gettext(TITLES[one.kind], place=one.place.lstrip("K"), title=one.version.title)
    url = address_of("assessments.page", assessment_id=one.version.assessment_id)
    return DayEvent(f"{one.key}-{owner.id}@riskapp", one.day, title, url)
