"""Conditions of an approval: each is an action that can be followed up, closed with the version, and met later."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select, update

from riskapp.assessments.dialogue import make_remark
from riskapp.assessments.models import Condition
from riskapp.assessments.waiting import waiting_for
from riskapp.assessments.waits import Wait
from riskapp.audit.models import AuditEvent
from riskapp.audit.vocabulary import Action
from riskapp.database import db
from riskapp.decisions.conditions import ConditionText, meet_condition
from riskapp.decisions.deciding import approve
from riskapp.decisions.new_versions import start_version
from riskapp.decisions.surroundings import today
from riskapp.errors import Conflict, Invalid, NotAllowed
from tests.decisions.conftest import everything
from tests.decisions.examples import advised, measure, version_of
from tests.decisions.test_closed_for_good import CLOSED, refuses

BOTH_DATABASES = True


def wanted(**fields: object) -> ConditionText:
    return replace(ConditionText("Switch logging on", "Olav", today() + timedelta(days=30)), **fields)  # type: ignore[arg-type]


@pytest.fixture
def version(people, ward):
    """Approved on two conditions."""
    found = advised(people, "dpia", [ward.lab])
    approve(people.owner, found.id, conditions=[wanted(), wanted(text="Tell the patients")])
    return version_of(found.assessment_id)


def test_they_are_frozen_and_stand_in_what_was_decided(version):
    assert [one["text"] for one in version.frozen["conditions"]] == ["Switch logging on", "Tell the patients"]
    assert [one.number for one in version.conditions] == [1, 2]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"text": " "}, "Condition 2: say what is to be done"),
        ({"owner": ""}, "Condition 2: say what is to be done"),
        ({"due": None}, "Condition 2: say what is to be done"),
        ({"due": date(2020, 1, 1)}, "Condition 2: its date has passed"),
    ],
)
def test_one_that_cannot_be_followed_up_is_refused_and_nothing_is_decided(people, ward, fields, says):
    found = advised(people, "dpia", [ward.lab])
    before = everything()
    with pytest.raises(Invalid, match=says) as refused:
        approve(people.owner, found.id, conditions=[wanted(), wanted(**fields)])
    assert refused.value.field == "condition-2"
    assert everything() == before


def test_its_words_are_closed_and_whether_it_is_met_is_not(version, people):
    number = version.conditions[0].id
    for values in ({"text": "Something else"}, {"owner": "Nobody"}, {"due": date(2040, 1, 1)}):
        refuses(update(Condition).where(Condition.id == number).values(**values), CLOSED)
    refuses(delete(Condition), CLOSED)

    meet_condition(people.member, number, "Switched on 3 December, see the log", 1)

    met = db.session.get_one(Condition, number)
    assert (met.met_by, met.note) == (people.member.name, "Switched on 3 December, see the log")
    assert db.session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)).all()[-1] == Action.CONDITION_MET


def test_it_is_met_once_with_words_by_somebody_who_may(version, people):
    number = version.conditions[0].id
    with pytest.raises(Invalid) as refused:
        meet_condition(people.member, number, "  ", 1)
    assert refused.value.field == "note"
    with pytest.raises(NotAllowed):
        meet_condition(people.auditor, number, "Seen", 1)
    meet_condition(people.owner, number, "Done", 1)
    with pytest.raises(Conflict, match=people.owner.name):
        meet_condition(people.member, number, "Done too", 1)


def test_one_that_is_late_waits_for_whoever_wrote_or_decides(version, people):
    later = today() + timedelta(days=31)
    for who in (people.member, people.owner):
        late = [row for row in waiting_for(who, later) if row.condition]
        assert [(row.wait, row.condition.number) for row in late] == [(Wait.OVERDUE, 1), (Wait.OVERDUE, 2)]
    assert not [row for row in waiting_for(people.auditor, later) if row.condition]
    meet_condition(people.member, version.conditions[0].id, "Done", 1)
    assert [row.condition.number for row in waiting_for(people.owner, later) if row.condition] == [2]


def test_what_is_not_good_enough_is_approved_with_a_condition_or_a_reason_only(people, ward):
    poor = {"access.verdict": "not_acceptable"}
    control = measure(mends="access")
    found = advised(people, "dpia", [ward.lab], control=control, **poor)
    with pytest.raises(Invalid, match="not good enough") as refused:
        approve(people.owner, found.id)
    assert refused.value.field == "text"
    approve(people.owner, found.id, conditions=[wanted()])


def test_an_open_request_for_change_is_answered_in_words(people, ward):
    found = advised(people, "dpia", [ward.lab])
    make_remark(people.privacy, found.id, "rights", "access", "request for change", "Shorter, please")
    with pytest.raises(Invalid, match="still open"):
        approve(people.owner, found.id)
    approve(people.owner, found.id, "It is as short as the law allows.")


def test_a_new_version_does_not_end_a_condition_that_is_not_met(version, people, browse):
    start_version(people.member, version.assessment_id)
    later = today() + timedelta(days=31)
    assert [row.condition.number for row in waiting_for(people.owner, later) if row.condition] == [1, 2]
    page = browse("maja").get(f"/assessments/{version.assessment_id}").text
    assert "2 conditions of version 1 are not met yet." in page
    assert f"/assessments/{version.assessment_id}?version=1#conditions" in page
