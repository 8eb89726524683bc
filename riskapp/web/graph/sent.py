"""A question on its way to be kept: the hidden fields of the form, and what is read from them when they are sent.

The fields of the view bear the names of the address line; those of a blast radius and of what if are all of its own.
"""

from flask import Blueprint, request
from werkzeug.datastructures import MultiDict

from riskapp.errors import N_, Invalid
from riskapp.estate.snapshots import present
from riskapp.explorer.whole_estate import whole_estate
from riskapp.questions.asked import Asked, Topic
from riskapp.questions.checking import view_names
from riskapp.web.graph.overviewing import chosen_on, meant
from riskapp.web.graph.question import QuestionForm
from riskapp.web.graph.supposition import Supposition, supposition_of
from riskapp.web.numbers import row_number

Sent = MultiDict[str, str]


def asked_in_form(sent: Sent) -> Asked:
    """The question that a form keeps; without a topic it is a blast radius. Raises Invalid where it asks nothing."""
    topic = sent.get("topic") or Topic.RADIUS.value
    view = _view(sent, topic)
    if topic == Topic.RADIUS:
        supposition = supposition_in_form(sent)
        question = supposition.question
        asked = supposition.hit, question.threat.value, question.outage, question.control, supposition.text
        return Asked(*asked, view={} if supposition.changes else view)
    if topic == Topic.MAP:
        return _map(view)
    return Asked(tuple(sent.getlist("about")), topic=topic, view=view)


def supposition_in_form(sent: Sent) -> Supposition:
    """The blast radius or what if in a form, whose hidden fields are those of the address line."""
    form, asset_id = QuestionForm(sent), sent.get("asset_id", type=row_number)
    if asset_id is None or not form.validate():
        raise Invalid(N_("This address asks a question that has no answer. Go back and ask again."))
    return supposition_of(asset_id, form.question(), sent)


def looked_at(topic: str) -> list[tuple[str, str]]:
    """How the page that is shown is looked at: names and values of its address line."""
    return [(name, value) for name, values in _view(request.args, topic).items() for value in values]


def looks(topic: str) -> str:
    """The names of the address line that say how a page is looked at, for the page's script."""
    return " ".join(view_names(Topic(topic)))


def install(blueprint: Blueprint) -> None:
    """Make the functions known to the templates."""
    for function in (looked_at, looks):
        blueprint.add_app_template_global(function)


def _view(given: Sent, topic: str) -> dict[str, list[str]]:
    names = view_names(Topic(topic)) if topic in [one.value for one in Topic] else ()
    view = {name: [value for value in given.getlist(name) if value.strip()] for name in names}
    return {name: values for name, values in view.items() if values}


def _map(view: dict[str, list[str]]) -> Asked:
    """The map; an asset that is chosen on it is kept by its id, other words that were searched for as they are."""
    snapshot = present()
    chosen = chosen_on(whole_estate(snapshot), meant(snapshot, view.get("asset", [""])[0].strip()))
    if chosen is None:
        return Asked((), topic=Topic.MAP, view=view)
    rest = {name: values for name, values in view.items() if name != "asset"}
    return Asked((chosen.asset.id,), topic=Topic.MAP, view=rest)
