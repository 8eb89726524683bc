"""The writer that is killed writes everything that is written at all: every action of the trail, and every table."""

import re

from sqlalchemy import event, select

from riskapp.audit.models import AuditEvent
from riskapp.audit.vocabulary import Action
from riskapp.database import Base, db
from riskapp.decisions.trail.trail_check import check_everything
from tests.faults.acts import ACTS
from tests.faults.writer import people_stored

BOTH_DATABASES = True
ONCE = "`riskapp init` does it once, and removes what it made where it fails: tests/commands"
ACTIONS_THAT_NOBODY_REPEATS = {
    Action.INSTANCE_CREATED: ONCE,
    Action.TRAIL_KEY_MADE: ONCE,
    Action.DEMO_LOADED: "only an empty instance takes the demo: tests/commands",
}
TABLES_THAT_NOBODY_WRITES = {"organisation": ONCE, "trail_key": ONCE}
_WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)')


def test_each_act_can_be_repeated_and_together_they_write_every_action_and_every_table(app, ward):
    tables = set()

    @event.listens_for(db.engine, "before_cursor_execute")
    def note(connection, cursor, statement, *more):
        tables.update(_WRITES.findall(statement))

    # That they can be repeated is the same code on both.
    for number in (7, 8) if db.engine.dialect.name == "sqlite" else (7,):
        for act in ACTS.values():
            act(people_stored(), ward, number)
            db.session.rollback()
    event.remove(db.engine, "before_cursor_execute", note)
    written = set(db.session.scalars(select(AuditEvent.action).distinct()))
    assert set(Action) - written == set(ACTIONS_THAT_NOBODY_REPEATS)
    assert set(Base.metadata.tables) - tables == set(TABLES_THAT_NOBODY_WRITES)
    assert check_everything().faults == []
