"""The review page: reads as the report, and ends in what this person can do, with every refusal by its field."""

from datetime import timedelta

import pytest

from riskapp.assessments import risks as team
from riskapp.decisions.deciding import approve
from riskapp.decisions.reports.report_files import content_to_read
from riskapp.decisions.surroundings import today
from tests.decisions.conftest import everything
from tests.decisions.examples import accepted, advised, filled, started, submitted, version_of
from tests.decisions.test_accepting import MEDIUM, VERY_HIGH


def address(version, *rest: str) -> str:
    return "/".join([f"/assessments/{version.assessment_id}", *rest])


@pytest.mark.parametrize("kind", ["dpia", "ros"])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_it_reads_as_the_report_in_the_reports_own_language(people, ward, browse, kind, language):
    version = advised(people, kind, [ward.lab], language=language)
    page = browse("rut").get(address(version, "review")).text
    assert f'<article lang="{language}">' in page
    for text in ("The laboratory stops", "Answer to", "R&amp;D &lt;b&gt;and č đ ŋ ŧ&lt;/b&gt;", "Nina Nurse"):
        assert text in page
    assert ("Vurderingen er ikke avgjort" if language == "nb" else "The assessment is not decided") in page


def test_the_project_member_submits_from_it(people, ward, browse):
    version = filled(people, "ros", [ward.lab])
    browser = browse("maja")
    assert "Submit for advice" in browser.get(address(version, "review")).text
    answer = browser.post_form(address(version, "submit"), {"row_version": version.row_version})
    assert answer.status_code == 302
    assert version_of(version.assessment_id).state == "in review"


def test_what_is_missing_is_a_list_of_links_to_the_places(people, ward, browse):
    version = started(people.member, "ros", [ward.lab])
    before = everything()
    answer = browse("maja").post_form(address(version, "submit"), {"row_version": version.row_version})
    assert answer.status_code == 422
    assert "This cannot be submitted yet" in answer.text
    assert f'href="{address(version, "step", "context")}#answer-purpose"' in answer.text
    after = everything()
    for table in ("assessment_version", "transition"):
        assert after[table] == before[table]


def test_the_adviser_advises_from_it_and_a_missing_opinion_stands_by_its_field(people, ward, browse):
    version = submitted(people, "dpia", [ward.lab])
    browser = browse("pavel")
    sent = {"row_version": version.row_version, "opinion": "", "advice": "Long <b>and</b> thought through"}
    refused = browser.post_form(address(version, "advise"), sent)
    assert refused.status_code == 422
    assert 'href="#opinion-1"' in refused.text
    assert "Long &lt;b&gt;and&lt;/b&gt; thought through" in refused.text
    refused = browser.post_form(address(version, "advise"), {**sent, "opinion": "supports", "advice": ""})
    assert 'id="advice-error"' in refused.text
    assert 'value="supports" checked' in refused.text
    assert browser.post_form(address(version, "advise"), {**sent, "opinion": "supports"}).status_code == 302
    assert version_of(version.assessment_id).transitions[-1].text == "Long <b>and</b> thought through"


def test_it_is_sent_back_with_words(people, ward, browse):
    version = submitted(people, "ros", [ward.lab])
    browser = browse("sigrid")
    refused = browser.post_form(address(version, "send-back"), {"row_version": version.row_version, "back": " "})
    assert 'id="back-error"' in refused.text
    browser.post_form(address(version, "send-back"), {"row_version": version.row_version, "back": "Say more"})
    assert version_of(version.assessment_id).state == "sent back"
    assert "Say more" in browse("maja").get(address(version)).text


def test_the_risk_owner_accepts_and_takes_back_from_it(people, ward, browse):
    version = submitted(people, "ros", [ward.lab], scenario=MEDIUM)
    browser = browse("rikke")
    until = (today() + timedelta(days=30)).isoformat()
    path = address(version, "risks", "1", "accept")
    for sent, field in (
        ({"until": until, "reason": ""}, "reason-1"),
        ({"until": "", "reason": "Kept text"}, "until-1"),
        ({"until": "next spring", "reason": "Kept text"}, "until-1"),
        ({"until": "2020-01-01", "reason": "Kept text"}, "until-1"),
    ):
        refused = browser.post_form(path, sent)
        assert refused.status_code == 422
        assert f'id="{field}-error"' in refused.text
        assert sent["reason"] in refused.text
    assert browser.post_form(path, {"until": until, "reason": "We live with it"}).status_code == 302
    page = browser.get(address(version, "review")).text
    assert "Accepted by Rikke until" in page
    acceptance = version_of(version.assessment_id).risks[0].acceptances[0]
    browser.post_form(address(version, "acceptances", str(acceptance.id), "withdraw"), {})
    assert "Accept R1" in browser.get(address(version, "review")).text
    assert browser.post_form(address(version, "risks", "9", "accept"), {}).status_code == 422


