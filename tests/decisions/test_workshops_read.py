"""Workshops as others read them: what changed in the reader's words, and what can be removed before publishing."""

from datetime import UTC, datetime

import pytest
from flask_babel import force_locale

from riskapp.assessments.changes import changes_between
from riskapp.assessments.content import content_of
from riskapp.assessments.guests import Invitee, ask_guest, note_attendance
from riskapp.assessments.models import Version
from riskapp.assessments.workshops import Meeting, change_workshop, plan_workshop
from riskapp.decisions.reports.publishing import mark_passage, publishable_file
from riskapp.decisions.submitting import submit
from riskapp.errors import Invalid
from riskapp.reports.assessment.reader import Reader
from riskapp.reports.publishing.place_names import name_of
from riskapp.reports.publishing.spots import places
from riskapp.web.assessments.talk import field_changed, value_changed
from riskapp.web.assessments.workshop_finding import zone
from tests.decisions.examples import filled, started, version_of
from tests.decisions.test_publishing import says

MEETING = Meeting(datetime(2027, 3, 4, 8, 30, tzinfo=UTC), 60, "Room 3", "1. Hello", "Kari said so")


@pytest.fixture
def version(people, ward) -> Version:
    """A draft whose team has met, with a guest."""
    found = filled(people, "ros", [ward.lab])
    workshop = plan_workshop(people.member, found.id, MEETING)
    ask_guest(people.member, workshop, Invitee("Kari Nordmann", "nurse", "knows it", "kari@fjord.example"))
    return version_of(found.assessment_id)


def test_what_changed_is_told_with_the_workshop_and_in_the_readers_words(app, people, version):
    before = content_of(version)
    (workshop,) = version.workshops
    later = Meeting(MEETING.at.replace(hour=12), 60, "Room 3", "1. Hello", "Kari said no")
    change_workshop(people.member, workshop.id, later, 1)
    note_attendance(people.member, workshop.id, {workshop.guests[0].id: True})
    changes = changes_between(before, content_of(version_of(version.assessment_id)))
    with app.test_request_context(), force_locale("en"):
        told = {field_changed(one): (value_changed(one, one.before), value_changed(one, one.after)) for one in changes}
    assert told == {
        "W1: when": ("4 Mar 2027, 09:30", "4 Mar 2027, 13:30"),
        "W1: notes": ("Kari said so", "Kari said no"),
        "W1: guests": ("Kari Nordmann, nurse, knows it", "✓ Kari Nordmann, nurse, knows it"),
    }


def test_names_addresses_and_notes_can_be_removed_before_it_is_given_out(people, version):
    content = content_of(version)
    texts = {place: text for place, text in places(content).items() if place.startswith("workshops.")}
    assert texts == {
        "workshops.1.place": "Room 3",
        "workshops.1.agenda": "1. Hello",
        "workshops.1.notes": "Kari said so",
        "workshops.1.guests.1.name": "Kari Nordmann",
        "workshops.1.guests.1.profession": "nurse",
        "workshops.1.guests.1.role": "knows it",
        "workshops.1.guests.1.email": "kari@fjord.example",
    }
    reader = Reader("en", zone())
    named = [name_of(content, place, reader) for place in texts]
    assert named[2:4] == ["W1 – notes", "W1, guest 1 – Name"] and not any("no longer" in name for name in named)
    for place in ("workshops.1.notes", "workshops.1.guests.1.name", "workshops.1.guests.1.email"):
        mark_passage(people.member, version.id, place, "", "secrecy", whole=True)
    pdf = publishable_file(people.member, version.id).pdf
    assert says(pdf, "Room 3")
    for gone in ("Kari said so", "Kari Nordmann", "kari@fjord.example"):
        assert not says(pdf, gone)


def test_without_clinic_and_medical_technology_a_device_is_not_submitted(people, ward):
    found = started(people.member, "ros", [ward.analyser])
    with pytest.raises(Invalid) as refused:
        submit(people.member, found.id)
    told = [one.text for one in refused.value.missing if one.anchor == "profession"]
    assert len(told) == 2 and "no clinician" in told[0] and "medical technology" in told[1]
