"""Reads the demo assessments beside this file: content only, checked against no database."""

from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from riskapp.assessments.control import SAFETY_ROLES, STATUSES
from riskapp.catalogues.measures import SAFETY_EFFECTS, load_measures
from riskapp.catalogues.reading import Entry, parse
from riskapp.catalogues.rules import Answers
from riskapp.commands.demo.fallbacks import DemoFallback, read_fallback
from riskapp.commands.demo.treatments import DemoTreatment, read_treatment
from riskapp.commands.demo.workshops import DemoWorkshop, read_workshops
from riskapp.errors import N_

NAMES = (
    "dpia_home_follow_up",
    "ros_lvms",
    "dpia_home_ventilation",
    "dpia_patient_record",
    "dpia_image_system",
    "dpia_infusion_pumps",
    "dpia_research_registry",
)


@dataclass(frozen=True)
class DemoParticipant:
    """Somebody who took part."""

    name: str
    profession: str
    role: str


@dataclass(frozen=True)
class DemoEvidence:
    """The question to the engine that a scenario rests on; `outage` in minutes, for availability only."""

    threat: str
    hit: tuple[str, ...]
    outage: int | None


@dataclass(frozen=True)
class DemoRisk:
    """A scenario with its levels; the levels after measures are None where the team has not come that far."""

    key: str
    property: str
    threat: str
    asset: str
    cause: str
    event: str
    effect: str
    sources: str
    bodily: str
    material: str
    moral: str
    likelihood: int
    likelihood_reason: str
    consequence: int
    consequence_reason: str
    likelihood_after: int | None
    consequence_after: int | None
    after_reason: str
    evidence: DemoEvidence
    treated: DemoTreatment | None


@dataclass(frozen=True)
class DemoMeasure:
    """A measure; `treats` and `care_risk` name risks by key, `mends` the question that it puts right.

    `catalogue` is the catalogue's measure that it began as, from which kind and references come; `shown_by` the words
    of a file that shows that it is done, by its name; `changes` what it changes in the estate, as JSON.
    """

    key: str
    text: str
    owner: str
    due: date
    status: str
    treats: tuple[str, ...]
    safety_effect: str
    safety_note: str
    assessed_by: str
    mends: str
    catalogue: str
    cost: int | None
    yearly_cost: int | None
    lowers_likelihood: int
    lowers_consequence: int
    shown_by: tuple[str, str] | None
    assessed_role: str = ""
    situations: tuple[str, ...] = ()
    whom: str = ""
    compensating: str = ""
    care_risk: str = ""
    changes: str = ""


@dataclass(frozen=True)
class DemoAcceptance:
    """A residual risk accepted by a demo account for a number of days."""

    risk: str
    by: str
    days: int
    reason: str


@dataclass(frozen=True)
class DemoAct:
    """A step of the workflow by a demo account, in order, with the words that went with it."""

    act: str
    by: str
    opinion: str
    text: str


@dataclass(frozen=True)
class DemoAssessment:
    """One demo assessment; `state` is where its acts lead."""

    kind: str
    title: str
    language: str
    state: str
    author: str
    scope: tuple[str, ...]
    participants: tuple[DemoParticipant, ...]
    answers: Answers
    risks: tuple[DemoRisk, ...]
    measures: tuple[DemoMeasure, ...]
    fallbacks: tuple[DemoFallback, ...]
    acceptances: tuple[DemoAcceptance, ...]
    acts: tuple[DemoAct, ...]
    workshops: tuple[DemoWorkshop, ...]


def load_demo_assessments() -> tuple[DemoAssessment, ...]:
    """The demo assessments in the order of `NAMES`; raises Invalid, naming file and entry, where one is amiss."""
    folder = files("riskapp.commands.demo")
    return tuple(
        read_demo(f"{name}.toml", folder.joinpath(f"{name}.toml").read_text(encoding="utf-8")) for name in NAMES
    )


