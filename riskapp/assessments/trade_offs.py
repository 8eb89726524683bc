"""A measure that makes care worse: both risks side by side, what was decided about them, and whether that holds."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from riskapp.assessments.content import fingerprint
from riskapp.assessments.person_places import NAMES, without_names
from riskapp.assessments.safety import WORSE
from riskapp.errors import N_

Content = Mapping[str, Any]

CHOICES: Mapping[str, str] = {
    "carry out": N_("Carry it out, in spite of what it does to care"),
    "leave": N_("Leave it"),
}
"""What can be decided, with its words."""

CARRY_OUT, LEAVE = CHOICES

_NO_SIDE_OF_RISK = ("acceptances", "figures", "treatment", "treatment_reason", *NAMES)
_NO_SIDE_OF_MEASURE = ("evidence", "registered", "trade_offs", "no_longer", *NAMES)
"""Who bears what is left, and what shows that it is done, come after the choice and do not change the two sides. No
names of people are copied: the copy is kept for good, and a hash over a name lets the name be guessed."""


class Weighed(StrEnum):
    """Where a measure that makes care worse stands."""

    NEEDLESS = "needless"
    OPEN = "open"
    STALE = "stale"
    HOLDS = "holds"


def asks_for_trade_off(content: Content, measure: Content) -> bool:
    """Whether the version cannot be approved without the choice; a DPIA may have one and needs none."""
    return bool(content["kind"] == "ros" and measure["safety_effect"] == WORSE)


def both_sides(content: Content, number: int) -> dict[str, Any]:
    """The measure, the risks that it lowers, the risk that it brings to care, and the SHA-256 of it as `fingerprint`.

    `care` is None where no scenario stands for the harm.
    """
    measure = next(one for one in content["measures"] if one["number"] == number)
    risks = {one["number"]: _without(one, _NO_SIDE_OF_RISK) for one in content["risks"]}
    copy = {
        "measure": _without(measure, _NO_SIDE_OF_MEASURE),
        "security": [risks[one] for one in measure["treats"] if one in risks],
        "care": risks.get(measure.get("safety_risk")),
    }
    return {**copy, "fingerprint": fingerprint(copy)}


def last_trade_off(measure: Content) -> Content | None:
    """The latest choice, which is the only one that counts; older contents know of none."""
    taken = measure.get("trade_offs") or ()
    return taken[-1] if taken else None


def weighed(content: Content, measure: Content) -> Weighed:
    """Whether somebody has chosen between the two sides as they stand now."""
    if measure["safety_effect"] != WORSE:
        return Weighed.NEEDLESS
    last = last_trade_off(measure)
    if last is None:
        return Weighed.OPEN
    # By the sides and not by the stored fingerprint, which a publishable version does not tell.
    then = fingerprint(_sides_without_names(last["then"]))
    return Weighed.HOLDS if then == both_sides(content, measure["number"])["fingerprint"] else Weighed.STALE


def _sides_without_names(then: Content) -> dict[str, Any]:
    """Both sides as they stood, without the names that an older riskapp copied too."""
    return {
        "measure": without_names(then.get("measure") or {}),
        "security": [without_names(one) for one in then.get("security") or ()],
        "care": without_names(then["care"]) if then.get("care") else None,
    }


def _without(row: Content, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}
