"""What a change of the estate does to a scenario, in words: the figures before and after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from riskapp.errors import N_
from riskapp.web.assessments.blueprint import blueprint
from riskapp.web.formatting import minutes, number

_TOTALS: Mapping[str, str] = {
    "assets": N_("other assets reached"),
    "processes": N_("processes reached"),
    "process_minutes_down": N_("time down, all processes together"),
    "controlled": N_("assets under foreign control"),
    "at_least": N_("persons at least"),
    "at_most": N_("persons at most"),
    "unknown": N_("exposures of unknown size"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """The scenario's number, the number of the estate's state, and each figure with its name, before and after."""

    risk: int
    estate: str
    figures: tuple[tuple[str, str, str], ...]
    saved: str
    new: str


def told(effect: Mapping[str, Any]) -> Told:
    """One stored effect in the reader's language."""
    figures = in_figures(effect["totals"])
    return Told(effect["risk"], number(effect["estate"]), figures, number(effect["saved"]), number(effect["new"]))


@blueprint.app_template_filter()
def in_figures(totals: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    """Each total of a kept difference with its name, before and after."""
    return tuple(
        (gettext(_TOTALS[name]), _shown(name, before), _shown(name, after)) for name, (before, after) in totals.items()
    )


def total_name(name: str) -> str:
    """What a total counts."""
    return gettext(_TOTALS[name])


def total_pair(name: str, pair: Sequence[int]) -> dict[str, str]:
    """A total before and after the changes, as people read it."""
    return {"before": _shown(name, pair[0]), "after": _shown(name, pair[1])}


def _shown(name: str, value: int) -> str:
    return minutes(value) if name == "process_minutes_down" else number(value)