def read_demo(file: str, content: str) -> DemoAssessment:
    """One demo assessment from TOML; raises Invalid, naming `file` and the entry, where anything is amiss."""
    top = parse(file, content)
    demo = DemoAssessment(
        kind=top.string("kind"),
        title=top.string("title"),
        language=top.word("language", ("nb", "en")),
        state=top.string("state"),
        author=top.string("author"),
        scope=top.strings("scope"),
        participants=tuple(_participant(entry) for entry in top.entries("participant")),
        answers=top.entry("answers").every(),
        risks=tuple(_risk(entry) for entry in top.entries("risk")),
        measures=tuple(_measure(entry) for entry in top.entries("measure")),
        fallbacks=tuple(read_fallback(entry) for entry in top.entries("fallback")),
        acceptances=tuple(_acceptance(entry) for entry in top.entries("acceptance")),
        acts=tuple(_act(entry) for entry in top.entries("act")),
        workshops=read_workshops(top),
    )
    top.finish()
    return demo


def _participant(entry: Entry) -> DemoParticipant:
    read = DemoParticipant(entry.string("name"), entry.string("profession"), entry.string("role"))
    entry.finish()
    return read


def _evidence(entry: Entry) -> DemoEvidence:
    read = DemoEvidence(
        threat=entry.string("threat"),
        hit=entry.strings("hit"),
        outage=entry.number("outage") if entry.has("outage") else None,
    )
    entry.finish()
    return read


def _risk(entry: Entry) -> DemoRisk:
    read = DemoRisk(
        key=entry.string("id"),
        property=entry.string("property"),
        threat=entry.string("threat"),
        asset=entry.string("asset"),
        cause=entry.string("cause"),
        event=entry.string("event"),
        effect=entry.string("effect"),
        sources=entry.string("sources", ""),
        bodily=entry.string("bodily", ""),
        material=entry.string("material", ""),
        moral=entry.string("moral", ""),
        likelihood=entry.number("likelihood"),
        likelihood_reason=entry.string("likelihood_reason"),
        consequence=entry.number("consequence"),
        consequence_reason=entry.string("consequence_reason"),
        likelihood_after=entry.number("likelihood_after") if entry.has("likelihood_after") else None,
        consequence_after=entry.number("consequence_after") if entry.has("consequence_after") else None,
        after_reason=entry.string("after_reason", ""),
        evidence=_evidence(entry.entry("evidence")),
        treated=read_treatment(entry.entry("treated")) if entry.has("treated") else None,
    )
    entry.finish()
    return read


def _measure(entry: Entry) -> DemoMeasure:
    read = DemoMeasure(
        key=entry.string("id"),
        text=entry.string("text"),
        owner=entry.string("owner"),
        due=read_date(entry, "due"),
        status=entry.word("status", STATUSES),
        treats=entry.strings("treats"),
        safety_effect=entry.word("safety_effect", SAFETY_EFFECTS),
        safety_note=entry.string("safety_note", ""),
        assessed_by=entry.string("assessed_by", ""),
        mends=entry.string("mends", ""),
        catalogue=entry.word("catalogue", ["", *(one.id for one in load_measures().measures)], ""),
        cost=entry.number("cost") if entry.has("cost") else None,
        yearly_cost=entry.number("yearly_cost") if entry.has("yearly_cost") else None,
        lowers_likelihood=entry.number("lowers_likelihood", 0),
        lowers_consequence=entry.number("lowers_consequence", 0),
        shown_by=_shown_by(entry.entry("shown_by")) if entry.has("shown_by") else None,
        assessed_role=entry.word("assessed_role", SAFETY_ROLES) if entry.has("assessed_role") else "",
        situations=entry.strings("situations"),
        whom=entry.string("whom", ""),
        compensating=entry.string("compensating", ""),
        care_risk=entry.string("care_risk", ""),
        changes=entry.string("changes", ""),
    )
    entry.finish()
    return read


def _shown_by(entry: Entry) -> tuple[str, str]:
    read = entry.string("file"), entry.string("text")
    entry.finish()
    return read


def read_date(entry: Entry, key: str) -> date:
    """A day written as 2026-11-22. Raises Invalid, naming file and entry."""
    written = entry.string(key)
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise entry.fault(
            N_("%(file)s, %(place)s: %(key)s is “%(value)s”, which is no date; write it as 2026-11-22."),
            key=key,
            value=written,
        ) from error


def _acceptance(entry: Entry) -> DemoAcceptance:
    read = DemoAcceptance(entry.string("risk"), entry.string("by"), entry.number("days"), entry.string("reason"))
    entry.finish()
    return read


def _act(entry: Entry) -> DemoAct:
    read = DemoAct(entry.string("act"), entry.string("by"), entry.string("opinion", ""), entry.string("text", ""))
    entry.finish()
    return read
