"""Whether a question can be kept: it asks something, and is looked at in a way that its page knows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import quote, urlencode

from riskapp.assessments.answers import clean
from riskapp.errors import N_, Invalid
from riskapp.estate.snapshots import present
from riskapp.exchange.change_file import read_changes
from riskapp.explorer import map_view, view
from riskapp.explorer.whole_estate import whole_estate
from riskapp.graph.question import SEVEN_DAYS, check_minutes
from riskapp.graph.vocabulary import Threat
from riskapp.questions.asked import Asked, Topic
from riskapp.questions.subjects import checked_about

LONGEST_ADDRESS = 6_000
"""Characters that changes may take in an address: with the question they stay below what web servers read."""
LONGEST_VIEW = 4_000
"""Characters that the view may take in an address, for the same reason."""


def view_names(topic: Topic) -> tuple[str, ...]:
    """What a question of this topic can be looked at by."""
    return map_view.NAMES if topic is Topic.MAP else view.NAMES


def checked(asked: Asked) -> Asked:
    """The question as it is kept, without what does not belong to it; raises Invalid for what is none."""
    topic = _topic(asked.topic)
    if topic is Topic.RADIUS:
        asked = _of_a_radius(asked)
    elif asked.changes:
        raise Invalid(N_("Only the question of a blast radius can suppose changes of the estate."), field="changes")
    else:
        asked = replace(asked, threat="", outage=None, control=False)
    about = checked_about(topic, asked.about, present())
    return replace(asked, topic=topic.value, about=about, view=_checked_view(topic, asked.view))


def readable(changes: str) -> str:
    """Supposed changes as they are kept. Raises Invalid for what cannot be read or is too long for an address."""
    changes = clean(changes, "changes").strip()
    if changes:
        if len(quote(changes)) > LONGEST_ADDRESS:
            raise Invalid(
                N_("These are more changes than one address can hold. Give them to riskapp what-if as a file instead."),
                field="changes",
            )
        read_changes(changes)
    return changes


def _topic(text: str) -> Topic:
    if text not in [one.value for one in Topic]:
        raise Invalid(N_("There is no question called %(name)s that can be kept."), field="topic", name=text)
    return Topic(text)


def _of_a_radius(asked: Asked) -> Asked:
    if asked.threat not in [one.value for one in Threat]:
        raise Invalid(N_("Choose what happens: it fails, it lies or it leaks."), field="threat")
    outage = asked.outage if asked.threat == Threat.AVAILABILITY else None
    check_minutes(outage, SEVEN_DAYS)
    control = asked.control and asked.threat != Threat.CONFIDENTIALITY
    return replace(asked, outage=outage, control=control, changes=readable(asked.changes))


def _checked_view(topic: Topic, given: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The view as its page writes it into the address."""
    names = view_names(topic)
    for name in given:
        if name not in names:
            raise Invalid(
                N_("This question cannot be looked at by %(name)s, only by %(names)s."),
                field="view",
                name=name,
                names=", ".join(names),
            )
    args = {name: [clean(one, "view") for one in values] for name, values in given.items()}
    seen = map_view.map_view_of(args, whole_estate(present())) if topic is Topic.MAP else view.view_of(args)
    written = seen.written()
    if len(urlencode(written, doseq=True)) > LONGEST_VIEW:
        raise Invalid(
            N_("This view is longer than one address can hold. Fold stacks, or search for less."), field="view"
        )
    return written
