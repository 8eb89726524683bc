"""A scenario's level before and after measures, by the scale of its kind, and what is doubtful in how it was judged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riskapp.catalogues.matrix import RiskLevel
from riskapp.catalogues.scales import Scale, Scales
from riskapp.catalogues.threats import DESIGN
from riskapp.errors import N_, Invalid

FEARED_EVENTS = {
    "confidentiality": N_("illegitimate access"),
    "integrity": N_("unwanted change"),
    "availability": N_("disappearance of data"),
}
"""The three feared events of a DPIA, each the loss of one property of the data (CNIL PIA, 2018)."""

_IN_A_DPIA = {**FEARED_EVENTS, DESIGN: N_("the processing as intended")}
"""A DPIA asks besides what it does to people when all goes as planned (EDPB template of 2026; GDPR Art. 25)."""
_IN_A_ROS = {name: name for name in FEARED_EVENTS}


def what_is_feared(kind: str) -> Mapping[str, str]:
    """What a risk of this kind of assessment may be about: the stored word and how it is said, as a message id."""
    return _IN_A_DPIA if kind == "dpia" else _IN_A_ROS


KNOWLEDGE = ("low", "medium", "high")
"""How strong the knowledge behind a judgement is (NS 5814; FFI-rapport 2015/00923): a level alone hides it."""

TREATMENTS = ("modify", "avoid", "share", "retain")
"""What is done about a risk (ISO/IEC 27005:2022, 8.2)."""


def weakest(*said: str) -> str:
    """The weakest knowledge of several judgements, empty where none says: a level is known no better than that."""
    return min((one for one in said if one), key=KNOWLEDGE.index, default="")


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a scenario is judged, now and after its measures; None where nobody has judged yet."""

    likelihood: int | None = None
    consequence: int | None = None
    likelihood_after: int | None = None
    consequence_after: int | None = None
    likelihood_reason: str = ""
    consequence_reason: str = ""
    after_reason: str = ""
    measures: int = 0


def level_before(scales: Scales, judgement: Judgement) -> RiskLevel | None:
    """The level now, with the measures in place; None until both sides are judged."""
    return _level(scales, judgement.likelihood, judgement.consequence)


def level_after(scales: Scales, judgement: Judgement) -> RiskLevel | None:
    """The residual level; None until both sides are judged."""
    return _level(scales, judgement.likelihood_after, judgement.consequence_after)


def _level(scales: Scales, likelihood: int | None, consequence: int | None) -> RiskLevel | None:
    if likelihood is None or consequence is None:
        return None
    return scales.level(likelihood, consequence)


def check_levels(scales: Scales, judgement: Judgement) -> None:
    """Raise Invalid, naming the field, where a level is not on its scale."""
    _check(scales.likelihood, "likelihood", judgement.likelihood)
    _check(scales.consequence, "consequence", judgement.consequence)
    _check(scales.likelihood, "likelihood_after", judgement.likelihood_after)
    _check(scales.consequence, "consequence_after", judgement.consequence_after)


def check_aspects(scales: Scales, aspects: Mapping[str, Sequence[int | None]]) -> dict[str, list[int | None]]:
    """The levels by aspect, now and after, without those that nobody judged; raises Invalid for one off the scale."""
    kept: dict[str, list[int | None]] = {}
    for aspect, (now, after) in sorted(aspects.items()):
        if aspect not in scales.consequence.dimensions:
            raise Invalid(N_("The criteria have no aspect “%(aspect)s”."), field="aspects", aspect=aspect)
        _check(scales.consequence, "aspects", now)
        _check(scales.consequence, "aspects", after)
        if (now, after) != (None, None):
            kept[aspect] = [now, after]
    return kept


def _check(scale: Scale, field: str, value: int | None) -> None:
    if value is not None and value not in scale.values:
        raise Invalid(
            N_("The level %(value)s is not on the scale; choose one from 1 to %(highest)s."),
            field=field,
            value=value,
            highest=max(scale.values),
        )


def doubts_now(judgement: Judgement) -> tuple[Invalid, ...]:
    """What is missing in the judgement of the risk as it is now, each with its field."""
    found = []
    if judgement.likelihood is None:
        found.append(Invalid(N_("The likelihood is not judged."), field="likelihood"))
    elif not judgement.likelihood_reason.strip():
        found.append(Invalid(N_("The likelihood has no reason."), field="likelihood_reason"))
    if judgement.consequence is None:
        found.append(Invalid(N_("The consequence is not judged."), field="consequence"))
    elif not judgement.consequence_reason.strip():
        found.append(Invalid(N_("The consequence has no reason."), field="consequence_reason"))
    return tuple(found)


def doubts_after(judgement: Judgement, *, severity: bool = False, reasoned: bool = False) -> tuple[Invalid, ...]:
    """What is missing or contradicts itself in the residual risk, each with its field.

    With `severity` the consequence is how hard it hits a person: security makes that less likely, seldom milder, so
    that a lower one asks for its reason although a measure treats the risk (CNIL PIA). Where no measure treats it, the
    reason for that is asked for too, unless it is `reasoned` elsewhere, by how the risk is treated.
    """
    if judgement.likelihood_after is None or judgement.consequence_after is None:
        field = "likelihood_after" if judgement.likelihood_after is None else "consequence_after"
        return (Invalid(N_("What is left after the measures is not judged."), field=field),)
    if judgement.after_reason.strip():
        return ()
    moves = [
        after - now
        for now, after in (
            (judgement.likelihood, judgement.likelihood_after),
            (judgement.consequence, judgement.consequence_after),
        )
        if now is not None
    ]
    if any(move > 0 for move in moves):
        return (Invalid(N_("The risk is higher after the measures than now. Say why."), field="after_reason"),)
    if any(move < 0 for move in moves) and not judgement.measures:
        return (
            Invalid(
                N_("The risk is lower afterwards, but no measure treats it. Add one, or say why."), field="after_reason"
            ),
        )
    if not judgement.measures and not reasoned:
        return (Invalid(N_("No measure treats the risk. Add one, or say why none is needed."), field="after_reason"),)
    if severity and _milder(judgement):
        return (
            Invalid(
                N_("It hits the person less hard after the measures. Security seldom does that: say what does."),
                field="after_reason",
            ),
        )
    return ()


def _milder(judgement: Judgement) -> bool:
    now, after = judgement.consequence, judgement.consequence_after
    return now is not None and after is not None and after < now
