"""Acts of people who decide: approve, reject, accept, weigh; with what comes before and after it."""

from datetime import timedelta

from riskapp.assessments.dialogue import answer_remark, make_remark, open_remark, settle_remark
from riskapp.assessments.models import Remark
from riskapp.assessments.reading import read_through
from riskapp.assessments.workshops import plan_workshop
from riskapp.database import db
from riskapp.decisions.accepting import withdraw_acceptance
from riskapp.decisions.advising import send_back
from riskapp.decisions.conditions import ConditionText, meet_condition
from riskapp.decisions.consulting import make_package
from riskapp.decisions.deciding import approve, reject
from riskapp.decisions.new_versions import start_version
from riskapp.decisions.reports.publishing import mark_passage, unmark_passage
from riskapp.decisions.surroundings import today
from riskapp.decisions.trading_off import decide_trade_off
from tests.assessments.test_every_operation import MEETING
from tests.decisions.examples import People, Ward, accepted, advised, started, submitted, version_of
from tests.decisions.test_consulting import CHOSEN
from tests.decisions.test_trading_off import harmful, second


def decide(people: People, ward: Ward, number: int) -> None:
    """A DPIA through all its states on a condition that is met, published in part, then a new version of it."""
    version = advised(people, "dpia", [ward.lab])
    condition = ConditionText("Switch logging on", "Olav", today() + timedelta(days=30))
    approve(people.owner, version.id, "Yes", conditions=[condition])
    stored = version_of(version.assessment_id)
    mark = mark_passage(people.member, stored.id, "risks.1.event", "The laboratory", "security")
    unmark_passage(people.member, mark, 1)
    condition_id, seen = stored.conditions[0].id, stored.conditions[0].row_version
    meet_condition(people.owner, condition_id, "It is on", seen)
    start_version(people.member, version.assessment_id)


def consult(people: People, ward: Ward, number: int) -> None:
    """A DPIA that goes to the authority first."""
    make_package(people.owner, advised(people, "dpia", [ward.lab], **CHOSEN).id)


def refuse(people: People, ward: Ward, number: int) -> None:
    """A risk assessment that is sent back, and one that is rejected."""
    send_back(people.security, submitted(people, "ros", [ward.archive]).id, "Once more")
    reject(people.owner, advised(people, "ros", [ward.archive]).id, "Not like this")


def bear(people: People, ward: Ward, number: int) -> None:
    """An acceptance that is given and withdrawn, with remarks and a workshop beside it."""
    version = submitted(people, "ros", [ward.lab])
    acceptance = accepted(people, version)
    remark = make_remark(people.security, version.id, "scenarios", "", "remark", "Why only this, @maja?")
    answer_remark(people.member, remark, "It is the worst, @sigrid")
    settle_remark(people.security, remark, 1)
    open_remark(people.security, remark, db.session.get_one(Remark, remark).row_version)
    read_through(people.privacy, version.id)
    withdraw_acceptance(people.risk_owner, acceptance, "Not any more")
    plan_workshop(people.member, started(people.member, "ros", [ward.lab]).id, MEETING)


def weigh(people: People, ward: Ward, number: int) -> None:
    """A measure that makes care worse, and is carried out all the same."""
    decide_trade_off(people.owner, second(harmful(people, ward)).id, "carry out", "Fewer strangers")
