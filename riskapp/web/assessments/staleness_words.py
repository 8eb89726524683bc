"""How grave a change of the estate is, and its figures and fields, as words."""

from collections.abc import Mapping

from flask_babel import gettext

from riskapp.catalogues.scales import Scales
from riskapp.errors import N_
from riskapp.staleness.gravity import Gravity
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.assessments.estate_effect import total_name, total_pair
from riskapp.web.estate.labels import field_label, shown_value
from riskapp.web.formatting import minutes, number, word

GRAVITIES: Mapping[Gravity, str] = {
    Gravity.LEVEL: N_("a level would change"),
    Gravity.EVIDENCE: N_("the evidence changed"),
    Gravity.UNAFFECTED: N_("the conclusion is not affected"),
    Gravity.WORDING: N_("only words changed"),
}
TRAIL = (
    N_("level would change"),
    N_("evidence changed"),
    N_("conclusion unaffected"),
    N_("wording only"),
)
"""The same as the trail and the command line tell it."""
COLOURS: Mapping[Gravity, str] = {
    Gravity.LEVEL: "danger",
    Gravity.EVIDENCE: "warning",
    Gravity.UNAFFECTED: "info",
    Gravity.WORDING: "neutral",
}
MEANINGS: Mapping[Gravity, str] = {
    Gravity.LEVEL: N_("By the criteria, the blast radius now proposes another level than it did. Look at it first."),
    Gravity.EVIDENCE: N_(
        "What was worked out from the estate is another now; the levels that the criteria propose are not."
    ),
    Gravity.UNAFFECTED: N_("Something that it rests on changed; no blast radius of its scenarios did."),
    Gravity.WORDING: N_("Names changed, and nothing that is worked out."),
}
NO_RULES = N_(
    "What was worked out from the estate is another now. These criteria propose no level from such figures, so nobody "
    "but you can say whether the levels still hold."
)
"""The same of evidence where the criteria have no rule, as those of a DPIA: severity is what one person suffers."""
FIGURES: Mapping[str, str] = {
    "asked": N_("Can still be asked"),
    "made": N_("The changes can be made"),
    "saved": N_("Spared by the changes"),
    "new": N_("Hit only with the changes"),
    "assets": N_("Assets reached"),
    "degraded": N_("Assets that go on, but worse"),
    "processes": N_("Process"),
    "processes_more": N_("Further processes"),
    "deadlocks": N_("Sets that cannot start by themselves"),
    "settled": N_("Everything is back in the end"),
    "horizon": N_("How far is looked"),
    "controlled": N_("Assets under foreign control"),
    "wrong_data": N_("Assets with wrong data"),
    "stopped": N_("Flows that stop wrong data"),
    "at_least": N_("Persons, at least"),
    "at_most": N_("Persons, at most"),
    "unknown": N_("Holdings of unknown size"),
    "categories": N_("Category of data"),
    "categories_more": N_("Further categories"),
    "holders": N_("Holder of data"),
    "holders_more": N_("Further holders"),
    "first_failure": N_("down after"),
    "minutes_down": N_("down for"),
    "restored": N_("back after"),
    "state": N_("how it is reached"),
}
_TIMES = frozenset({"first_failure", "minutes_down", "restored", "horizon"})
_NAMED = {"supplier_name": N_("Name of the supplier"), "site_name": N_("Name of the site")}


@blueprint.app_template_filter()
def gravity_word(gravity: str) -> str:
    """How grave, in a few words."""
    return gettext(GRAVITIES[Gravity(gravity)])


@blueprint.app_template_filter()
def gravity_colour(gravity: str) -> str:
    """The colour that helps the eye; the words stand beside it."""
    return COLOURS[Gravity(gravity)]


@blueprint.app_template_filter()
def gravity_means(gravity: str, scales: Scales) -> str:
    """What that means for an approval that was judged by these scales, in a sentence."""
    if gravity == Gravity.EVIDENCE and not scales.proposals:
        return gettext(NO_RULES)
    return gettext(MEANINGS[Gravity(gravity)])


@blueprint.app_template_filter()
def evidence_figure(row: Mapping[str, object]) -> str:
    """What a row of changed evidence is about."""
    if row["figure"] == "totals":
        return total_name(str(row["name"]))
    words = [gettext(FIGURES.get(str(row["figure"]), str(row["figure"])))]
    words += [str(row["name"])] if row["name"] else []
    words += [gettext(FIGURES.get(str(row["field"]), str(row["field"])))] if row["field"] else []
    return " · ".join(words)


@blueprint.app_template_filter()
def evidence_value(value: object, row: Mapping[str, object]) -> str:
    """A figure as people read it."""
    if isinstance(value, bool):
        if row["name"] and not row["field"]:
            return gettext("reached") if value else gettext("not reached")
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list):
        return gettext("%(before)s, with the changes %(after)s", **total_pair(str(row["name"]), value))
    if isinstance(value, int):
        return minutes(value) if (row["field"] or row["figure"]) in _TIMES else number(value)
    return gettext("never") if value is None else word(str(value))


@blueprint.app_template_filter()
def changed_field(row: Mapping[str, object]) -> str:
    """Which field of a row changed, or that the row came or went."""
    if row["field"]:
        name = str(row["field"])
        return gettext(_NAMED[name]) if name in _NAMED else field_label(name)
    return gettext("the whole row")


@blueprint.app_template_filter()
def changed_value(value: object, row: Mapping[str, object], side: str) -> str:
    """A value before or now; where the row came or went, whether it was part of what the approval rests on."""
    if row["field"]:
        return shown_value(str(row["field"]), value)
    there = (row["what"] == "removed") == (side == "before")
    return gettext("part of it") if there else gettext("not part of it")
