"""What is asked for when a scenario lacks its cause, its event or its consequence, or says one of them twice."""

import pytest

from riskapp.catalogues.scenarios import load_scenarios
from riskapp.commands.demo.estate import demo_estate
from riskapp.scenarios.suggesting import suggestions
from riskapp.scenarios.wording import Asked, asks_wording

CAUSE = "A fault hits the host"
EVENT = "The laboratory system stops"
EFFECT = "Answers come too late, and treatment waits"


def test_three_texts_of_their_own_ask_for_nothing() -> None:
    assert asks_wording(CAUSE, EVENT, EFFECT) == ()


@pytest.mark.parametrize("empty", ["", "  ", "-", "?", "…", "_"])
def test_what_is_missing_is_told(empty: str) -> None:
    assert asks_wording(empty, EVENT, EFFECT) == (Asked.NO_CAUSE,)
    assert asks_wording(CAUSE, empty, EFFECT) == (Asked.NO_EVENT,)
    assert asks_wording(CAUSE, EVENT, empty) == (Asked.NO_EFFECT,)
    assert asks_wording(empty, empty, empty) == (Asked.NO_CAUSE, Asked.NO_EVENT, Asked.NO_EFFECT)


def test_what_says_the_same_is_told() -> None:
    again = "the laboratory  system STOPS."
    assert asks_wording(again, EVENT, EFFECT) == (Asked.CAUSE_IS_EVENT,)
    assert asks_wording(CAUSE, EVENT, again) == (Asked.EVENT_IS_EFFECT,)
    assert asks_wording(EFFECT, EVENT, EFFECT) == (Asked.CAUSE_IS_EFFECT,)
    assert len(asks_wording(EVENT, EVENT, EVENT)) == 3


def test_nearly_the_same_words_say_the_same_and_a_shared_subject_does_not() -> None:
    assert asks_wording(CAUSE, EVENT, f"Today {EVENT}") == (Asked.EVENT_IS_EFFECT,)
    assert asks_wording(CAUSE, EVENT, "The laboratory system gives no answers") == ()


def test_every_suggestion_is_worded_as_we_ask_others_to() -> None:
    assert len(load_scenarios().rules) >= 20
    for one in suggestions(demo_estate(200), ["lvms", "arena", "p-akutt"]):
        for language in ("nb", "en"):
            texts = (text.in_language(language) for text in (one.cause, one.event, one.effect))
            assert asks_wording(*texts) == (), one.key
