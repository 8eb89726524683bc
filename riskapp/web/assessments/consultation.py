"""The package for the authority in the browser: made and signed on the overview, and downloaded."""

from flask import flash, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.assessments.access import readable_version
from riskapp.assessments.models import Version
from riskapp.decisions.consulting import make_package, may_package, package_file, packages_of, why_no_package
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.guard import allow, the_actor
from riskapp.web.numbers import row_number


@blueprint.post("/assessments/<int:assessment_id>/consultation")
@allow(Permission.DECIDE, Permission.ADVISE_DPIA)
def consult(assessment_id: int) -> ResponseReturnValue:
    """Make the package."""
    version = readable_version(the_actor(), assessment_id, request.args.get("version", type=row_number))
    make_package(the_actor(), version.id)
    flash(gettext("The package is signed and on file. Download it below and send it to the authority."), "success")
    return redirect(
        url_for("assessments.page", assessment_id=assessment_id, version=version.number, _anchor="consultation")
    )


@blueprint.get("/assessments/consultation/<int:package_id>.pdf")
@allow(Permission.VIEW_ASSESSMENTS)
def package(package_id: int) -> ResponseReturnValue:
    """The signed bytes on file."""
    file = package_file(the_actor(), package_id)
    answer = make_response(file.pdf)
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return answer


def _kind_of(version: Version) -> str:
    return version.assessment.kind


@blueprint.app_context_processor
def consultation() -> dict[str, object]:
    """What the overview asks of prior consultation."""
    return {
        "packages_of": packages_of,
        "may_package": may_package,
        "why_no_package": why_no_package,
        "kind_of": _kind_of,
    }
