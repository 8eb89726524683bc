"""A yearly review shows what is new since the last decision; of the rest somebody says that it still holds."""

import pytest

from riskapp.assessments.fallbacks import Routine, add_fallback
from riskapp.assessments.models import ReviewedPart, Staleness, Version
from riskapp.database import db, transaction
from riskapp.decisions.accepting import withdraw_acceptance
from riskapp.decisions.advising import advise
from riskapp.decisions.conditions import ConditionText
from riskapp.decisions.deciding import approve, reject
from riskapp.decisions.new_versions import start_version
from riskapp.decisions.obstacles import Obstructed
from riskapp.decisions.reports.report_files import report_file
from riskapp.decisions.reviews.reviewing import confirm_parts, review_of
from riskapp.decisions.staleness.confirming import confirm_holds
from riskapp.decisions.staleness.watching import JUDGE, judge_all
from riskapp.decisions.submitting import submit
from riskapp.decisions.surroundings import today
from riskapp.errors import Invalid
from riskapp.estate import snapshots
from riskapp.estate.models import Flow
from tests.decisions.conftest import events, refused
from tests.decisions.examples import LATER, accepted, advised, risk, version_of
from tests.decisions.test_accepting import MEDIUM
from tests.decisions.test_closed_for_good import CLOSED, refuses
from tests.decisions.test_every_field_is_printed import paper_of
from tests.decisions.test_signed_steps import change_event
from tests.reports.poppler import squeezed

BOTH_DATABASES = True


@pytest.fixture
def review(people, ward) -> Version:
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    accepted(people, version)
    approve(people.owner, version.id, "Go on", None, [ConditionText("Train the ward", "Nina", today() + LATER)])
    start_version(people.member, version.assessment_id, yearly=True)
    return version_of(version.assessment_id)


def test_nothing_is_new_and_everything_waits_to_be_confirmed(people, ward, review):
    found = review_of(review)
    assert (found.estate, found.incidents) == ((), None)
    assert [one.differences for one in found.steps] == [()] * len(found.steps)
    assert [(one.version, one.condition.text) for one in found.still_open.conditions] == [(1, "Train the ward")]
    assert set(found.waiting) == {"estate", "incidents", *(one.step.id for one in found.steps)}
    with refused(Obstructed, "neither changed nor confirmed"):
        submit(people.member, review.id)


def test_what_changed_is_shown_and_needs_no_confirmation(people, ward, review):
    change_event(people, review, "Something else")
    with transaction() as session:
        session.query(Flow).one().encrypted = False
        snapshots.note_change(session)
    found = review_of(version_of(review.assessment_id))
    assert [(one.part, one.place) for one in found.estate] == [("flows", "f1")]
    changed = {one.step.id: [row.place for row in one.differences] for one in found.steps if one.differences}
    assert changed == {"scenarios": ["R1"]}
    assert "scenarios" not in found.waiting


def test_a_confirmed_part_that_is_written_in_afterwards_waits_again_until_it_differs(people, ward, review):
    confirm_parts(people.member, review.id, ["estate", "fallbacks"])
    assert not {"estate", "fallbacks"} & set(review_of(version_of(review.assessment_id)).waiting)
    with transaction() as session:
        session.query(Flow).one().persons = 5
        snapshots.note_change(session)
    add_fallback(people.member, review.id, Routine("manual routine", "Paper", ward.ward, ward.lab))
    found = review_of(version_of(review.assessment_id))
    assert "estate" in found.waiting, "the estate changed after somebody looked"
    assert "fallbacks" not in found.waiting, "it is told as changed"


def test_what_has_happened_is_told_in_words_and_parts_exist(people, ward, review):
    with refused(Invalid, "Write what has happened", "note"):
        confirm_parts(people.member, review.id, ["incidents"])
    with refused(Invalid, "no such part"):
        confirm_parts(people.member, review.id, ["nonsense"])
    plain = advised(people, "ros", [ward.archive])
    with refused(Invalid, "cannot be changed"):
        confirm_parts(people.member, plain.id, ["estate"])


