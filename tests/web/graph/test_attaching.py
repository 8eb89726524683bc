"""A saved question attached: to a scenario as evidence that its page shows, to a measure as its effect."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from riskapp.accounts.permissions import Role
from riskapp.assessments import measures, operations, risks
from riskapp.assessments.models import Measure, Risk
from riskapp.database import db
from riskapp.questions.asked import Asked, Topic
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


def start_more(actor, ward, many: int) -> None:
    for place in range(many):
        version = version_of(operations.start_assessment(actor, "ros", f"Study {place:02}", "en", [ward.pump]))
        risks.add_risk(actor, version.id, replace(SCENARIO, event=f"Pump {place:02} stops"))


def test_many_assessments_are_counted_and_come_in_pages(maja, ward):
    actor, browser = maja
    start_more(actor, ward, 21)
    address = f"/graph/saved/{kept(actor)}/attach"
    browser.get(address)
    assert "22 assessments are open for you to write in. Page 1 of 2, 22 rows" in browser.page.text
    assert len(browser.page.all("fieldset")) == 20, "none of them has a measure"
    assert f"{address}?page=2#assessments" in {one.get("href") for one in browser.page.all("a")}
    browser.get(f"{address}?page=2")
    assert "Study 00 R1 Pump 00 stops" in browser.page.text
    assert "The laboratory <b> T1 Test the restore" in browser.page.text
    assert browser.get(f"{address}?page=3").status_code == 422
    assert "There is no page 3: the last one is 2." in browser.page.text


@pytest.mark.parametrize(("text", "shown", "hidden"), [
    ("STUDY 07", "Study 07 R1 Pump 07 stops", "Study 08"),
    ("infusion 07", "Study 07 R1 Pump 07 stops", "Study 08"),
    ("pump 07 stops", "Study 07 R1 Pump 07 stops", "Study 08"),
    ("restore", "The laboratory <b> T1 Test the restore", "R1 The laboratory stops"),
])  # fmt: skip
def test_the_page_is_narrowed_by_assessment_system_risk_and_measure(maja, ward, text, shown, hidden):
    actor, browser = maja
    start_more(actor, ward, 9)
    address = f"/graph/saved/{kept(actor)}/attach"
    browser.get(address, query_string={"q": text})
    assert shown in browser.page.text and hidden not in browser.page.text
    assert f"“{text}” is found in 1 assessment that you may write in." in browser.page.text
    browser.get(address, query_string={"q": "nothing has this"})
    assert "is found in 0 assessments that you may write in." in browser.page.text
    assert "None of these." in browser.page.text


def test_a_refusal_stays_on_the_page_that_it_was_sent_from(maja, ward):
    actor, browser = maja
    start_more(actor, ward, 21)
    number = kept(actor)
    assert browser.post_form(f"/graph/saved/{number}/risk", {"page": "2"}).status_code == 422
    assert "Choose a scenario." in browser.page.text and "Page 2 of 2" in browser.page.text
    assert browser.post_form(f"/graph/saved/{number}/risk", {"q": "study 20"}).status_code == 422
    assert "“study 20” is found in 1 assessment" in browser.page.text
    risk = db.session.query(Risk).filter_by(event="Pump 20 stops").one()
    answer = browser.post_form(f"/graph/saved/{number}/risk", {"risk": str(risk.id), "page": "2"})
    assert answer.status_code == 302, "it is chosen from whichever page"


def test_only_a_blast_radius_is_attached(maja):
    actor, browser = maja
    one = db.session.query(Measure).one()
    number = keep_question(actor, Asked(("lab",), topic=Topic.NEEDS), Label("Its needs"))
    says = "Its needs cannot be attached: only the question of a blast radius says what happens to a scenario."
    browser.get(f"/graph/saved/{number}/attach")
    assert says in browser.page.text
    for act, sent in (("risk", {"risk": str(one.treats[0].id)}), ("measure", {"measure": str(one.id)})):
        assert browser.post_form(f"/graph/saved/{number}/{act}", sent).status_code == 422
        assert says in browser.page.text
    browser.get(browser.get(f"/graph/saved/{number}").location)
    assert not [link for link in browser.page.all("a") if link.get("href", "").endswith("/attach")]


def test_a_measure_keeps_its_changes_where_a_question_supposes_none(maja):
    actor, browser = maja
    number, one = kept(actor), db.session.query(Measure).one()
    browser.post_form(f"/graph/saved/{number}/measure", {"measure": str(one.id), f"seen-{one.id}": "1"})
    for asked in (Asked(("lab",), topic=Topic.NEEDS), Asked(("lab",), "availability", 240)):
        plain = keep_question(actor, asked, Label(f"About {asked.topic}"))
        sent = {"question": str(plain), "row_version": str(db.session.query(Measure).one().row_version)}
        assert browser.post_form("/assessments/1/measures/1/take-over", sent).status_code == 422
        db.session.expire_all()
        assert db.session.query(Measure).one().changes == LONGER
