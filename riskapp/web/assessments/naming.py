"""The type-ahead of a remark: people who may read the assessment, whose name or user name begins like what is typed."""

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from riskapp.assessments.access import readable_version
from riskapp.assessments.dialogue import may_remark
from riskapp.assessments.people import readers
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.assessments.dialogue import TALKING
from riskapp.web.guard import allow, the_actor

MOST = 8


@blueprint.get("/assessments/<int:assessment_id>/readers")
@allow(*TALKING)
def reader_choices(assessment_id: int) -> ResponseReturnValue:
    """At most eight people with their user names; nobody for whoever may not say anything here."""
    version = readable_version(the_actor(), assessment_id)
    wanted = request.args.get("q", "").strip().casefold()
    people = readers(version) if may_remark(the_actor(), version) else []
    found = [one for one in people if _begins(wanted, one.username, *one.name.split())]
    return jsonify([{"username": one.username, "name": one.name} for one in found[:MOST]])


def _begins(wanted: str, *words: str) -> bool:
    return any(one.casefold().startswith(wanted) for one in words)
