"""A new version starts from what was written, and from nothing that was decided."""

from dataclasses import replace
from datetime import date

import pytest

from riskapp.accounts.permissions import Role
from riskapp.assessments import risks
from riskapp.assessments.content import content_of
from riskapp.assessments.control import control_of
from riskapp.assessments.queries import answers_of
from riskapp.assessments.registered import FollowUp, follow_up
from riskapp.decisions.advising import advise
from riskapp.decisions.deciding import approve, reject
from riskapp.decisions.new_versions import start_version
from riskapp.decisions.submitting import submit
from riskapp.errors import Invalid, NotAllowed, NotFound
from tests.decisions.conftest import events, refused
from tests.decisions.examples import SCENARIO, accepted, advised, risk, version_of
from tests.decisions.test_accepting import MEDIUM

BOTH_DATABASES = True
COPIED = ("kind", "title", "language", "scope", "participants", "answers", "measures")


def decided(people, ward, decide=approve, text="Fine"):
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    accepted(people, version)
    risks_before = content_of(version)["risks"]
    assert risks_before[0]["acceptances"]
    decide(people.owner, version.id, text)
    return version_of(version.assessment_id)


@pytest.mark.parametrize("decide", [approve, reject])
def test_it_has_all_that_was_written_and_no_acceptance(people, ward, decide):
    old = decided(people, ward, decide)
    before = old.frozen
    new_id = start_version(people.member, old.assessment_id)
    new = version_of(old.assessment_id)
    assert (new.id, new.number, new.state, new.quoted, new.frozen) == (new_id, 2, "draft", None, None)
    now = content_of(new)
    assert {name: now[name] for name in COPIED} == {name: before[name] for name in COPIED}
    assert now["risks"] == [{**one, "acceptances": []} for one in before["risks"]]
    assert [one["act"] for one in now["transitions"]] == ["new version"]
    (event,) = events("assessment.version_started")
    assert (event.after["version"], event.actor_name) == (2, "Maja")


def test_the_old_version_stays_as_it_was(people, ward):
    old = decided(people, ward)
    frozen, old_id = old.frozen, old.id
    start_version(people.member, old.assessment_id)
    new = version_of(old.assessment_id)
    changed = risk(new)
    scenario = risks.Scenario(**{name: getattr(changed, name) for name in risks.FIELDS} | {"event": "Something else"})
    risks.change_risk(people.member, changed.id, scenario, changed.row_version)
    first = version_of(old.assessment_id).assessment.versions[0]
    assert (first.id, first.state, first.frozen) == (old_id, "approved", frozen)
    assert {**content_of(first), "trail": frozen["trail"], "rests_on": frozen["rests_on"]} == frozen


def test_it_goes_the_whole_way_again(people, ward):
    old = decided(people, ward)
    start_version(people.member, old.assessment_id)
    new = version_of(old.assessment_id)
    submit(people.member, new.id)
    advise(people.security, new.id, "supports", "Still fine")
    accepted(people, new)
    approve(people.owner, new.id)
    assert [one.state for one in version_of(old.assessment_id).assessment.versions] == ["approved", "approved"]


def test_who_wrote_before_is_still_an_author(people, ward, person):
    old = decided(people, ward)
    other = person("mons", Role.MEMBER)
    start_version(other, old.assessment_id)
    authors = {one.user_id for one in version_of(old.assessment_id).contributors}
    assert authors == {people.member.id, other.id}


def test_it_starts_from_a_decided_version_only(people, ward):
    version = advised(people, "ros", [ward.lab])
    with refused(Invalid, "is advised"):
        start_version(people.member, version.assessment_id)
    approve(people.owner, version.id)
    start_version(people.member, version.assessment_id)
    with refused(Invalid, "is draft"):
        start_version(people.member, version.assessment_id)


def test_it_takes_the_right_to_write(people, ward):
    old = decided(people, ward)
    with refused(NotAllowed, "edit assessments"):
        start_version(people.auditor, old.assessment_id)
    with refused(NotFound, "no such assessment"):
        start_version(people.member, 4711)


def test_an_answer_keeps_its_text_to_the_letter(people, ward):
    old = decided(people, ward)
    start_version(people.member, old.assessment_id)
    texts = answers_of(version_of(old.assessment_id)).values()
    assert any("R&D <b>and č đ ŋ ŧ</b>" in text for text in texts)
    assert SCENARIO.event in version_of(old.assessment_id).risks[0].event


def test_a_measure_stands_as_it_was_followed_up_since(people, ward):
    old = decided(people, ward)
    before = control_of(old.measures[0])
    registered = old.measures[0].registered
    told = FollowUp("in place", "Olav", date(2027, 5, 6), None, "Done", 12_000, 300)
    follow_up(people.member, registered.id, told, registered.row_version)
    start_version(people.member, old.assessment_id)
    new = version_of(old.assessment_id)
    living = {"status": "in place", "owner": "Olav", "due": date(2027, 5, 6), "cost": 12_000, "yearly_cost": 300}
    assert control_of(new.measures[0]) == replace(before, **living)
    assert new.measures[0].registered is registered
    assert control_of(new.assessment.versions[0].measures[0]) == before
