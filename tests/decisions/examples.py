"""A small ward with its people, and assessments of it filled in as far as a test needs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import select

from riskapp.accounts.permissions import Actor, Role
from riskapp.assessments import answering, measures, operations, risks
from riskapp.assessments.control import Control
from riskapp.assessments.models import Assessment, Measure, Risk, Version
from riskapp.assessments.queries import answers_of
from riskapp.assessments.risks import Scenario
from riskapp.catalogues.questionnaire import Question, QuestionKind
from riskapp.catalogues.questions import load_questionnaire
from riskapp.database import db, now, transaction
from riskapp.decisions.accepting import accept_risk
from riskapp.decisions.advising import advise
from riskapp.decisions.submitting import submit
from riskapp.decisions.surroundings import today
from riskapp.estate import snapshots
from riskapp.estate.models import Asset, Category, Dependency, EstateState, Flow, FlowCategory, Holding

CHOSEN: Mapping[str, str] = {
    "already_covered": "no",
    "prior_consultation": "no",
    "views_sought": "sought",
    "criteria": "usual",
}
LATER = timedelta(days=60)


@dataclass(frozen=True)
class Ward:
    """Database ids of the assets: an acute laboratory system, a system nobody hurries for, an analyser, a process."""

    lab: int
    archive: int
    analyser: int
    ward: int


def make_ward() -> Ward:
    """Store the estate."""
    with transaction() as session:
        rows = [
            Asset(
                key="lab",
                name="Laboratory system",
                kind="system",
                owner="Marit Ánne",
                supplier="Prøvesvar AS",
                site="Bygg B",
                confidentiality=3,
                integrity=4,
                availability=4,
                max_downtime=120,
            ),
            Asset(key="archive", name="Archive", kind="system", availability=2),
            Asset(key="analyser", name="Analyser 7", kind="device"),
            Asset(key="ward", name="Emergency ward", kind="process"),
        ]
        category = Category(key="results", name="Test results", sensitivity="special")
        session.add_all([*rows, category])
        session.flush()
        lab, archive, analyser, ward = rows
        flow = Flow(
            key="f1",
            source_id=lab.id,
            target_id=ward.id,
            access="push",
            encrypted=True,
            validated=False,
            purpose="Results to the ward",
            persons=42_000,
        )
        session.add_all(
            [
                Holding(asset_id=lab.id, category_id=category.id, persons=420_000),
                flow,
                Dependency(dependent_id=ward.id, provider_id=lab.id, kind="service", tolerance=30),
                Dependency(dependent_id=lab.id, provider_id=archive.id, kind="hosting", strength="soft"),
                EstateState(id=1, number=6, changed_at=now()),
            ]
        )
        session.flush()
        session.add(FlowCategory(flow_id=flow.id, position=0, category_id=category.id))
        snapshots.note_change(session)
        return Ward(lab.id, archive.id, analyser.id, ward.id)


@dataclass(frozen=True)
class People:
    """One for each role, and two who wrote the assessment."""

    member: Actor
    privacy: Actor
    security: Actor
    owner: Actor
    risk_owner: Actor
    auditor: Actor


def make_people(person: Callable[..., Actor]) -> People:
    """Accounts named after their roles."""
    return People(
        person("maja", Role.MEMBER),
        person("pavel", Role.PRIVACY_OFFICER),
        person("sigrid", Role.SECURITY),
        person("olav", Role.SYSTEM_OWNER),
        person("rikke", Role.RISK_OWNER),
        person("rut", Role.AUDITOR),
    )


def version_of(assessment_id: int) -> Version:
    """The latest version as it is stored now."""
    db.session.expire_all()
    return db.session.get_one(Assessment, assessment_id).latest


def started(actor: Actor, kind: str, scope: list[int], language: str = "en") -> Version:
    """An empty draft."""
    return version_of(operations.start_assessment(actor, kind, f"The laboratory, {kind}", language, scope))


def answer_all(actor: Actor, version: Version, **chosen: str) -> None:
    """Answer every question that applies, and give every reason that is asked for."""
    wanted = {**CHOSEN, **chosen}
    while texts := _next_answers(version, wanted):
        answering.save_answers(actor, version.id, {key: (text, 0) for key, text in texts.items()})
        db.session.expire_all()


def _next_answers(version: Version, wanted: Mapping[str, str]) -> dict[str, str]:
    """What the answers so far ask for: one answer may open a question, or ask for a reason."""
    given = answers_of(version)
    found = {}
    for question in load_questionnaire(version.assessment.kind).questions:
        if question.applies(given):
            found[question.id] = _answer(question, wanted)
            if question.wants_reason(given):
                found[question.reason_key] = wanted.get(question.reason_key, f"Reason for {question.id}")
            if question.verdict:
                found[question.verdict_key] = wanted.get(question.verdict_key, "acceptable")
    return {key: text for key, text in found.items() if key not in given}


def _answer(question: Question, wanted: Mapping[str, str]) -> str:
    if question.id in wanted:
        return wanted[question.id]
    if question.choices:
        values = [choice.value for choice in question.choices]
        return "yes" if "yes" in values else next((value for value in values if value not in ("none", "no")), values[0])
    if question.kind is QuestionKind.DATE:
        return "2026-11-22"
    return f"Answer to {question.id}, with R&D <b>and č đ ŋ ŧ</b>"


SCENARIO = Scenario(
    property="availability",
    threat="Ransomware",
    cause="A stolen password",
    event="The laboratory stops",
    effect="No results for the ward",
    sources="A thief outside the hospital",
    bodily="Treatment is given late",
    likelihood=3,
    likelihood_reason="It happened elsewhere",
    consequence=3,
    consequence_reason="Patients wait",
    likelihood_after=1,
    consequence_after=2,
    after_reason="Restored in an hour",
)
"""High in a DPIA and medium in a ROS now, low in both afterwards."""


def filled(
    people: People,
    kind: str,
    scope: list[int],
    language: str = "en",
    scenario: Scenario = SCENARIO,
    control: Control | None = None,
    **chosen: str,
) -> Version:
    """A draft with nothing missing: three scenarios for a DPIA, one for a ROS, and a measure for the first."""
    member = people.member
    version = started(member, kind, scope, language)
    operations.add_participant(member, version.id, "Nina Nurse", "nurse", "ward expert")
    operations.add_participant(member, version.id, "Mats Medtech", "medical engineer", "answers for the analysers")
    answer_all(member, version, **chosen)
    if kind == "ros":
        scenario = treated(scenario, people)
    risks.add_risk(member, version.id, replace(scenario, asset_id=scope[0]))
    if kind == "dpia":
        for lost in ("confidentiality", "integrity", "design"):
            risks.add_risk(member, version.id, replace(SCENARIO, property=lost, asset_id=scope[0]))
    measures.add_measure(member, version.id, control or measure())
    return version_of(version.assessment_id)


def treated(scenario: Scenario, people: People) -> Scenario:
    """The scenario with what a risk assessment asks for besides its level, where it says nothing else."""
    asked = dict.fromkeys(("likelihood_knowledge", "consequence_knowledge", "after_knowledge"), "medium")
    asked["treatment"] = "modify"
    said = {name: getattr(scenario, name) or word for name, word in asked.items()}
    owner = people.risk_owner.id if scenario.owner_id is None else scenario.owner_id
    return replace(scenario, **said, owner_id=owner)  # type: ignore[arg-type]


def measure(**fields: object) -> Control:
    """A planned measure that treats the first scenario and hurts nobody."""
    given: dict[str, object] = {
        "text": "Test the restore",
        "owner": "Ola Owner",
        "due": date(2027, 3, 1),
        "safety_effect": "better",
        "safety_note": "The ward gets its results sooner",
        "safety_role": "clinician",
        "treats": (1,),
        **fields,
    }
    return Control(**given)  # type: ignore[arg-type]


def submitted(people: People, kind: str, scope: list[int], **options: object) -> Version:
    """In review."""
    version = filled(people, kind, scope, **options)  # type: ignore[arg-type]
    submit(people.member, version.id)
    return version_of(version.assessment_id)


def advised(people: People, kind: str, scope: list[int], opinion: str = "supports", **options: object) -> Version:
    """Advised on, with a text that the report quotes."""
    version = submitted(people, kind, scope, **options)
    advise(adviser(people, kind), version.id, opinion, "Keep <an> eye & log it.")
    return version_of(version.assessment_id)


def adviser(people: People, kind: str) -> Actor:
    """Who advises on this kind."""
    return people.privacy if kind == "dpia" else people.security


def accepted(people: People, version: Version, number: int = 1, days: int = 60, actor: Actor | None = None) -> int:
    """Accept a scenario's residual risk for some days."""
    until = today() + timedelta(days=days)
    return accept_risk(actor or people.risk_owner, risk(version, number).id, until, "We live with it until the new one")


def risk(version: Version, number: int = 1) -> Risk:
    """A scenario by its number."""
    return db.session.scalars(select(Risk).where(Risk.version_id == version.id, Risk.number == number)).one()


def only_measure(version: Version) -> Measure:
    """The measure of an example."""
    return db.session.scalars(select(Measure).where(Measure.version_id == version.id)).one()
