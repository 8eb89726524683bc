"""A copy says what it took over and leaves behind what was another system's; an heir judges what its base changes."""

import pytest
from sqlalchemy import delete, insert, select

from riskapp.assessments.base_news import heirs_of, news_of
from riskapp.assessments.content import content_of
from riskapp.assessments.models import Assessment, Heir, InheritedChoice, Origin, Version
from riskapp.assessments.origins import origins_of
from riskapp.assessments.risks import Scenario, add_risk, change_risk, remove_risk
from riskapp.database import db
from riskapp.decisions.new_versions import start_version
from riskapp.decisions.reports.report_files import report_file
from riskapp.decisions.reuse.copying import copy_assessment, declare_base
from riskapp.decisions.reuse.inheriting import decline, take_over
from riskapp.errors import Invalid, NotAllowed
from tests.decisions.bases import approved_heir, follower, renewed, shared_base
from tests.decisions.conftest import events, refused
from tests.decisions.examples import (
    accepted,
    advised,
    filled,
    risk,
    version_of,
)
from tests.decisions.test_accepting import MEDIUM
from tests.decisions.test_closed_for_good import CLOSED, refuses
from tests.decisions.test_every_field_is_printed import paper_of
from tests.decisions.test_signed_steps import change_event
from tests.reports.poppler import squeezed

BOTH_DATABASES = True


@pytest.fixture
def base(people, ward) -> Version:
    return shared_base(people, ward)


@pytest.fixture
def heir(people, ward, base) -> Version:
    return follower(people, ward, base)


def test_a_copy_takes_the_words_over_marked_and_leaves_the_rest_behind(people, ward):
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    accepted(people, version)
    copied = copy_assessment(people.member, version.assessment_id, "The archive", [ward.archive])

    new = version_of(copied.assessment_id)
    assert (new.state, new.number, [one.asset_id for one in new.scope]) == ("draft", 1, [ward.archive])
    assert [one.event for one in new.risks] == [one.event for one in version.risks]
    assert {one.text for one in new.answers} == {one.text for one in version.answers if one.text}
    stored = new.risks[0]
    assert (stored.evidence, stored.owner_id, stored.asset_id, stored.acceptances) == (None, None, None, [])
    [ours], [theirs] = new.measures, version_of(version.assessment_id).measures
    assert ours.text == theirs.text
    assert (ours.status, ours.owner, ours.due, ours.safety_effect) == ("planned", "", None, "not assessed")
    assert ours.registered_id != theirs.registered_id
    assert [one.number for one in ours.treats] == [1]
    assert (new.participants, new.fallbacks, new.workshops) == ([], [], [])
    assert {place for place, one in origins_of(new).items() if not one.own} >= {"R1", "T1"}
    [event] = events("assessment.copied")
    assert len(event.after["left_out"]) == 4, "what stays behind is told"


def test_what_is_edited_becomes_the_teams_own_and_says_so(people, ward, heir):
    assert not origins_of(heir)["R1"].own
    change_event(people, heir, "Here it is worse")
    heir = version_of(heir.assessment_id)
    assert origins_of(heir)["R1"].own
    assert not origins_of(heir)["T1"].own
    add_risk(people.member, heir.id, Scenario("integrity", event="Only here"))
    assert "R2" not in origins_of(version_of(heir.assessment_id)), "what is added is local from the start"
    [row] = [one for one in content_of(version_of(heir.assessment_id))["inherited"]["places"] if one["place"] == "R1"]
    assert (row["own"], row["of"], row["base"]["version"]) == (True, "R1", 1)


def test_only_an_approved_base_is_followed_and_only_its_deciders_declare_one(people, ward):
    version = filled(people, "ros", [ward.archive])
    with refused(NotAllowed, ""):
        declare_base(people.auditor, version.assessment_id, "shared")
    with refused(Invalid, "shared, regional, or neither", "shared"):
        declare_base(people.owner, version.assessment_id, "world")
    declare_base(people.owner, version.assessment_id, "shared")
    with refused(Invalid, "no approved version", "follow"):
        copy_assessment(people.member, version.assessment_id, "Mine", [ward.lab], follow=True)
    with refused(Invalid, "title", "title"):
        copy_assessment(people.member, version.assessment_id, " ", [ward.lab])
    with refused(Invalid, "Choose the system", "asset"):
        copy_assessment(people.member, version.assessment_id, "Mine", [4711])


