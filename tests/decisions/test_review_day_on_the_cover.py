"""The cover of a report says by which day its approval is to be reviewed, as the page does; older ones know of none."""

from riskapp.assessments.content import content_of
from riskapp.assessments.review_dates import review_of
from riskapp.decisions.deciding import approve, reject
from riskapp.decisions.reports.report_files import report_file
from riskapp.reports.assessment.reader import Reader
from tests.decisions.examples import advised, version_of
from tests.decisions.test_every_field_is_printed import paper_of
from tests.decisions.test_report_words import FRAME, words
from tests.reports.poppler import squeezed


def test_an_approval_is_printed_with_the_day_of_its_review(people, ward):
    version = advised(people, "dpia", [ward.lab])
    approve(people.owner, version.id, "Go on")
    version = version_of(version.assessment_id)
    day = review_of(version)
    assert version.frozen["review_by"] == day.isoformat() == content_of(version)["review_by"]
    paper = paper_of(report_file(people.member, version.id).pdf)
    assert squeezed("To be reviewed by") + squeezed(Reader("en", FRAME.zone).day(day.isoformat())) in paper
    assert squeezed("until a new version takes its place") not in paper

    older = {name: value for name, value in version.frozen.items() if name != "review_by"}
    assert "until a new version takes its place" in words(older)


def test_what_is_rejected_is_not_reviewed(people, ward):
    version = advised(people, "ros", [ward.lab])
    assert content_of(version)["review_by"] is None
    reject(people.owner, version.id, "Not like this")
    version = version_of(version.assessment_id)
    assert version.frozen["review_by"] is None
    assert "To be reviewed by" not in words(version.frozen)
