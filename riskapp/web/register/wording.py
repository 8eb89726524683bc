"""How the register's words are said to a person: standings, facets and their values."""

from collections.abc import Iterable, Mapping

from flask_babel import get_locale, gettext

from riskapp.errors import N_
from riskapp.register.choosing import NONE
from riskapp.register.rows import Gauge, Register, Standing
from riskapp.web.assessments.wording import kind_name
from riskapp.web.formatting import word
from riskapp.web.register.blueprint import blueprint

FACETS: Mapping[str, str] = {
    "level": N_("Level now"),
    "left": N_("Level after the measures"),
    "treatment": N_("Treatment"),
    "standing": N_("Acceptance"),
    "owner": N_("Risk owner"),
    "system": N_("System"),
    "supplier": N_("Supplier"),
    "process": N_("Process hit"),
    "kind": N_("Kind of assessment"),
    "state": N_("State"),
    "assessment": N_("Assessment"),
    "criteria": N_("Criteria"),
    "cell": N_("Cell now"),
    "cell_left": N_("Cell after the measures"),
    "late": N_("Overdue"),
    "open": N_("Open"),
}

STANDINGS = (
    N_("has run out"),
    N_("withdrawn"),
    N_("out of date"),
    N_("never accepted"),
    N_("runs out soon"),
    N_("accepted"),
    N_("not judged yet"),
    N_("within the criteria"),
)
"""The words of Standing, so that pages can show them in the reader's language."""

TREATMENTS: Mapping[str, str] = {
    "modify": N_("modify: lower it with measures"),
    "avoid": N_("avoid: do not do it"),
    "share": N_("share: with a supplier or an insurer"),
    "retain": N_("retain: keep it as it is"),
}
_OTHERS: Mapping[str, str] = {"measures": N_("measures"), "yes": N_("yes")}

COLOURS: Mapping[Standing, str] = {
    Standing.EXPIRED: "danger",
    Standing.WITHDRAWN: "danger",
    Standing.STALE: "danger",
    Standing.NEVER: "danger",
    Standing.ENDING: "warning",
    Standing.ACCEPTED: "info",
    Standing.UNJUDGED: "neutral",
    Standing.WITHIN: "success",
}


@blueprint.app_template_filter()
def standing_colour(standing: Standing) -> str:
    """The colour that helps the eye; the word stands in it."""
    return COLOURS[standing]


@blueprint.app_template_filter()
def treatment_word(treatment: str) -> str:
    """What is done about a risk, in one word."""
    return gettext(TREATMENTS[treatment]).partition(":")[0] if treatment else ""


def facet_label(facet: str) -> str:
    """What a facet is called."""
    return gettext(FACETS[facet])


def value_label(facet: str, value: str, register: Register) -> str:
    """What a value of a facet is called; one that nobody knows stays as it is typed."""
    if value == NONE:
        return gettext("none said")
    match facet:
        case "level" | "left":
            return " ".join([value, *level_words(value, register.gauges.values())])
        case "treatment":
            return gettext(TREATMENTS[value]) if value in TREATMENTS else value
        case "standing" | "state":
            return word(value) if value in {*STANDINGS, *(one.state for one in register.risks)} else value
        case "kind":
            return kind_name(value) if value in ("dpia", "ros") else value
        case "criteria":
            return gauge_label(register.gauges[value]) if value in register.gauges else value
        case "assessment":
            return next((one.title for one in register.risks if str(one.assessment) == value), value)
        case "cell" | "cell_left":
            likelihood, _, consequence = value.partition("-")
            return gettext(
                "likelihood %(likelihood)s, consequence %(consequence)s", likelihood=likelihood, consequence=consequence
            )
        case _:
            return gettext(_OTHERS[value]) if facet in ("late", "open") and value in _OTHERS else value


def level_words(value: str, gauges: Iterable[Gauge]) -> list[str]:
    """The words that the criteria have for a level of this number: usually one."""
    language = str(get_locale() or "en")
    found = {
        level.word.in_language(language)
        for gauge in gauges
        for row in gauge.scales.matrix.rows
        for level in row
        if str(level.value) == value
    }
    return [" / ".join(sorted(found))] if found else []


def gauge_label(gauge: Gauge) -> str:
    """A set of criteria by the kind of assessment and its name."""
    kind = kind_name(gauge.kind)
    if not gauge.number:
        return gettext("%(kind)s: the criteria that came with riskapp", kind=kind)
    return gettext("%(kind)s: %(name)s, version %(number)s", kind=kind, name=gauge.name, number=gauge.number)
