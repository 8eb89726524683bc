"""A saved question attached: to a scenario as evidence that its page shows, to a measure as its effect."""

import json
from collections.abc import Callable

import pytest

from riskapp.accounts.permissions import Role
from riskapp.assessments import measures, operations, risks
from riskapp.assessments.models import Measure, Risk
from riskapp.database import db
from riskapp.questions.asked import Asked
from riskapp.questions.keeping import keep_question
from riskapp.questions.naming import Label
from tests.assessments.ward import Ward, make_ward
from tests.decisions.examples import SCENARIO, measure, version_of
from tests.inspecting_client import InspectingClient

Browse = Callable[..., InspectingClient]
LONGER = json.dumps([{"do": "lengthen tolerance", "dependent": "emergency", "provider": "lab", "tolerance": 600}])


@pytest.fixture
def ward(app) -> Ward:
    return make_ward()


@pytest.fixture
def maja(ward, person, browse):
    """A project member with a draft that has a scenario and a measure, and her browser."""
    actor = person("maja", Role.MEMBER)
    number = operations.start_assessment(actor, "ros", "The laboratory <b>", "en", [ward.lab])
    version = version_of(number)
    risks.add_risk(actor, version.id, SCENARIO)
    measures.add_measure(actor, version.id, measure())
    return actor, browse("maja")


def kept(actor, changes=LONGER, name="A paper routine") -> int:
    return keep_question(actor, Asked(("lab",), "availability", 240, changes=changes), Label(name))


def test_the_page_lists_what_this_person_may_write_in(maja, browse):
    actor, browser = maja
    browser.get(f"/graph/saved/{kept(actor)}/attach")
    text = browser.page.text
    assert "Attach “A paper routine”" in text
    assert "The laboratory <b> R1 The laboratory stops" in text
    assert "The laboratory <b> T1 Test the restore" in text
    assert browse("rut", Role.AUDITOR).get("/graph/saved/1/attach").status_code == 403
    olav = browse("olav", Role.SYSTEM_OWNER)
    assert olav.get("/graph/saved/1/attach").status_code == 404, "it is not shared"


def test_a_risk_gets_the_blast_radius_with_what_is_supposed(maja):
    actor, browser = maja
    number, risk = kept(actor), db.session.query(Risk).one().id
    answer = browser.post_form(f"/graph/saved/{number}/risk", {"risk": str(risk)})
    assert (answer.status_code, answer.location) == (302, "/assessments/1/risks/1#evidence")
    browser.get(answer.location)
    text = browser.page.text
    assert "If Laboratory system fails for 4 h" in text
    assert "What if: A paper routine" in text
    assert "Emergency ward (emergency) can do without Laboratory system (lab) for 10 h." in text
    assert "processes reached 1 0" in text
    assert "Saved: 1. New: 0. Processes that are saved: Emergency ward." in text


def test_a_length_of_its_own_stays_chosen_on_the_page_of_the_risk(maja):
    actor, browser = maja
    number = keep_question(actor, Asked(("lab",), "availability", 300), Label("Five hours"))
    browser.post_form(f"/graph/saved/{number}/risk", {"risk": str(db.session.query(Risk).one().id)})
    browser.get("/assessments/1/risks/1")
    assert "300" in [one["value"] for one in browser.page.all("option") if "selected" in one]
    assert "If Laboratory system fails for 5 h" in browser.page.text


def test_evidence_without_it_looks_as_before(maja):
    actor, browser = maja
    risk = db.session.query(Risk).one()
    risks.attach_evidence(actor, risk.id, ["lab"], "availability", 240)
    browser.get("/assessments/1/risks/1")
    assert "If Laboratory system fails for 4 h" in browser.page.text
    assert "What if" not in browser.page.text


def test_a_measure_makes_the_changes_and_its_effect_is_computed(maja):
    actor, browser = maja
    number, one = kept(actor), db.session.query(Measure).one()
    browser.post_form(f"/graph/saved/{number}/risk", {"risk": str(one.treats[0].id)})
    sent = {"measure": str(one.id), f"seen-{one.id}": str(one.row_version)}
    answer = browser.post_form(f"/graph/saved/{number}/measure", sent)
    assert (answer.status_code, answer.location) == (302, "/assessments/1/measures/1#on-estate")
    browser.get(answer.location)
    assert "processes reached 1 0" in browser.page.text
    assert browser.post_form(f"/graph/saved/{kept(actor, '[]', 'Nothing')}/measure", sent).status_code == 409
    assert "Somebody else changed this measure meanwhile." in browser.page.text


@pytest.mark.parametrize(("act", "sent", "says"), [
    ("risk", {}, "Choose a scenario."),
    ("risk", {"risk": "999"}, "Choose a scenario."),
    ("measure", {"measure": "x"}, "Choose a measure."),
])  # fmt: skip
def test_what_is_not_chosen_is_asked_for(maja, act, sent, says):
    actor, browser = maja
    assert browser.post_form(f"/graph/saved/{kept(actor)}/{act}", sent).status_code == 422
    assert says in browser.page.text


def test_what_no_longer_fits_is_refused_with_the_reason(maja):
    actor, browser = maja
    number = kept(actor, '[{"do":"encrypt","flow":"f77"}]')
    one = db.session.query(Measure).one()
    for act, sent in (
        ("risk", {"risk": str(one.treats[0].id)}),
        ("measure", {"measure": str(one.id), f"seen-{one.id}": "1"}),
    ):
        assert browser.post_form(f"/graph/saved/{number}/{act}", sent).status_code == 422
        assert "Change 1 cannot be made. No data flow has the id f77." in browser.page.text
    assert db.session.query(Risk).one().evidence is None
    plain = kept(actor, "", "Plain")
    browser.post_form(f"/graph/saved/{plain}/measure", {"measure": str(one.id), f"seen-{one.id}": "1"})
    assert "Nothing is supposed in this question" in browser.page.text


def test_a_measure_takes_over_what_a_saved_question_supposes(maja):
    actor, browser = maja
    browser.get("/assessments/1/measures/1")
    assert "Take over what a saved question supposes" not in browser.page.text
    number = kept(actor)
    kept(actor, "", name="Supposes nothing")
    browser.get("/assessments/1/measures/1")
    assert "Take over what a saved question supposes A paper routine" in browser.page.text
    assert "Supposes nothing" not in browser.page.text
    address = "/assessments/1/measures/1/take-over"
    assert browser.post_form(address, {"question": str(number), "row_version": "9"}).status_code == 409
    assert browser.post_form(address, {"question": "", "row_version": "1"}).status_code == 422
    assert browser.post_form(address, {"question": str(number), "row_version": "1"}).status_code == 302
    assert db.session.query(Measure).one().changes == LONGER
