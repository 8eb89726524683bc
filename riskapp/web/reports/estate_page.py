"""Choosing what goes into a report on the estate, and issuing it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.errors import Invalid
from riskapp.estate.snapshots import present
from riskapp.issuing.estate.told import MOST_HITS
from riskapp.issuing.issuing import issue_report
from riskapp.web.guard import allow, the_actor
from riskapp.web.processing.wording import language
from riskapp.web.reports.blueprint import blueprint
from riskapp.web.reports.estate_form import EstateForm


@blueprint.route("/reports/issued/estate", methods=["GET", "POST"])
@allow(Permission.ISSUE_REPORTS)
def choose_estate() -> ResponseReturnValue:
    """The worst of each threat to choose among, and others by their names."""
    form, snapshot = EstateForm(), present()
    form.offer(snapshot, language(), first=not form.is_submitted())
    if form.validate_on_submit():
        try:
            issue_report(the_actor(), "estate", form.language.data, form.hits(snapshot))
        except Invalid as error:
            form.refuse(error)
        else:
            flash(gettext("The report is issued, signed and kept. It stands first in the list."), "success")
            return redirect(url_for("reports.issued"))
    page = render_template("reports/estate.html", form=form, most=MOST_HITS)
    return page, 422 if form.errors else 200
