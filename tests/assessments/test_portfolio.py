"""All risks with numbers together: which count, what they come to, and that the same numbers give the same answer."""

from collections.abc import Callable

import pytest

from riskapp.accounts.permissions import OPERATOR, Actor, Role
from riskapp.assessments import portfolio
from riskapp.assessments.estimate import Estimate
from riskapp.assessments.estimates import compute_figures, set_estimate
from riskapp.assessments.models import Version
from riskapp.assessments.portfolio import numbered_risks, portfolio_figures
from riskapp.assessments.risk_figures import figures_for
from riskapp.assessments.risks import Scenario, add_risk
from riskapp.database import db
from riskapp.quantification.frequencies import YearlyChance, YearlyRate
from riskapp.quantification.losses import LossRange
from tests.assessments.ward import Ward, start

BOTH_DATABASES = True
SELDOM = Estimate(YearlyChance(0.1), LossRange(100_000, 4_000_000), YearlyChance(0.02))
OFTEN = Estimate(YearlyRate(3), LossRange(2_000, 90_000))


def add(version: Version, event: str, estimate: Estimate | None = None) -> int:
    number = add_risk(OPERATOR, version.id, Scenario("availability", event=event))
    if estimate is not None:
        set_estimate(OPERATOR, number, estimate, 1)
    return number


@pytest.fixture
def both(ros: Version, maja: Actor, ward: Ward) -> tuple[Version, Version]:
    """An assessment of the laboratory with a dear risk and one without numbers; one of the pump with a cheap risk."""
    add(ros, "It stops", SELDOM)
    add(ros, "It lies")
    pump = start(maja, "ros", ward.pump, title="Pumps")
    add(pump, "It leaks", OFTEN)
    return ros, pump


def test_all_that_may_be_read_count_and_the_others_are_told(both: tuple[Version, Version], maja: Actor) -> None:
    numbered = numbered_risks(maja)
    assert [(one.title, one.number, one.event, one.estimate) for one in numbered.scenarios] == [
        ("Home monitoring", 1, "It stops", SELDOM),
        ("Pumps", 1, "It leaks", OFTEN),
    ]
    assert numbered.without == 1


def test_nobody_counts_risks_that_are_not_open_to_them(
    both: tuple[Version, Version], ward: Ward, person: Callable[..., Actor]
) -> None:
    numbered = numbered_risks(person("local", Role.MEMBER, asset=ward.pump))
    assert [one.event for one in numbered.scenarios] == ["It leaks"] and numbered.without == 0
    assert numbered_risks(person("nobody")).scenarios == ()


def test_a_dpia_is_not_counted(both: tuple[Version, Version], maja: Actor, dpia: Version) -> None:
    add_risk(maja, dpia.id, Scenario("design", event="It profiles"))
    assert numbered_risks(maja).without == 1


def test_the_sum_is_that_of_its_risks_and_each_is_what_it_is_alone(both: tuple[Version, Version], maja: Actor) -> None:
    numbered = numbered_risks(maja)
    found = portfolio_figures(numbered)
    for one in numbered.scenarios:
        alone = figures_for(one.estimate, one.key)
        assert found.expected[one.key] == (alone["before"]["expected"], alone["after"]["expected"])
    for place, side in enumerate(("before", "after")):
        parts = sum(pair[place] for pair in found.expected.values())
        assert found.total[side]["expected"] == pytest.approx(parts, abs=len(found.expected))
    cheap = next(one.key for one in numbered.scenarios if one.event == "It leaks")
    assert found.expected[cheap][0] == found.expected[cheap][1], "chance made a difference where no measure did"
    assert all(after <= now for _, now, after in found.total["curve"])


def test_the_years_are_drawn_once_for_equal_numbers(
    both: tuple[Version, Version], maja: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    portfolio._figures.cache_clear()
    first = portfolio_figures(numbered_risks(maja))

    def never(*_: object) -> None:
        raise AssertionError("drawn again")

    monkeypatch.setattr(portfolio, "compare", never)
    assert portfolio_figures(numbered_risks(maja)) == first
    monkeypatch.undo()
    add(both[1], "It burns", SELDOM)
    assert portfolio_figures(numbered_risks(maja)).total["before"]["expected"] > first.total["before"]["expected"]
    portfolio._figures.cache_clear()
    again = portfolio_figures(numbered_risks(maja))
    assert len(again.expected) == 3


def test_a_risk_keeps_its_draws_in_a_new_version(ros: Version) -> None:
    number = add(ros, "It stops", SELDOM)
    figures = compute_figures(OPERATOR, number)
    db.session.expire_all()
    assert figures == figures_for(SELDOM, f"{ros.assessment_id}/R1")
