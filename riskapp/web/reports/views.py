"""Placeholder until the feature's own routes are written."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from riskapp.web.guard import signed_in

blueprint = Blueprint("reports", __name__)


@blueprint.get("/verify")
@signed_in
def verify() -> ResponseReturnValue:
    """To come."""
    return render_template("home/about.html")
