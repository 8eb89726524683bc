"""Acts of a team on its draft: every operation, suggestions, measures and their evidence, criteria, files taken in."""

import json
from copy import deepcopy
from datetime import date
from types import SimpleNamespace
from typing import cast

from riskapp.assessments import operations
from riskapp.assessments.criteria import NewCriteria, adopt_criteria, body_now, move_version, newest
from riskapp.assessments.estimates import set_estimate
from riskapp.assessments.evidence_files import attach_file, remove_file
from riskapp.assessments.fallbacks import Routine, add_fallback
from riskapp.assessments.guests import Invitee, ask_guest
from riskapp.assessments.measures import add_measure
from riskapp.assessments.models import Fallback, RegisteredMeasure
from riskapp.assessments.presence import note_presence
from riskapp.assessments.registered import FollowUp
from riskapp.assessments.registered import follow_up as store_follow_up
from riskapp.assessments.risks import add_risk
from riskapp.assessments.suggesting import accept_suggestions, dismiss_suggestions, offered, take_back
from riskapp.assessments.workshops import plan_workshop
from riskapp.database import db
from riskapp.decisions.evidence.measure_effects import describe_changes
from riskapp.decisions.evidence.tested_tolerance import carry_over, tolerance_now
from riskapp.exchange.cnil.importing import import_pia
from riskapp.register.taking_in import MEASURES, RISKS, Incoming, rehearse, take_in
from tests.assessments.test_every_operation import MEETING, OPERATIONS, SELDOM, STOPS, Draft
from tests.assessments.ward import Ward as OtherWard
from tests.decisions.examples import SCENARIO, People, Ward, filled, measure, only_measure, risk, started, version_of
from tests.exchange.cnil.files import SLEEP_DIARY

LONGER = [{"do": "lengthen tolerance", "dependent": "ward", "provider": "lab", "tolerance": 5_000}]
"""Longer than what `suggest` has tested, whichever of the two comes first."""


def write_draft(people: People, ward: Ward, number: int) -> None:
    """Every operation of a team, one after the other."""
    who, version = people.member, started(people.member, "ros", [ward.lab])
    note_presence(who, version.assessment_id, "step:scenarios")
    risk_id = add_risk(who, version.id, STOPS)
    control = add_measure(who, version.id, measure())
    assets = cast(OtherWard, SimpleNamespace(pump=ward.archive, emergency=ward.ward, lab=ward.lab))
    fallback = add_fallback(who, version.id, paper(ward, None))
    workshop = plan_workshop(who, version.id, MEETING)
    guest = ask_guest(who, workshop, Invitee("Nina"))
    nina = operations.add_participant(who, version.id, "Nina")
    numbered = add_risk(who, version.id, STOPS)
    set_estimate(who, numbered, SELDOM, 1)
    draft = Draft(version, assets, risk_id, control, nina, fallback, workshop, guest, numbered)
    for act in OPERATIONS.values():
        db.session.expire_all()
        act(who, draft)
    note_presence(who, version.assessment_id, "", leaving=True)


def suggest(people: People, ward: Ward, number: int) -> None:
    """What the estate suggests, taken over, dismissed and taken back; a tested routine that the estate learns of."""
    version = started(people.member, "ros", [ward.lab])
    first, second, *_ = (one.key for one in offered(version))
    accept_suggestions(people.member, version.id, [first])
    dismiss_suggestions(people.member, version.id, [second], "Not here")
    take_back(people.member, version.id, second)
    minutes = number % 900 + 1
    untested = db.session.get_one(Fallback, add_fallback(people.member, version.id, paper(ward, None)))
    minutes += tolerance_now(untested) == minutes
    tested = add_fallback(people.member, version.id, paper(ward, minutes))
    carry_over(people.member, tested, 1)


def paper(ward: Ward, minutes: int | None) -> Routine:
    """What the emergency ward does without the laboratory, and how long that was tested to hold."""
    tested = (minutes, date(2026, 3, 1), "Nina") if minutes else ()
    return Routine("manual routine", "Paper", ward.ward, ward.lab, *tested)


def follow_up(people: People, ward: Ward, number: int) -> None:
    """A measure in the register: followed up, shown by files, with what it changes in the estate."""
    only = only_measure(filled(people, "ros", [ward.lab]))
    kept = only.registered_id
    describe_changes(people.member, only.id, json.dumps(LONGER), only.row_version)
    file = attach_file(people.member, kept, f"test {number}.txt", f"{number}".encode())
    remove_file(people.member, file)
    attach_file(people.member, kept, f"again {number}.txt", f"again {number}".encode())
    stored = db.session.get_one(RegisteredMeasure, kept)
    store_follow_up(people.member, kept, FollowUp("started", "Ola", date(2027, 5, 1)), stored.row_version)


def measure_anew(people: People, ward: Ward, number: int) -> None:
    """New criteria, and a draft that moves to them."""
    version = filled(people, "ros", [ward.lab])
    last, body = newest(), deepcopy(dict(body_now()))
    body["ros"]["likelihood"]["level"][0]["description"]["en"] = f"Nobody of our {number} neighbours saw it."
    adopt_criteria(people.security, NewCriteria("Ours", body, "Clearer words"), last.number if last else 0)
    move_version(people.member, version.id)


def move_in(people: People, ward: Ward, number: int) -> None:
    """A DPIA from the tool of CNIL."""
    import_pia(people.member, SLEEP_DIARY.read_text(encoding="utf-8"), f"Sleep {number}", "en", [ward.archive])


def take_in_workbook(people: People, ward: Ward, number: int) -> None:
    """Rows of the register's workbook, rehearsed and taken in: one changed, one added."""
    version = filled(people, "ros", [ward.archive])
    seen, measured = risk(version).row_version, only_measure(version)
    rows = [
        Incoming(RISKS, 2, version.id, 1, seen, {"cause": f"Cause {number}"}),
        Incoming(RISKS, 3, version.id, None, 0, {"property": "integrity", "event": SCENARIO.event}),
        Incoming(MEASURES, 2, version.id, 1, measured.row_version, {"owner": f"Owner {number}"}),
    ]
    assert rehearse(people.member, rows) == ()
    take_in(people.member, rows)
    assert len(version_of(version.assessment_id).risks) == 2
