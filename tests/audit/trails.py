"""A trail with some events and checkpoints, and somebody who bends the database past every operation."""

import json
from contextlib import closing
from pathlib import Path

from sqlalchemy import select

from riskapp.accounts.authority import log
from riskapp.accounts.permissions import OPERATOR
from riskapp.audit.checkpoints import checkpoint
from riskapp.audit.models import AuditEvent
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.database import WRITES, Base, db, sqlite, transaction


def write(*labels: str) -> None:
    """An event each, in a transaction each."""
    for label in labels:
        with transaction() as session:
            subject = Subject("asset", 7, label)
            log(session, OPERATOR, Action.ASSET_CHANGED, subject, before={"name": "a"}, after={"name": label})


def labels() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(AuditEvent.subject_label).order_by(AuditEvent.id)))


def keep(keys: Path, path: Path) -> None:
    """Make a checkpoint and put a copy of it where nobody bends it."""
    made = checkpoint(keys)
    with path.open("a") as file:
        file.write(json.dumps({"note": made.note}) + "\n")


def bend(*statements: str) -> None:
    """Do what somebody with all rights in the database can: no trigger, no foreign key stands in the way."""
    db.session.rollback()
    if db.engine.dialect.name == "sqlite":
        with closing(sqlite.connect(db.engine.url.database, isolation_level=None)) as connection:
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                connection.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                connection.execute(statement)
        return
    with db.engine.execution_options(**{WRITES: True}).begin() as connection:
        connection.exec_driver_sql("SET session_replication_role = replica")
        for statement in statements:
            connection.exec_driver_sql(statement)


def stored(table: str) -> list[dict[str, object]]:
    """Every row of a table, as its columns understand it."""
    db.session.rollback()
    return [dict(row) for row in db.session.execute(Base.metadata.tables[table].select()).mappings()]


def put_back(table: str, rows: list[dict[str, object]]) -> None:
    """Insert rows that were read before."""
    db.session.rollback()
    with db.engine.execution_options(**{WRITES: True}).begin() as connection:
        connection.execute(Base.metadata.tables[table].insert(), rows)
