"""What a measure's effect on care still asks for: who judged it, and, where it makes care worse, what comes of that."""

from collections.abc import Iterator
from dataclasses import dataclass

from riskapp.catalogues.measures import NOT_ASSESSED
from riskapp.errors import N_

WORSE = "worse"
ROLES_OF_CARE = ("clinician", "medical technology")
"""Who may judge what a measure does where a device or an acute system is assessed."""


@dataclass(frozen=True, slots=True)
class Care:
    """What is said of a measure and care; `brings` is whether a scenario of the version stands for the harm."""

    effect: str
    role: str = ""
    whom: str = ""
    compensating: str = ""
    brings: bool = False


NO_CARE = Care(NOT_ASSESSED)


def asked_of(care: Care, *, acute: bool) -> int:
    """How many points the effect on care asks for, besides that it is judged."""
    judged = acute and care.effect != NOT_ASSESSED
    return int(judged) + (3 if care.effect == WORSE else 0)


def lacking(care: Care, *, acute: bool) -> Iterator[tuple[str, str]]:
    """What is missing, each as a message id with `number` and the field of the measure that it concerns."""
    if acute and care.effect != NOT_ASSESSED and care.role not in ROLES_OF_CARE:
        yield (_OTHER_ROLE if care.role else _NO_ROLE), "safety_role"
    if care.effect != WORSE:
        return
    if not care.whom.strip():
        yield N_("T%(number)s makes care worse: say for whom."), "safety_whom"
    if not care.compensating.strip():
        yield N_("T%(number)s makes care worse: say what is done instead."), "compensating"
    if not care.brings:
        yield N_("T%(number)s makes care worse: choose the scenario that it brings to care."), "safety_risk"


_NO_ROLE = N_(
    "T%(number)s: say in which role its effect on patients was judged. For a device or an acute system it takes a "
    "clinician or medical technology."
)
_OTHER_ROLE = N_(
    "T%(number)s: its effect on patients was judged in another role. For a device or an acute system it takes a "
    "clinician or medical technology."
)
