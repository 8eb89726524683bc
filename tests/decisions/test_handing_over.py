"""Who is told when an assessment is handed over."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from riskapp.accounts.permissions import Actor, Role
from riskapp.database import db
from riskapp.decisions.advising import advise, send_back
from riskapp.decisions.deciding import approve
from riskapp.decisions.submitting import submit
from riskapp.errors import Invalid
from riskapp.notices.models import Notice
from tests.decisions.examples import filled, make_people, make_ward

BOTH_DATABASES = True


def told(kind: str) -> set[int]:
    return set(db.session.scalars(select(Notice.user_id).where(Notice.kind == kind)))


def test_each_step_tells_whoever_takes_the_next_one(app: Flask, person: Callable[..., Actor]) -> None:
    people, ward = make_people(person), make_ward()
    one_system = person("lab_owner", Role.SYSTEM_OWNER, asset=ward.lab)
    elsewhere = person("archivist", Role.SYSTEM_OWNER, asset=ward.archive)
    version = filled(people, "dpia", [ward.lab])
    assert told("to advise") == set()

    submit(people.member, version.id)
    assert told("to advise") == {people.privacy.id}

    with pytest.raises(Invalid):
        advise(people.privacy, version.id, "supports", " ")
    assert told("to decide") == set()
    send_back(people.privacy, version.id, "Say who reads it.")
    assert told("sent back") == {people.member.id}

    submit(people.member, version.id)
    advise(people.privacy, version.id, "supports", "Well told.")
    assert told("to decide") == {people.owner.id, one_system.id} and elsewhere.id not in told("to decide")

    approve(people.owner, version.id, "We go on.")
    assert told("approved") == {people.member.id, people.privacy.id}
