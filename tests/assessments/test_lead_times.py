"""How long papers wait in each state."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from riskapp.accounts.permissions import Actor, Role
from riskapp.assessments.lead_times import Round, all_lead_times, lead_time, spreads
from riskapp.assessments.states import State
from riskapp.database import now
from riskapp.errors import NotAllowed
from tests.assessments.test_waiting import move
from tests.assessments.ward import Ward, start

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


def day(number: float) -> datetime:
    return BEGAN + timedelta(days=number)


def round_of(*steps: tuple[float, State], assessment: int = 1) -> Round:
    return Round(assessment, 1, "ros", "x", "lab", BEGAN, tuple((day(at), state) for at, state in steps))


def test_each_stay_counts_and_what_came_back_counts_twice() -> None:
    one = round_of(
        (10, State.IN_REVIEW), (13, State.SENT_BACK), (14, State.IN_REVIEW), (16, State.ADVISED), (20.5, State.APPROVED)
    )
    found = lead_time(one, day(100))
    assert found.days == {State.DRAFT: 10, State.IN_REVIEW: 5, State.SENT_BACK: 1, State.ADVISED: 4.5}
    assert (found.total, found.waiting) == (20.5, None)


def test_what_is_not_decided_waits_until_now() -> None:
    found = lead_time(round_of((10, State.IN_REVIEW)), day(40))
    assert found.days == {State.DRAFT: 10, State.IN_REVIEW: 30} and found.waiting == 30
    assert lead_time(round_of(), day(7)).days == {State.DRAFT: 7}


def test_the_middle_and_the_longest_of_each_state() -> None:
    rounds = [round_of((days, State.IN_REVIEW), assessment=days) for days in (2, 10, 30)]
    decided = round_of((4, State.IN_REVIEW), (5, State.ADVISED), (6, State.REJECTED), assessment=99)
    found = {one.state: one for one in spreads(lead_time(one, day(31)) for one in (*rounds, decided))}
    assert set(found) == {State.DRAFT, State.IN_REVIEW, State.ADVISED}
    draft, review = found[State.DRAFT], found[State.IN_REVIEW]
    assert (draft.rounds, draft.now, draft.middle, draft.longest.of.assessment) == (4, 0, 7, 30)
    assert (review.rounds, review.now, review.middle, review.longest.days[State.IN_REVIEW]) == (4, 3, 11, 29)
    assert spreads([]) == []


def test_only_those_who_see_all_are_told(ward: Ward, maja: Actor, person: Callable[..., Actor]) -> None:
    first, second = start(maja, "ros", ward.lab), start(maja, "dpia", ward.pump)
    move(second, "in review")
    found = all_lead_times(person("pavel", Role.PRIVACY_OFFICER), now() + timedelta(days=3))
    assert {(one.of.assessment, one.of.state.value) for one in found} == {
        (first.assessment_id, "draft"),
        (second.assessment_id, "in review"),
    }
    with pytest.raises(NotAllowed):
        all_lead_times(person("olav", Role.SYSTEM_OWNER, asset=ward.lab), now())
