"""The ward and its people, and a check that a refusal changed nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import select

from riskapp.accounts.permissions import Actor
from riskapp.audit.models import AuditEvent
from riskapp.database import Base, db
from riskapp.errors import RiskappError
from tests.decisions.examples import People, Ward, make_people, make_ward
from tests.local_pki import pki  # noqa: F401 - a fixture


@pytest.fixture
def ward(app: Flask) -> Ward:
    return make_ward()


@pytest.fixture
def people(app: Flask, person: Callable[..., Actor]) -> People:
    return make_people(person)


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    db.session.rollback()
    tables = Base.metadata.sorted_tables
    return {table.name: [tuple(row) for row in db.session.execute(table.select())] for table in tables}


@contextmanager
def refused(error: type[RiskappError], says: str, field: str | None = None) -> Iterator[None]:
    """The block raises `error` with a sentence that holds `says`, and no table changes by a single value."""
    before = everything()
    with pytest.raises(error) as caught:
        yield
    told = " ".join([str(caught.value), *map(str, getattr(caught.value, "faults", ()))])
    assert says in told, told
    if field is not None:
        assert caught.value.field == field
    assert everything() == before


def events(action: str) -> list[AuditEvent]:
    """The audit events of one action, oldest first."""
    return list(db.session.scalars(select(AuditEvent).where(AuditEvent.action == action).order_by(AuditEvent.id)))
