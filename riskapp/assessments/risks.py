"""What a team does with scenarios: describe them one by one or as pasted rows, judge them, and attach evidence."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from sqlalchemy import select

from riskapp.accounts.models import User
from riskapp.accounts.permissions import Actor
from riskapp.assessments.access import Writing, writing
from riskapp.assessments.answers import clean
from riskapp.assessments.evidence import Evidence, evidence_of
from riskapp.assessments.evidence_estates import keep_slice, slice_of
from riskapp.assessments.measuring import scales_of
from riskapp.assessments.models import Risk, Version
from riskapp.assessments.risk import KNOWLEDGE, TREATMENTS, Judgement, check_aspects, check_levels, what_is_feared
from riskapp.assessments.risk_owners import possible_owners
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.database import db, now
from riskapp.errors import N_, Conflict, Invalid, NotFound
from riskapp.estate import snapshots
from riskapp.estate.models import Asset


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario as a team writes it. Levels are numbers of the kind's scales, None where not judged yet.

    A DPIA tells the risk sources, and what it does to the person: bodily, material, moral. `aspects` has the level of
    the consequence now and after the measures, aspect by aspect; `owner_id` is the account of the risk owner.
    """

    property: str
    threat: str = ""
    asset_id: int | None = None
    cause: str = ""
    event: str = ""
    effect: str = ""
    likelihood: int | None = None
    likelihood_reason: str = ""
    consequence: int | None = None
    consequence_reason: str = ""
    likelihood_after: int | None = None
    consequence_after: int | None = None
    after_reason: str = ""
    sources: str = ""
    bodily: str = ""
    material: str = ""
    moral: str = ""
    value: str = ""
    vulnerability: str = ""
    aspects: Mapping[str, Sequence[int | None]] = field(default_factory=dict)
    departs_reason: str = ""
    likelihood_knowledge: str = ""
    consequence_knowledge: str = ""
    after_knowledge: str = ""
    treatment: str = ""
    treatment_reason: str = ""
    owner_id: int | None = None


FIELDS = tuple(one.name for one in fields(Scenario))


def add_risk(actor: Actor, version_id: int, scenario: Scenario) -> int:
    """Add a scenario; returns its id. Raises Invalid with the field that does not fit."""
    return add_risks(actor, version_id, [scenario])[0]


def add_risks(actor: Actor, version_id: int, scenarios: Sequence[Scenario]) -> list[int]:
    """Add several scenarios, all or none, with an event for each; returns their ids in order."""
    with writing(actor, version_id) as write:
        checked = [checked_scenario(write.version, scenario) for scenario in scenarios]
        if len(checked) > 1:
            write.before_many()
        last = max((risk.number for risk in write.version.risks), default=0)
        added = []
        for number, scenario in enumerate(checked, last + 1):
            risk = Risk(number=number, saved_at=now(), **asdict(scenario))
            write.version.risks.append(risk)
            write.session.flush()
            after = {name: value for name, value in asdict(scenario).items() if value not in ("", None, {})}
            write.log(Action.RISK_ADDED, after=after, subject=subject_of_risk(risk))
            added.append(risk.id)
        return added


def change_risk(actor: Actor, risk_id: int, scenario: Scenario, row_version: int) -> int:
    """Store a scenario as a whole; returns its new row version.

    Raises Invalid with the field that does not fit, or Conflict with the fields that differ on both sides.
    """
    with writing_risk(actor, risk_id) as (write, risk):
        scenario = checked_scenario(write.version, scenario, risk.owner_id)
        mine, stored = asdict(scenario), {name: getattr(risk, name) for name in FIELDS}
        if mine == stored:
            return risk.row_version
        if risk.row_version != row_version:
            differ = [name for name in FIELDS if mine[name] != stored[name]]
            raise Conflict(
                N_("Somebody else changed this scenario while you were writing. Both texts are below."),
                theirs={**{name: stored[name] for name in differ}, "row_version": risk.row_version},
                mine={name: mine[name] for name in differ},
            )
        store_scenario(write, risk, scenario)
        return risk.row_version


def store_scenario(write: Writing, risk: Risk, scenario: Scenario) -> None:
    """Store a checked scenario with its event, inside a write; nothing where nothing is changed."""
    mine, stored = asdict(scenario), {name: getattr(risk, name) for name in FIELDS}
    if mine == stored:
        return
    write.log(Action.RISK_CHANGED, before=stored, after=mine, subject=subject_of_risk(risk))
    for name, value in mine.items():
        setattr(risk, name, value)
    risk.saved_at = now()
    write.session.flush()


def remove_risk(actor: Actor, risk_id: int) -> None:
    """Remove a scenario; the trail keeps what it said. Where it was suggested, it is suggested again."""
    with writing_risk(actor, risk_id) as (write, risk):
        before: dict[str, object] = {name: getattr(risk, name) for name in FIELDS}
        # Its number may be given again: no measure may then bring another scenario to care than was meant.
        for measure in write.version.measures:
            if measure.safety_risk == risk.number:
                measure.safety_risk = None
        write.log(Action.RISK_REMOVED, before=before, subject=subject_of_risk(risk))
        write.version.risks.remove(risk)
        for verdict in [one for one in write.version.suggestions if one.risk == risk.number]:
            write.version.suggestions.remove(verdict)  # its number may be given again to another scenario


