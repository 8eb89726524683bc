"""The dialogue in the browser: beside each place of the review, beneath each step, and what is new since last."""

import re

import pytest

from riskapp.assessments.answering import save_answer
from riskapp.assessments.dialogue import make_remark
from riskapp.decisions.advising import send_back
from riskapp.decisions.submitting import submit
from tests.decisions.examples import submitted, version_of
from tests.web.decisions.test_review import address

REQUEST = "request for change"


def saying(place: str, step: str, text: str, kind: str = "remark", back: str = "review") -> dict[str, str]:
    return {"place": place, "step": step, "text": text, "kind": kind, "back": back}


def test_the_privacy_officer_asks_beside_the_answer_and_the_team_answers_beneath_the_step(people, ward, browse):
    version = submitted(people, "dpia", [ward.lab])
    officer, team = browse("pavel"), browse("maja")
    sent = officer.post_form(address(version, "remarks"), saying("access", "rights", "Who <b>logs</b>?", REQUEST))
    assert sent.status_code == 302 and sent.location.endswith("/review#said-access")
    assert "Who &lt;b&gt;logs&lt;/b&gt;?" in officer.get(address(version, "review")).text
    send_back(people.privacy, version.id, "See my request")

    assert "1 request for change is open" in team.get(address(version)).text
    page = team.get(address(version, "step", "rights")).text
    assert "Who &lt;b&gt;logs&lt;/b&gt;?" in page and "1 remark about this" in page
    assert "As a request for change" not in page
    answer = re.search(r"/remarks/\d+/answer", page)[0]
    sent = team.post_form(f"/assessments/{version.assessment_id}{answer}", {"text": "The portal does", "back": "step"})
    assert sent.location.endswith("/step/rights#said-access")
    assert "The portal does" in team.get(address(version, "step", "rights")).text

    page = officer.get(address(version, "review")).text
    settle, seen = re.search(r'action="([^"]+/settle)".*?name="row_version" value="(\d+)"', page, re.DOTALL).groups()
    assert officer.post_form(settle, {"row_version": seen, "do": "settle", "back": "review"}).status_code == 302
    assert "is open" not in team.get(address(version)).text


@pytest.mark.parametrize("back", ["review", "step"])
def test_a_refused_remark_stands_by_its_place_with_what_was_written(people, ward, browse, back):
    version = submitted(people, "dpia", [ward.lab])
    browser = browse("pavel")
    refused = browser.post_form(address(version, "remarks"), saying("access", "rights", "  ", "remark", back))
    field = "say-access" if back == "review" else "say-step-rights"
    assert refused.status_code == 422 and f'id="{field}-error"' in refused.text and f'href="#{field}"' in refused.text
    refused = browser.post_form(address(version, "remarks"), saying("gone", "rights", "Kept text", "remark", back))
    assert refused.status_code == 422
    assert "That place is no longer in this assessment" in refused.text and "Kept text" in refused.text


def test_what_changed_since_the_last_reading_is_marked_word_by_word(people, ward, browse):
    version = submitted(people, "dpia", [ward.lab])
    browser = browse("pavel")
    assert "Since you read it" not in browser.get(address(version, "review")).text
    send_back(people.privacy, version.id, "Say who")
    stored = next(one for one in version_of(version.assessment_id).answers if one.question == "access")
    save_answer(people.member, version.id, "access", stored.text + " within seven days", stored.row_version)
    submit(people.member, version.id)

    page = browser.get(address(version, "review")).text
    assert "Since you read it" in page
    assert re.search(r"<ins>\s*within seven days</ins>", page)
    assert page.count("Changed since you read it") == 1

    assert browser.post_form(address(version, "read"), {}).status_code == 302
    assert "Nothing has changed." in browser.get(address(version, "review")).text


def test_a_reader_without_a_part_sees_what_was_said_and_no_form(people, ward, browse):
    version = submitted(people, "dpia", [ward.lab])
    make_remark(people.privacy, version.id, "rights", "access", REQUEST, "More, please")
    page = browse("rut").get(address(version, "review")).text
    assert "More, please" in page and "Say something about this" not in page
    refused = browse("rut").post_form(address(version, "remarks"), saying("access", "rights", "Hm"))
    assert refused.status_code == 403


def test_a_remark_of_another_assessment_is_not_found(people, ward, browse):
    one, other = (submitted(people, "dpia", [ward.lab]) for _ in range(2))
    said = make_remark(people.privacy, other.id, "rights", "", "remark", "Here")
    browser = browse("pavel")
    assert browser.post_form(address(one, "remarks", str(said), "answer"), {"text": "x"}).status_code == 404
    assert browser.post_form(address(one, "remarks", str(said), "settle"), {"row_version": "1"}).status_code == 404
