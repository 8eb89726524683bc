"""Workshops: planned, changed, told in the trail, and refused where somebody else was first; who must be there."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select

from riskapp.accounts.permissions import Actor
from riskapp.assessments import guests, operations, workshops
from riskapp.assessments.attendance import lacking, wanted_groups
from riskapp.assessments.content import content_of
from riskapp.assessments.guests import Invitee
from riskapp.assessments.models import Guest, Version, Workshop
from riskapp.assessments.queries import progress_of_version
from riskapp.assessments.workshops import Meeting
from riskapp.audit.models import AuditEvent
from riskapp.catalogues.professions import GROUPS, load_professions
from riskapp.database import db, transaction
from riskapp.errors import Conflict, Invalid, NotFound
from riskapp.estate.models import Asset
from tests.assessments.ward import Ward, start

AT = datetime(2027, 3, 4, 8, 30, tzinfo=UTC)
MEETING = Meeting(AT, 180, "Room 3", "1. Hello")

BOTH_DATABASES = True


@pytest.fixture
def planned(ros: Version, maja: Actor) -> int:
    """The id of a workshop."""
    return workshops.plan_workshop(maja, ros.id, MEETING)


def last_event() -> AuditEvent:
    found = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert found is not None
    return found


def count() -> int:
    return len(db.session.scalars(select(AuditEvent)).all())


def test_it_is_numbered_and_every_field_reaches_the_content(ros: Version, maja: Actor, planned: int) -> None:
    guests.ask_guest(maja, planned, Invitee("Nina", "nurse", "knows it", "nina@sykehus.no"))
    workshops.plan_workshop(maja, ros.id, Meeting(AT, 60))
    first, second = content_of(ros)["workshops"]
    assert (first["number"], first["at"], first["minutes"], second["number"]) == (1, AT.isoformat(), 180, 2)
    assert (first["place"], first["agenda"], first["notes"]) == ("Room 3", "1. Hello", "")
    told = {"name": "Nina", "profession": "nurse", "role": "knows it", "email": "nina@sykehus.no", "came": None}
    assert first["guests"] == [told]


def test_a_change_is_told_field_by_field_and_none_leaves_no_event(maja: Actor, planned: int) -> None:
    before = count()
    assert workshops.change_workshop(maja, planned, MEETING, 1) == 1
    elsewhere = timezone(timedelta(hours=5))
    same = Meeting(AT.astimezone(elsewhere), 180, "  Room   3 ", "1. Hello\r\n")
    assert workshops.change_workshop(maja, planned, same, 1) == 1
    assert count() == before
    assert workshops.change_workshop(maja, planned, Meeting(AT, 180, "Room 3", "1. Hello", "Agreed"), 1) == 2
    event = last_event()
    assert event.action == "workshop.changed" and event.subject_kind == "workshop"
    assert (event.before, event.after) == ({"notes": ""}, {"notes": "Agreed"})
    workshops.change_workshop(maja, planned, MEETING, 2)
    assert (last_event().before, last_event().after) == ({"notes": "Agreed"}, {"notes": ""})


def test_the_second_writer_gets_both_texts_of_what_differs(maja: Actor, planned: int) -> None:
    workshops.change_workshop(maja, planned, Meeting(AT, 180, "Room 3", "1. Hello", "One"), 1)
    with pytest.raises(Conflict) as refused:
        workshops.change_workshop(maja, planned, Meeting(AT, 90, "Room 3", "1. Hello", "Two"), 1)
    assert refused.value.theirs == {"minutes": 180, "notes": "One", "row_version": 2}
    assert refused.value.mine == {"minutes": 90, "notes": "Two"}
    assert db.session.get_one(Workshop, planned).notes == "One"


@pytest.mark.parametrize(
    ("meeting", "field"),
    [
        (Meeting(AT, 4), "minutes"),
        (Meeting(AT, 1441), "minutes"),
        (Meeting(AT.replace(year=1999), 60), "day"),
        (Meeting(AT, 60, "a\0b"), "place"),
        (Meeting(AT, 60, "", "\ud800"), "agenda"),
        (Meeting(AT, 60, "", "", "x" * 200_001), "notes"),
    ],
)
def test_what_cannot_be_stored_is_refused_with_its_field(
    maja: Actor, ros: Version, planned: int, meeting: Meeting, field: str
) -> None:
    before = count()
    for act in (
        lambda: workshops.plan_workshop(maja, ros.id, meeting),
        lambda: workshops.change_workshop(maja, planned, meeting, 1),
    ):
        with pytest.raises(Invalid) as refused:
            act()
        assert refused.value.field == field
    assert count() == before and len(ros.workshops) == 1


def test_a_dpia_has_none(maja: Actor, dpia: Version) -> None:
    with pytest.raises(Invalid):
        workshops.plan_workshop(maja, dpia.id, MEETING)


def test_a_removed_one_takes_its_guests_along_and_the_trail_keeps_their_names(maja: Actor, planned: int) -> None:
    guests.ask_guest(maja, planned, Invitee("Nina"))
    workshops.remove_workshop(maja, planned)
    assert last_event().before is not None and last_event().before["guests"] == ["Nina"]
    assert db.session.scalars(select(Guest)).all() == []
    with pytest.raises(NotFound):
        workshops.remove_workshop(maja, planned)


def test_attendance_is_told_by_name_and_only_where_it_changed(maja: Actor, planned: int) -> None:
    nina, ola = (guests.ask_guest(maja, planned, Invitee(name)) for name in ("Nina", "Ola"))
    guests.note_attendance(maja, planned, {nina: True, ola: None})
    assert last_event().before == {"not_said": ["Nina"], "came": []}
    assert last_event().after == {"came": ["Nina"], "not_said": []}
    before = count()
    guests.note_attendance(maja, planned, {nina: True})
    assert count() == before
    with pytest.raises(Invalid):
        guests.note_attendance(maja, planned, {nina: False, 999: True})
    assert db.session.get_one(Guest, nina).came is True


def test_participants_are_asked_once_and_who_came_is_taken_over_once(maja: Actor, ros: Version, planned: int) -> None:
    operations.add_participant(maja, ros.id, "Nina", "nurse")
    assert guests.ask_participants(maja, planned) == 1
    assert guests.ask_participants(maja, planned) == 0
    mats = guests.ask_guest(maja, planned, Invitee("Mats", "medical engineer"))
    guests.ask_guest(maja, planned, Invitee("Ola"))
    (nina, *_rest) = db.session.get_one(Workshop, planned).guests
    guests.note_attendance(maja, planned, {nina.id: True, mats: True})
    assert guests.take_over_guests(maja, planned) == 1
    assert last_event().action == "assessment.participant_added"
    assert guests.take_over_guests(maja, planned) == 0
    assert [one.name for one in ros.participants] == ["Nina", "Mats"]


def absent(version: Version) -> list[str]:
    return [one.anchor for one in progress_of_version(version).of("participants").missing]


def test_a_device_in_the_scope_asks_for_both_groups_in_a_ros_and_not_in_a_dpia(
    maja: Actor, ward: Ward, ros: Version
) -> None:
    assert wanted_groups(ros) == () and absent(ros) == ["name"]
    operations.add_participant(maja, ros.id, "Nina", "Operasjonssykepleier")
    assert absent(ros) == []
    operations.add_to_scope(maja, ros.id, ward.pump)
    assert wanted_groups(ros) == GROUPS and absent(ros) == ["profession"]
    operations.add_participant(maja, ros.id, "Mats", "", "Medisinsk-teknisk avdeling")
    assert absent(ros) == []
    assert wanted_groups(start(maja, "dpia", ward.pump)) == ()


def test_an_acute_system_asks_for_them_too(maja: Actor, ward: Ward, ros: Version) -> None:
    with transaction() as session:
        session.get_one(Asset, ward.lab).availability = 4
    assert wanted_groups(ros) == GROUPS
    assert lacking(ros, [Guest(name="Nina", profession="nurse", role="", came=None)]) == GROUPS[1:]
    assert lacking(ros, [Guest(name="Nina", profession="nurse", role="", came=False)]) == GROUPS


@pytest.mark.parametrize(
    ("profession", "groups"),
    [
        ("Overlege, akuttmedisin", {"clinician"}),
        ("LIS-LEGE", {"clinician"}),
        ("intensivsykepleier", {"clinician"}),
        ("ICU nurse", {"clinician"}),
        ("Fagbioingeniør", {"clinician"}),
        ("Biomedical laboratory scientist", {"clinician"}),
        ("Radiograf", {"clinician"}),
        ("Medisinsk-teknisk ingeniør", {"medical technology"}),
        ("medisinskteknisk", {"medical technology"}),
        ("MTU-ansvarlig", {"medical technology"}),
        ("Medtek", {"medical technology"}),
        ("Avdelingsleder MTV", {"medical technology"}),
        ("To sykepleiere", {"clinician"}),
        ("Biomedical engineer", {"medical technology"}),
        ("Sykepleier ved medisinsk teknisk avdeling", {"clinician", "medical technology"}),
        ("Network engineer", set()),
        ("Nurse call engineer", set()),
        ("Privilege manager at a college", set()),
        ("", set()),
    ],
)
def test_professions_are_known_by_the_words_that_people_use(profession: str, groups: set[str]) -> None:
    assert load_professions().groups_of(profession) == groups


def test_a_role_counts_only_where_it_names_the_group_itself() -> None:
    found = load_professions()
    assert found.groups_of("", "Kliniker fra akuttmottaket") == {"clinician"}
    assert found.groups_of("Project leader", "talks to every nurse") == frozenset()


def test_every_label_of_the_catalogue_is_known_as_its_own_group() -> None:
    for one in load_professions().professions:
        for label in (one.label.nb, one.label.en):
            assert load_professions().groups_of(label) == {one.group}, label