def attach_evidence(actor: Actor, risk_id: int, hit: Sequence[str], threat: str, outage: int | None) -> Evidence:
    """Compute a blast radius over the estate of this moment and keep its summary with the scenario.

    `hit` are ids that people use, `outage` minutes or None for until further notice. Raises Invalid from the engine.
    """
    estate, snapshot = snapshots.state_number(), snapshots.present()
    evidence = evidence_of(snapshot, hit, threat, outage, estate, now().isoformat())
    part = slice_of(snapshot, evidence)
    with writing_risk(actor, risk_id) as (write, risk):
        asked = {name: evidence[name] for name in ("threat", "hit", "outage", "estate")}
        write.log(Action.EVIDENCE_ATTACHED, after=asked, subject=subject_of_risk(risk))
        risk.evidence = evidence = {**evidence, "slice": keep_slice(write.session, part)}
    return evidence


@contextmanager
def writing_risk(actor: Actor, risk_id: int) -> Iterator[tuple[Writing, Risk]]:
    """A write in the version that the scenario belongs to; raises NotFound where it was removed."""
    version_id = db.session.scalar(select(Risk.version_id).where(Risk.id == risk_id))
    if version_id is None:
        raise NotFound(N_("That scenario was removed."))
    with writing(actor, version_id) as write:
        risk = write.session.get(Risk, risk_id)
        if risk is None:
            raise NotFound(N_("That scenario was removed."))
        yield write, risk


def subject_of_risk(risk: Risk) -> Subject:
    """A scenario as the audit trail names it."""
    return Subject("risk", risk.id, f"R{risk.number} {risk.event}".strip()[:200])


def checked_scenario(version: Version, scenario: Scenario, owner: int | None = None) -> Scenario:
    """The scenario with its texts cleaned; raises Invalid with the field that does not fit. `owner` owns it already."""
    kind = version.assessment.kind
    if scenario.property not in what_is_feared(kind):
        raise Invalid(_CHOOSE[kind], field="property")
    texts: dict[str, Any] = {
        name: clean(value, name).strip() for name, value in asdict(scenario).items() if isinstance(value, str)
    }
    scenario = replace(scenario, **texts)
    if not (scenario.event or scenario.cause or scenario.threat):
        raise Invalid(N_("Say in a few words what happens."), field="event")
    if scenario.asset_id is not None and db.session.get(Asset, scenario.asset_id) is None:
        raise Invalid(N_("That asset is no longer in the estate. Choose another."), field="asset")
    scales = scales_of(version)
    check_levels(scales, judgement_of(scenario))
    _check_words(scenario)
    _check_owner(version, scenario, owner)
    return replace(scenario, aspects=check_aspects(scales, scenario.aspects))


def _check_owner(version: Version, scenario: Scenario, before: int | None) -> None:
    """Whoever comes to own a risk must be able to accept it; one who does already is not asked again."""
    if scenario.owner_id is None or scenario.owner_id == before:
        return
    if db.session.get(User, scenario.owner_id) is None:
        raise Invalid(N_("There is no such person. Choose the risk owner again."), field="owner_id")
    if scenario.owner_id not in [user.id for user in possible_owners(version, scenario.asset_id)]:
        raise Invalid(
            N_("This person cannot accept a risk of this system. Choose somebody who can, or ask for the role."),
            field="owner_id",
        )


def _check_words(scenario: Scenario) -> None:
    for name in ("likelihood_knowledge", "consequence_knowledge", "after_knowledge"):
        if getattr(scenario, name) not in ("", *KNOWLEDGE):
            raise Invalid(N_("Choose how well you know this: low, medium or high."), field=name)
    if scenario.treatment not in ("", *TREATMENTS):
        raise Invalid(N_("Choose what is done about the risk: modify, avoid, share or retain."), field="treatment")


_CHOOSE = {
    "dpia": N_(
        "Choose what happens: illegitimate access, unwanted change, disappearance of data, or the processing "
        "as intended."
    ),
    "ros": N_("Choose what is lost: confidentiality, integrity or availability."),
}


def scenario_of(risk: Risk) -> Scenario:
    """A stored scenario in the form that it is written in."""
    return Scenario(**{name: getattr(risk, name) for name in FIELDS})


def judgement_of(risk: Scenario | Risk) -> Judgement:
    """How a scenario is judged, with the number of measures that treat it."""
    return Judgement(
        risk.likelihood,
        risk.consequence,
        risk.likelihood_after,
        risk.consequence_after,
        risk.likelihood_reason,
        risk.consequence_reason,
        risk.after_reason,
        len(risk.treated_by) if isinstance(risk, Risk) else 0,
    )
