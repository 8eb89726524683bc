"""A measure that changes the estate: its effect on each scenario's blast radius, stored, told in the trail, refused."""

import json
import sqlite3 as sqlite
from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import select

from riskapp.assessments import measures, risks
from riskapp.assessments.content import content_of
from riskapp.assessments.content_rows import effects_to_work_out
from riskapp.audit.models import AuditEvent
from riskapp.audit.vocabulary import Action
from riskapp.database import db, transaction
from riskapp.decisions.advising import advise
from riskapp.decisions.deciding import approve
from riskapp.decisions.evidence import ahead
from riskapp.decisions.evidence.measure_effects import content_with_standing, describe_changes, why_not_now
from riskapp.decisions.reports.report_files import report_file, report_of
from riskapp.decisions.submitting import submit
from riskapp.errors import Conflict, Invalid, NotAllowed
from riskapp.estate.dependencies import change_dependency, remove_dependency
from riskapp.estate.models import Dependency
from riskapp.estate.rows import dependency_row
from riskapp.estate.snapshots import state_number
from riskapp.graph.changes import apply_changes
from tests.decisions.examples import accepted, adviser, filled, measure, only_measure, risk, version_of

LONGER = json.dumps([{"do": "lengthen tolerance", "dependent": "ward", "provider": "lab", "tolerance": 600}])


@pytest.fixture
def draft(people, ward):
    version = filled(people, "ros", [ward.lab])
    risks.attach_evidence(people.member, risk(version).id, ["lab"], "availability", 240)
    return version_of(version.assessment_id)


def describe(people, version, text, seen=None):
    one = only_measure(version)
    return describe_changes(people.member, one.id, text, one.row_version if seen is None else seen)


def test_the_blast_radius_of_each_scenario_is_kept_before_and_after(people, draft):
    describe(people, draft, LONGER)
    (told,) = content_of(version_of(draft.assessment_id))["measures"]
    assert told["changes"] == LONGER
    (effect,) = told["effect"]
    assert len(effect.pop("slice")) == 64
    assert told["effect"] == [
        {
            "risk": 1,
            "estate": 7,
            "saved": 1,
            "new": 0,
            "totals": {"processes": [1, 0], "process_minutes_down": [210, 0]},
            "asked": {"hit": ["lab"], "threat": "availability", "outage": 240, "control": False},
        }
    ]


def test_a_leak_is_told_in_persons(people, draft):
    risks.attach_evidence(people.member, risk(draft).id, ["lab"], "confidentiality", None)
    describe(people, draft, json.dumps([{"do": "change", "holding": {"asset": "lab", "category": "results"},
                                         "set": {"persons": 10}}]))  # fmt: skip
    assert only_measure(draft).effect[0]["totals"]["at_least"] == [420_000, 10]


def test_a_scenario_that_is_no_longer_lowered_leaves_the_effect(people, draft):
    describe(people, draft, LONGER)
    one = only_measure(draft)
    measures.change_measure(people.member, one.id, measure(treats=()), one.row_version)
    assert content_of(version_of(draft.assessment_id))["measures"][0]["effect"] == []


def test_figures_of_another_blast_radius_are_not_told_of_this_one(people, draft):
    describe(people, draft, LONGER)
    risks.attach_evidence(people.member, risk(draft).id, ["lab"], "confidentiality", None)
    version = version_of(draft.assessment_id)
    assert content_of(version)["measures"][0]["effect"] == []
    assert effects_to_work_out(only_measure(version)) == [1]
    assert "not worked out for the blast radius that stands at the risk" in repr(report_of(version))
    describe(people, draft, LONGER)
    assert effects_to_work_out(only_measure(draft)) == []


def test_what_the_engine_takes_long_for_is_done_before_anybody_is_kept_waiting(people, draft, monkeypatch):
    written = []

    def as_somebody_else_writes(*args):
        with closing(sqlite.connect(db.engine.url.database, timeout=0, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            written.append(other.execute("UPDATE estate_state SET number = number").rowcount)
            other.execute("ROLLBACK")
        return apply_changes(*args)

    monkeypatch.setattr(ahead, "apply_changes", as_somebody_else_writes)
    describe(people, draft, LONGER)
    assert written == [1]
    assert only_measure(draft).effect[0]["totals"]["processes"] == [1, 0]


def test_an_empty_text_takes_the_changes_away(people, draft):
    describe(people, draft, LONGER)
    describe(people, draft, "  ")
    assert (only_measure(draft).changes, only_measure(draft).effect) == ("", [])


def test_each_save_leaves_one_event_and_the_same_again_none(people, draft):
    count = len(db.session.scalars(select(AuditEvent)).all())
    describe(people, draft, LONGER)
    describe(people, draft, LONGER)
    events = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()[count:]
    assert [(event.action, event.actor_name) for event in events] == [(Action.MEASURE_CHANGED.value, "Maja")]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "no JSON"),
        ('[{"do": "encrypt", "flow": "f9"}]', "Change 1 cannot be made. No data flow has the id f9."),
        ('[{"do": "remove", "asset": "lab"}]', "The blast radius of R1 cannot be asked of the changed estate."),
    ],
)
def test_what_cannot_be_made_is_refused_at_its_field_and_changes_nothing(people, draft, text, why):
    describe(people, draft, LONGER)
    with pytest.raises(Invalid) as refusal:
        describe(people, draft, text)
    assert refusal.value.field == "changes"
    assert why in str(refusal.value)
    assert only_measure(draft).changes == LONGER


