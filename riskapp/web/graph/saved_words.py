"""What a question that somebody keeps asks, in a sentence or two; what is no longer there is called by its id."""

from collections.abc import Sequence

from flask_babel import gettext

from riskapp.estate.directory import directory
from riskapp.estate.snapshots import present
from riskapp.explorer.directory import directory_of
from riskapp.graph.vocabulary import Threat
from riskapp.questions.asked import Asked, Topic
from riskapp.web.formatting import word
from riskapp.web.graph.headlines import question_text
from riskapp.web.graph.map_words import land_name
from riskapp.web.graph.opening import question_in


def in_words(asked: Asked) -> str:
    """The question as a sentence or two."""
    names = _names(asked)
    match Topic(asked.topic):
        case Topic.RADIUS:
            return _radius(names, asked)
        case Topic.NEEDS:
            return gettext("What does %(name)s need?", name=names[0])
        case Topic.WAYS:
            return gettext("How does %(start)s reach %(end)s?", start=names[0], end=names[1])
        case Topic.LINEAGE:
            return gettext("Where do the data in “%(name)s” go?", name=names[0])
        case Topic.SUPPLIER:
            return gettext("What hangs on %(name)s?", name=names[0])
        case Topic.MAP:
            return _map(names, asked)


def _names(asked: Asked) -> list[str]:
    known = directory_of(present())
    if asked.topic == Topic.LINEAGE:
        return [known.categories[key].name if key in known.categories else key for key in asked.about]
    return [known.assets[key].name if key in known.assets else key for key in asked.about]


def _radius(names: Sequence[str], asked: Asked) -> str:
    text = question_text(names, question_in(asked))
    if asked.control and asked.threat == Threat.AVAILABILITY:
        control = gettext("An attacker controls it, and takes down all that he controls")
        return f"{text} {control}."
    return text


def _map(names: Sequence[str], asked: Asked) -> str:
    """The map, and what of it is shown."""
    shown = [
        *names,
        *asked.view.get("asset", ()),
        *(land_name(key, directory()) for key in asked.view.get("place", ())),
        *(word(kind) for kind in asked.view.get("kind", ())),
    ]
    if not shown:
        return gettext("The whole estate")
    return gettext("The whole estate: %(shown)s", shown=", ".join(shown))
