"""Notifications in the browser: what one has been told, opening it where it stands, and marking it as read."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.notices.reading import MOST, mark_all_read, mark_read, notices_of
from riskapp.web.guard import signed_in, the_actor
from riskapp.web.notices import calendar, mailing
from riskapp.web.notices.blueprint import blueprint
from riskapp.web.notices.rows import row_of, rows_of

MODULES = (calendar, mailing)
"""Importing them is what adds their routes."""

__all__ = ["MODULES", "blueprint"]


@blueprint.get("/notifications")
@signed_in
def overview() -> ResponseReturnValue:
    """What I have been told, unread first."""
    rows = rows_of(the_actor(), notices_of(the_actor()))
    return render_template("notices/list.html", rows=rows, most=MOST)


@blueprint.post("/notifications/<int:notice_id>")
@signed_in
def opened(notice_id: int) -> ResponseReturnValue:
    """Mark one as read and go to what it tells of."""
    row = row_of(the_actor(), mark_read(the_actor(), notice_id))
    return redirect(row.url or url_for("notices.overview"))


@blueprint.post("/notifications/<int:notice_id>/read")
@signed_in
def read(notice_id: int) -> ResponseReturnValue:
    """Mark one as read and stay."""
    mark_read(the_actor(), notice_id)
    return redirect(url_for("notices.overview"))


@blueprint.post("/notifications/read")
@signed_in
def read_all() -> ResponseReturnValue:
    """Mark all as read."""
    mark_all_read(the_actor())
    flash(gettext("All notifications are marked as read."), "success")
    return redirect(url_for("notices.overview"))