def test_a_second_writer_gets_the_first_ones_changes(people, draft):
    seen = only_measure(draft).row_version
    describe(people, draft, LONGER)
    with pytest.raises(Conflict) as conflict:
        describe(people, draft, "[]", seen)
    assert conflict.value.theirs["changes"] == LONGER


def test_who_may_not_write_is_refused(people, draft):
    with pytest.raises(NotAllowed):
        describe_changes(people.auditor, only_measure(draft).id, LONGER, 1)


def ward_on_lab():
    return next(one for one in db.session.scalars(select(Dependency)) if dependency_row(one).provider == "lab")


def lengthen_for_real(people):
    row = ward_on_lab()
    change_dependency(people.member, row.id, row.version, replace(dependency_row(row), tolerance=600))


def remove_for_real(people):
    row = ward_on_lab()
    remove_dependency(people.member, row.id, row.version)


MADE_OR_GONE = pytest.mark.parametrize(
    ("meanwhile", "why"),
    [
        (lengthen_for_real, "Change 1 cannot be made. ward tolerates 600 minutes already."),
        (remove_for_real, "Change 1 cannot be made. ward has no such dependency on lab."),
    ],
)


@MADE_OR_GONE
def test_changes_that_the_estate_has_overtaken_say_so_and_keep_the_figures_of_their_state(
    people, draft, meanwhile, why
):
    describe(people, draft, LONGER)
    before = content_with_standing(version_of(draft.assessment_id))
    assert why_not_now(only_measure(draft)) is None
    assert "no_longer" not in before["measures"][0]

    meanwhile(people)

    assert why in str(why_not_now(only_measure(draft)))
    (told,) = content_with_standing(version_of(draft.assessment_id))["measures"]
    assert (told["effect"], told["no_longer"]) == (before["measures"][0]["effect"], state_number())
    assert "can no longer be made" in repr(report_of(version_of(draft.assessment_id)))
    assert report_file(people.member, draft.id).pdf


def test_an_estate_that_changed_elsewhere_leaves_the_changes_as_they_are(people, draft):
    describe(people, draft, LONGER)
    row = ward_on_lab()
    change_dependency(people.member, row.id, row.version, replace(dependency_row(row), tolerance=31))
    assert why_not_now(only_measure(draft)) is None


def test_a_text_that_is_no_longer_understood_is_told_and_breaks_nothing(people, draft):
    describe(people, draft, LONGER)
    with transaction():
        only_measure(draft).changes = '[{"do": "add", "asset": {"id": "x", "name": true, "kind": "system"}}]'
        only_measure(draft).effect = []
    assert "name: true is no text" in str(why_not_now(only_measure(draft)))
    assert report_file(people.member, draft.id).pdf


@MADE_OR_GONE
def test_a_decided_version_keeps_what_it_said(people, draft, meanwhile, why):
    describe(people, draft, LONGER)
    submit(people.member, draft.id)
    accepted(people, draft, actor=people.owner)
    advise(adviser(people, "ros"), draft.id, "supports", "Good")
    approve(people.owner, draft.id, "Go on")
    frozen, report = version_of(draft.assessment_id).frozen, report_file(people.member, draft.id)

    meanwhile(people)

    version = version_of(draft.assessment_id)
    assert "no_longer" not in version.frozen["measures"][0]
    assert version.frozen == frozen
    assert report_file(people.member, draft.id) == report
    assert "can no longer be made" not in repr(report_of(version))


def test_what_is_approved_after_the_estate_overtook_it_says_so_for_good(people, draft):
    describe(people, draft, LONGER)
    submit(people.member, draft.id)
    accepted(people, draft, actor=people.owner)
    advise(adviser(people, "ros"), draft.id, "supports", "Good")
    lengthen_for_real(people)
    approve(people.owner, draft.id, "Go on")

    (told,) = version_of(draft.assessment_id).frozen["measures"]
    assert told["no_longer"] == state_number()
    assert told["effect"][0]["totals"]["processes"] == [1, 0]
