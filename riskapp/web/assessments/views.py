"""Placeholder until the feature's own routes are written."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from riskapp.web.guard import signed_in

blueprint = Blueprint("assessments", __name__)


@blueprint.get("/assessments")
@signed_in
def overview() -> ResponseReturnValue:
    """To come."""
    return render_template("home/about.html")
