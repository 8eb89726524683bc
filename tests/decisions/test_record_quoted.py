"""A DPIA quotes the record of processing: as it is now while it is a draft, as it was once it is submitted."""

from datetime import date

import pytest

from riskapp.accounts.permissions import OPERATOR
from riskapp.assessments.content import content_of
from riskapp.assessments.queries import quotes_of
from riskapp.decisions.reports.report_files import report_file
from riskapp.decisions.submitting import submit
from riskapp.processing import keeping, parts
from riskapp.processing.record import Basics, Data, Purpose, Retention, Review
from tests.decisions.examples import filled, started, version_of
from tests.reports.poppler import run, squeezed


@pytest.fixture
def activity(ward) -> int:
    number = keeping.add_activity(OPERATOR, Basics("Answers to the ward", owner="The laboratory"))
    keeping.change_section(OPERATOR, number, Data(("lab",), ("results",), ("patients",)), 1)
    parts.add_part(OPERATOR, number, Purpose("To find out what ails the patient", "6(1)(c)", "9(2)(h)", "The act § 6"))
    keeping.change_section(OPERATOR, number, Retention("Ten years"), 1)
    keeping.change_section(OPERATOR, number, Review(date(2026, 1, 2)), 1)
    return number


def told(version) -> dict[str, str]:
    (row,) = quotes_of(version)["record"]
    return {one["letter"]: one["text"]["en"] for one in row["passages"]}


def test_a_draft_quotes_the_activities_that_name_its_systems(people, ward, activity):
    version = started(people.member, "dpia", [ward.lab])
    assert list(told(version)) == [*"abcdefg", ""], "the law's letters, then what the organisation keeps for itself"
    assert "To find out what ails the patient" in told(version)["b"]
    keeping.change_section(OPERATOR, activity, Retention("Five years"), 2)
    assert told(version)["f"] == "Kept: Five years"
    assert quotes_of(started(people.member, "dpia", [ward.archive]))["record"] == []
    assert "record" not in quotes_of(started(people.member, "ros", [ward.lab]))


def test_a_submitted_dpia_keeps_what_the_record_said_and_prints_it(people, ward, activity):
    version = filled(people, "dpia", [ward.lab])
    submit(people.member, version.id)
    keeping.change_section(OPERATOR, activity, Retention("Five years"), 2)
    parts.add_part(OPERATOR, activity, Purpose("To bill"))

    version = version_of(version.assessment_id)
    assert told(version)["f"] == "Kept: Ten years"
    assert "To bill" not in told(version)["b"]
    paper = squeezed(run("pdftotext", report_file(people.privacy, version.id).pdf, "-raw"))
    for row in content_of(version)["quotes"]["record"]:
        assert squeezed(row["name"]) in paper
        for one in row["passages"]:
            assert squeezed(one["heading"]["en"]) in paper
            for line in one["text"]["en"].split("\n"):
                assert squeezed(line) in paper, line


def test_the_description_shows_it_with_a_link(people, ward, activity, browse):
    version = started(people.member, "dpia", [ward.lab])
    page = browse("maja").get(f"/assessments/{version.assessment_id}/step/description").text
    assert f'href="/processing/{activity}"' in page
    assert "To find out what ails the patient" in page
    assert "What the record of processing says" in page


def test_where_the_record_says_nothing_the_description_says_so(people, ward, browse):
    version = started(people.member, "dpia", [ward.lab])
    page = browse("maja").get(f"/assessments/{version.assessment_id}/step/description").text
    assert "The record of processing names none of these systems yet." in page