def test_what_stands_before_an_approval_is_told_before_anybody_tries(people, ward, browse):
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    page = browse("olav").get(address(version, "review")).text
    told = page.split("Before it can be approved:")[1].split("</ul>")[0]
    assert "R1" in told and "href=" in told
    accepted(people, version)
    assert "Before it can be approved:" not in browse("olav").get(address(version, "review")).text


def test_the_system_owner_approves_from_it(people, ward, browse):
    version = advised(people, "ros", [ward.lab])
    browser = browse("olav")
    page = browser.get(address(version, "review")).text
    assert "closes this version for good" in page
    answer = browser.post_form(address(version, "approve"), {"row_version": version.row_version, "decision": "Fine"})
    assert answer.status_code == 302
    assert version_of(version.assessment_id).state == "approved"


def test_what_is_in_the_way_of_an_approval_leads_to_its_place_and_keeps_the_text(people, ward, browse):
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    sent = {"row_version": version.row_version, "decision": "My long thoughts"}
    answer = browse("olav").post_form(address(version, "approve"), sent)
    assert answer.status_code == 422
    assert 'href="#accept-1"' in answer.text
    assert 'id="accept-1"' in answer.text
    assert "My long thoughts" in answer.text


def test_a_very_high_risk_says_that_nobody_may_accept_it(people, ward, browse):
    version = advised(people, "ros", [ward.lab], scenario=VERY_HIGH)
    assert "Nobody may accept a risk of this level" in browse("olav").get(address(version, "review")).text


def test_a_rejection_asks_for_its_reason(people, ward, browse):
    version = advised(people, "ros", [ward.lab])
    browser = browse("olav")
    refused = browser.post_form(address(version, "reject"), {"row_version": version.row_version, "decision": ""})
    assert 'id="decision-error"' in refused.text
    browser.post_form(address(version, "reject"), {"row_version": version.row_version, "decision": "Not needed"})
    assert "Rejected and signed" in browser.get(address(version, "review")).text


def test_a_second_decider_sees_what_happened_and_keeps_the_text(people, ward, browse):
    version = advised(people, "ros", [ward.lab])
    seen = version.row_version
    approve(people.owner, version.id)
    answer = browse("olav").post_form(address(version, "reject"), {"row_version": seen, "decision": "My own reasons"})
    assert answer.status_code == 409
    assert "Somebody else changed this assessment" in answer.text
    assert "My own reasons" in answer.text
    assert "Approved and signed" in answer.text


def test_the_approved_page_is_closed_and_shows_who_signed_and_the_fingerprints(people, ward, browse):
    version = advised(people, "ros", [ward.lab])
    approve(people.owner, version.id)
    version = version_of(version.assessment_id)
    page = browse("rut").get(address(version, "review")).text
    for text in ("Approved and signed", "Olav", version.frozen_hash, f"/reports/{version.id}.pdf"):
        assert text in page
    for act in ("/approve", "/reject", "/advise", "/submit", "/send-back", "/accept", "/new-version"):
        assert f'{address(version)}{act}"' not in page


def test_an_old_version_is_read_as_it_was_signed_and_offers_no_act(people, ward, browse):
    version = advised(people, "ros", [ward.lab])
    approve(people.owner, version.id)
    browser = browse("maja")
    assert browser.post_form(address(version, "new-version"), {}).status_code == 302
    new = version_of(version.assessment_id)
    assert (new.number, new.state) == (2, "draft")
    page = browser.get(address(version, "review") + "?version=1").text
    assert "Approved and signed" in page
    assert "Submit for advice" not in page
    assert "Submit for advice" in browser.get(address(version, "review")).text


@pytest.mark.parametrize("sent", [{}, {"row_version": "abc"}, {"row_version": "9" * 30}])
def test_a_step_that_does_not_say_what_was_on_the_screen_is_not_taken(people, ward, browse, app, sent):
    version = filled(people, "ros", [ward.lab])
    answer = browse("maja").post_form(address(version, "submit"), sent)
    assert answer.status_code == 409
    assert version_of(version.assessment_id).state == "draft"


def test_an_acceptance_of_an_earlier_state_is_not_shown_as_one_that_holds(people, ward, browse, app):
    version = submitted(people, "ros", [ward.lab], scenario=MEDIUM)
    accepted(people, version)
    browser = browse("olav")
    assert "✓ Accepted by Rikke" in browser.get(address(version, "review")).text
    browse("sigrid").post_form(address(version, "send-back"), {"row_version": version.row_version, "back": "Say more"})
    member = browse("maja")
    risk = version_of(version.assessment_id).risks[0]
    form = member.get(address(version, "risks", "1")).text
    assert "The laboratory stops" in form
    changed = team.Scenario(**{name: getattr(risk, name) for name in team.FIELDS} | {"cause": "Another cause"})
    team.change_risk(people.member, risk.id, changed, risk.row_version)
    row = version_of(version.assessment_id).row_version
    member.post_form(address(version, "submit"), {"row_version": row})
    page = browser.get(address(version, "review")).text
    assert "✓ Accepted by Rikke" not in page
    assert "accepted it as it was before it was changed" in page


