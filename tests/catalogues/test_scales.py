"""The scales have words for every level, and the matrices never lower a level when something gets worse."""

from itertools import product

import pytest

from riskapp.accounts.permissions import Role
from riskapp.catalogues.matrix import RiskMatrix
from riskapp.catalogues.scale_file import load_scales
from riskapp.errors import Invalid

LOW, MEDIUM, HIGH, VERY_HIGH = (rule.level for rule in load_scales("ros").acceptance)


@pytest.mark.parametrize(("kind", "size"), [("dpia", 4), ("ros", 5)])
def test_a_scale_and_its_matrix_have_the_same_size(kind: str, size: int) -> None:
    scales = load_scales(kind)
    assert scales.likelihood.values == scales.consequence.values == tuple(range(1, size + 1))
    assert len(scales.matrix.rows) == size


@pytest.mark.parametrize("kind", ["dpia", "ros"])
def test_a_worse_likelihood_or_consequence_never_lowers_the_level(kind: str) -> None:
    scales = load_scales(kind)
    values = scales.likelihood.values
    for likelihood, consequence in product(values, values):
        here = scales.level(likelihood, consequence).value
        for worse_likelihood, worse_consequence in product(values[likelihood - 1 :], values[consequence - 1 :]):
            assert scales.level(worse_likelihood, worse_consequence).value >= here


def test_known_cells_of_the_matrices() -> None:
    ros, dpia = load_scales("ros"), load_scales("dpia")
    assert [ros.level(*cell) for cell in [(1, 1), (1, 5), (3, 3), (5, 1), (5, 5)]] == [
        LOW,
        HIGH,
        MEDIUM,
        MEDIUM,
        VERY_HIGH,
    ]
    assert [dpia.level(*cell).id for cell in [(1, 1), (2, 4), (1, 4), (3, 3), (4, 4)]] == [
        "low",
        "high",
        "medium",
        "high",
        "very_high",
    ]


@pytest.mark.parametrize(("likelihood", "consequence"), [(0, 1), (1, 0), (6, 1), (1, 6)])
def test_a_level_off_the_scale_is_refused(likelihood: int, consequence: int) -> None:
    with pytest.raises(Invalid, match="choose one from 1 to 5"):
        load_scales("ros").level(likelihood, consequence)
    with pytest.raises(Invalid, match="lie outside the matrix"):
        load_scales("ros").matrix.level(likelihood, consequence)


def test_a_matrix_that_drops_along_a_row_or_a_column_is_refused() -> None:
    with pytest.raises(Invalid, match="row of likelihood 2 a higher consequence"):
        RiskMatrix(((LOW, LOW), (HIGH, MEDIUM)))
    with pytest.raises(Invalid, match="column of consequence 1 a higher likelihood"):
        RiskMatrix(((MEDIUM, HIGH), (LOW, HIGH)))
    with pytest.raises(Invalid, match="same number of levels"):
        RiskMatrix(((LOW, HIGH), (LOW,)))
    with pytest.raises(Invalid, match="same number of levels"):
        RiskMatrix(())


@pytest.mark.parametrize("kind", ["dpia", "ros"])
def test_nobody_may_accept_the_highest_level_and_no_acceptance_is_without_end(kind: str) -> None:
    scales = load_scales(kind)
    assert scales.acceptance_of(VERY_HIGH).roles == ()
    days = [rule.days for rule in scales.acceptance]
    assert days == sorted(days, reverse=True) and max(days) <= 730


def test_the_roles_that_accept_are_roles_of_the_product() -> None:
    named = {role for kind in ("dpia", "ros") for rule in load_scales(kind).acceptance for role in rule.roles}
    assert named == {Role.RISK_OWNER, Role.SYSTEM_OWNER}


def test_prior_consultation_is_asked_about_where_the_residual_risk_of_a_dpia_is_high() -> None:
    assert load_scales("dpia").consult == (HIGH, VERY_HIGH)
    assert load_scales("ros").consult == ()


def test_ros_likelihoods_are_told_as_frequencies_and_consequences_in_five_dimensions() -> None:
    ros = load_scales("ros")
    assert all(level.frequency for level in ros.likelihood.levels)
    assert set(ros.consequence.dimensions) == {"patient_safety", "privacy", "service", "economy", "reputation"}
    assert all(set(level.dimensions) == set(ros.consequence.dimensions) for level in ros.consequence.levels)
