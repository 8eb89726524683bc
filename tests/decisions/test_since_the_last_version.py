"""A later version's report has an appendix of what changed, frozen with the content, and the same on every reading."""

import json

from riskapp.assessments.comparison import compare
from riskapp.assessments.content import canonical, content_of, fingerprint
from riskapp.assessments.dialogue import make_remark
from riskapp.database import transaction
from riskapp.decisions.advising import advise
from riskapp.decisions.deciding import approve
from riskapp.decisions.new_versions import start_version
from riskapp.decisions.reports.publishing import mark_passage, publishable_file
from riskapp.decisions.reports.report_files import report_file, report_of
from riskapp.decisions.submitting import submit
from riskapp.estate import snapshots
from riskapp.estate.models import Flow
from tests.decisions.examples import accepted, advised, version_of
from tests.decisions.test_accepting import MEDIUM
from tests.decisions.test_every_field_is_printed import paper_of
from tests.decisions.test_signed_steps import change_event
from tests.reports.poppler import squeezed


def second(people, ward):
    """A second version with another event and a flow that is no longer encrypted, advised on."""
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    accepted(people, version)
    approve(people.owner, version.id)
    start_version(people.member, version.assessment_id)
    version = version_of(version.assessment_id)
    change_event(people, version, "Zq event of the second round")
    with transaction() as session:
        session.query(Flow).one().encrypted = False
        snapshots.note_change(session)
    submit(people.member, version.id)
    advise(people.security, version.id, "supports", "Fine")
    accepted(people, version)
    return version_of(version.assessment_id)


def test_the_report_of_a_later_version_says_what_changed_field_by_field_and_in_the_estate(people, ward):
    version = second(people, ward)
    approve(people.owner, version.id)
    version = version_of(version.assessment_id)

    told = {(one["part"], one["place"], one["did"]) for one in version.frozen["since"]["differences"]}
    assert {("risks", "R1", "changed"), ("flows", "f1", "changed")} <= told
    paper = paper_of(report_file(people.member, version.id).pdf)
    for words in ("What changed since version 1", "R1 Zq event of the second round", "encrypted", "Before"):
        assert squeezed(words) in paper
    first = version.assessment.versions[0]
    assert first.frozen_hash in paper, "it says which content it compares with"
    assert "since" not in first.frozen
    assert squeezed("What changed since version") not in paper_of(report_file(people.member, first.id).pdf)


def test_the_comparison_is_frozen_and_says_the_same_as_one_made_anew(people, ward):
    version = second(people, ward)
    draft = report_of(version)
    approve(people.owner, version.id)
    version = version_of(version.assessment_id)
    assert version.frozen_hash == fingerprint(version.frozen)
    anew = compare(version.assessment.versions[0].frozen, version.frozen).as_rows()
    assert json.loads(canonical({"rows": anew}))["rows"] == version.frozen["since"]["differences"]
    assert report_of(version) == report_of(version)
    appendix = [one.heading for one in draft.sections if one.heading.startswith("What changed")]
    assert appendix == ["What changed since version 1"], "whoever decides has read it in the draft"


def test_words_that_are_removed_do_not_stand_in_the_comparison_of_the_publishable_version(people, ward):
    version = second(people, ward)
    approve(people.owner, version.id)
    mark_passage(people.member, version.id, "*", "second round", "secrecy", "")
    paper = paper_of(publishable_file(people.member, version.id).pdf)
    assert squeezed("second round") not in paper
    assert squeezed("not part of the publishable version") in paper


def test_what_was_only_said_about_it_is_no_change(people, ward):
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    before = content_of(version)
    make_remark(people.owner, version.id, "scenarios", "", "remark", "Well seen")
    assert compare(before, content_of(version_of(version.assessment_id))).differences == ()


def test_acceptances_and_conditions_are_told_and_no_workshop_of_the_version_before_is_gone(people, ward):
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    accepted(people, version)
    said = content_of(version_of(version.assessment_id))
    met = {"number": 1, "at": "2026-01-02T10:00:00+00:00", "minutes": 45, "place": "", "agenda": "", "notes": ""}
    wanted = {"number": 1, "text": "Test the restore", "owner": "Ann", "due": "2027-01-02"}
    before = {**said, "workshops": [{**met, "guests": []}], "conditions": [wanted]}

    later = {**before, "number": 2, "workshops": [], "conditions": [{**wanted, "number": 3, "due": "2027-05-06"}]}
    risk = {**before["risks"][0], "acceptances": [{**before["risks"][0]["acceptances"][0], "until": "2030-01-02"}]}
    found = compare(before, {**later, "risks": [risk]}).differences
    told = {(one.part, one.place, one.did): [field.field for field in one.fields] for one in found}
    assert told == {("acceptances", "R1", "changed"): ["until"], ("conditions", "Test the restore", "changed"): ["due"]}

    anew = compare(before, {**before, "number": 2}).differences
    assert [(one.part, one.did) for one in anew] == [("workshops", "added")], "each version has its own"
    gone = compare(before, {**before, "workshops": []}).differences
    assert [(one.part, one.did) for one in gone] == [("workshops", "removed")], "within one version one may go"
