"""A new version of a base is told to the teams of its heirs, and waits for them until each change is judged."""

import pytest

from riskapp.accounts.permissions import Actor, Role
from riskapp.assessments import operations
from riskapp.assessments.base_news import news_of
from riskapp.assessments.models import Heir, Version
from riskapp.assessments.waiting import waiting_for
from riskapp.assessments.waits import Wait
from riskapp.database import db
from riskapp.decisions.new_versions import start_version
from riskapp.decisions.reuse.copying import copy_assessment, declare_base
from riskapp.decisions.reuse.inheriting import decline, see_base, take_over
from riskapp.errors import Invalid
from riskapp.notices.kinds import NoticeKind
from riskapp.notices.models import Notice
from tests.decisions.bases import approved_anew, approved_heir, follower, renewed, shared_base
from tests.decisions.conftest import events, refused
from tests.decisions.examples import version_of
from tests.decisions.test_signed_steps import change_event

BOTH_DATABASES = True


@pytest.fixture
def base(people, ward) -> Version:
    return shared_base(people, ward)


@pytest.fixture
def heir(people, ward, base) -> Version:
    return follower(people, ward, base)


def told(actor: Actor) -> list[tuple[int, str]]:
    """The assessments of which somebody was told that their base changed, with its version."""
    db.session.rollback()
    query = db.session.query(Notice).filter_by(kind=NoticeKind.BASE_CHANGED.value, user_id=actor.id)
    return [(one.assessment_id, one.place) for one in query]


def waits(actor: Actor) -> list[tuple[int, int]]:
    """The heirs that wait for somebody, with how many changes."""
    db.session.expire_all()
    return [(one.version.assessment_id, one.changes) for one in waiting_for(actor) if one.wait is Wait.BASE]


def words(text: str):
    """What a new version of the base writes in its first scenario."""
    return lambda people, version: change_event(people, version, text)


def elsewhere(people, version: Version) -> None:
    """A change of the base that is nobody else's."""
    operations.add_participant(people.member, version.id, "Rolf Region", "architect", "")


def place_open(heir: Version) -> list[str]:
    news = news_of(version_of(heir.assessment_id))
    return [one.place for one in news.open] if news else []


def test_the_teams_of_heirs_are_told_and_have_it_on_their_first_page_until_all_is_judged(
    people, ward, person, base, heir
):
    local = person("lisa", Role.SYSTEM_OWNER, asset=ward.lab)
    other = person("arne", Role.SYSTEM_OWNER, asset=ward.archive)
    assert (told(people.member), waits(people.member), waits(local)) == ([], [], [])
    new = renewed(people, base)
    assert told(people.member) == told(local) == [(heir.assessment_id, "2")]
    assert told(people.owner) == [], "who approved it knows"
    assert told(other) == told(people.auditor) == told(people.security) == []
    assert waits(people.member) == waits(local) == waits(people.owner) == [(heir.assessment_id, 4)]
    assert waits(other) == waits(people.auditor) == []

    for place in place_open(heir):
        decline(people.member, heir.id, place, new.id, "Not here")
    assert waits(people.member) == waits(local) == []


def test_who_follows_nothing_is_told_nothing(people, ward, base):
    copy_assessment(people.member, base.assessment_id, "A copy", [ward.lab])
    follows = copy_assessment(people.member, base.assessment_id, "An heir", [ward.lab], follow=True)
    declare_base(people.owner, base.assessment_id, "")
    approved_anew(people, base, words("Otherwise"))
    assert (told(people.member), waits(people.member)) == ([], []), "it is no base any more"
    declare_base(people.owner, base.assessment_id, "shared")
    assert waits(people.member) == [(follows.assessment_id, 1)]


def test_a_base_that_changed_only_elsewhere_waits_for_nobody_and_is_noted_as_seen(people, ward, base, heir):
    new = approved_anew(people, base, elsewhere)
    assert told(people.member) == [(heir.assessment_id, "2")]
    assert waits(people.member) == []
    news = news_of(version_of(heir.assessment_id))
    assert news is not None
    assert news.open == ()
    with refused(Invalid, "has changed since you opened"):
        see_base(people.member, heir.id, base.id)
    see_base(people.member, heir.id, new.id)
    assert news_of(version_of(heir.assessment_id)) is None
    assert db.session.get_one(Heir, heir.id).base_version_id == new.id
    assert [one.after for one in events("assessment.base_seen")] == [{"base": f"{new.title}, version 2"}]


def test_what_is_open_cannot_be_noted_as_seen(people, ward, base, heir):
    new = approved_anew(people, base, words("Otherwise"))
    with refused(Invalid, "not judged yet"):
        see_base(people.member, heir.id, new.id)


def test_a_judgement_stands_as_long_as_the_base_says_the_same_there(people, ward, base, heir):
    second = renewed(people, base)
    answer = next(one for one in place_open(heir) if one[0] not in "RT" or not one[1:].isdigit())
    decline(people.member, heir.id, "R1", second.id, "Another building")
    take_over(people.member, heir.id, answer, second.id)
    third = approved_anew(people, base, elsewhere)
    assert sorted(place_open(heir)) == ["R2", "T2"]
    assert {one.place for one in news_of(version_of(heir.assessment_id)).judged} == {"R1", answer}
    take_over(people.member, heir.id, "R2", third.id)
    decline(people.member, heir.id, "T2", third.id, "We have it")
    assert news_of(version_of(heir.assessment_id)) is None
    assert db.session.get_one(Heir, heir.id).base_version_id == third.id


def test_what_was_declined_is_asked_again_once_the_base_says_something_else(people, ward, base, heir):
    second = renewed(people, base)
    decline(people.member, heir.id, "R1", second.id, "Another building")
    third = approved_anew(people, base, words("And now this"))
    assert "R1" in place_open(heir)
    take_over(people.member, heir.id, "R1", third.id)
    assert version_of(heir.assessment_id).risks[0].event == "And now this"


def test_what_was_taken_over_is_asked_again_for_what_was_said_since(people, ward, base, heir):
    second = renewed(people, base)
    take_over(people.member, heir.id, "R1", second.id)
    change_event(people, version_of(heir.assessment_id), "Our own words")
    approved_anew(people, base, elsewhere)
    assert "R1" not in place_open(heir), "the base says nothing new there"
    third = approved_anew(people, base, words("The region says a third thing"))
    [change] = [one for one in news_of(version_of(heir.assessment_id)).open if one.place == "R1"]
    assert [(one.field, one.before, one.after) for one in change.fields] == [
        ("event", "The region says otherwise", "The region says a third thing")
    ]
    decline(people.member, heir.id, "R1", third.id, "Ours is better")
    assert version_of(heir.assessment_id).risks[0].event == "Our own words"


def test_what_the_base_took_back_after_it_was_taken_over_is_open(people, ward, base, heir):
    first = base.risks[0].event
    second = renewed(people, base)
    take_over(people.member, heir.id, "R1", second.id)
    third = approved_anew(people, base, words(first))
    assert "R1" in place_open(heir)
    take_over(people.member, heir.id, "R1", third.id)
    assert version_of(heir.assessment_id).risks[0].event == first


@pytest.mark.parametrize("act", [take_over, decline])
def test_a_new_version_of_the_heir_keeps_what_was_judged(people, ward, base, heir, act):
    second = renewed(people, base)
    act(people.member, heir.id, "R1", second.id, *(["Not here"] if act is decline else []))
    approved_heir(people, ward, version_of(heir.assessment_id))
    start_version(people.member, heir.assessment_id)
    assert "R1" not in place_open(heir)
    assert "R2" in place_open(heir)
