"""A saved question as evidence: what stands beside the scenario, in the trail and on paper, and who may attach it."""

import json

import pytest
from sqlalchemy import select

from riskapp.assessments import risks
from riskapp.assessments.content import content_of
from riskapp.audit.models import AuditEvent
from riskapp.audit.vocabulary import Action
from riskapp.database import db
from riskapp.decisions.evidence.measure_effects import describe_changes
from riskapp.decisions.evidence.supposed_evidence import attach_question
from riskapp.decisions.recomputing.compared import Outcome
from riskapp.decisions.recomputing.report import recompute
from riskapp.decisions.reports.report_files import report_file
from riskapp.errors import Invalid, NotAllowed, NotFound
from riskapp.estate.snapshots import state_number
from riskapp.questions.asked import Asked
from riskapp.questions.keeping import keep_question
from riskapp.questions.naming import Label
from riskapp.questions.queries import questions_for
from tests.decisions.conftest import refused
from tests.decisions.examples import filled, only_measure, risk, version_of
from tests.reports.poppler import run, squeezed

BOTH_DATABASES = True
LONGER = json.dumps([{"do": "lengthen tolerance", "dependent": "ward", "provider": "lab", "tolerance": 600}])


@pytest.fixture
def draft(people, ward):
    return filled(people, "ros", [ward.lab])


def question(actor, changes=LONGER, threat="availability", control=False, shared=True, hit="lab") -> int:
    asked = Asked((hit,), threat, 240, control, changes)
    kept = len(questions_for(actor))
    return keep_question(actor, asked, Label(f"A paper routine {kept or ''}", shared=shared))


def paper(people, version) -> str:
    return squeezed(run("pdftotext", report_file(people.member, version.id).pdf, "-raw"))


def test_the_answer_is_frozen_with_what_is_supposed_and_the_figures_after(people, draft):
    attach_question(people.member, risk(draft).id, question(people.security))
    evidence = content_of(version_of(draft.assessment_id))["risks"][0]["evidence"]
    found = recompute(report_file(people.member, draft.id).pdf)
    assert {one.outcome for one in found} == {Outcome.AGREES}
    assert "supposed" in {one.what.split()[-1] for one in found}
    assert (evidence["threat"], evidence["outage"], evidence["estate"]) == ("availability", 240, state_number())
    assert [one["name"] for one in evidence["processes"]] == ["Emergency ward"]
    assert evidence["supposed"] == {
        "name": "A paper routine",
        "changes": [{
            "nb": "Emergency ward (ward) klarer seg uten Laboratory system (lab) i 10 t.",
            "en": "Emergency ward (ward) can do without Laboratory system (lab) for 10 h.",
        }],
        "json": LONGER,
        "saved": 1,
        "new": 0,
        "spared": ["Emergency ward"],
        "spared_more": 0,
        "totals": {"assets": [1, 0], "processes": [1, 0], "process_minutes_down": [210, 0]},
    }  # fmt: skip
    assert "control" not in evidence, "as usual: an old reader finds what it knows"


def test_a_question_that_supposes_nothing_is_plain_evidence(people, draft):
    plain = risks.attach_evidence(people.member, risk(draft).id, ["lab"], "availability", 240)
    same = attach_question(people.member, risk(draft).id, question(people.security, changes=""))
    assert {**plain, "at": ""} == {**same, "at": ""}


def test_the_event_names_the_question_and_its_changes(people, draft):
    attach_question(people.member, risk(draft).id, question(people.security))
    event = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert event.action == Action.EVIDENCE_ATTACHED.value
    assert (event.after["question"], event.after["changes"]) == ("A paper routine", LONGER)


def test_the_report_says_what_was_supposed_and_what_it_would_save(people, draft):
    attach_question(people.member, risk(draft).id, question(people.security))
    said = paper(people, draft)
    for words in (
        "Supposed changes of the estate, saved as “A paper routine”:",
        "1. Emergency ward (ward) can do without Laboratory system (lab) for 10 h.",
        "processes reached 1 0",
        "With the changes: 1 saved, 0 new. These processes are saved: Emergency ward.",
    ):
        assert squeezed(words) in said, words


def test_an_attacker_who_takes_down_all_he_controls_is_told(people, draft):
    evidence = attach_question(people.member, risk(draft).id, question(people.security, changes="", control=True))
    assert evidence["control"] is True
    assert squeezed("Somebody else controls what fails, and takes down all that they control.") in paper(people, draft)
    for control, down in ((False, []), (True, ["Emergency ward"])):
        asked = question(people.security, changes="", control=control, hit="archive")
        evidence = attach_question(people.member, risk(draft).id, asked)
        assert [one["name"] for one in evidence["processes"]] == down, "the laboratory limps on without the archive"
    one = only_measure(draft)
    describe_changes(people.member, one.id, LONGER, one.row_version)
    assert only_measure(draft).effect[0]["totals"]["processes"] == [1, 0], "the effect keeps the attacker in mind"


def test_what_only_lies_is_told_apart_from_what_is_controlled(people, draft):
    number = question(people.security, changes="", threat="integrity")
    evidence = attach_question(people.member, risk(draft).id, number)
    assert evidence["control"] is False
    assert squeezed("Laboratory system (lab) lies.") in paper(people, draft)
    for control, reached in ((False, False), (True, True)):
        asked = question(people.security, changes="", threat="integrity", control=control, hit="archive")
        assert bool(attach_question(people.member, risk(draft).id, asked)["assets"]) is reached
    usual = question(people.security, changes="", threat="integrity", control=True)
    assert "control" not in attach_question(people.member, risk(draft).id, usual)
    assert squeezed("Laboratory system (lab) lies or is controlled by somebody else.") in paper(people, draft)


def test_what_may_not_be_attached_changes_nothing(people, draft):
    number, hidden = question(people.security), question(people.security, shared=False)
    gone = question(people.security, changes='[{"do":"encrypt","flow":"f77"}]')
    beside = question(people.security, changes='[{"do":"remove","asset":"lab"}]')
    with refused(NotAllowed, "Your roles do not let you"):
        attach_question(people.auditor, risk(draft).id, number)
    with refused(NotFound, "There is no such question"):
        attach_question(people.member, risk(draft).id, hidden)
    with refused(NotFound, "That scenario was removed"):
        attach_question(people.member, 999, number)
    with refused(Invalid, "No data flow has the id f77"):
        attach_question(people.member, risk(draft).id, gone)
    with refused(Invalid, "No asset has the id lab"):
        attach_question(people.member, risk(draft).id, beside)