def test_a_new_version_of_the_base_shows_its_heir_what_changed(people, ward, base, heir):
    assert news_of(heir) is None
    renewed(people, base)
    news = news_of(version_of(heir.assessment_id))
    told = [(one.part, one.place, one.did) for one in news.open]
    assert ("risks", "R1", "changed") in told
    assert ("risks", "R2", "added") in told
    assert [one[0] for one in told].count("answers") == 1
    assert [one.title for one in heirs_of(base)] == ["Local laboratory"]


def test_each_change_is_taken_over_or_declined_with_a_reason_and_then_it_has_caught_up(people, ward, base, heir):
    new = renewed(people, base)
    news = news_of(version_of(heir.assessment_id))
    answer = next(one.place for one in news.open if one.part == "answers")
    with refused(Invalid, "Write why", "reason"):
        decline(people.member, heir.id, "R1", new.id, " ")

    take_over(people.member, heir.id, "R2", new.id)
    take_over(people.member, heir.id, answer, new.id)
    take_over(people.member, heir.id, "T2", new.id)
    with refused(Invalid, "judged this change already"):
        take_over(people.member, heir.id, "R2", new.id)
    decline(people.member, heir.id, "R1", new.id, "Ours is another building")

    heir = version_of(heir.assessment_id)
    assert [one.event for one in heir.risks] == ["The laboratory stops", "One more"]
    assert next(one.text for one in heir.answers if one.question == answer) == "Answered by the region"
    assert not origins_of(heir)["R2"].own
    assert [(one.text, [treated.number for treated in one.treats]) for one in heir.measures][1:] == [
        ("For one more", [2])
    ]
    assert news_of(heir) is None
    assert db.session.get(Heir, heir.id).base_version_id == new.id
    with refused(Invalid, "all judged"):
        take_over(people.member, heir.id, "R1", new.id)
    assert [one.action for one in events("assessment.base_change_declined")] == ["assessment.base_change_declined"]
    paper = paper_of(report_file(people.member, heir.id).pdf)
    for words in ("Ours is another building", "taken over", "declined", base.frozen_hash, "Renewed"):
        assert squeezed(words) in paper or words == base.frozen_hash


def test_taking_over_changes_only_what_the_base_changed(people, ward, base, heir):
    stored = risk(heir)
    said = Scenario(
        **{name: getattr(stored, name) for name in MEDIUM.__dataclass_fields__} | {"cause": "Our own cause"}
    )
    from_here = stored.row_version
    change_risk(people.member, stored.id, said, from_here)
    new = renewed(people, base)
    take_over(people.member, heir.id, "R1", new.id)
    stored = risk(heir)
    assert (stored.event, stored.cause) == ("The region says otherwise", "Our own cause")


def test_what_was_removed_here_and_there_is_told(people, ward, base, heir):
    remove_risk(people.member, risk(heir).id)
    new = renewed(people, base)
    take_over(people.member, heir.id, "R1", new.id)
    assert [one.event for one in version_of(heir.assessment_id).risks] == ["The region says otherwise"]


def test_a_new_version_of_the_heir_still_follows(people, ward, base, heir):
    heir = approved_heir(people, ward, heir)
    assert heir.frozen["inherited"]["base"]["content_hash"] == base.frozen_hash
    for table in (Heir, Origin):
        refuses(delete(table), CLOSED)
    closed = InheritedChoice.__table__
    row = {"version_id": heir.id, "base_version_id": base.id, "place": "R1", "name": "x", "choice": "declined"}
    refuses(insert(closed).values({**row, "reason": "", "at": heir.changed_at, "by_name": "x"}), CLOSED)

    start_version(people.member, heir.assessment_id)
    second = version_of(heir.assessment_id)
    assert set(origins_of(second)) == set(origins_of(heir))
    renewed(people, base)
    assert news_of(version_of(heir.assessment_id)) is not None
    assert db.session.scalars(select(Assessment)).all()
