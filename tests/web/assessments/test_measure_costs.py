"""What a measure is, costs and lowers, on its page: fields, proposals, the catalogue and the register."""

import pytest
from sqlalchemy import select

from riskapp.assessments.models import Measure, RegisteredMeasure
from riskapp.database import db
from tests.inspecting_client import InspectingClient
from tests.web.assessments.conftest import begin

WRITTEN = {
    "text": "A second line",
    "status": "planned",
    "treats": "1",
    "kind": "preventive",
    "references": "NSM 2.2",
    "cost": "1 250 000",
    "yearly_cost": "20000",
    "lowers_likelihood": "2",
    "lowers_consequence": "0",
}
RISK = {
    "property": "availability",
    "event": "It stops",
    "likelihood": "4",
    "consequence": "5",
    "likelihood_reason": "x",
    "consequence_reason": "x",
}


@pytest.fixture
def page(maja: InspectingClient, ros: str) -> str:
    """The address of a measure that treats a scenario of likelihood 4 and consequence 5."""
    maja.post_form(f"{ros}/risks", {"property": "availability", "event": "It stops"})
    assert maja.post_form(f"{ros}/risks/1", {**RISK, "row_version": "1"}).status_code == 302
    maja.post_form(f"{ros}/measures", {"text": "A second line", "treats": "1"})
    return f"{ros}/measures/1"


def measure(number: int = 1) -> Measure:
    db.session.expire_all()
    return db.session.scalars(select(Measure).where(Measure.number == number)).one()


def test_what_is_written_is_stored_and_shown(maja: InspectingClient, page: str) -> None:
    assert maja.post_form(page, {**WRITTEN, "row_version": "1"}).status_code == 302
    one = measure()
    assert (one.kind, one.cost, one.yearly_cost, one.references) == ("preventive", 1_250_000, 20_000, "NSM 2.2")
    assert (one.lowers_likelihood, one.lowers_consequence) == (2, 0)
    assert one.registered.cost == 1_250_000
    text = maja.get(page).text
    assert "1\N{NARROW NO-BREAK SPACE}250\N{NARROW NO-BREAK SPACE}000" in text
    assert maja.post_form(page, {**WRITTEN, "cost": maja_cost(maja), "row_version": "2"}).status_code == 302
    assert measure().row_version == 2, "saving what the page shows changes nothing"


def maja_cost(maja: InspectingClient) -> str:
    return next(one["value"] for one in maja.page.all("input") if one.get("name") == "cost")


def test_the_level_that_it_would_leave_is_proposed_and_not_written(maja: InspectingClient, page: str) -> None:
    maja.post_form(page, {**WRITTEN, "row_version": "1"})
    maja.get(page)
    assert "Proposed: likelihood 2, consequence 5" in maja.page.text
    assert measure().treats[0].likelihood_after is None
    maja.post_form(page, {**WRITTEN, "lowers_likelihood": "5", "lowers_consequence": "1", "row_version": "2"})
    maja.get(page)
    assert "Proposed: likelihood 1, consequence 4" in maja.page.text
    assert "other measure too" not in maja.page.text
    maja.post_form(page.replace("/1/measures/1", "/1/measures"), {"text": "Another", "treats": "1"})
    maja.get(page)
    assert "With the other measure too:" in maja.page.text


def test_saving_as_one_types_brings_the_proposal_along(maja: InspectingClient, page: str) -> None:
    answer = maja.post_form(page, {**WRITTEN, "row_version": "1"}, headers={"Accept": "application/json"})
    assert "likelihood 2, consequence 5" in answer.json["parts"]["treated"]


@pytest.mark.parametrize(
    ("field", "odd", "says"),
    [
        ("cost", "a lot", "Write the cost in whole kroner"),
        ("yearly_cost", "12.34", "Write the cost in whole kroner"),
        ("kind", "lucky", "Choose preventive or damage-limiting"),
        ("lowers_likelihood", "9", "how many levels it takes off"),
        ("lowers_consequence", "-1", "how many levels it takes off"),
        ("idea", "Wish very hard", "The catalogue has no such measure"),
        ("again", "4711", "no longer in the register"),
        ("again", "x", "Choose a measure of the register"),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_is_stored(
    maja: InspectingClient, page: str, field: str, odd: str, says: str
) -> None:
    answer = maja.post_form(page, {**WRITTEN, field: odd, "row_version": "1"})
    assert answer.status_code == 422 and says in maja.page.text
    assert measure().kind == "" and measure().row_version == 1


def test_a_measure_is_filled_in_from_the_catalogue_when_it_is_added(maja: InspectingClient, ros: str) -> None:
    maja.post_form(f"{ros}/measures", {"text": "backup out of the attacker's reach"})
    one = measure()
    assert (one.text, one.kind, one.catalogue) == (
        "Backup out of the attacker's reach",
        "damage-limiting",
        "offline_backup",
    )
    assert "NSM 2.9" in one.references.splitlines()


def test_a_measure_is_filled_in_from_the_catalogue_on_its_page(maja: InspectingClient, page: str) -> None:
    sent = {**WRITTEN, "idea": "Sikkerhetskopi som angriperen ikke når", "row_version": "1"}
    assert maja.post_form(page, sent, headers={"Accept": "application/json"}).status_code == 200
    assert measure().text == "A second line", "a choice waits for the button"
    assert maja.post_form(page, {**sent, "row_version": "2"}).status_code == 302
    one = measure()
    assert (one.text, one.kind, one.cost) == ("Backup out of the attacker's reach", "damage-limiting", 1_250_000)
    assert one.registered.text == one.text
    maja.get(page)
    assert "Worth thinking of" in maja.page.text


def test_a_measure_of_another_assessment_is_used_again(maja: InspectingClient, page: str) -> None:
    maja.post_form(page, {**WRITTEN, "row_version": "1"})
    other = begin(maja, "ros", "The pumps")
    maja.get(f"{other}/step/measures")
    assert "M1 A second line" in maja.page.text
    answer = maja.post_form(f"{other}/measures/again", {"registered_id": "1"})
    assert answer.location == f"{other}/measures/1"
    assert maja.post_form(f"{other}/measures/again", {"registered_id": "1"}).status_code == 422
    assert maja.post_form(f"{other}/measures/again", {}).status_code == 422
    maja.post_form(f"{other}/measures", {"text": "2nd line"})
    sent = {**WRITTEN, "treats": "", "text": "2nd line"}
    both = db.session.scalars(select(Measure).order_by(Measure.id)).all()
    assert [one.registered_id for one in both] == [1, 1, 2]
    assert both[1].text == "A second line" and both[1].cost == 1_250_000
    maja.post_form(f"{other}/measures/1/remove", {})
    assert maja.post_form(f"{other}/measures/2", {**sent, "again": "1", "row_version": "1"}).status_code == 302
    db.session.expire_all()
    assert [one.registered_id for one in db.session.scalars(select(Measure).order_by(Measure.id))] == [1, 1]
    assert len(db.session.scalars(select(RegisteredMeasure)).all()) == 1
