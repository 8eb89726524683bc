"""How a scenario is judged, and what is doubtful in it."""

import pytest

from riskapp.assessments.matrix_cells import matrix_of
from riskapp.assessments.risk import (
    FEARED_EVENTS,
    Judgement,
    check_levels,
    doubts_after,
    doubts_now,
    level_after,
    level_before,
)
from riskapp.catalogues.scale_file import load_scales
from riskapp.catalogues.threats import PROPERTIES
from riskapp.errors import Invalid

ROS, DPIA = load_scales("ros"), load_scales("dpia")


def test_a_level_is_known_once_both_sides_are_judged() -> None:
    assert level_before(ROS, Judgement(likelihood=5)) is None
    before = level_before(ROS, Judgement(likelihood=5, consequence=5))
    after = level_after(ROS, Judgement(likelihood_after=1, consequence_after=1))
    assert before and before.id == "very_high"
    assert after and after.id == "low"


@pytest.mark.parametrize("field", ["likelihood", "consequence", "likelihood_after", "consequence_after"])
def test_a_level_off_the_scale_is_refused_with_its_field(field: str) -> None:
    check_levels(ROS, Judgement(**{field: 5}))
    for value in (0, -1, 6):
        with pytest.raises(Invalid) as refused:
            check_levels(ROS, Judgement(**{field: value}))
        assert refused.value.field == field
    with pytest.raises(Invalid):
        check_levels(DPIA, Judgement(**{field: 5}))


def test_each_judgement_needs_a_reason() -> None:
    assert [doubt.field for doubt in doubts_now(Judgement())] == ["likelihood", "consequence"]
    judged = Judgement(likelihood=2, consequence=3, consequence_reason="harm")
    assert [doubt.field for doubt in doubts_now(judged)] == ["likelihood_reason"]


@pytest.mark.parametrize(
    ("after", "measures", "reason", "field"),
    [
        ((None, 3), 1, "", "likelihood_after"),
        ((3, 3), 0, "", "after_reason"),
        ((3, 3), 0, "nothing helps", None),
        ((3, 3), 1, "", None),
        ((2, 3), 0, "", "after_reason"),
        ((2, 3), 1, "", None),
        ((2, 3), 0, "the contract ends", None),
        ((4, 3), 1, "", "after_reason"),
        ((4, 3), 1, "one more link", None),
    ],
)
def test_a_change_of_the_residual_risk_needs_its_ground(
    after: tuple[int | None, int | None], measures: int, reason: str, field: str | None
) -> None:
    judged = Judgement(3, 3, *after, after_reason=reason, measures=measures)
    assert [doubt.field for doubt in doubts_after(judged)] == ([field] if field else [])


def test_a_risk_without_a_measure_may_have_its_reason_in_its_treatment() -> None:
    assert doubts_after(Judgement(3, 3, 3, 3), reasoned=True) == ()


def test_the_matrix_has_the_highest_likelihood_on_top_and_every_scenario_once() -> None:
    lines = matrix_of(ROS, [(1, Judgement(5, 2, 1, 2)), (2, Judgement(5, 2)), (3, Judgement(3, None))])
    assert [line.likelihood.value for line in lines] == [5, 4, 3, 2, 1]
    assert lines[0].cells[1].now == (1, 2)
    assert lines[4].cells[1].after == (1,)
    assert sum(len(cell.now) for line in lines for cell in line.cells) == 2


def test_each_feared_event_is_the_loss_of_one_property() -> None:
    assert tuple(FEARED_EVENTS) == PROPERTIES
