"""From a tested routine to the estate: the tolerance becomes what was tested, or it is refused in words."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from riskapp.accounts.permissions import Role
from riskapp.assessments.fallbacks import Routine, add_fallback, change_fallback
from riskapp.assessments.models import Fallback
from riskapp.audit.vocabulary import Action
from riskapp.database import db, transaction
from riskapp.decisions.evidence.tested_tolerance import carry_over, difference_of_test, tolerance_now, why_not_carried
from riskapp.decisions.submitting import submit
from riskapp.errors import Conflict, Invalid, NotAllowed
from riskapp.estate import snapshots
from riskapp.estate.models import Dependency
from tests.decisions.conftest import events, refused
from tests.decisions.examples import filled

BOTH_DATABASES = True


@pytest.fixture
def version(people, ward):
    return filled(people, "ros", [ward.lab])


@pytest.fixture
def paper(ward) -> Routine:
    """The emergency ward without the laboratory, of which the estate says thirty minutes."""
    return Routine("manual routine", "Paper", ward.ward, ward.lab, 20, date(2026, 3, 1), "Nina Nurse")


def described(people, version, routine: Routine) -> Fallback:
    return db.session.get_one(Fallback, add_fallback(people.member, version.id, routine))


def tolerances(dependent: int) -> list[int]:
    db.session.expire_all()
    query = select(Dependency.tolerance).where(Dependency.dependent_id == dependent).order_by(Dependency.id)
    return list(db.session.scalars(query))


def test_the_estate_takes_the_tested_minutes_over_and_both_trails_tell(people, version, paper, ward):
    row, before = described(people, version, paper), snapshots.state_number()
    assert tolerance_now(row) == 30
    assert carry_over(people.member, row.id, row.row_version) == 1
    assert tolerances(ward.ward) == [20]
    assert snapshots.state_number() > before
    assert row.carried_at is not None
    (told,) = events(Action.FALLBACK_CARRIED)
    assert told.after == {"minutes": 20, "dependent": "ward", "provider": "lab"}
    (estate,) = events(Action.DEPENDENCY_CHANGED)
    assert estate.after["lab (service): tolerance"] == 20
    assert estate.actor_name == told.actor_name == "Maja"


def test_every_dependency_between_the_two_and_its_group_takes_them_over(people, version, paper, ward):
    with transaction() as session:
        terms = {"kind": "identity", "group_name": "either", "tolerance": 45}
        session.add(Dependency(dependent_id=ward.ward, provider_id=ward.lab, **terms))
        session.add(Dependency(dependent_id=ward.ward, provider_id=ward.archive, **terms))
        snapshots.note_change(session)
    row = described(people, version, paper)
    assert tolerance_now(row) == 45
    carry_over(people.member, row.id, row.row_version)
    assert tolerances(ward.ward) == [20, 20, 20]
    assert str(why_not_carried(row)) == "The estate says 20 minutes already, so there is nothing to carry over."


def test_what_cannot_be_carried_over_is_refused_in_words(people, version, paper, ward):
    cases = {
        "Nobody has tested this routine": replace(paper, minutes=None, tested_on=None, tested_by=""),
        "Say when it was tested and by whom": replace(paper, tested_on=None, tested_by=""),
        "The estate does not say that Analyser 7 needs Archive": replace(
            paper, dependent_id=ward.analyser, provider_id=ward.archive
        ),
        "The estate says 30 minutes already": replace(paper, minutes=30),
    }
    for says, routine in cases.items():
        row = described(people, version, routine)
        assert says in str(why_not_carried(row))
        number, seen = row.id, row.row_version
        with refused(Invalid, says):
            carry_over(people.member, number, seen)


def test_it_takes_the_right_to_the_estate_and_to_the_assessment(people, version, paper, ward, person):
    row = described(people, version, paper)
    number, seen = row.id, row.row_version
    estate_only = person("esther", Role.MEMBER, asset=ward.ward)
    assessment_only = person("ada", Role.MEMBER, asset=ward.lab)
    for actor in (people.auditor, people.risk_owner, estate_only, assessment_only):
        with refused(NotAllowed, ""):
            carry_over(actor, number, seen)


def test_a_routine_that_somebody_changed_meanwhile_is_looked_at_again_first(people, version, paper):
    row = described(people, version, paper)
    number, seen = row.id, row.row_version
    change_fallback(people.member, number, replace(paper, minutes=15), seen)
    with refused(Conflict, "changed this routine meanwhile"):
        carry_over(people.member, number, seen)


def test_after_submission_the_team_carries_nothing_over(people, version, paper):
    row = described(people, version, paper)
    number, seen = row.id, row.row_version
    submit(people.member, version.id)
    with refused(Invalid, "cannot be changed"):
        carry_over(people.member, number, seen)


def test_the_difference_shows_what_a_stop_does_that_lasts_between_the_two(people, version, paper, ward):
    row = described(people, version, paper)
    found = difference_of_test(row)
    assert found is not None and found.outage == 30
    assert tuple(found.totals["processes"]) == (0, 1)
    assert tuple(found.totals["process_minutes_down"]) == (0, 10)
    assert tolerances(ward.ward) == [30], "looking changes nothing"
    carry_over(people.member, row.id, row.row_version)
    assert difference_of_test(row) is None
