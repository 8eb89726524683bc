"""The database object, its naming convention, SQLite's safe settings, and the one place that commits."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from sqlite3 import dbapi2 as standard_sqlite
from types import ModuleType
from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Engine, MetaData, event
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.types import TypeDecorator

from riskapp.errors import N_, Conflict, Unready

try:
    import pysqlite3.dbapi2 as bundled_sqlite
except ImportError:  # no wheel for this machine: the interpreter's own SQLite serves, with the journal below
    bundled_sqlite = None

sqlite: ModuleType = bundled_sqlite or standard_sqlite

SAFE_WAL = (3, 51, 3)
"""The first SQLite without the WAL-reset bug, which can corrupt a database that several processes write."""

WRITES = "riskapp_writes"
WAITS = "riskapp_waits"
PATIENCE = 10_000
"""So many milliseconds a writer waits for its turn at SQLite before it gives up."""


class Base(DeclarativeBase):
    """What every table has in common: constraints with predictable names, so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, stored in UTC; a naive one is a programming error and raises ValueError."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store UTC without a zone, which both databases sort and compare alike."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read back with the zone that it was stored in."""
        return None if value is None else value.replace(tzinfo=UTC)


def now() -> datetime:
    """The present moment, in UTC, to the second: what pages and reports show is what is stored."""
    return datetime.now(UTC).replace(microsecond=0)


def connect(app: Flask, url: str) -> None:
    """Bind the database at `url` to `app`, with the settings that make SQLite safe for several processes."""
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    if url.startswith("sqlite"):
        app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"module": sqlite, "connect_args": {"timeout": PATIENCE / 1000}}
    else:
        app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"pool_pre_ping": True}
    try:
        db.init_app(app)
        with app.app_context():
            engine = db.engine
    except (ArgumentError, ValueError) as error:
        # The error's own words may hold a part of the password.
        raise Unready(
            N_(
                "RISKAPP_DATABASE_URL cannot be read. Write postgresql://user@host/name, with punctuation in a "
                "password percent-encoded."
            )
        ) from error
    if engine.dialect.name == "sqlite":
        _make_safe(engine)


def _make_safe(engine: Engine) -> None:
    journal = "WAL" if sqlite.sqlite_version_info >= SAFE_WAL else "TRUNCATE"

    @event.listens_for(engine, "connect")
    def settle(connection: Any, record: object) -> None:
        connection.isolation_level = None  # the driver would begin late and lose updates
        # SQLite's own lower() knows A to Z only, and a search for FØDE would not find føde.
        connection.create_function("lower", 1, _lower, deterministic=True)
        for pragma in (
            f"busy_timeout={PATIENCE}",
            f"journal_mode={journal}",
            "synchronous=FULL",
            "foreign_keys=ON",
            "recursive_triggers=ON",
            "trusted_schema=OFF",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A reader that later wants to write fails at once with "locked", so a writer takes its place in front.
        options = connection.get_execution_options()
        if not options.get(WRITES):
            connection.exec_driver_sql("BEGIN")
            return
        connection.exec_driver_sql(f"PRAGMA busy_timeout={options.get(WAITS) or PATIENCE}")
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        finally:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={PATIENCE}")


@contextmanager
def refusals_told() -> Iterator[None]:
    """Turn what the database itself refuses (unreachable, locked, read-only, full, damaged) into Unready.

    A broken constraint and a statement that SQLite cannot bind are faults of ours, and stay what they are.
    """
    try:
        yield
    except IntegrityError:
        raise
    except (DBAPIError, NoConnectionFree) as error:
        if isinstance(error, ProgrammingError) and db.engine.dialect.name == "sqlite":
            raise
        raise unusable(db.engine, error) from error


def unusable(engine: Engine, error: Exception) -> Unready:
    """The sentence for a database that does not do its work, with the database's own words and what to do."""
    why = (str(getattr(error, "orig", None) or error).strip().splitlines() or [type(error).__name__])[0]
    if engine.dialect.name != "sqlite":
        return Unready(
            N_("The database cannot be reached (%(why)s). Check RISKAPP_DATABASE_URL and that the server runs."),
            why=why,
        )
    return Unready(
        N_(
            "The database %(path)s cannot be used (%(why)s). Check that no other program holds it, that it and its "
            "folder can be written to and that the disk has room; restore a damaged one from the backup."
        ),
        path=engine.url.database,
        why=why,
    )


def _lower(text: object) -> object:
    return text.lower() if isinstance(text, str) else text


@contextmanager
def transaction(patience: int | None = None) -> Iterator[Session]:
    """Everything inside is stored together or not at all; an operation inside another one joins it.

    Raises Conflict where the database finds that somebody else stored the same thing first, and OperationalError
    where another writer of a SQLite database takes longer than `patience` milliseconds (None: `PATIENCE`).
    """
    session: Session = db.session()
    if session.info.get(WRITES):
        yield session
        return
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("something was changed outside an operation, so it has no audit event")
    session.rollback()  # what was read before may be old by the time that the writer's turn comes
    session.connection(execution_options={WRITES: True, WAITS: patience})
    session.info[WRITES] = True
    try:
        yield session
        session.commit()
    except (StaleDataError, IntegrityError) as error:
        session.rollback()
        raise Conflict(
            N_("Somebody else stored the same thing a moment ago. Look at it again and repeat your change."),
            theirs={},
            mine={},
        ) from error
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info[WRITES] = False