def test_it_ends_as_a_version_like_any_other_and_the_report_tells_of_it(people, ward, review):
    confirm_parts(people.member, review.id, ["incidents"], "One near miss in May")
    confirm_parts(people.member, review.id, review_of(version_of(review.assessment_id)).waiting)
    assert review_of(version_of(review.assessment_id)).waiting == ()
    submit(people.member, review.id)
    advise(people.security, review.id, "supports", "Fine")
    accepted(people, version_of(review.assessment_id))
    approve(people.owner, review.id)
    version = version_of(review.assessment_id)
    assert version.frozen["review"]["parts"][0]["note"] == "One near miss in May"
    paper = paper_of(report_file(people.member, version.id).pdf)
    for words in ("Yearly review", "One near miss in May", "still holds", "Nothing of this has changed."):
        assert squeezed(words) in paper
    assert len(events("assessment.parts_reviewed")) == 2
    refuses(ReviewedPart.__table__.delete(), CLOSED)
    refuses(ReviewedPart.__table__.update().values(note="forged"), CLOSED)


def test_an_ordinary_new_version_is_no_review(people, ward):
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    accepted(people, version)
    approve(people.owner, version.id)
    start_version(people.member, version.assessment_id)
    version = version_of(version.assessment_id)
    assert review_of(version) is None
    with refused(Invalid, "no yearly review"):
        confirm_parts(people.member, version.id, ["estate"])


def rejected_anew(people, version: Version) -> None:
    """A further version with another event, rejected."""
    start_version(people.member, version.assessment_id)
    draft = version_of(version.assessment_id)
    change_event(people, draft, "Not like this")
    submit(people.member, draft.id)
    advise(people.security, draft.id, "supports", "Fine")
    reject(people.owner, draft.id, "Not like this")


def test_it_looks_at_the_approval_in_force_with_the_conditions_of_all(people, ward, review):
    confirm_parts(people.member, review.id, ["incidents"], "Nothing")
    confirm_parts(people.member, review.id, review_of(version_of(review.assessment_id)).waiting)
    submit(people.member, review.id)
    advise(people.security, review.id, "supports", "Fine")
    accepted(people, version_of(review.assessment_id))
    approve(people.owner, review.id, "Go on", None, [ConditionText("Test it", "Nina", today() + LATER)])
    rejected_anew(people, review)
    start_version(people.member, review.assessment_id, yearly=True)
    latest = version_of(review.assessment_id)
    found = review_of(latest)
    assert (latest.number, found.before.number) == (4, 2), "the third was rejected"
    assert {one.step.id: [row.place for row in one.differences] for one in found.steps if one.differences} == {
        "scenarios": ["R1"]
    }
    told = [(one.version, one.condition.text) for one in found.still_open.conditions]
    assert told == [(1, "Train the ward"), (2, "Test it")]


def test_acceptances_that_end_and_confirmations_stand_on_it(people, ward, review):
    def told() -> list[tuple[str, int]]:
        left = review_of(version_of(review.assessment_id)).still_open
        return [(one.wait.value, one.risk.number) for one in left.acceptances]

    before = review_of(review).before
    assert told() == [("expiring", 1)]
    withdraw_acceptance(people.owner, risk(before).acceptances[-1].id, "The new line is late")
    assert told() == [("open again", 1)]
    assert review_of(version_of(review.assessment_id)).still_open.confirmed == ()
    with transaction() as session:
        session.query(Flow).one().encrypted = False
        snapshots.note_change(session)
    judge_all(JUDGE)
    confirm_holds(people.owner, before.id, "It never leaves the house", db.session.get_one(Staleness, before.id).seen)
    confirmed = review_of(version_of(review.assessment_id)).still_open.confirmed
    assert [(one.by_name, one.reason) for one in confirmed] == [(people.owner.name, "It never leaves the house")]
