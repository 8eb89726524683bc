"""Which residual risk needs a named owner's acceptance, and whether an acceptance still holds. Plain data, no database.

The criteria are the catalogue's and frozen with the version: who may accept a level, and for how many days.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from riskapp.assessments.acceptance_lines import Line, line_in
from riskapp.assessments.content import fingerprint
from riskapp.assessments.person_places import NAMES, without_names
from riskapp.errors import N_, Invalid

Content = Mapping[str, Any]


class Standing(StrEnum):
    """Whether an acceptance still carries the risk."""

    HOLDS = "holds"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    STALE = "stale"


def risk_as_it_is(content: Content, number: int) -> dict[str, Any]:
    """What is accepted: the scenario with the measures that treat it, and the SHA-256 of that as `fingerprint`.

    Without names of people: the copy is kept for good, and a hash over a name lets the name be guessed.
    """
    risk = next(one for one in content["risks"] if one["number"] == number)
    copy = {
        "risk": _as_first_written(risk, ("acceptances", "figures", *NAMES)),
        "measures": [
            _as_first_written(one, ("evidence", "registered", "trade_offs", "no_longer", *NAMES))
            for one in content["measures"]
            if one["number"] in risk["measures"]
        ],
    }
    return {**copy, "fingerprint": fingerprint(copy)}


_LATER = (
    *("value", "vulnerability", "aspects", "departs_reason", "treatment", "treatment_reason", "owner", "estimate"),
    *("likelihood_knowledge", "consequence_knowledge", "after_knowledge"),
    *("kind", "references", "cost", "yearly_cost", "lowers_likelihood", "lowers_consequence", "situations"),
    *("safety_whom", "safety_role", "compensating", "safety_risk"),
)
"""Fields that came later: one that says nothing must not make an older acceptance stale."""


def _as_first_written(row: Mapping[str, Any], without: tuple[str, ...]) -> dict[str, Any]:
    return {
        name: value
        for name, value in row.items()
        if name not in without and (name not in _LATER or value not in _EMPTY)
    }


_EMPTY: tuple[object, ...] = ("", None, 0, [], {})


def standing(content: Content, risk: Mapping[str, Any], acceptance: Mapping[str, Any], today: date) -> Standing:
    """Whether an acceptance of a scenario holds on the day `today`, for the scenario as it stands in `content`."""
    if acceptance["withdrawn_at"]:
        return Standing.WITHDRAWN
    if date.fromisoformat(acceptance["until"]) <= today:
        return Standing.EXPIRED
    return Standing.HOLDS if still_fits(content, risk, acceptance["risk_then"]) else Standing.STALE


def still_fits(content: Content, risk: Mapping[str, Any], then: Mapping[str, Any]) -> bool:
    """Whether what was accepted is what stands there, for as much of the scope, by criteria that ask for no more.

    Who owns a risk or a measure is not what was accepted. Older acceptances say neither their scope nor their line, and
    are held to the copy alone.
    """
    if _fingerprint_of(then) != risk_as_it_is(content, risk["number"])["fingerprint"]:
        return False
    if "scope" in then and then["scope"] != scope_of(content, risk):
        return False
    return not _grew_stricter(then.get("line"), line_in(content, risk))


def _fingerprint_of(then: Mapping[str, Any]) -> str:
    """Of what was accepted, without the names that an older riskapp copied too."""
    rows = [without_names(one) for one in then["measures"]]
    return fingerprint({"risk": without_names(then["risk"]), "measures": rows})


def scope_of(content: Content, risk: Mapping[str, Any]) -> list[str]:
    """The assets that whoever accepts answers for: all of the scope where the risk names none, else nothing more."""
    return [] if risk["asset"] else sorted(one["key"] for one in content["scope"])


def _grew_stricter(then: Mapping[str, Any] | None, line: Line | None) -> bool:
    if then is None or line is None:
        return False
    return bool(set(then["roles"]) - set(line.roles)) or line.days < then["days"]


def check_until(until: date | None, today: date, days: int) -> date:
    """The day that an acceptance ends; raises Invalid where it is not in the future or beyond what the rule allows."""
    if until is None:
        raise Invalid(N_("Until when? No risk is accepted for ever."), field="until")
    if until <= today:
        raise Invalid(N_("The acceptance must end on a later day than today."), field="until")
    last = today + timedelta(days=days)
    if until > last:
        raise Invalid(
            N_("A risk of this level can be accepted for %(days)s days at most, that is until %(last)s."),
            field="until",
            days=days,
            last=last,
        )
    return until
