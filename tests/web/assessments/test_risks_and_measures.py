"""Scenarios and measures in the browser."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import select

from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.assessments.models import Measure, Risk
from riskapp.database import db
from riskapp.estate.assets import add_asset
from riskapp.graph.snapshot import Asset
from riskapp.graph.vocabulary import Kind
from tests.assessments.ward import HOSTILE
from tests.inspecting_client import InspectingClient

JUDGED = {
    "property": "availability",
    "asset": "lab",
    "event": "It stops",
    "likelihood": "4",
    "likelihood_reason": "seen",
    "consequence": "5",
    "consequence_reason": "harm",
    "likelihood_after": "2",
    "consequence_after": "3",
    "after_reason": "",
    "hit": "lab",
    "what": "availability",
    "outage": "240",
}
MEASURE = {"text": "A second line", "status": "planned", "safety_effect": "none", "owner": "Olav", "due": "2027-01-02"}


def risks() -> list[Risk]:
    db.session.expire_all()
    return list(db.session.scalars(select(Risk).order_by(Risk.number)))


def measures() -> list[Measure]:
    db.session.expire_all()
    return list(db.session.scalars(select(Measure).order_by(Measure.number)))


@pytest.fixture
def one(maja: InspectingClient, ros: str) -> str:
    """The address of a scenario that was just added."""
    maja.post_form(f"{ros}/risks", {"property": "availability", "asset": "Laboratory system", "event": "It stops"})
    return f"{ros}/risks/1"


def test_a_scenario_is_added_by_one_short_form(maja: InspectingClient, ros: str, one: str) -> None:
    maja.get(f"{ros}/step/scenarios")
    assert "It stops" in maja.page.text and "not judged yet" in maja.page.text
    assert risks()[0].asset is not None and risks()[0].asset.key == "lab"


def test_a_refused_scenario_keeps_what_was_typed(maja: InspectingClient, ros: str) -> None:
    answer = maja.post_form(f"{ros}/risks", {"property": "integrity", "asset": "lob", "event": HOSTILE[0]})
    assert answer.status_code == 422
    assert HOSTILE[0] in maja.page.text and "Laboratory" not in " ".join(one.event for one in risks())
    assert 'href="#asset"' in answer.text


def test_a_threat_of_the_catalogue_begins_a_scenario(maja: InspectingClient, ros: str) -> None:
    maja.get(f"{ros}/step/scenarios")
    (begin,) = [link["href"] for link in maja.page.all("a") if "idea=curious_colleague" in link.get("href", "")]
    answer = maja.get(begin)
    assert 'selected value="confidentiality"' in answer.text
    words = "A member of staff looks up a patient without need"
    assert re.search(rf'id="event"[^>]*>\s*{words}</textarea>', answer.text)
    maja.post_form(f"{ros}/risks", {"property": "confidentiality", "threat": words, "event": words})
    assert "idea=curious_colleague" not in maja.get(f"{ros}/step/scenarios").text


def test_pasted_rows_are_stored_together_and_a_fault_is_told_by_its_row(maja: InspectingClient, ros: str) -> None:
    rows = "integritet\tlab\tA\tB\tC\nspeed\tlab\tA\tB\tC\nintegrity\tnowhere\tA\tB\tC"
    answer = maja.post_form(f"{ros}/risks/paste", {"rows": rows})
    assert answer.status_code == 422
    assert "Row 2:" in maja.page.text and "Row 3:" in maja.page.text and "Row 1:" not in maja.page.text
    assert "nowhere\tA" in answer.text
    assert risks() == []
    maja.post_form(f"{ros}/risks/paste", {"rows": rows.splitlines()[0] + "\r\nK\t\t\tIt leaks"})
    assert [(one.property, one.event) for one in risks()] == [("integrity", "B"), ("confidentiality", "It leaks")]


def test_a_judged_scenario_shows_its_levels_with_word_and_number(maja: InspectingClient, ros: str, one: str) -> None:
    assert maja.post_form(one, {**JUDGED, "row_version": "1"}).status_code == 302
    maja.get(one)
    labels = [svg["aria-label"] for svg in maja.page.all("svg")]
    assert labels == ["Risk now: 4 Very high. After the measures: 2 Medium."]
    answer = maja.get(f"{ros}/step/matrix")
    assert answer.text.count(">R1</a>") == 2


def test_the_blast_radius_is_computed_and_stays_with_its_source(maja: InspectingClient, one: str) -> None:
    answer = maja.post_form(one, {**JUDGED, "row_version": "1", "do": "evidence"})
    assert answer.location.endswith("#evidence")
    maja.get(one)
    assert "If Laboratory system fails for 4 h" in maja.page.text
    assert "Emergency ward · after 1 h, down 3 h" in maja.page.text
    assert "From the estate, state 1" in maja.page.text
    assert risks()[0].likelihood == 4


def test_a_question_that_makes_no_sense_is_refused_by_its_field_and_the_scenario_is_kept(
    maja: InspectingClient, one: str
) -> None:
    answer = maja.post_form(one, {**JUDGED, "row_version": "1", "hit": "lob", "do": "evidence"})
    assert answer.status_code == 422 and 'href="#hit"' in answer.text
    assert risks()[0].likelihood == 4 and risks()[0].evidence is None
    fields = {field["name"]: field.get("value") for field in maja.page.all("input") if "name" in field}
    assert fields["row_version"] == str(risks()[0].row_version)


@pytest.mark.parametrize(("field", "value"), [("likelihood", "9"), ("likelihood", "x"), ("property", "speed")])
def test_what_does_not_fit_is_refused_by_its_field(maja: InspectingClient, one: str, field: str, value: str) -> None:
    answer = maja.post_form(one, {**JUDGED, "row_version": "1", field: value})
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text and "seen" in maja.page.text
    assert risks()[0].likelihood is None


def test_the_second_to_save_a_scenario_sees_both_and_keeps_his_own_by_saving_again(
    maja: InspectingClient, browse: Callable[..., InspectingClient], one: str
) -> None:
    maja.post_form(one, {**JUDGED, "row_version": "1", "cause": "Fire"})
    omar = browse("omar", Role.MEMBER)
    answer = omar.post_form(one, {**JUDGED, "row_version": "1", "cause": "Flood"})
    assert answer.status_code == 409
    assert "Fire" in omar.page.text and "Flood" in omar.page.text
    seen = next(field["value"] for field in omar.page.all("input") if field.get("name") == "row_version")
    assert omar.post_form(one, {**JUDGED, "row_version": seen, "cause": "Flood"}).status_code == 302
    assert risks()[0].cause == "Flood"


def test_a_script_saves_the_whole_form_and_hears_how_it_went(maja: InspectingClient, one: str) -> None:
    headers = {"Accept": "application/json", "X-CSRFToken": maja.token()}
    answer = maja.post(one, data={**JUDGED, "row_version": "1"}, headers=headers)
    assert answer.json and answer.json["seen"] == 2 and answer.json["saved"].startswith("Saved ")
    assert maja.post(one, data={**JUDGED, "row_version": "1", "cause": "x"}, headers=headers).status_code == 409
    answer = maja.post(one, data={**JUDGED, "row_version": "2", "likelihood": "9"}, headers=headers)
    assert answer.status_code == 422 and answer.json and "scale" in answer.json["error"]


def test_a_scenario_is_removed_and_its_address_is_gone(maja: InspectingClient, one: str) -> None:
    assert maja.post_form(f"{one}/remove", {}).status_code == 302
    assert risks() == [] and maja.get(one).status_code == 404


def test_a_measure_shows_both_of_its_effects(maja: InspectingClient, ros: str, one: str) -> None:
    maja.post_form(one, {**JUDGED, "row_version": "1"})
    maja.post_form(f"{ros}/measures", {"text": "Automatic log-off after a while", "treats": "1"})
    maja.get(f"{ros}/measures/1")
    assert "4 Very high → 2 Medium" in maja.page.text
    assert "Too short a time interrupts work" in maja.page.text  # the catalogue's word of caution
    changed = {
        **MEASURE,
        "text": "Log off",
        "treats": "1",
        "safety_effect": "worse",
        "safety_note": HOSTILE[0],
        "safety_assessed_by": "Dr. Ø",
        "row_version": "1",
    }
    assert maja.post_form(f"{ros}/measures/1", changed).status_code == 302
    maja.get(f"{ros}/step/measures")
    assert "Worse for the patient" in maja.page.text
    assert (measures()[0].safety_note, measures()[0].safety_assessed_by) == (HOSTILE[0], "Dr. Ø")


def test_a_measure_with_an_impossible_date_keeps_what_was_typed(maja: InspectingClient, ros: str) -> None:
    answer = maja.post_form(f"{ros}/measures", {"text": "A second line", "due": "31 February"})
    assert answer.status_code == 422 and 'href="#due"' in answer.text
    assert "A second line" in answer.text and measures() == []
    maja.post_form(f"{ros}/measures", {"text": "A second line"})
    answer = maja.post_form(f"{ros}/measures/1", {**MEASURE, "due": "soon", "row_version": "1"})
    assert answer.status_code == 422 and measures()[0].owner == ""


def test_the_second_to_save_a_measure_sees_both(maja: InspectingClient, ros: str) -> None:
    maja.post_form(f"{ros}/measures", {"text": "A second line"})
    maja.post_form(f"{ros}/measures/1", {**MEASURE, "row_version": "1"})
    answer = maja.post_form(f"{ros}/measures/1", {**MEASURE, "owner": "Kari", "due": "", "row_version": "1"})
    assert answer.status_code == 409
    assert "Olav" in maja.page.text and "Kari" in answer.text and "2 January 2027" in maja.page.text
    assert measures()[0].owner == "Olav"
    assert maja.post_form(f"{ros}/measures/1/remove", {}).status_code == 302
    assert measures() == []


CHANGES = '[{"do": "add", "asset": {"id": "spare", "name": "Spare <line>", "kind": "system"}}]'


def test_a_measure_tells_what_its_changes_of_the_estate_save(maja: InspectingClient, ros: str, one: str) -> None:
    maja.post_form(one, {**JUDGED, "row_version": "1", "do": "evidence"})
    maja.post_form(f"{ros}/measures", {"text": "A second line", "treats": "1"})
    row_version = str(measures()[0].row_version)
    sent = {"changes": CHANGES, "row_version": row_version}
    assert maja.post_form(f"{ros}/measures/1/changes", sent).status_code == 302
    assert measures()[0].changes == CHANGES
    page = maja.get(f"{ros}/measures/1").text
    assert "<li>Spare &lt;line&gt; is added" in page
    assert "The blast radius of R1, before and after" in page
    assert maja.post_form(f"{ros}/measures/1/changes", sent | {"changes": ""}).status_code == 409


def test_a_blast_radius_that_came_after_the_changes_is_told_to_be_worked_out(
    maja: InspectingClient, ros: str, one: str
) -> None:
    maja.post_form(f"{ros}/measures", {"text": "A second line", "treats": "1"})
    page, told = f"{ros}/measures/1", "The blast radius of R1 came, or was asked otherwise, after these changes"
    maja.post_form(f"{page}/changes", {"changes": CHANGES, "row_version": str(measures()[0].row_version)})
    assert told not in maja.get(page).text
    maja.post_form(one, {**JUDGED, "row_version": "1", "do": "evidence"})
    assert told in maja.get(page).text
    maja.post_form(f"{page}/changes", {"changes": CHANGES, "row_version": str(measures()[0].row_version)})
    assert told not in maja.get(page).text


def test_changes_that_were_made_meanwhile_are_told_on_the_page(maja: InspectingClient, ros: str, one: str) -> None:
    maja.post_form(one, {**JUDGED, "row_version": "1", "do": "evidence"})
    maja.post_form(f"{ros}/measures", {"text": "A second line", "treats": "1"})
    sent = {"changes": CHANGES, "row_version": str(measures()[0].row_version)}
    maja.post_form(f"{ros}/measures/1/changes", sent)
    assert "can no longer be made" not in maja.get(f"{ros}/measures/1").text

    add_asset(OPERATOR, Asset("spare", "Spare <line>", Kind.SYSTEM))

    page = maja.get(f"{ros}/measures/1").text
    assert "These changes can no longer be made in the estate as it is now: Change 1 cannot be made." in page
    assert "The blast radius of R1, before and after" in page


def test_refused_changes_are_kept_with_their_reason(maja: InspectingClient, ros: str) -> None:
    maja.post_form(f"{ros}/measures", {"text": "A second line"})
    sent = {"changes": '[{"do": "encrypt", "flow": "<b>"}]', "row_version": str(measures()[0].row_version)}
    answer = maja.post_form(f"{ros}/measures/1/changes", sent)
    assert answer.status_code == 422
    assert "Change 1 cannot be made. No data flow has the id &lt;b&gt;." in answer.text
    assert 'href="#changes"' in answer.text
    assert measures()[0].changes == ""
