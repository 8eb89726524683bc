"""The notice after a change of the estate, with a button that undoes it, and what that button does."""

from flask import flash, g, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.audit.models import AuditEvent
from riskapp.errors import Conflict, Invalid
from riskapp.estate.undoing import last_change, undo_last_change
from riskapp.web.answers import sentence
from riskapp.web.audit.wording import phrase
from riskapp.web.estate.blueprint import blueprint
from riskapp.web.guard import allow, the_actor, the_actor_or_none
from riskapp.web.kept_forms import local_target
from riskapp.web.numbers import row_number


@blueprint.before_request
def remember_last_change() -> None:
    """Keep in mind what the person's last change was, so that a form that changed nothing offers no undo."""
    actor = the_actor_or_none()
    if request.method == "POST" and actor is not None:
        change = last_change(actor)
        g.change_before = change.id if change else None


def say_stored(text: str) -> None:
    """Say that something is stored, with a button to undo it where this request changed what can be undone."""
    change = last_change(the_actor())
    undoable = change is not None and change.id != g.change_before
    flash(text, f"undo:{change.id}" if change is not None and undoable else "success")


@blueprint.post("/estate/undo")
@allow(Permission.EDIT_ESTATE)
def undo() -> ResponseReturnValue:
    """Undo the person's last change, where it is the one that the button stood beside."""
    try:
        event = undo_last_change(the_actor(), request.form.get("event", 0, type=row_number))
    except (Conflict, Invalid) as error:
        flash(sentence(error), "warning")
    else:
        flash(gettext("Undone: %(what)s.", what=change_words(event)), "success")
    return redirect(local_target(request.form.get("back", "/estate")))


def change_words(event: AuditEvent) -> str:
    """What somebody did, and to what where one thing has a name."""
    return " · ".join(filter(None, (phrase(event.action), event.subject_label)))
