"""How each negative of an assessment comes about through the operations: somebody says no, or nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from riskapp.assessments import risks
from riskapp.assessments.answering import save_answer
from riskapp.assessments.dialogue import make_remark, settle_remark
from riskapp.assessments.fallbacks import Routine, add_fallback
from riskapp.assessments.guests import Invitee, ask_guest, note_attendance
from riskapp.assessments.models import Staleness, Version
from riskapp.assessments.suggesting import dismiss_suggestions, offered
from riskapp.assessments.workshops import Meeting, plan_workshop
from riskapp.database import db
from riskapp.decisions.accepting import accept_risk, withdraw_acceptance
from riskapp.decisions.advising import advise, send_back
from riskapp.decisions.conditions import ConditionText, meet_condition
from riskapp.decisions.deciding import approve, reject
from riskapp.decisions.new_versions import start_version
from riskapp.decisions.reuse.copying import copy_assessment, declare_base
from riskapp.decisions.reuse.inheriting import decline, news_of
from riskapp.decisions.staleness.confirming import confirm_holds
from riskapp.decisions.staleness.watching import JUDGE, judge_all
from riskapp.decisions.submitting import submit
from riskapp.decisions.surroundings import today
from riskapp.decisions.trading_off import decide_trade_off
from tests.decisions.examples import (
    People,
    Ward,
    accepted,
    advised,
    adviser,
    answer_all,
    filled,
    measure,
    only_measure,
    risk,
    started,
    treated,
    version_of,
)
from tests.decisions.standing_estate import asset_becomes
from tests.decisions.test_accepting import MEDIUM

AT = datetime(2027, 3, 4, 8, 30, tzinfo=UTC)
SAID = "Zq because of this"
Made = Callable[[People, Ward], Version]


def in_review(people: People, ward: Ward, **fields: object) -> Version:
    version = filled(people, "ros", [ward.lab], scenario=replace(MEDIUM, **fields))
    submit(people.member, version.id)
    return version_of(version.assessment_id)


def borne(people: People, ward: Ward) -> Version:
    version = in_review(people, ward)
    accept_risk(people.risk_owner, risk(version).id, today() + timedelta(days=60), SAID)
    return version


def taken_back(reason: str) -> Made:
    def make(people: People, ward: Ward) -> Version:
        version = in_review(people, ward)
        withdraw_acceptance(people.risk_owner, accepted(people, version), reason)
        return version

    return make


def dismissed(people: People, ward: Ward) -> Version:
    version = started(people.member, "ros", [ward.lab])
    dismiss_suggestions(people.member, version.id, [offered(version)[0].key], SAID)
    return version


def begun(kind: str, **chosen: str) -> Made:
    def make(people: People, ward: Ward) -> Version:
        version = started(people.member, kind, [ward.lab])
        if chosen:
            answer_all(people.member, version, **chosen)
        return version

    return make


def described(**fields: object) -> Made:
    """A draft with one scenario and no measure."""

    def make(people: People, ward: Ward) -> Version:
        version = started(people.member, "ros", [ward.lab, ward.archive])
        told = replace(treated(MEDIUM, people), asset_id=ward.lab, **fields)
        risks.add_risk(people.member, version.id, told)
        return version

    return make


def planned(**fields: object) -> Made:
    def make(people: People, ward: Ward) -> Version:
        return filled(people, "ros", [ward.lab], control=measure(**fields))

    return make


def met(people: People, ward: Ward) -> Version:
    version = started(people.member, "ros", [ward.lab])
    workshop = plan_workshop(people.member, version.id, Meeting(AT, 60))
    first, _ = (ask_guest(people.member, workshop, Invitee(f"Zq guest {n}", email=f"g{n}@fjord.no")) for n in "12")
    note_attendance(people.member, workshop, {first: False})
    return version


def empty_room(people: People, ward: Ward) -> Version:
    version = started(people.member, "ros", [ward.lab])
    plan_workshop(people.member, version.id, Meeting(AT, 60))
    return version


HARM = {"safety_effect": "worse", "safety_whom": "the ward", "compensating": "paper", "safety_risk": 1, "treats": ()}


def weighed(people: People, ward: Ward) -> Version:
    version = filled(people, "ros", [ward.lab], control=measure(**HARM))
    submit(people.member, version.id)
    decide_trade_off(people.owner, only_measure(version_of(version.assessment_id)).id, "leave", SAID)
    return version


def asked(*, settled: bool) -> Made:
    def make(people: People, ward: Ward) -> Version:
        version = filled(people, "ros", [ward.lab])
        submit(people.member, version.id)
        remark = make_remark(adviser(people, "ros"), version.id, "scenarios", "R1", "request for change", "Zq change")
        if settled:
            settle_remark(adviser(people, "ros"), remark, 1)
        return version

    return make


def against(people: People, ward: Ward) -> Version:
    version = filled(people, "ros", [ward.lab])
    submit(people.member, version.id)
    advise(people.security, version.id, "advises against", "Zq do not")
    approve(people.owner, version.id, SAID)
    return version


def refused_for_good(people: People, ward: Ward) -> Version:
    version = advised(people, "ros", [ward.lab])
    reject(people.owner, version.id, SAID)
    return version


def given_back(people: People, ward: Ward) -> Version:
    version = filled(people, "ros", [ward.lab])
    submit(people.member, version.id)
    send_back(people.security, version.id, SAID)
    return version


def untested(people: People, ward: Ward) -> Version:
    version = started(people.member, "ros", [ward.lab])
    add_fallback(people.member, version.id, Routine("manual routine", "Zq paper", ward.ward, ward.lab))
    return version


def covered(people: People, ward: Ward) -> Version:
    version = started(people.member, "dpia", [ward.lab])
    for question, text in (("already_covered", "similar"), ("already_covered.reason", SAID)):
        save_answer(people.member, version.id, question, text, 0)
    return version


def declined(people: People, ward: Ward) -> Version:
    first = advised(people, "ros", [ward.archive])
    approve(people.owner, first.id)
    declare_base(people.owner, first.assessment_id, "regional")
    heir = copy_assessment(people.member, first.assessment_id, "Local laboratory", [ward.lab], follow=True)
    start_version(people.member, first.assessment_id)
    newer = version_of(first.assessment_id)
    stored = risk(newer)
    risks.change_risk(people.member, stored.id, replace(as_told(stored), event="Zq regional"), stored.row_version)
    submit(people.member, newer.id)
    advise(people.security, newer.id, "supports", "Fine")
    approve(people.owner, newer.id)
    news = news_of(version_of(heir.assessment_id))
    follower = version_of(heir.assessment_id)
    decline(people.member, follower.id, "R1", news.base.id, SAID)
    return follower


def as_told(stored: risks.Risk) -> risks.Scenario:
    return risks.Scenario(**{name: getattr(stored, name) for name in risks.FIELDS})


def after_a_decision(people: People, ward: Ward) -> Version:
    """A second version of one whose approval was confirmed, one condition met, one not, an acceptance taken back."""
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    number = accepted(people, version)
    late = [ConditionText(f"Zq condition {n}", "Zq Owner", date(2029, 4, 5)) for n in (1, 2)]
    approve(people.owner, version.id, "So be it", conditions=late)
    version = version_of(version.assessment_id)
    meet_condition(people.member, version.conditions[0].id, "Zq tested in May", 1)
    judge_all(JUDGE)
    asset_becomes("lab", recovery=999)
    judge_all(JUDGE)
    confirm_holds(people.owner, version.id, "Zq the ward copes", db.session.get_one(Staleness, version.id).seen)
    withdraw_acceptance(people.risk_owner, number, "Zq no longer")
    start_version(people.member, version.assessment_id)
    return version_of(version.assessment_id)
