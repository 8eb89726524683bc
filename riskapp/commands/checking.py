"""`riskapp check`: one line each for settings, folder, database, keys, versions and clock."""

import platform
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

import click
from flask import Flask

from riskapp import __version__, database, instance, migrations
from riskapp.database import db
from riskapp.errors import RiskappError
from riskapp.reports.fonts import coverage
from riskapp.reports.keys import load_organisation_key
from riskapp.settings import Settings

_FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)


@click.command()
def command() -> None:
    """Check what riskapp needs to run, a line each; exit status 1 where something must be put right."""
    lines = [_checked("settings", _settings), _checked("instance", _folder), _checked("database", _database)]
    lines += [_checked("keys", _keys), _checked("fonts", _fonts), _checked("versions", _versions)]
    lines.append(_checked("clock", _clock))
    for name, good, text in lines:
        click.echo(f"{'ok ' if good else 'BAD'}  {name:9} {text}")
    sys.exit(0 if all(good for _, good, _ in lines) else 1)


def _checked(name: str, check: Callable[[], str]) -> tuple[str, bool, str]:
    try:
        return name, True, check()
    except RiskappError as error:
        return name, False, str(error)


def _settings() -> str:
    settings = Settings.from_environment()
    return f"{settings.public_url}, {settings.language}, {settings.timezone}"


def _folder() -> str:
    settings = Settings.from_environment()
    instance.refuse_network_folder(settings)
    instance.secret(settings)
    return str(settings.instance)


def _database() -> str:
    settings = Settings.from_environment()
    instance.refuse_lost_database(settings)
    app = Flask("riskapp.check")
    database.connect(app, settings.database_url)
    with app.app_context():
        migrations.require_newest(db.engine)
        name = db.engine.dialect.name
        version = ".".join(str(part) for part in db.engine.dialect.server_version_info or ())
        db.engine.dispose()
    journal = (
        ""
        if name != "sqlite"
        else ", WAL"
        if database.sqlite.sqlite_version_info >= database.SAFE_WAL
        else ", TRUNCATE"
    )
    return f"{name} {version}{journal}, migration {migrations.newest()}"


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
    return f"{now:%Y-%m-%d %H:%M:%S} UTC (local zone {time.tzname[0]}); no time server is asked"
