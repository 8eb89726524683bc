"""What progress is measured on: a version as far as it is written, as plain facts; and what is missing in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from riskapp.assessments.risk import Judgement
from riskapp.assessments.safety import NO_CARE, Care
from riskapp.assessments.treatment import Treated
from riskapp.catalogues.rules import Answers
from riskapp.scenarios.wording import Asked


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that is not there yet: a message id with its values (catalogue texts among them), and where."""

    text: str
    step: str
    values: Mapping[str, object] = field(default_factory=dict)
    anchor: str = ""
    risk: int | None = None
    measure: int | None = None


@dataclass(frozen=True, slots=True)
class RiskFacts:
    """What progress needs to know of a scenario; `touches`: whether it says what happens to the person.

    `treated` is what a risk assessment asks besides, None in a DPIA; `wording` what its cause, event and consequence
    lack, asked of a risk assessment only.
    """

    number: int
    property: str
    event: str
    judgement: Judgement
    sources: str = ""
    touches: bool = False
    treated: Treated | None = None
    wording: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """What progress needs to know of a measure. `safety` is its effect on patient safety.

    `mends`: the question whose verdict it is to put right, or empty.

    `overdue`: its date has passed while the version can still be written in, and it is not in place.
    """

    number: int
    owner: str
    dated: bool
    safety: str
    note: str
    overdue: bool = False
    mends: str = ""
    care: Care = NO_CARE


@dataclass(frozen=True, slots=True)
class Draft:
    """A version as far as it is written; `assets` are how many it assesses, `participants` how many took part.

    `acute` is whether it assesses a device or an acute system; `wanted` are the groups of professions that must take
    part, `present` those that do.
    """

    kind: str
    answers: Answers
    assets: int = 0
    participants: int = 0
    risks: tuple[RiskFacts, ...] = ()
    measures: tuple[MeasureFacts, ...] = ()
    acute: bool = False
    wanted: tuple[str, ...] = ()
    present: frozenset[str] = frozenset()
