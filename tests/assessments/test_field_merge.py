"""Laying what several people wrote together: no text is lost, and only the same field is in dispute."""

from hypothesis import given
from hypothesis import strategies as st

from riskapp.assessments.field_merge import flat, folded, mark, marks, merge

TEXTS = st.dictionaries(st.sampled_from("abcd"), st.sampled_from(["", "x", "y", "z"]))


def test_different_fields_of_two_people_both_stand() -> None:
    seen = marks({"cause": "Fire", "event": "It stops"})
    merged = merge({"cause": "Flood", "event": "It stops"}, {"cause": "Fire", "event": "It halts"}, seen)
    assert merged.values == {"cause": "Flood", "event": "It halts"}
    assert (merged.taken, merged.disputed) == (("cause",), ())


def test_the_same_field_is_in_dispute_unless_both_say_the_same() -> None:
    seen = marks({"cause": "Fire"})
    merged = merge({"cause": "Flood"}, {"cause": "Wind"}, seen)
    assert (merged.values, merged.disputed) == ({"cause": "Flood"}, ("cause",))
    assert merge({"cause": "Wind"}, {"cause": "Wind"}, seen).disputed == ()


def test_clearing_a_field_that_somebody_else_rewrote_is_in_dispute_too() -> None:
    assert merge({"cause": "Flood"}, {"cause": ""}, marks({"cause": "Fire"})).disputed == ("cause",)


def test_each_aspect_is_a_field() -> None:
    values = {"event": "x", "aspects": {"economy": [1, None], "safety": [None, None]}}
    assert flat(values, "aspects") == {"event": "x", "aspects.economy": [1, None]}
    assert folded(flat(values, "aspects"), "aspects") == {"event": "x", "aspects": {"economy": [1, None]}}


@given(TEXTS, TEXTS, TEXTS)
def test_no_text_is_lost_without_a_word(base: dict[str, str], stored: dict[str, str], mine: dict[str, str]) -> None:
    merged = merge(stored, mine, marks(base))
    for name, text in mine.items():
        ours = mark(text) != mark(base.get(name))
        theirs = mark(stored.get(name)) != mark(base.get(name))
        if ours:
            assert merged.values.get(name, "") == text or name in merged.disputed
        if theirs:
            assert merged.values.get(name) == stored.get(name)
            assert text == (stored.get(name) or "") or name in (*merged.taken, *merged.disputed)
    assert {name: merged.values.get(name) for name in stored if name not in mine} == {
        name: stored[name] for name in stored if name not in mine
    }
