"""The steps between states: a closed table."""

import itertools

import pytest

from riskapp.accounts.permissions import Permission
from riskapp.assessments.states import STEPS, Act, State, acts, decided, editable, step, who_advises
from riskapp.errors import Invalid


def test_an_assessment_goes_from_draft_over_review_and_advice_to_a_decision() -> None:
    state = State.DRAFT
    for act, expected in (
        (Act.SUBMIT, State.IN_REVIEW),
        (Act.ADVISE, State.ADVISED),
        (Act.APPROVE, State.APPROVED),
        (Act.NEW_VERSION, State.DRAFT),
    ):
        state = step(state, act)
        assert state is expected


def test_what_is_sent_back_is_submitted_again() -> None:
    for before in (State.IN_REVIEW, State.ADVISED):
        assert step(step(before, Act.SEND_BACK), Act.SUBMIT) is State.IN_REVIEW


@pytest.mark.parametrize(("state", "act"), [pair for pair in itertools.product(State, Act) if pair not in STEPS])
def test_every_other_step_is_refused(state: State, act: Act) -> None:
    with pytest.raises(Invalid) as refused:
        step(state, act)
    assert state.value in str(refused.value)
    assert act not in acts(state)


def test_no_decision_is_possible_without_advice() -> None:
    assert [state for state in State if Act.APPROVE in acts(state)] == [State.ADVISED]


def test_only_a_draft_and_what_was_sent_back_can_be_written_in() -> None:
    assert {state for state in State if editable(state)} == {State.DRAFT, State.SENT_BACK}
    assert {state for state in State if decided(state)} == {State.APPROVED, State.REJECTED}


def test_the_privacy_officer_advises_on_a_dpia_and_security_on_a_risk_assessment() -> None:
    assert who_advises("dpia") is Permission.ADVISE_DPIA
    assert who_advises("ros") is Permission.ADVISE_ROS
