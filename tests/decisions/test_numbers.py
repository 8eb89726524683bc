"""Numbers beyond the draft: in a new version, in what is accepted, in the report, and in what is given out."""

from copy import deepcopy
from dataclasses import replace
from zoneinfo import ZoneInfo

from riskapp.assessments.acceptance_criteria import risk_as_it_is
from riskapp.assessments.content import content_of
from riskapp.assessments.estimate import Estimate, estimate_from, estimate_row
from riskapp.assessments.estimates import compute_figures, key_of, set_estimate
from riskapp.assessments.portfolio import numbered_risks
from riskapp.assessments.risk_figures import is_stale
from riskapp.decisions.advising import advise
from riskapp.decisions.deciding import reject
from riskapp.decisions.new_versions import start_version
from riskapp.decisions.submitting import submit
from riskapp.quantification.frequencies import YearlyChance
from riskapp.quantification.losses import LossRange
from riskapp.reports.assessment.numbers import numbers
from riskapp.reports.assessment.reader import Reader
from riskapp.reports.publishing.place_names import name_of
from riskapp.reports.publishing.spots import places
from tests.decisions.examples import filled, risk, version_of

SELDOM = Estimate(YearlyChance(0.1), LossRange(100_000, 4_000_000), YearlyChance(0.02), None, "Two invoices of Marit's")
ENGLISH = Reader("en", ZoneInfo("UTC"))


def with_numbers(people, ward):
    version = filled(people, "ros", [ward.lab])
    set_estimate(people.member, risk(version).id, SELDOM, risk(version).row_version)
    compute_figures(people.member, risk(version).id)
    return version_of(version.assessment_id)


def rejected(people, version):
    submit(people.member, version.id)
    advise(people.security, version.id, "advises against", "No")
    reject(people.owner, version.id, "Not so")


def test_a_new_version_has_the_numbers_and_what_came_of_them_is_still_true(people, ward):
    old = with_numbers(people, ward)
    rejected(people, old)
    start_version(people.member, old.assessment_id)
    new = version_of(old.assessment_id)
    assert (new.number, risk(new).estimate) == (2, estimate_row(SELDOM))
    assert not is_stale(risk(new).figures, estimate_from(risk(new).estimate), key_of(new.assessment_id, 1))


def test_a_rejected_version_does_not_count_and_the_one_that_follows_does(people, ward):
    old = with_numbers(people, ward)
    assert [one.version for one in numbered_risks(people.security).scenarios] == [1]
    rejected(people, old)
    assert numbered_risks(people.security).scenarios == ()
    start_version(people.member, old.assessment_id)
    assert [one.version for one in numbered_risks(people.security).scenarios] == [2]


def test_what_is_accepted_changes_with_the_numbers_but_not_with_what_came_of_them(people, ward):
    version = with_numbers(people, ward)
    content = content_of(version)
    accepted = risk_as_it_is(content, 1)["fingerprint"]
    other = deepcopy(content)
    other["risks"][0]["figures"] = None
    assert risk_as_it_is(other, 1)["fingerprint"] == accepted
    other["risks"][0]["estimate"]["frequency"]["number"] = 0.2
    assert risk_as_it_is(other, 1)["fingerprint"] != accepted


def told(content):
    """The words of the report's section."""
    return repr(list(numbers(content, ENGLISH)))


def test_the_report_says_what_an_auditor_needs_to_draw_the_years_again(people, ward):
    content = content_of(with_numbers(people, ward))
    figures, text = content["risks"][0]["figures"], told(content)
    for word in (
        "Bernoulli",
        "seed 1",
        "method 1",
        f"key {content['assessment']}/R1",
        figures["before"]["fingerprint"],
        figures["after"]["fingerprint"],
    ):
        assert word in text
    assert "out of date" not in text


def test_the_report_says_that_figures_are_stale_or_missing(people, ward):
    version = with_numbers(people, ward)
    set_estimate(people.member, risk(version).id, replace(SELDOM, frequency_after=None), risk(version).row_version)
    content = content_of(version_of(version.assessment_id))
    assert "The result is out of date" in told(content)
    content["risks"][0]["figures"]["method"] = 0
    assert "The result is out of date" not in told(content), "an older method's figures are of this very estimate"
    content["risks"][0]["figures"] = None
    assert "Not worked out." in told(content)


def test_a_report_without_numbers_has_no_such_section(people, ward):
    content = content_of(filled(people, "ros", [ward.lab]))
    assert list(numbers(content, ENGLISH)) == []
    for one in content["risks"]:  # as in contents from before numbers
        del one["estimate"], one["figures"]
    assert list(numbers(content, ENGLISH)) == []


def test_where_the_numbers_come_from_can_be_left_out_of_what_is_given_out(people, ward):
    content = content_of(with_numbers(people, ward))
    assert places(content)["risks.1.estimate.reason"] == "Two invoices of Marit's"
    assert name_of(content, "risks.1.estimate.reason", ENGLISH) == "R1 – Where the numbers come from"