@pytest.mark.parametrize(
    ("act", "who"),
    [
        ("submit", "rut"),
        ("advise", "maja"),
        ("send-back", "rut"),
        ("approve", "sigrid"),
        ("reject", "maja"),
        ("risks/1/accept", "maja"),
        ("new-version", "rut"),
    ],
)
def test_who_lacks_the_right_is_refused_and_nothing_changes(people, ward, browse, act, who):
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    browser = browse(who)
    token = browser.token()
    before = everything()
    sent = {"csrf_token": token, "opinion": "supports", "advice": "x", "decision": "x", "back": "x", "reason": "x"}
    assert browser.post(address(version, act), data=sent).status_code == 403
    assert everything() == before


def test_a_reader_is_told_that_nothing_waits_and_an_author_why(people, ward, browse):
    version = submitted(people, "ros", [ward.lab])
    assert "Nothing waits for you here" in browse("rut").get(address(version, "review")).text
    assert "You have written in this version" in browse("maja").get(address(version, "review")).text


def test_reading_changes_nothing(people, ward, browse):
    version = submitted(people, "dpia", [ward.lab], scenario=MEDIUM)
    browser = browse("pavel")
    before = everything()
    browser.get(address(version, "review"))
    assert everything() == before
    assert content_to_read(version)["state"] == "in review"


def test_the_steps_of_the_wizard_lead_here(people, ward, browse):
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    browser = browse("olav")
    for step in ("acceptance", "approval"):
        page = browser.get(address(version, "step", step)).text
        assert f"{address(version, 'review')}" in page or "accept-1" in page
    dpia = submitted(people, "dpia", [ward.lab])
    assert "The privacy officer is reading" in browse("rut").get(address(dpia, "step", "advice")).text


def test_whoever_may_decide_is_told_before_writing_what_it_costs(people, ward, browse, app):
    version = filled(people, "ros", [ward.lab])
    told = "If you write in it, somebody else must do that."
    for path in (("step", "context"), ("risks", "1"), ("measures", "1")):
        assert told in browse("olav").get(address(version, *path)).text
        assert told not in browse("maja").get(address(version, *path)).text
    submitted(people, "ros", [ward.lab])
    assert told not in browse("olav").get(address(version, "review")).text


def test_advice_and_decision_are_not_done_before_somebody_gave_them(people, ward, browse, app):
    version = submitted(people, "dpia", [ward.lab])
    page = browse("maja").get(f"/assessments/{version.assessment_id}").text
    assert "waits for advice" in page and "waits for the decision" in page
    decided = advised(people, "dpia", [ward.lab])
    approve(people.owner, decided.id)
    page = browse("maja").get(f"/assessments/{decided.assessment_id}").text
    assert "waits for" not in page
    assert "✓ approved" in page and "here now" not in page


def test_a_condition_without_a_date_keeps_all_that_was_typed_and_is_met_later(people, ward, browse):
    version = advised(people, "ros", [ward.lab])
    browser = browse("olav")
    soon = (today() + timedelta(days=9)).isoformat()
    sent = {
        "row_version": version.row_version,
        "decision": "",
        "condition": ["", "Log <it>", "Tell them"],
        "condition_owner": ["", "Olav", "Kari"],
        "condition_due": ["", "", soon],
    }
    refused = browser.post_form(address(version, "approve"), sent)
    assert refused.status_code == 422
    assert 'href="#condition-1"' in refused.text and 'id="condition-1-error"' in refused.text
    for kept in ('value="Log &lt;it&gt;"', 'value="Tell them"', 'value="Kari"', f'value="{soon}"'):
        assert kept in refused.text
    told = {**sent, "decision": "No", "condition_due": ["", soon, soon]}
    refused = browser.post_form(address(version, "reject"), told)
    assert refused.status_code == 422 and "Conditions belong to an approval" in refused.text
    assert 'value="Tell them"' in refused.text and version_of(version.assessment_id).state == "advised"
    assert (
        browser.post_form(address(version, "approve"), {**sent, "condition_due": ["", soon, soon]}).status_code == 302
    )

    assert "not met yet" in browser.get(address(version)).text
    refused = browser.post_form(address(version, "conditions", "1"), {"row_version": "1", "note": " "})
    assert refused.status_code == 422 and 'id="met-1-error"' in refused.text
    assert browser.post_form(address(version, "conditions", "1"), {"row_version": "1", "note": "On"}).status_code == 302
    assert "Met, says" in browser.get(address(version)).text
    assert browser.post_form(address(version, "conditions", "9"), {"row_version": "1", "note": "On"}).status_code == 404
