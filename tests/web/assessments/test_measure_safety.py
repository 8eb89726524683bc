"""What a measure does to care, on the measure's page: every field, the scenario by one click, and what is missing."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from riskapp.accounts.permissions import Role
from riskapp.assessments.models import Measure, Risk
from riskapp.database import db
from tests.inspecting_client import InspectingClient
from tests.web.assessments.conftest import begin

HARMFUL = {
    "text": "Log off after five minutes",
    "status": "planned",
    "owner": "Olav",
    "due": "2027-01-02",
    "safety_effect": "worse",
    "safety_note": "Signing in takes a minute <with gloves>",
    "situations": ["sterile_field", "alarm_delay"],
    "safety_whom": "Patients who bleed",
    "safety_assessed_by": "Dr. Ø",
    "safety_role": "clinician",
    "compensating": "A badge",
    "safety_risk": "",
    "row_version": "1",
}


def measure() -> Measure:
    db.session.expire_all()
    return db.session.scalars(select(Measure)).one()


@pytest.fixture
def one(maja: InspectingClient, ros: str) -> str:
    """The address of a measure that was just added."""
    maja.post_form(f"{ros}/risks", {"property": "availability", "asset": "lab", "event": "It stops"})
    maja.post_form(f"{ros}/measures", {"text": "Log off", "treats": "1"})
    return f"{ros}/measures/1"


def test_each_field_is_stored_and_shown_again(
    maja: InspectingClient, one: str, browse: Callable[..., InspectingClient]
) -> None:
    assert maja.post_form(one, {**HARMFUL, "safety_risk": "1"}).status_code == 302
    found = measure()
    assert found.safety_situations == "sterile_field\nalarm_delay"
    assert (found.safety_whom, found.safety_role, found.compensating) == ("Patients who bleed", "clinician", "A badge")
    assert found.safety_risk == 1
    page = maja.get(one).text
    assert "Patients who bleed" in page and "A badge" in page
    ticked = [attributes["value"] for tag, attributes in maja.page.tags if tag == "input" and "checked" in attributes]
    assert {"worse", "sterile_field", "alarm_delay"} <= set(ticked)
    assert not {"device_function", "emergency_access"} & set(ticked)
    read = browse("rut", Role.AUDITOR).get(one).text
    for text in ("Work in a sterile field, Delayed alarm", "Dr. Ø (clinician)", "A badge", "R1 It stops"):
        assert text in read, text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"safety_risk": "7"}, "safety_risk"),
        ({"safety_risk": "R1"}, "safety_risk"),
        ({"safety_role": "priest"}, "safety_role"),
        ({"situations": ["prayer"]}, "situations"),
    ],
)
def test_what_is_not_on_the_lists_is_refused_by_its_field(
    maja: InspectingClient, one: str, wrong: dict[str, object], field: str
) -> None:
    answer = maja.post_form(one, {**HARMFUL, **wrong})
    assert answer.status_code == 422 and f'href="#{field}"' in answer.text
    assert "Patients who bleed" in answer.text and measure().safety_whom == ""


def test_the_harm_becomes_a_scenario_by_one_click(maja: InspectingClient, one: str) -> None:
    assert maja.post_form(one, {**HARMFUL, "do": "care"}).status_code == 302
    harm = db.session.scalars(select(Risk).where(Risk.number == 2)).one()
    assert measure().safety_risk == 2 and measure().compensating == "A badge", "what was typed is stored too"
    assert harm.event == "Signing in takes a minute <with gloves>"
    assert harm.cause == "This measure is carried out: Log off after five minutes"
    assert harm.effect == "Hits: Patients who bleed. In these situations: Work in a sterile field, Delayed alarm."
    assert harm.asset is not None and harm.asset.key == "lab"
    again = maja.post_form(
        one, {**HARMFUL, "safety_risk": "2", "row_version": str(measure().row_version), "do": "care"}
    )
    assert again.status_code == 422 and "R2 stands for it already" in again.text
    assert len(list(db.session.scalars(select(Risk)))) == 2


def test_what_care_asks_for_is_told_beside_the_form_while_it_is_written(maja: InspectingClient, one: str) -> None:
    maja.post_form(one, {**HARMFUL, "safety_whom": "", "compensating": ""})
    page = maja.get(one).text
    for text in ("say for whom", "say what is done instead", "choose the scenario that it brings"):
        assert text in page, text
    maja.post_form(one, {**HARMFUL, "safety_risk": "1", "row_version": str(measure().row_version)})
    assert "makes care worse" not in maja.get(one).text


def test_for_a_device_somebody_who_knows_care_must_have_judged(maja: InspectingClient, one: str, ros: str) -> None:
    maja.post_form(one, {**HARMFUL, "safety_role": "other", "safety_risk": "1"})
    assert "in another role" not in maja.get(one).text
    maja.post_form(f"{ros}/scope", {"asset": "pump"})
    assert "in another role" in maja.get(one).text


def test_two_who_write_see_both_texts_in_words(maja: InspectingClient, one: str) -> None:
    maja.post_form(one, HARMFUL)
    answer = maja.post_form(one, {**HARMFUL, "situations": ["device_function"], "safety_whom": "Nobody"})
    assert answer.status_code == 409
    for text in ("Work in a sterile field, Delayed alarm", "Function of a device", "Patients who bleed", "Nobody"):
        assert text in answer.text, text


def test_a_dpia_asks_for_none_of_it(maja: InspectingClient) -> None:
    dpia = begin(maja, "dpia")
    maja.post_form(f"{dpia}/measures", {"text": "Log off"})
    maja.post_form(f"{dpia}/measures/1", {**HARMFUL, "safety_role": "", "safety_whom": "", "compensating": ""})
    assert "makes care worse" not in maja.get(f"{dpia}/measures/1").text
