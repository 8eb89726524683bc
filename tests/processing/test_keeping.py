"""Every operation of the record leaves one event, refuses whom it must, and loses no second text."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from riskapp.accounts.permissions import Actor, Role
from riskapp.audit.models import AuditEvent
from riskapp.audit.vocabulary import Action
from riskapp.database import db, now
from riskapp.errors import Conflict, Invalid, NotAllowed, NotFound
from riskapp.estate.models import Asset
from riskapp.processing import keeping, parts, queries
from riskapp.processing.record import (
    Activity,
    Basics,
    Contacts,
    Data,
    Parties,
    Processor,
    Purpose,
    Recipients,
    Retention,
    Review,
    Security,
    Transfer,
)
from riskapp.processing.rows import activity_row
from tests.estate import stored

BOTH_DATABASES = True
SIGNED = Processor("lab-supplier", "Keeps it running", "signed", date(2025, 3, 1), "25/77", {"audit": "yes"})
USA = Transfer("USA", "Support", "46 clauses", "", date(2025, 2, 3), "Pavel", "25/78")
SECTIONS = [
    Basics("Laboratory", "processor", "Samples are analysed for others", "The laboratory", "in force"),
    Parties("The university", "A clinic", "post@clinic.example"),
    Data(("lab", "ehr"), ("results",), ("patients", "staff"), "Midwives"),
    Recipients("Another hospital\nThe municipality"),
    Retention("Ten years", "The act", "By the system itself"),
    Security("Access by role, logs, backup"),
    Review(date(2026, 1, 2)),
]


def purpose(number: int) -> int:
    return read(number).purposes[0].number


def read(number: int) -> Activity:
    db.session.expire_all()
    return activity_row(queries.stored_activity(number))


def added(who: Actor, number: int, part: object) -> int:
    return parts.add_part(who, number, part)


def changed(who: Actor, number: int, part: object, other: object) -> None:
    row = parts.add_part(who, number, part)
    parts.change_part(who, number, replace(other, number=row), 1)


def removed(who: Actor, number: int, name: str, part: object) -> None:
    parts.remove_part(who, number, name, parts.add_part(who, number, part), 1)


OPERATIONS: dict[Action, Callable[[Actor, int], object]] = {
    Action.ACTIVITY_ADDED: lambda who, number: keeping.add_activity(who, Basics("Another")),
    Action.ACTIVITY_CHANGED: lambda who, number: keeping.change_section(who, number, Security("Locks"), 1),
    Action.ACTIVITY_REVIEWED: lambda who, number: keeping.change_section(who, number, Review(date(2026, 1, 2)), 1),
    Action.PURPOSE_ADDED: lambda who, number: added(who, number, Purpose("To bill")),
    Action.PURPOSE_CHANGED: lambda who, number: parts.change_part(
        who, number, Purpose("To cure", number=purpose(number)), 1
    ),
    Action.PURPOSE_REMOVED: lambda who, number: parts.remove_part(who, number, "purposes", purpose(number), 1),
    Action.PROCESSOR_ADDED: lambda who, number: added(who, number, SIGNED),
    Action.PROCESSOR_CHANGED: lambda who, number: changed(who, number, Processor("x"), SIGNED),
    Action.PROCESSOR_REMOVED: lambda who, number: removed(who, number, "processors", SIGNED),
    Action.TRANSFER_ADDED: lambda who, number: added(who, number, USA),
    Action.TRANSFER_CHANGED: lambda who, number: changed(who, number, Transfer("USA"), USA),
    Action.TRANSFER_REMOVED: lambda who, number: removed(who, number, "transfers", USA),
    Action.CONTACTS_CHANGED: lambda who, number: keeping.change_contacts(who, Contacts("Street 1", "", "Pavel"), 0),
}


@pytest.mark.parametrize("action", OPERATIONS)
def test_each_leaves_an_event_with_who_and_what(pavel, number, action):
    OPERATIONS[action](pavel, number)

    event = stored.last_event()
    assert (event.action, event.actor_name) == (action.value, "Pavel")
    assert event.subject_kind == ("record" if action is Action.CONTACTS_CHANGED else "activity")
    assert event.before or event.after


def test_every_act_on_the_record_is_tried_here():
    acts = {action for action in Action if action.value.startswith(("activity.", "record."))}
    assert acts == set(OPERATIONS)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.SECURITY, Role.RISK_OWNER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_each_is_refused_to_whoever_does_not_keep_the_record(pavel, number, person, role):
    other, before, last = person("other", role), read(number), stored.last_event().id
    for act in OPERATIONS.values():
        with pytest.raises(NotAllowed):
            act(other, number)
    assert read(number) == before
    assert stored.last_event().id == last
    assert [one.basics.name for one in queries.activities()] == ["Laboratory"]
    assert queries.known().contacts == Contacts()


def test_a_system_owner_writes_in_the_activities_of_the_own_systems_only(pavel, number, person):
    system = db.session.scalar(select(Asset.id).where(Asset.key == "lab"))
    olav = person("olav", Role.SYSTEM_OWNER, asset=system)
    with pytest.raises(NotAllowed):
        keeping.change_section(olav, number, Security("Locks"), 1)
    keeping.change_section(pavel, number, Data(("lab",)), 1)
    keeping.change_section(olav, number, Security("Locks"), 1)
    assert read(number).security == Security("Locks")
    for act in (OPERATIONS[Action.ACTIVITY_ADDED], OPERATIONS[Action.CONTACTS_CHANGED]):
        with pytest.raises(NotAllowed):
            act(olav, number)


@pytest.mark.parametrize("section", SECTIONS, ids=lambda one: type(one).__name__)
def test_a_section_is_kept_as_it_was_written_and_writing_it_again_says_nothing(pavel, number, section):
    keeping.change_section(pavel, number, section, 1)
    assert section in [getattr(read(number), name) for name in read(number).__slots__]
    last = stored.last_event().id
    keeping.change_section(pavel, number, section, 2)
    assert stored.last_event().id == last


@pytest.mark.parametrize("part", [SIGNED, USA, Purpose("To cure", "6(1)(e)", "9(2)(h)", "The act § 6")])
def test_a_row_is_kept_as_it_was_written(pavel, number, part):
    row = parts.add_part(pavel, number, part)
    found = [one for name in ("purposes", "processors", "transfers") for one in getattr(read(number), name)]
    assert replace(part, number=row) in found


def test_two_people_write_in_two_sections_side_by_side(pavel, number):
    keeping.change_section(pavel, number, Security("Locks"), 1)
    keeping.change_section(pavel, number, Retention("Ten years"), 1)
    assert (read(number).security.measures, read(number).retention.period) == ("Locks", "Ten years")


def test_the_second_writer_of_a_section_gets_both_texts(pavel, number):
    keeping.change_section(pavel, number, Retention("Ten years", "The act"), 1)
    with pytest.raises(Conflict) as refused:
        keeping.change_section(pavel, number, Retention("Five years", "The act"), 1)
    assert refused.value.mine == {"period": "Five years"}
    assert refused.value.theirs == {"period": "Ten years", "row_version": 2}
    keeping.change_section(pavel, number, Retention("Five years", "The act"), 2)
    assert read(number).retention.period == "Five years"


def test_the_second_writer_of_a_row_gets_both_texts_and_removes_nothing_unseen(pavel, number):
    row = purpose(number)
    parts.change_part(pavel, number, Purpose("To cure", number=row), 1)
    with pytest.raises(Conflict) as refused:
        parts.change_part(pavel, number, Purpose("To bill", number=row), 1)
    assert (refused.value.mine, refused.value.theirs) == (
        {"purpose": "To bill"},
        {"purpose": "To cure", "row_version": 2},
    )
    with pytest.raises(Conflict):
        parts.remove_part(pavel, number, "purposes", row, 1)
    assert read(number).purposes[0].purpose == "To cure"


def test_the_second_writer_of_the_contacts_gets_both_texts(pavel, number):
    keeping.change_contacts(pavel, Contacts("Street 1"), 0)
    with pytest.raises(Conflict) as refused:
        keeping.change_contacts(pavel, Contacts("Street 2"), 0)
    assert refused.value.theirs == {"address": "Street 1", "row_version": 1}
    keeping.change_contacts(pavel, Contacts("Street 2"), 1)
    assert queries.known().contacts == Contacts("Street 2")


AHEAD = now().date() + timedelta(days=3)  # also where midnight passes before the test is run
FAULTS = [
    (Basics(" "), "name", "Write something here"),
    (Basics("x", role="owner"), "role", "owner is none"),
    (Basics("x", state="old"), "state", "old is none"),
    (Basics("x" * 10_001), "name", "The most is 10000"),
    (Security("a\0b"), "measures", "cannot be stored"),
    (Data(systems=("nobody",)), "systems", "nothing with the id nobody"),
    (Data(systems=("a\0b",)), "systems", "cannot be stored"),
    (Data(categories=("nothing",)), "categories", "nothing with the id nothing"),
    (Data(subjects=("aliens",)), "subjects", "aliens is none"),
    (Data(systems=tuple(map(str, range(201)))), "systems", "at most 200"),
    (Review(AHEAD), "reviewed", "a day that has been"),
    (Purpose(""), "purpose", "Write something here"),
    (Purpose("x", basis="6(1)(z)"), "basis", "6(1)(z) is none"),
    (Purpose("x", condition="9"), "condition", "9 is none"),
    (Processor(""), "supplier", "Write something here"),
    (Processor("x", agreement="maybe"), "agreement", "maybe is none"),
    (Processor("x", signed=date(2025, 1, 1)), "agreement", "take the date away"),
    (Processor("x", agreement="signed", signed=AHEAD), "signed", "a day that has been"),
    (Processor("x", checklist={"colour": "yes"}), "checklist", "colour is none"),
    (Processor("x", checklist={"audit": "perhaps"}), "checklist", "perhaps is none"),
    (Transfer(""), "country", "Write something here"),
    (Transfer("USA", mechanism="luck"), "mechanism", "luck is none"),
    (Transfer("USA", assessed=date(1, 1, 1)), "assessed", "a day that has been"),
]


@pytest.mark.parametrize(("typed", "field", "says"), FAULTS, ids=[f"{one[1]}-{one[2][:12]}" for one in FAULTS])
def test_what_cannot_be_is_refused_with_its_field_and_changes_nothing(pavel, number, typed, field, says):
    before, last = read(number), stored.last_event().id
    row = isinstance(typed, Purpose | Processor | Transfer)
    with pytest.raises(Invalid) as refused:
        parts.add_part(pavel, number, typed) if row else keeping.change_section(pavel, number, typed, 1)
    assert refused.value.field == field
    assert says in str(refused.value)
    assert (read(number), stored.last_event().id) == (before, last)


def test_a_row_of_another_activity_is_not_there(pavel, number):
    other = keeping.add_activity(pavel, Basics("Another"))
    with pytest.raises(NotFound):
        parts.change_part(pavel, other, Purpose("Stolen", number=purpose(number)), 1)
    with pytest.raises(NotFound):
        parts.remove_part(pavel, number, "colours", 1, 1)
    with pytest.raises(NotFound):
        keeping.change_section(pavel, 424242, Security("x"), 1)
    assert len(db.session.scalars(select(AuditEvent).where(AuditEvent.action == "activity.purpose_changed")).all()) == 0


def test_the_list_finds_words_states_and_what_is_missing(pavel, number):
    other = keeping.add_activity(pavel, Basics("Billing", state="in force"))
    keeping.change_section(pavel, other, Data(("ehr",)), 1)
    named, today = queries.known(), date(2026, 11, 26)

    def found(**by: str) -> list[str]:
        rows = queries.listed(queries.Narrowing(**by), named, today)
        return [row.activity.basics.name for row in rows]

    assert found() == ["Billing", "Laboratory"]
    assert found(text="AIL patient") == ["Laboratory"], "in any case, and all words"
    assert found(text=named.assets["ehr"]) == ["Billing"], "by the name of a system"
    assert found(state="in force") == ["Billing"]
    assert found(missing="purpose") == ["Billing"]
    assert found(missing="basis") == ["Laboratory"]
    assert [one.basics.name for one in queries.activities_naming(["ehr", "lab"])] == ["Billing"]
    keeping.change_section(pavel, other, Basics("Billing", state="ended"), 1)
    assert queries.activities_naming(["ehr"]) == []
