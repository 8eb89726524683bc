"""What a risk assessment asks of a risk besides its level: knowledge, reasons for departing, treatment, an owner."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from riskapp.assessments.proposals import Departure
from riskapp.catalogues.text import Text
from riskapp.errors import N_

REASONED = ("avoid", "share", "retain")
"""Treatments that are given a reason: nothing is done about the risk itself here."""


@dataclass(frozen=True, slots=True)
class Treated:
    """What is said of a risk's judgement and treatment.

    `judged` names the judgements that are made (likelihood, consequence, after), `knowledge` what is said of each.
    `above` are aspects that are judged higher than the consequence as a whole, now or after the measures; `lowered`
    those that are lower afterwards though no measure treats the risk and nobody says why. `needs_owner`: somebody has
    to accept what is left, so that somebody must own it.
    """

    judged: tuple[str, ...] = ()
    knowledge: Mapping[str, str] = field(default_factory=dict)
    departures: tuple[Departure, ...] = ()
    departs_reason: str = ""
    above: tuple[Text, ...] = ()
    lowered: tuple[Text, ...] = ()
    treatment: str = ""
    treatment_reason: str = ""
    needs_owner: bool = False
    owned: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that is not said yet, as a message id about scenario `number`, and the field where it is said."""

    text: str
    anchor: str
    values: Mapping[str, object] = field(default_factory=dict)


_KNOWLEDGE = {
    "likelihood": N_("Scenario %(number)s: how well do you know the likelihood?"),
    "consequence": N_("Scenario %(number)s: how well do you know the consequence?"),
    "after": N_("Scenario %(number)s: how well do you know what is left after the measures?"),
}


def doubts_of_treatment(told: Treated) -> Iterator[Doubt]:
    """What is missing, in the order of the page."""
    for name in told.judged:
        if not told.knowledge.get(name):
            yield Doubt(_KNOWLEDGE[name], f"{name}_knowledge")
    for aspect in told.above:
        text = N_("Scenario %(number)s: %(aspect)s is judged higher than the consequence as a whole.")
        yield Doubt(text, "aspects", {"aspect": aspect})
    for aspect in told.lowered:
        text = N_("Scenario %(number)s: %(aspect)s is lower afterwards, but no measure treats it. Add one, or say why.")
        yield Doubt(text, "after_reason", {"aspect": aspect})
    if not told.departs_reason.strip():
        for one in told.departures:
            text = N_(
                "Scenario %(number)s: the estate points at level %(proposed)s for %(aspect)s, and you say %(judged)s. "
                "Say why."
            )
            values = {"aspect": one.aspect, "proposed": one.proposed, "judged": one.judged}
            yield Doubt(text, "departs_reason", values)
    if not told.treatment:
        yield Doubt(N_("Scenario %(number)s: what is done about it: modify, avoid, share or retain?"), "treatment")
    elif told.treatment in REASONED and not told.treatment_reason.strip():
        yield Doubt(N_("Scenario %(number)s: say how, and why, it is treated like this."), "treatment_reason")
    if told.needs_owner and not told.owned:
        yield Doubt(N_("Scenario %(number)s: who owns the risk, and can accept what is left?"), "owner_id")


def points_of(told: Treated) -> int:
    """How many things are asked for."""
    needed = len(told.judged) + len(told.above) + len(told.lowered) + len(told.departures) + 1 + int(told.needs_owner)
    return needed + int(told.treatment in REASONED)


def is_reasoned(told: Treated | None) -> bool:
    """Whether its treatment asks for a reason of its own, which then also says why no measure treats the risk."""
    return told is not None and told.treatment in REASONED
