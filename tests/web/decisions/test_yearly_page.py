"""The page of a yearly review tells what is still open of the approval; the approval in force tells when it is due."""

from riskapp.assessments.review_dates import review_of
from riskapp.decisions.accepting import withdraw_acceptance
from riskapp.decisions.advising import advise
from riskapp.decisions.conditions import ConditionText
from riskapp.decisions.deciding import approve, reject
from riskapp.decisions.new_versions import start_version
from riskapp.decisions.submitting import submit
from riskapp.decisions.surroundings import today
from tests.decisions.examples import LATER, accepted, advised, risk, version_of
from tests.decisions.test_accepting import MEDIUM
from tests.web.decisions.test_review import address


def test_open_conditions_and_acceptances_are_told_and_lead_to_their_version(people, ward, browse):
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    accepted(people, version)
    approve(people.owner, version.id, "Go on", None, [ConditionText("Train the ward", "Nina", today() + LATER)])
    start_version(people.member, version.assessment_id, yearly=True)
    maja = browse("maja")
    page = maja.get(address(version, "yearly-review")).text
    assert f'href="{address(version)}?version=1#conditions">Condition 1 of version 1</a>: Train the ward' in page
    assert f'href="{address(version, "review")}?version=1#accept-1">R1</a>' in page
    assert "acceptance ends soon" in page
    withdraw_acceptance(people.owner, risk(version).acceptances[-1].id, "The new line is late")
    assert "acceptance withdrawn" in maja.get(address(version, "yearly-review")).text


def test_the_approval_in_force_tells_its_day_also_after_a_newer_version_was_rejected(people, ward, browse):
    version = advised(people, "ros", [ward.lab])
    approve(people.owner, version.id, "Go on")
    start_version(people.member, version.assessment_id)
    draft = version_of(version.assessment_id)
    submit(people.member, draft.id)
    advise(people.security, draft.id, "supports", "Fine")
    reject(people.owner, draft.id, "Not like this")
    maja, first = browse("maja"), version_of(version.assessment_id).assessment.versions[0]
    day = review_of(first)
    due = f"to be reviewed by {day.day} {day:%B %Y}"
    assert due in maja.get(f"{address(version)}?version=1").text
    assert due not in maja.get(address(version)).text
