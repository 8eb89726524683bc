"""A measure as a team writes it, and what may be written: the words, the cost, both effects."""

from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from riskapp.accounts.permissions import Actor
from riskapp.assessments.answers import clean
from riskapp.assessments.models import Measure, RegisteredMeasure, Version
from riskapp.catalogues.measures import KINDS, NOT_ASSESSED, SAFETY_EFFECTS, load_measures
from riskapp.catalogues.questionnaire import Question
from riskapp.catalogues.questions import load_questionnaire
from riskapp.database import db
from riskapp.errors import N_, Invalid

MOST_KRONER = 10**12
MOST_LEVELS = 5
STATUSES = ("planned", "started", "in place")


@dataclass(frozen=True, slots=True)
class Control:
    """A measure as a team writes it; `treats` are the numbers of the scenarios that it is to lower.

    `mends` is the id of the question whose verdict it is to put right, or empty. Costs are whole kroner; `lowers_…`
    how many levels it takes off; `situations` are ids of the catalogue; `safety_risk` is the number of the scenario
    that it brings to care, `registered_id` the same measure in the organisation's register.
    """

    text: str
    owner: str = ""
    due: date | None = None
    status: str = "planned"
    safety_effect: str = NOT_ASSESSED
    safety_note: str = ""
    safety_assessed_by: str = ""
    treats: tuple[int, ...] = ()
    mends: str = ""
    kind: str = ""
    catalogue: str = ""
    references: str = ""
    cost: int | None = None
    yearly_cost: int | None = None
    lowers_likelihood: int = 0
    lowers_consequence: int = 0
    situations: tuple[str, ...] = ()
    safety_whom: str = ""
    safety_role: str = ""
    compensating: str = ""
    safety_risk: int | None = None
    registered_id: int | None = None


SAFETY_ROLES = ("clinician", "medical technology", "other")
"""In which role somebody judged the effect on patient safety."""

_ELSEWHERE = ("treats", "situations")
EVERY_FIELD = tuple(one.name for one in fields(Control))
FIELDS = tuple(one for one in EVERY_FIELD if one not in _ELSEWHERE)


def control_of(measure: Measure) -> Control:
    """A stored measure in the form that it is written in."""
    return Control(
        **{name: getattr(measure, name) for name in FIELDS},
        treats=tuple(risk.number for risk in measure.treats),
        situations=tuple(measure.safety_situations.splitlines()),
    )


def columns_of(control: Control) -> dict[str, object]:
    """A measure as its row stores it, without the scenarios that it treats."""
    return {
        **{name: getattr(control, name) for name in FIELDS},
        "safety_situations": "\n".join(control.situations),
    }


def checked(actor: Actor, version: Version, control: Control) -> Control:
    """The measure with its texts cleaned; raises Invalid with the field that does not fit."""
    texts: dict[str, Any] = {
        name: clean(value, name).strip() for name, value in asdict(control).items() if isinstance(value, str)
    }
    control = replace(
        control, **texts, treats=tuple(sorted(set(control.treats))), situations=tuple(dict.fromkeys(control.situations))
    )
    if not control.text:
        raise Invalid(N_("Say in a few words what is to be done."), field="text")
    if control.status not in STATUSES:
        raise Invalid(N_("Choose planned, started or in place."), field="status")
    if control.safety_effect not in SAFETY_EFFECTS:
        raise Invalid(N_("Choose what the measure does to patient safety."), field="safety_effect")
    if control.mends and control.mends not in [question.id for question in judged_questions(version)]:
        raise Invalid(N_("Choose the question that the measure is to put right."), field="mends")
    _check_cost(control)
    _check_effects(version, control)
    if control.safety_effect == NOT_ASSESSED:
        return replace(control, safety_assessed_by="", safety_role="")
    return replace(control, safety_assessed_by=control.safety_assessed_by or actor.name)


def _check_cost(control: Control) -> None:
    if control.kind not in ("", *KINDS):
        raise Invalid(N_("Choose preventive or damage-limiting."), field="kind")
    if control.catalogue and load_measures().measure(control.catalogue) is None:
        raise Invalid(N_("The catalogue has no such measure. Choose again."), field="catalogue")
    for name in ("cost", "yearly_cost"):
        check_amount(getattr(control, name), name)
    if control.registered_id is not None and db.session.get(RegisteredMeasure, control.registered_id) is None:
        raise Invalid(N_("That measure is no longer in the register. Choose again."), field="registered_id")


def check_amount(amount: int | None, field: str) -> None:
    """Raise Invalid, naming the field, for what is no cost."""
    if amount is not None and not 0 <= amount <= MOST_KRONER:
        raise Invalid(N_("Write the cost in whole kroner, from 0 to %(most)s."), field=field, most=MOST_KRONER)


def _check_effects(version: Version, control: Control) -> None:
    for name in ("lowers_likelihood", "lowers_consequence"):
        if not 0 <= getattr(control, name) <= MOST_LEVELS:
            raise Invalid(N_("Say how many levels it takes off, from 0 to %(most)s."), field=name, most=MOST_LEVELS)
    known = [word.id for word in load_measures().situations]
    if any(one not in known for one in control.situations):
        raise Invalid(N_("Choose the situations from the list."), field="situations")
    if control.safety_role not in ("", *SAFETY_ROLES):
        raise Invalid(N_("Choose in which role it was judged."), field="safety_role")
    if control.safety_risk is not None and control.safety_risk not in {risk.number for risk in version.risks}:
        raise Invalid(N_("Choose the scenario that the measure brings to care."), field="safety_risk")


def judged_questions(version: Version) -> list[Question]:
    """The questions of the version's kind that take a verdict, which a measure may put right."""
    return [question for question in load_questionnaire(version.assessment.kind).questions if question.verdict]
