"""Each rule finds what it is for, and is quiet on the neighbour that differs in one thing."""

from dataclasses import replace

import pytest

from riskapp.applicability.findings import RULES, findings_of
from riskapp.applicability.statement import Behind, Decision, Standing, TreatedRisk, progress_of
from riskapp.catalogues.controls import load_controls

CONTROL = load_controls().controls[0]
RISK = TreatedRisk(1, "ros", "The laboratory", 1, 1, "It stops")
DONE = Behind(1, 1, "Two factors", "in place", "Kari", None, 0, (RISK,))
BEGUN = replace(DONE, status="started")
IN_PLACE = Decision("yes", "", ("law",), "in place", "Kari", "")
OUT = Decision("no", "We develop nothing")


def found(decision: Decision, *measures: Behind) -> tuple[str, ...]:
    return findings_of(Standing(CONTROL, decision, measures))


def test_every_rule_has_its_words_in_the_same_order() -> None:
    assert list(RULES) == [one.id for one in load_controls().findings]


@pytest.mark.parametrize(
    ("decision", "measures", "rule"),
    [
        (Decision(), (), "undecided"),
        (OUT, (DONE,), "excluded_yet_referred"),
        (Decision("yes", state="partly"), (), "no_reason"),
        (IN_PLACE, (BEGUN,), "only_planned"),
        (IN_PLACE, (), "nothing_behind"),
        (replace(IN_PLACE, state="planned"), (BEGUN, DONE), "further_than_said"),
        (replace(IN_PLACE, reasons=("risk",)), (replace(DONE, risks=()),), "no_risk_behind"),
    ],
)
def test_a_rule_finds_what_it_is_for(decision: Decision, measures: tuple[Behind, ...], rule: str) -> None:
    assert found(decision, *measures) == (rule,)


@pytest.mark.parametrize(
    ("decision", "measures"),
    [
        (OUT, ()),
        (IN_PLACE, (DONE, BEGUN)),
        (replace(IN_PLACE, note="The house rules of 2024"), ()),
        (replace(IN_PLACE, reasons=(), justification="The law asks for it"), (DONE,)),
        (replace(IN_PLACE, state="planned"), (BEGUN,)),
        (replace(IN_PLACE, state="partly"), (DONE,)),
        (replace(IN_PLACE, reasons=("risk",)), (DONE,)),
    ],
)
def test_what_goes_together_is_left_in_peace(decision: Decision, measures: tuple[Behind, ...]) -> None:
    assert found(decision, *measures) == ()


def test_progress_counts_what_is_in_place_among_the_applicable_only() -> None:
    decisions = [Decision(), Decision(state="in place"), OUT, IN_PLACE, replace(IN_PLACE, state="partly")]
    told = progress_of(Standing(CONTROL, one) for one in decisions)

    assert (told.all, told.decided, told.applicable, told.excluded, told.in_place, told.partly) == (5, 3, 2, 1, 1, 1)
