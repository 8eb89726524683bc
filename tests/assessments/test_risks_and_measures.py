"""Scenarios and measures: kept as they are written, with their levels, evidence and both effects."""

from dataclasses import replace
from datetime import date

import pytest

from riskapp.accounts.permissions import Actor
from riskapp.assessments.control import Control, control_of
from riskapp.assessments.measures import add_measure, change_measure, remove_measure
from riskapp.assessments.models import Measure, Risk, Version
from riskapp.assessments.risks import Scenario, add_risk, attach_evidence, change_risk, judgement_of, remove_risk
from riskapp.database import db
from riskapp.errors import Conflict, Invalid, NotFound
from tests.assessments.ward import HOSTILE, Ward

STOPS = Scenario("availability", event="It stops")


def risk_of(number: int) -> Risk:
    return db.session.get_one(Risk, number)


def measure_of(number: int) -> Measure:
    return db.session.get_one(Measure, number)


def test_any_text_survives_in_a_scenario_and_in_a_measure(ros: Version, maja: Actor) -> None:
    for text in HOSTILE:
        risk = risk_of(add_risk(maja, ros.id, Scenario("integrity", cause=text, event=text, effect=text)))
        assert (risk.cause, risk.event, risk.effect) == (text, text, text)
        measure = measure_of(add_measure(maja, ros.id, Control(text, safety_note=text)))
        assert (measure.text, measure.safety_note) == (text, text)


@pytest.mark.parametrize(
    ("scenario", "field"),
    [
        (replace(STOPS, property="speed"), "property"),
        (Scenario("availability"), "event"),
        (replace(STOPS, likelihood=6), "likelihood"),
        (replace(STOPS, consequence_after=0), "consequence_after"),
        (replace(STOPS, asset_id=999), "asset"),
    ],
)
def test_a_scenario_that_does_not_fit_is_refused_with_its_field(
    scenario: Scenario, field: str, ros: Version, maja: Actor
) -> None:
    with pytest.raises(Invalid) as refused:
        add_risk(maja, ros.id, scenario)
    assert refused.value.field == field


def test_the_scale_is_that_of_the_kind(dpia: Version, maja: Actor) -> None:
    with pytest.raises(Invalid):
        add_risk(maja, dpia.id, replace(STOPS, likelihood=5))


def test_the_second_to_change_a_scenario_sees_the_fields_that_differ(ros: Version, maja: Actor) -> None:
    number = add_risk(maja, ros.id, STOPS)
    seen = risk_of(number).row_version
    change_risk(maja, number, replace(STOPS, cause="Fire"), seen)
    with pytest.raises(Conflict) as conflict:
        change_risk(maja, number, replace(STOPS, cause="Flood"), seen)
    assert conflict.value.mine == {"cause": "Flood"}
    assert conflict.value.theirs["cause"] == "Fire"
    assert conflict.value.theirs["row_version"] == risk_of(number).row_version


def test_evidence_stands_with_the_scenario_and_says_what_it_was_computed_from(ros: Version, maja: Actor) -> None:
    number = add_risk(maja, ros.id, STOPS)
    attach_evidence(maja, number, ["lab"], "availability", 240)
    evidence = risk_of(number).evidence
    assert evidence and [one["id"] for one in evidence["processes"]] == ["emergency"]
    assert (evidence["estate"], evidence["outage"], evidence["threat"]) == (1, 240, "availability")


def test_a_removed_scenario_leaves_its_measures_and_its_number_behind(ros: Version, maja: Actor) -> None:
    first, second = add_risk(maja, ros.id, STOPS), add_risk(maja, ros.id, STOPS)
    measure = add_measure(maja, ros.id, Control("A second line", treats=(1, 2)))
    remove_risk(maja, first)
    assert [risk.id for risk in ros.risks] == [second]
    assert control_of(measure_of(measure)).treats == (2,)
    with pytest.raises(NotFound):
        remove_risk(maja, first)


def test_a_measure_counts_for_the_scenarios_that_it_treats(ros: Version, maja: Actor) -> None:
    risk = add_risk(maja, ros.id, STOPS)
    measure = add_measure(maja, ros.id, Control("A second line", treats=(1,)))
    assert judgement_of(risk_of(risk)).measures == 1
    remove_measure(maja, measure)
    assert judgement_of(risk_of(risk)).measures == 0


@pytest.mark.parametrize(
    ("control", "field"),
    [
        (Control(" "), "text"),
        (Control("x", status="dreamt"), "status"),
        (Control("x", safety_effect="lovely"), "safety_effect"),
        (Control("x", treats=(9,)), "treats"),
    ],
)
def test_a_measure_that_does_not_fit_is_refused_with_its_field(
    control: Control, field: str, ros: Version, maja: Actor
) -> None:
    with pytest.raises(Invalid) as refused:
        add_measure(maja, ros.id, control)
    assert refused.value.field == field


def test_who_judged_the_safety_effect_is_kept_or_else_who_wrote_it(ros: Version, maja: Actor) -> None:
    number = add_measure(maja, ros.id, Control("Log off after five minutes"))
    assert measure_of(number).safety_assessed_by == ""
    judged = Control("Log off after five minutes", safety_effect="worse", safety_note="In the theatre")
    seen = change_measure(maja, number, judged, 1)
    assert measure_of(number).safety_assessed_by == "Maja"
    seen = change_measure(maja, number, replace(judged, safety_assessed_by="Dr. Ø"), seen)
    assert measure_of(number).safety_assessed_by == "Dr. Ø"
    change_measure(maja, number, replace(judged, safety_effect="not assessed", safety_assessed_by="Dr. Ø"), seen)
    assert measure_of(number).safety_assessed_by == ""


def test_the_second_to_change_a_measure_sees_the_fields_that_differ(ros: Version, ward: Ward, maja: Actor) -> None:
    number = add_measure(maja, ros.id, Control("A"))
    change_measure(maja, number, Control("A", due=date(2027, 1, 2)), 1)
    with pytest.raises(Conflict) as conflict:
        change_measure(maja, number, Control("B"), 1)
    assert conflict.value.mine == {"text": "B", "due": None}
    assert conflict.value.theirs["text"] == "A"
