"""The audit trail: search, a page of events, and one event whole. Nothing here changes anything."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from riskapp.accounts.permissions import Permission
from riskapp.audit import queries
from riskapp.audit.differences import differences, shortened
from riskapp.audit.vocabulary import Action
from riskapp.web.audit import fields, wording
from riskapp.web.audit.forms import read
from riskapp.web.guard import allow
from riskapp.web.numbers import row_number
from riskapp.web.sessions import settings

blueprint = Blueprint("audit", __name__)

SHOWN_FIELDS = 4
SHOWN_CHARACTERS = 120


@blueprint.app_template_filter("audit_phrase")
def phrase(action: str) -> str:
    """An action as a phrase."""
    return wording.phrase(action)


@blueprint.app_template_filter("audit_subject")
def subject(kind: str) -> str:
    """A kind of subject as a word."""
    return wording.subject(kind)


@blueprint.app_template_filter("audit_field")
def field(name: str, action: str) -> str:
    """A field's name as words, in an event of that action."""
    return fields.field(name, action)


@blueprint.app_template_filter("audit_value")
def value(text: str | None, name: str, action: str, most: int | None = None) -> str | None:
    """A value of a field, at most `most` characters; words of a vocabulary and choices in the reader's language."""
    shown = fields.value(name, text, action)
    return shown if most is None else shortened(shown, most)


@blueprint.get("/audit")
@allow(Permission.VIEW_AUDIT)
def trail() -> ResponseReturnValue:
    """The trail, newest first, narrowed by what the address asks for."""
    filters = read(request.args, ZoneInfo(settings().timezone))
    page = queries.search(
        filters.wanted,
        before=request.args.get("before", type=row_number),
        after=request.args.get("after", type=row_number),
    )
    asked: dict[str, Any] = {name: value for name, value in filters.typed.items() if value}
    html = render_template(
        "audit/trail.html",
        filters=filters,
        page=page,
        differences=differences,
        most=SHOWN_FIELDS,
        characters=SHOWN_CHARACTERS,
        people=queries.people(),
        kinds=queries.subject_kinds(),
        actions=sorted(((action.value, wording.phrase(action.value)) for action in Action), key=lambda pair: pair[1]),
        link=lambda **place: url_for("audit.trail", **{**asked, **place}),
    )
    return html, 422 if filters.faults else 200


@blueprint.get("/audit/<int:event_id>")
@allow(Permission.VIEW_AUDIT)
def event(event_id: int) -> ResponseReturnValue:
    """One event with everything that it says."""
    found = queries.event(event_id)
    return render_template("audit/event.html", event=found, changed=differences(found.before, found.after))
