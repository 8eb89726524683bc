"""`riskapp check`: one line each for settings, folder, database, keys, versions and clock."""

import platform
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

import click
from sqlalchemy import Engine, func, select

from riskapp import __version__, database, instance, migrations
from riskapp.audit.models import AuditEvent
from riskapp.commands.opening import connected, print_json
from riskapp.commands.refusing import sentence_of
from riskapp.database import WRITES, db, refusals_told
from riskapp.errors import RiskappError
from riskapp.reports.fonts import coverage
from riskapp.reports.keys import load_organisation_key
from riskapp.settings import Settings

_FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
_TOLERANCE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found; where it is not `ok`, `text` says what to do."""

    name: str
    ok: bool
    text: str


@click.command(epilog="Example: riskapp check && riskapp serve")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
def command(as_json: bool) -> None:
    """Check what riskapp needs to run, a line each; exit status 1 where something must be put right.

    A line begins with "ok" or "BAD"; a bad one says what to do. Nothing is changed.
    """
    found = []
    for finding in _findings():
        found.append(finding)
        if not as_json:
            # At once, because a database may take long to answer.
            click.echo(f"{'ok ' if finding.ok else 'BAD'}  {finding.name:9} {finding.text}")
    if as_json:
        print_json([asdict(finding) for finding in found])
    sys.exit(0 if all(finding.ok for finding in found) else 1)


def _findings() -> Iterator[Finding]:
    settings = _finding("settings", _settings)
    yield settings
    for name, check in {"instance": _folder, "database": _database, "keys": _keys}.items():
        yield _finding(name, check if settings.ok else _unknown)
    for name, check in {"fonts": _fonts, "versions": _versions, "clock": _clock}.items():
        yield _finding(name, check)


def _finding(name: str, check: Callable[[], str]) -> Finding:
    """What `check` returns of what it found well, or raises of what it did not."""
    try:
        return Finding(name, True, check())
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what must be put right
        return Finding(name, False, sentence_of(error))


def _settings() -> str:
    settings = Settings.from_environment()
    return f"{settings.public_url}, {settings.language}, {settings.timezone}"


def _unknown() -> str:
    raise RiskappError("Not looked at: put the settings right first.")


def _folder() -> str:
    settings = Settings.from_environment()
    instance.refuse_network_folder(settings)
    instance.secret(settings)
    instance.refuse_open_modes(settings)
    return str(settings.instance)


def _database() -> str:
    with _connected() as engine:
        migrations.require_newest(engine)
        with refusals_told():
            _try_it(engine)
        dialect = engine.dialect
        version = ".".join(str(part) for part in dialect.server_version_info or ())
    journal = ""
    if dialect.name == "sqlite":
        journal = ", WAL" if database.sqlite.sqlite_version_info >= database.SAFE_WAL else ", TRUNCATE"
    return f"{dialect.name} {version}{journal}, migration {migrations.newest()}"


@contextmanager
def _connected() -> Iterator[Engine]:
    settings = Settings.from_environment()
    instance.refuse_lost_database(settings)
    with connected(settings) as engine:
        yield engine


def _try_it(engine: Engine) -> None:
    """Whether a writer would get in, and whether SQLite finds its file whole."""
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        if engine.dialect.name == "sqlite":
            found = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())
            if found != "ok":
                raise RiskappError("The database is damaged (%(found)s): restore it from the backup.", found=found)
        elif connection.exec_driver_sql("SHOW transaction_read_only").scalar() == "on":
            raise RiskappError("The database takes no changes: connect to the server that does.")


def _keys() -> str:
    key = load_organisation_key(Settings.from_environment().keys)
    return f"signing certificate valid to {key.certificate.not_valid_after_utc:%Y-%m-%d}"


def _fonts() -> str:
    coverage()
    return "DejaVu Sans and Noto Emoji"


def _versions() -> str:
    return f"riskapp {__version__}, Python {platform.python_version()}"


def _clock() -> str:
    now = datetime.now(UTC)
    if now < _FIRST_DAY:
        raise RiskappError("The clock says %(now)s, before riskapp existed: set it.", now=f"{now:%Y-%m-%d %H:%M}")
    stored = _newest_event()
    if stored is not None and now < stored - _TOLERANCE:
        raise RiskappError(
            "The clock says %(now)s UTC, but the audit trail ends at %(stored)s UTC: set it.",
            now=f"{now:%Y-%m-%d %H:%M}",
            stored=f"{stored:%Y-%m-%d %H:%M}",
        )
    return f"{now:%Y-%m-%d %H:%M:%S} UTC (local zone {time.tzname[0]}); no time server is asked"


def _newest_event() -> datetime | None:
    """When the newest event was recorded; None where there is none, or no database to ask, which has its own line."""
    try:
        with _connected(), refusals_told():
            found: datetime | None = db.session.scalar(select(func.max(AuditEvent.at)))
    except RiskappError:
        return None
    return found
