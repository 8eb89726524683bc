"""How the words of an assessment are said to a person: states, kinds, marks, catalogue texts and what is missing."""

from collections.abc import Mapping
from datetime import date, datetime

from flask_babel import format_time, get_locale, gettext

from riskapp.assessments.draft import Missing
from riskapp.assessments.risk import what_is_feared
from riskapp.catalogues.text import Text
from riskapp.errors import N_
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.formatting import day

KINDS: Mapping[str, str] = {"dpia": N_("DPIA"), "ros": N_("Risk assessment")}

COLOURS: Mapping[str, str] = {
    "draft": "neutral",
    "sent back": "warning",
    "in review": "info",
    "advised": "info",
    "approved": "success",
    "rejected": "danger",
}

TREATMENTS: Mapping[str, str] = {
    "": N_("not chosen"),
    "modify": N_("modify it with measures"),
    "avoid": N_("avoid it: do not do what brings it"),
    "share": N_("share it with others"),
    "retain": N_("retain it as it is"),
}
"""What is done about a risk (ISO/IEC 27005:2022, 8.2)."""

FIGURES: Mapping[str, str] = {
    "processes": N_("processes that are hit"),
    "minutes": N_("minutes that the worst hit process is down"),
    "persons": N_("persons whose data got out, at most"),
    "black_starts": N_("groups that wait for each other at start"),
}
"""What a blast radius is measured in."""

KNOWLEDGE: Mapping[str, str] = {"": N_("not said"), "low": N_("weak"), "medium": N_("fair"), "high": N_("strong")}
"""How strong the knowledge behind a judgement is."""

WITH: Mapping[str, str] = {
    "draft": N_("the project team"),
    "sent back": N_("the project team"),
    "advised": N_("the system owner"),
    "approved": "",
    "rejected": "",
}
"""Who has an assessment now, by its state; in review it is whoever advises on its kind."""

ADVISERS: Mapping[str, str] = {"dpia": N_("the privacy officer"), "ros": N_("security")}

WORDS = (
    N_("draft"),
    N_("in review"),
    N_("advised"),
    N_("approved"),
    N_("rejected"),
    N_("sent back"),
    N_("submit"),
    N_("advise"),
    N_("send back"),
    N_("approve"),
    N_("reject"),
    N_("new version"),
    N_("done"),
    N_("started"),
    N_("not started"),
    N_("nothing to fill in"),
    N_("not needed"),
    N_("in place"),
    N_("needs"),
    N_("needed by"),
    N_("to decide"),
    N_("to accept"),
    N_("to advise"),
    N_("to answer"),
    N_("overdue"),
    N_("expiring"),
    N_("open again"),
    N_("remark"),
    N_("request for change"),
    N_("taken over"),
    N_("declined"),
)
"""The closed vocabularies that pages show through the filter `word`."""


@blueprint.app_template_filter()
def said(text: Text | Mapping[str, str] | None) -> str:
    """A text of the catalogue, or of frozen content, in the reader's language."""
    if text is None:
        return ""
    if not isinstance(text, Text):
        text = Text(nb=text["nb"], en=text["en"])
    return text.in_language(str(get_locale() or "en"))


@blueprint.app_template_filter()
def in_words(missing: Missing) -> str:
    """What is missing, as a sentence in the reader's language."""
    values = {
        name: said(value) if isinstance(value, Text) else gettext(value) if isinstance(value, str) and value else value
        for name, value in missing.values.items()
    }
    return gettext(missing.text) % values if values else gettext(missing.text)


@blueprint.app_template_filter()
def kind_name(kind: str) -> str:
    """DPIA or risk assessment."""
    return gettext(KINDS[kind])


@blueprint.app_template_filter()
def state_colour(state: str) -> str:
    """The colour that helps the eye; the word stands beside it."""
    return COLOURS[state]


@blueprint.app_template_filter()
def treatment(how: str) -> str:
    """What is done about a risk."""
    return gettext(TREATMENTS[how])


@blueprint.app_template_filter()
def figure(name: str) -> str:
    """What a blast radius is measured in."""
    return gettext(FIGURES[name])


@blueprint.app_template_filter()
def strength(knowledge: str) -> str:
    """How strong the knowledge behind a judgement is."""
    return gettext(KNOWLEDGE[knowledge])


@blueprint.app_template_filter()
def lost(property_lost: str, kind: str) -> str:
    """What is lost, in the words of the kind: a DPIA speaks of feared events, a ROS of properties."""
    return gettext(what_is_feared(kind)[property_lost])


@blueprint.app_template_filter()
def holder(state: str, kind: str) -> str:
    """Who has the assessment now; nothing where it is decided."""
    words = ADVISERS[kind] if state == "in review" else WITH[state]
    return gettext(words) if words else ""


@blueprint.app_template_filter()
def clock(moment: datetime | None) -> str:
    """The time of the day, as in “Saved 14:02”."""
    return "" if moment is None else format_time(moment, "HH:mm")


@blueprint.app_template_filter()
def iso_day(text: str) -> str:
    """The day of an ISO date that was kept as text."""
    return day(date.fromisoformat(text))


@blueprint.app_template_filter()
def field_id(key: str) -> str:
    """An answer key as an element's id: a dot would look like a class to a style sheet."""
    return key.replace(".", "-")
