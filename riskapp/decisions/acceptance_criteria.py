"""Which residual risk needs a named owner's acceptance, and whether an acceptance still holds. Plain data, no database.

The criteria are the catalogue's and frozen with the version: who may accept a level, and for how many days.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from riskapp.assessments.content import fingerprint
from riskapp.errors import N_, Invalid

Content = Mapping[str, Any]

LOWEST = 1


class Standing(StrEnum):
    """Whether an acceptance still carries the risk."""

    HOLDS = "holds"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    STALE = "stale"


def within_criteria(level: Mapping[str, Any]) -> bool:
    """Whether a residual risk of this level is borne without anybody's acceptance: only the lowest is."""
    return int(level["value"]) <= LOWEST


def rule_for(content: Content, level: Mapping[str, Any]) -> Mapping[str, Any]:
    """Who may accept this level and for how many days at most: {level, roles, days}."""
    rule: Mapping[str, Any] = next(one for one in content["scales"]["acceptance"] if one["level"] == level["id"])
    return rule


def risk_as_it_is(content: Content, number: int) -> dict[str, Any]:
    """What is accepted: the scenario with the measures that treat it, and the SHA-256 of that as `fingerprint`."""
    risk = next(one for one in content["risks"] if one["number"] == number)
    copy = {
        "risk": {name: value for name, value in risk.items() if name != "acceptances"},
        "measures": [one for one in content["measures"] if one["number"] in risk["measures"]],
    }
    return {**copy, "fingerprint": fingerprint(copy)}


def standing(content: Content, risk: Mapping[str, Any], acceptance: Mapping[str, Any], today: date) -> Standing:
    """Whether an acceptance of a scenario holds on the day `today`, for the scenario as it stands in `content`."""
    if acceptance["withdrawn_at"]:
        return Standing.WITHDRAWN
    if date.fromisoformat(acceptance["until"]) <= today:
        return Standing.EXPIRED
    then = acceptance["risk_then"]["fingerprint"]
    return Standing.HOLDS if then == risk_as_it_is(content, risk["number"])["fingerprint"] else Standing.STALE


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
