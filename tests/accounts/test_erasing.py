"""A person's name is taken out of the trail; chain and checkpoints go on to hold, and the trail tells that it was."""

import json

import pytest
from sqlalchemy import select

from riskapp.accounts.authority import log
from riskapp.accounts.permissions import Role
from riskapp.audit.checking import check_trail, exported
from riskapp.audit.checkpoints import checkpoint
from riskapp.audit.models import AuditEvent
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.database import db, transaction
from riskapp.decisions.erasing.erasing_names import erase, look
from riskapp.errors import Invalid, NotAllowed
from tests.audit.trails import write

BOTH_DATABASES = True
NAME = "Kåre Fjøs"


@pytest.fixture
def adam(person):
    return person("adam", Role.ADMINISTRATOR)


@pytest.fixture
def told(app, adam):
    """The name as an actor, as a label, and in values before and after."""
    kare = adam.__class__(id=99, name=NAME, grants=frozenset())
    with transaction() as session:
        log(session, kare, Action.SIGNED_IN, Subject("user", 99, NAME))
        log(
            session,
            adam,
            Action.MEASURE_CHANGED,
            Subject("measure", 1, "M"),
            before={"owner": NAME},
            after={"owner": "x"},
        )
    write("other")


def test_every_value_with_the_name_goes_and_the_trail_still_holds(told, adam, settings):
    checkpoint(settings.keys)
    before = check_trail()
    gone = erase(adam, NAME, "request 114").trail
    assert {one.field for one in gone} == {"actor_name", "subject_label", "before"}
    assert NAME not in "".join(exported())
    assert json.dumps(NAME)[1:-1] not in "".join(exported())
    after = check_trail()
    assert (after.faults, after.erased, after.sure.size) == ([], 3, before.size)
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.action == Action.VALUES_ERASED)).one()
    assert event.after["reason"] == "request 114"
    assert event.after["erased"] == [[one.number, one.field] for one in gone]
    assert look(adam, NAME).trail == ()


def test_what_stays_of_a_value_cannot_be_tried_against_names(told, adam):
    erase(adam, NAME, "request 114")
    salts = [row["salts"] for row in map(json.loads, exported()) if "salts" in row and "actor_name" not in row["salts"]]
    assert len(salts) == 1


def test_only_an_administrator_erases_with_a_reason_that_does_not_name_the_person(told, adam, person):
    rut = person("rut", Role.AUDITOR)
    size = check_trail().size
    for act in (lambda: erase(rut, NAME, "r"), lambda: look(rut, NAME)):
        with pytest.raises(NotAllowed):
            act()
    for name, reason, field in ((NAME, " ", "reason"), (NAME, f"{NAME} asked", "reason"), ("K", "r", "name")):
        with pytest.raises(Invalid) as caught:
            erase(adam, name, reason)
        assert caught.value.field == field
    with pytest.raises(Invalid, match="Nothing that can be erased names"):
        erase(adam, "Nobody Here", "r")
    assert (check_trail().size, check_trail().erased) == (size, 0)
