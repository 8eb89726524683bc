"""Each decision is anchored in the audit trail: a checkpoint before it stands in its report, one after it covers it."""

import pytest

from riskapp.audit.checking import check_trail
from riskapp.audit.checkpoints import newest_checkpoint
from riskapp.audit.trail_key import FILE
from riskapp.decisions.deciding import approve
from riskapp.decisions.reports.report_files import report_file
from riskapp.decisions.trail.statements import unsound_steps
from riskapp.decisions.trail.trail_points import checkpoint_in
from riskapp.errors import Invalid, Unready
from riskapp.proof.notes import read_note
from tests.audit.trails import bend
from tests.decisions.conftest import refused
from tests.decisions.examples import advised, version_of
from tests.reports.poppler import run, squeezed


@pytest.fixture
def ready(people, ward):
    return advised(people, "dpia", [ward.lab])


def test_the_report_prints_the_checkpoint_that_was_made_before_the_decision(ready, people):
    approve(people.owner, ready.id, "Yes")
    point = version_of(ready.id).frozen["trail"]
    printed = squeezed(run("pdftotext", report_file(people.member, ready.id).pdf))
    for said in (point["root"], point["key"], point["note"].strip()):
        assert squeezed(said) in printed
    assert read_note(point["note"]).size == point["events"]
    assert newest_checkpoint().size == check_trail().size > point["events"]


def test_the_printed_checkpoint_finds_a_trail_that_was_bent_before_the_decision(ready, people):
    approve(people.owner, ready.id, "Yes")
    printed = read_note(version_of(ready.id).frozen["trail"]["note"], kept=True)
    assert check_trail([printed]).faults == []
    bend("DELETE FROM trail_checkpoint", "DELETE FROM audit_salt", "DELETE FROM audit_seal")
    assert {one.kind for one in check_trail([printed]).faults} >= {"shorter"}


def test_a_report_is_a_copy_of_the_checkpoint_before_it(ready, people):
    approve(people.owner, ready.id, "Yes")
    report = report_file(people.member, ready.id).pdf
    found = check_trail([checkpoint_in(report)])
    assert found.faults == []
    assert found.sure_kept.size == version_of(ready.assessment_id).frozen["trail"]["events"]
    with pytest.raises(Invalid, match="cannot be read"):
        checkpoint_in(b"%PDF-1.7 nothing")


def test_a_step_that_was_rewritten_in_the_database_is_found(ready, people):
    approve(people.owner, ready.id, "Yes")
    assert unsound_steps() == []
    bend("UPDATE transition SET text = 'No' WHERE act = 'approve'")
    assert [one.act for one in unsound_steps()] == ["approve"]
    bend("UPDATE transition SET text = 'Yes', signature = NULL WHERE act = 'approve'")
    assert [one.act for one in unsound_steps()] == ["approve"]


def test_without_the_key_of_the_trail_nothing_is_decided(ready, people, settings):
    (settings.keys / FILE).unlink()
    with refused(Unready, "The key of the audit trail"):
        approve(people.owner, ready.id, "Yes")
