"""Files that show that a measure is done: sent in, taken away, and handed out as nothing but a download."""

from io import BytesIO

from flask import flash, redirect, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.assessments.evidence_files import MOST_BYTES, attach_file, file_to_read, remove_file
from riskapp.assessments.measure_register import registered_measure
from riskapp.errors import Invalid
from riskapp.web.guard import allow, the_actor
from riskapp.web.register.blueprint import blueprint
from riskapp.web.register.measure import measure_page
from riskapp.web.register.measure_form import EvidenceForm, stands
from riskapp.web.sizes import takes_file


@blueprint.get("/register/measures/<int:registered_id>/evidence")
@allow(Permission.VIEW_ASSESSMENTS)
def evidence(registered_id: int) -> ResponseReturnValue:
    """Where the files of a measure stand."""
    found = registered_measure(the_actor(), registered_id)
    return redirect(url_for("register.measure", registered_id=found.id, _anchor="evidence"))


@blueprint.post("/register/measures/<int:registered_id>/evidence")
@allow(Permission.EDIT_ASSESSMENTS)
@takes_file
def attach_evidence(registered_id: int) -> ResponseReturnValue:
    """Attach a file."""
    found, form = registered_measure(the_actor(), registered_id), EvidenceForm()
    if not form.validate():
        return measure_page(found, stands(found), evidence=form)
    try:
        with form.file.data.stream as sent:
            # One byte more than is allowed tells that it is too large.
            content = sent.read(MOST_BYTES + 1)
        attach_file(the_actor(), registered_id, form.file.data.filename or "", content)
    except Invalid as error:
        form.refuse(error)
        return measure_page(found, stands(found), evidence=form)
    flash(gettext("The file is attached."), "success")
    return redirect(url_for("register.evidence", registered_id=registered_id))


@blueprint.get("/register/evidence/<int:file_id>")
@allow(Permission.VIEW_ASSESSMENTS)
def evidence_file(file_id: int) -> ResponseReturnValue:
    """The bytes of a file, as nothing that a browser opens by itself."""
    kept = file_to_read(the_actor(), file_id)
    stream = BytesIO(kept.content)
    return send_file(stream, mimetype="application/octet-stream", as_attachment=True, download_name=kept.name)


@blueprint.post("/register/evidence/<int:file_id>/remove")
@allow(Permission.EDIT_ASSESSMENTS)
def remove_evidence(file_id: int) -> ResponseReturnValue:
    """Take a file away."""
    registered_id = remove_file(the_actor(), file_id)
    flash(gettext("The file is taken away. The audit trail keeps its name and fingerprint."), "success")
    return redirect(url_for("register.evidence", registered_id=registered_id))
