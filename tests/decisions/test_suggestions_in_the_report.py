"""The report tells what the estate suggested: what was dismissed and why, what was taken over, and that none was."""

from zoneinfo import ZoneInfo

import pytest

from riskapp.assessments.content import content_of, fingerprint
from riskapp.assessments.risks import FIELDS, Scenario, change_risk
from riskapp.assessments.suggesting import accept_suggestions, dismiss_suggestions, offered
from riskapp.decisions.advising import advise
from riskapp.decisions.deciding import approve
from riskapp.decisions.new_versions import start_version
from riskapp.decisions.submitting import submit
from riskapp.reports.assessment.report import Frame, reader_of
from riskapp.reports.publishing.place_names import name_of
from riskapp.reports.publishing.removing import Mark, redacted
from riskapp.reports.publishing.report import publishable_report
from riskapp.reports.publishing.spots import EVERYWHERE, places
from tests.decisions.examples import filled, risk, started, version_of
from tests.decisions.test_report_words import FRAME, words


@pytest.fixture
def judged(people, ward):
    """A draft with one suggestion taken over and the others dismissed."""
    version = started(people.member, "ros", [ward.lab])
    first, *others = [one.key for one in offered(version)]
    assert others
    accept_suggestions(people.member, version.id, [first])
    dismiss_suggestions(people.member, version.id, others, "The <archive> is assessed elsewhere")
    return version_of(version.assessment_id)


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", ("No suggestion is dismissed.", "None of the scenarios was taken over from a suggestion.")),
        ("nb", ("Ingen forslag er avvist.", "Ingen av scenarioene er tatt over fra et forslag.")),
    ],
)
def test_that_nothing_was_dismissed_or_taken_over_is_said(people, ward, language, says):
    told = words(content_of(started(people.member, "ros", [ward.lab], language)))
    assert all(one in told for one in says)
    assert says[0] not in words(content_of(started(people.member, "dpia", [ward.lab], language)))


def test_what_was_dismissed_and_what_was_taken_over_stand_apart_with_their_words(people, judged):
    accepted, *dismissed = judged.suggestions
    told = words(content_of(judged))
    lead, rest = told.split("Scenarios that the estate suggested")[-1].split("Taken over as R1")
    assert f"{len(dismissed)} suggestion" in lead and "1 scenario was taken over." in lead
    for one in dismissed:
        assert f"Dismissed: {one.said['event']['en']}" in lead and one.said["reason"]["en"] in lead
    assert lead.count("The <archive> is assessed elsewhere") == len(dismissed)
    assert accepted.said["cause"]["en"] in rest and "The scenario reads as suggested." in rest
    stored = risk(judged)
    scenario = Scenario(**{name: getattr(stored, name) for name in FIELDS} | {"effect": "Worse", "cause": "Other"})
    change_risk(people.member, stored.id, scenario, stored.row_version)
    assert "Changed: Cause; Consequence." not in told
    assert "Changed: Cause and Consequence." in words(content_of(version_of(judged.assessment_id)))


def test_a_content_from_before_there_were_suggestions_still_makes_a_report(judged):
    old = content_of(judged)
    del old["suggestions"]
    assert "suggested" not in words(old) and "suggestions" not in places(old)


def test_the_reason_can_be_removed_and_what_is_removed_from_a_scenario_goes_from_its_suggestion_too(judged):
    content = content_of(judged)
    known = places(content)
    assert known["suggestions.2.reason"] == "The <archive> is assessed elsewhere"
    assert known["suggestions.1.by"] == "Maja" and "suggestions.1.reason" not in known
    name = content["suggestions"][0]["said"]["asset"]["name"]
    marks = [
        Mark(1, "suggestions.2.reason", "", "internal"),
        Mark(2, "risks.1.cause", "", "internal"),
        Mark(3, EVERYWHERE, name, "internal"),
    ]
    found = redacted(content, marks)
    assert not found.vain
    accepted, dismissed, *_ = found.content["suggestions"]
    assert accepted["said"]["cause"]["en"] == accepted["said"]["cause"]["nb"] == "[removed: offl. § 14]"
    assert dismissed["reason"] == "[removed: offl. § 14]"
    assert name not in str(found.content["suggestions"])
    frame = Frame("The hospital", ZoneInfo("UTC"), True, fingerprint(content))
    report = publishable_report(content, marks, frame).report
    assert name not in str(report.sections)


def test_its_place_has_a_name(judged):
    content = content_of(judged)
    reader = reader_of(content, FRAME)
    assert name_of(content, "suggestions.2.reason", reader) == "Scenarios that the estate suggested, 2 – Reason"
    assert name_of(content, "suggestions.2", reader) == "Scenarios that the estate suggested, 2 – the suggestion"


def test_a_new_version_keeps_what_was_dismissed(people, ward):
    version = filled(people, "ros", [ward.lab])
    first, *others = [one.key for one in offered(version)]
    dismiss_suggestions(people.member, version.id, [first], "Not here")
    submit(people.member, version.id)
    advise(people.security, version.id, "supports", "Good")
    approve(people.owner, version.id, "Fine")
    start_version(people.member, version.assessment_id)
    draft = version_of(version.assessment_id)
    assert draft.number == 2 and [(one.key, one.reason) for one in draft.suggestions] == [(first, "Not here")]
    assert [one.key for one in offered(draft)] == others
