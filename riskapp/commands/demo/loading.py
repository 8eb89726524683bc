"""Filling an empty instance with the demo trust, through the same operations that people use."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from sqlalchemy import func, select

from riskapp.accounts import operations as accounts
from riskapp.accounts.authority import actor_of, log
from riskapp.accounts.demo import DEMO_PASSWORD, DEMO_PEOPLE
from riskapp.accounts.models import Organisation, User
from riskapp.accounts.operations import user_named
from riskapp.accounts.permissions import OPERATOR, Actor
from riskapp.assessments import answering, measures, operations, risks
from riskapp.assessments.control import Control
from riskapp.assessments.evidence_files import attach_file
from riskapp.assessments.models import Assessment, Measure
from riskapp.assessments.risks import Scenario
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.catalogues.measures import load_measures
from riskapp.catalogues.threats import load_threats
from riskapp.commands.demo.applicability import load_demo_statement, write_demo_statement
from riskapp.commands.demo.content import DemoAct, DemoAssessment, DemoMeasure, DemoRisk, load_demo_assessments
from riskapp.commands.demo.estate import DEVICES, demo_estate
from riskapp.commands.demo.fallbacks import add_fallbacks
from riskapp.commands.demo.numbers import write_demo_numbers
from riskapp.commands.demo.record import load_demo_record, write_demo_record
from riskapp.commands.demo.suggested import judge_demo_suggestions, load_demo_suggestions
from riskapp.commands.demo.treatments import treated
from riskapp.commands.demo.workshops import hold
from riskapp.database import db, transaction
from riskapp.decisions.accepting import accept_risk
from riskapp.decisions.advising import advise, send_back
from riskapp.decisions.deciding import approve
from riskapp.decisions.evidence.measure_effects import describe_changes
from riskapp.decisions.submitting import submit
from riskapp.decisions.surroundings import today
from riskapp.errors import N_, Invalid
from riskapp.estate.models import Asset
from riskapp.exchange.estate_import import import_estate
from riskapp.exchange.reading import Reading


def is_empty() -> bool:
    """Whether nobody has used this instance yet: no people, no assets."""
    people = db.session.scalar(select(func.count()).select_from(User)) or 0
    assets = db.session.scalar(select(func.count()).select_from(Asset)) or 0
    return people == 0 and assets == 0


def load_demo(devices: int = DEVICES) -> None:
    """Make this instance a demo instance: estate, people, assessments; raises Invalid where it is in use.

    All of it in one transaction, so that a stop half-way leaves an empty instance, to be loaded again.
    """
    if not is_empty():
        raise Invalid(
            N_(
                "This instance has people or an estate already. Load the demo into an empty one: set "
                "RISKAPP_INSTANCE to a new folder."
            )
        )
    estate = demo_estate(devices)
    with transaction() as session:
        organisation = session.get_one(Organisation, 1)
        organisation.demo = True
        log(
            session,
            OPERATOR,
            Action.DEMO_LOADED,
            Subject("organisation", 1, organisation.name),
            after={"devices": devices},
        )
        import_estate(OPERATOR, Reading(estate, ()))
        _people()
        record = load_demo_record()
        write_demo_record(_actor(record.keeper), record)
        for assessment in load_demo_assessments():
            _assessment(assessment)
        judged = load_demo_suggestions()
        judge_demo_suggestions(_actor(judged.by), judged)
        statement = load_demo_statement()
        write_demo_statement(_actor(statement.keeper), statement)


def _people() -> None:
    for person in DEMO_PEOPLE:
        accounts.add_user(
            OPERATOR, person.username, person.name, DEMO_PASSWORD, language=person.language, roles=person.roles
        )


def _actor(username: str) -> Actor:
    return actor_of(user_named(username))


def _assessment(demo: DemoAssessment) -> None:
    author = _actor(demo.author)
    ids: dict[str, int] = {row.key: row.id for row in db.session.execute(select(Asset.key, Asset.id))}
    assessment_id = operations.start_assessment(
        author, demo.kind, demo.title, demo.language, [ids[key] for key in demo.scope]
    )
    version_id = db.session.get_one(Assessment, assessment_id).latest.id
    for person in demo.participants:
        operations.add_participant(author, version_id, person.name, person.profession, person.role)
    for key, answer in demo.answers.items():
        text = answer if isinstance(answer, str) else "\n".join(answer)
        answering.save_answer(author, version_id, key, text, 0)
    numbers = {risk.key: number for number, risk in enumerate(demo.risks, 1)}
    risk_ids = _risks(author, version_id, demo, ids)
    for measure in demo.measures:
        added = measures.add_measure(author, version_id, _control(measure, numbers))
        if measure.shown_by is not None:
            name, text = measure.shown_by
            registered = db.session.get_one(Measure, added).registered_id
            assert registered is not None, "every measure is registered when it is added"
            attach_file(author, registered, name, text.encode())
        if measure.changes:
            describe_changes(author, added, measure.changes, db.session.get_one(Measure, added).row_version)
    add_fallbacks(author, version_id, demo.fallbacks, ids, today())
    for workshop in demo.workshops:
        hold(author, version_id, workshop)
    write_demo_numbers(author, demo.title, risk_ids)
    for act in demo.acts:
        _act(act, version_id, demo, risk_ids)


def _risks(author: Actor, version_id: int, demo: DemoAssessment, ids: Mapping[str, int]) -> dict[str, int]:
    """Add the scenarios with their evidence; the levels after measures wait until the measures are there."""
    found = {}
    for risk in demo.risks:
        risk_id = risks.add_risk(
            author, version_id, treated(_scenario(risk, demo.language, ids), risk.treated, _owner(risk))
        )
        risks.attach_evidence(author, risk_id, risk.evidence.hit, risk.evidence.threat, risk.evidence.outage)
        found[risk.key] = risk_id
    return found


def _scenario(risk: DemoRisk, language: str, ids: Mapping[str, int]) -> Scenario:
    return Scenario(
        property=risk.property,
        threat=_threat(risk.threat, language),
        asset_id=ids[risk.asset],
        cause=risk.cause,
        event=risk.event,
        effect=risk.effect,
        sources=risk.sources,
        bodily=risk.bodily,
        material=risk.material,
        moral=risk.moral,
        likelihood=risk.likelihood,
        likelihood_reason=risk.likelihood_reason,
        consequence=risk.consequence,
        consequence_reason=risk.consequence_reason,
        likelihood_after=risk.likelihood_after,
        consequence_after=risk.consequence_after,
        after_reason=risk.after_reason,
    )


def _owner(risk: DemoRisk) -> int | None:
    return _actor(risk.treated.owner).id if risk.treated and risk.treated.owner else None


def _threat(id_: str, language: str) -> str:
    threat = load_threats().threat(id_)
    if threat is None:
        raise Invalid(N_("The demo names the threat %(id)s, which the catalogue lacks."), id=id_)
    return threat.label.in_language(language)


def _control(measure: DemoMeasure, numbers: Mapping[str, int]) -> Control:
    idea = load_measures().measure(measure.catalogue)
    return Control(
        text=measure.text,
        owner=measure.owner,
        due=measure.due,
        status=measure.status,
        safety_effect=measure.safety_effect,
        safety_note=measure.safety_note,
        safety_assessed_by=measure.assessed_by,
        treats=tuple(numbers[key] for key in measure.treats),
        mends=measure.mends,
        kind=idea.kind if idea else "",
        catalogue=measure.catalogue,
        references="\n".join(idea.references) if idea else "",
        cost=measure.cost,
        yearly_cost=measure.yearly_cost,
        lowers_likelihood=measure.lowers_likelihood,
        lowers_consequence=measure.lowers_consequence,
        safety_role=measure.assessed_role,
        situations=measure.situations,
        safety_whom=measure.whom,
        compensating=measure.compensating,
        safety_risk=numbers[measure.care_risk] if measure.care_risk else None,
    )


def _act(act: DemoAct, version_id: int, demo: DemoAssessment, risk_ids: Mapping[str, int]) -> None:
    actor = _actor(act.by)
    if act.act == "approve":
        for acceptance in demo.acceptances:
            until = today() + timedelta(days=acceptance.days)
            accept_risk(_actor(acceptance.by), risk_ids[acceptance.risk], until, acceptance.reason)
    verbs: dict[str, Callable[[], object]] = {
        "submit": lambda: submit(actor, version_id),
        "send back": lambda: send_back(actor, version_id, act.text),
        "advise": lambda: advise(actor, version_id, act.opinion, act.text),
        "approve": lambda: approve(actor, version_id, act.text),
    }
    verbs[act.act]()
