"""A form whose fields are saved each by itself: which were sent, what was seen, and what two people changed at once."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from flask import jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from riskapp.assessments.field_merge import marks
from riskapp.assessments.field_saving import FieldsSaved, Sent
from riskapp.web.assessments.field_layout import Layout, Text
from riskapp.web.assessments.wording import clock
from riskapp.web.forms import Form
from riskapp.web.numbers import version_seen

SEEN = "fields_seen"
"""The input that has the marks of what the writer saw."""
LISTED = "listed"
"""The input that names those of the form that say nothing at all where nothing of them is ticked."""
_CHOICE = "take:"


@dataclass(frozen=True, slots=True)
class Disputed:
    """A field that two people changed: its label, its inputs as they are stored, and both as they are read."""

    label: str
    inputs: Mapping[str, Text]
    theirs: str
    mine: str

    @property
    def name(self) -> str:
        """The input that stands for the field where one chooses."""
        return next(iter(self.inputs))


def sent_by(layout: Layout, also: Collection[str] = ()) -> Sent:
    """What the form carried, without the fields where the writer chose what the other wrote.

    `also` are fields that a button of the form wrote.
    """
    there = {*request.form, *request.form.getlist(LISTED)}
    names = [name for name in layout.names if there & set(layout.inputs(name)) and not leaves(layout.inputs(name)[0])]
    names += [name for name in also if name not in names]
    return Sent(names, version_seen(request.form.get("row_version")), sent_marks())


def leaves(place: str) -> bool:
    """Whether the writer chose that what the other wrote in this input shall stand."""
    return request.form.get(f"{_CHOICE}{place}") == "theirs"


def sent_marks(name: str = SEEN) -> dict[str, str] | None:
    """The marks of what the writer saw; None where the form does not say."""
    try:
        found = json.loads(request.form.get(name, ""))
    except ValueError:
        return None
    if not isinstance(found, dict):
        return None
    return {name: value for name, value in found.items() if isinstance(value, str)}


def marks_text(values: Mapping[str, Any]) -> str:
    """What the form carries: the marks of all fields as its writer sees them."""
    return json.dumps(marks(values), separators=(",", ":"))


def marks_shown(form: Form, values: Mapping[str, Any]) -> str:
    """What the form shows was seen: a form that was refused keeps what its writer saw, for nothing of it is stored."""
    return request.form.get(SEEN, "") if form.errors else marks_text(values)


def disputed_of(layout: Layout, saved: FieldsSaved) -> list[Disputed]:
    """The fields in dispute, as the page and the script show them."""
    return [
        _disputed(layout, saved, name, mine) for name, (_theirs, mine) in saved.disputed.items() if name in layout.names
    ]


def _disputed(layout: Layout, saved: FieldsSaved, name: str, mine: Any) -> Disputed:
    texts = layout.texts(saved.values)
    return Disputed(
        layout.label(name),
        {place: texts[place] for place in layout.inputs(name)},
        layout.read(name, saved.values),
        layout.read(name, {**saved.values, name: mine}),
    )


def with_mine(saved: FieldsSaved) -> dict[str, Any]:
    """What is stored, with the writer's own text where it is in dispute."""
    return {**saved.values, **{name: mine for name, (_theirs, mine) in saved.disputed.items()}}


def merged_form(layout: Layout, saved: FieldsSaved, others: Sequence[str] = ()) -> Form:
    """The form with what is stored and the own text where it is in dispute; `others` are inputs that are no fields."""
    kept = {name: request.form.getlist(name) for name in others if name in request.form}
    return layout.form_of(with_mine(saved), {**kept, "row_version": [str(saved.row_version)]})


def answer_to_script(
    layout: Layout, saved: FieldsSaved, at: datetime, parts: Mapping[str, str] | None = None
) -> ResponseReturnValue:
    """For the script: the new marks, what others wrote meanwhile, what is in dispute, and fresh parts of the page.

    `at` is when the row was saved last.
    """
    names = [name for name in saved.taken if name in layout.names]
    taken = [{**asdict(_disputed(layout, saved, name, None)), "rule": name in saved.filled} for name in names]
    answer = {
        "seen": saved.row_version,
        "fields": marks_text(saved.values),
        "taken": taken,
        "disputed": [asdict(one) for one in disputed_of(layout, saved)],
        "saved": gettext("Saved %(time)s", time=clock(at)),
        "parts": parts or {},
    }
    if saved.disputed:
        answer["error"] = gettext("Somebody else wrote in the same field. Choose what shall stand.")
    return jsonify(answer), 409 if saved.disputed else 200
