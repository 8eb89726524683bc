"""Moving judgements between scales: every old level has a new one, none overtakes another, moves can be chained."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.assessments.level_moves import Judged, check_moves, composed, moves_between
from riskapp.catalogues.presets import preset
from riskapp.errors import Invalid


def scales(name):
    return preset(name).scales


def test_the_same_size_keeps_every_number():
    same = {"likelihood": [1, 2, 3, 4, 5], "consequence": [1, 2, 3, 4, 5]}
    assert moves_between(scales("riskapp"), scales("nist80030")) == same


def test_another_size_keeps_the_place_on_the_scale_and_a_half_rounds_up():
    assert moves_between(scales("riskapp"), scales("public4x4"))["likelihood"] == [1, 2, 3, 3, 4]
    assert moves_between(scales("public4x4"), scales("riskapp"))["likelihood"] == [1, 2, 4, 5]


def test_what_nobody_judged_stays_unjudged():
    moves = {"likelihood": [1, 1, 2], "consequence": [3, 3, 3]}
    assert Judged(3, None, None, 1).moved(moves) == Judged(2, None, None, 3)


@pytest.mark.parametrize(
    ("likelihood", "says"),
    [
        ([1, 2, 3, 4], "Say for each level"),
        ([1, 2, 3, 4, 9], "Say for each level"),
        ([1, 3, 2, 4, 4], "must not become"),
    ],
)
def test_moves_that_lose_a_level_or_turn_the_order_are_refused(likelihood, says):
    moves = {"likelihood": likelihood, "consequence": [1, 2, 3, 3, 4]}
    with pytest.raises(Invalid, match=says):
        check_moves(moves, scales("riskapp"), scales("public4x4"))


steps = st.lists(st.integers(1, 5), min_size=5, max_size=5).map(sorted)


@given(st.lists(st.fixed_dictionaries({"likelihood": steps, "consequence": steps}), max_size=5), st.integers(1, 5))
def test_a_chain_of_moves_is_the_moves_one_after_the_other(chain, level):
    judged = Judged(level, level, None, level)
    for moves in chain:
        judged = judged.moved(moves)
    whole = composed(chain)
    assert (
        Judged(level, level, None, level) if whole is None else Judged(level, level, None, level).moved(whole)
    ) == judged
