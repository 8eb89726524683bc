"""`riskapp check`: one line each for settings, folder, database, keys, trail, versions and clock."""

import platform
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import click
from sqlalchemy import Engine, func, select

from riskapp import __version__, database, instance, migrations
from riskapp.assessments.models import StalenessWatch
from riskapp.audit.checkpoints import newest_checkpoint, newest_stamp
from riskapp.audit.models import AuditEvent
from riskapp.audit.second_places import overdue_copies
from riskapp.audit.trail_key import load_key
from riskapp.commands.opening import connected, print_json
from riskapp.commands.refusing import sentence_of
from riskapp.database import WRITES, db, now, refusals_told
from riskapp.decisions.staleness.standing_on import unjudged_since
from riskapp.errors import RiskappError
from riskapp.exchange.mail import connected as connected_to_mail
from riskapp.notices.digests import backlog
from riskapp.reports.fonts import coverage
from riskapp.reports.key_sources import signing_key, trust_in
from riskapp.reports.models import WaitingStamp
from riskapp.reports.trust import as_asn1
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
    for name, check in {
        "instance": _folder,
        "database": _database,
        "keys": _keys,
        "stamps": _stamps,
        "trail": _trail,
        "approvals": _approvals,
        "mail": _mail,
    }.items():
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
    settings = Settings.from_environment()
    key = signing_key(settings)
    since = trust_in(settings, key).revoked_since(as_asn1([key.certificate])[0])
    if since is not None:
        raise RiskappError("The signing key was revoked on %(date)s: nothing is signed.", date=f"{since:%Y-%m-%d}")
    place = "a PKCS#12 file" if settings.signing.pkcs12 else "a token" if settings.signing.pkcs11_module else "keys"
    return f"signing certificate valid to {key.certificate.not_valid_after_utc:%Y-%m-%d}, in {place}"


def _stamps() -> str:
    settings = Settings.from_environment()
    with _connected(), refusals_told():
        waiting = db.session.scalars(select(WaitingStamp).order_by(WaitingStamp.since)).all()
    if waiting and not settings.signing.timestamp_url:
        raise RiskappError(
            "%(count)s reports wait for time stamps, and no service is set any more: name one in "
            "RISKAPP_TIMESTAMP_URL, then run riskapp timestamp.",
            count=len(waiting),
        )
    if not settings.signing.timestamp_url:
        return "no time-stamp service: reports reach PAdES B-B"
    if waiting:
        raise RiskappError(
            "%(count)s reports wait for time stamps since %(since)s (%(error)s): run riskapp timestamp.",
            count=len(waiting),
            since=f"{waiting[0].since:%Y-%m-%d %H:%M}",
            error=" ".join(waiting[0].error.split("\n")),
        )
    return f"{urlsplit(settings.signing.timestamp_url).hostname}: reports reach PAdES B-LTA, none waits"


def _trail() -> str:
    """That checkpoints can be signed, and that every copy got where it belongs; whether all holds takes longer."""
    with _connected() as engine, refusals_told():
        migrations.require_newest(engine)
        load_key(db.session(), Settings.from_environment().keys)
        newest, stamp, waiting = newest_checkpoint(), newest_stamp(db.session()), overdue_copies()
    if waiting:
        raise RiskappError(
            "%(count)s copies of checkpoints were not sent (%(place)s: %(why)s). Mend that place, then run riskapp "
            "audit checkpoint.",
            count=len(waiting),
            place=waiting[0].place,
            why=" ".join(waiting[0].fault.split("\n")) or "not tried yet: riskapp jobs does not run",
        )
    if newest is None:
        return "no checkpoint yet"
    stamped = f", with a time stamp up to event {stamp[0]}" if stamp else ""
    return f"signed up to event {newest.size}, {newest.at:%Y-%m-%d %H:%M} UTC{stamped}"


def _approvals() -> str:
    """Whether changes of the estate are judged; the pages of approvals say it too."""
    with _connected(), refusals_told():
        waits, watch = unjudged_since(now()), db.session.get(StalenessWatch, 1)
    if waits is not None:
        # Not bad: whoever checks before starting the server would be kept from what puts it right.
        return f"changes since {waits:%Y-%m-%d %H:%M} UTC wait to be judged: riskapp serve or riskapp jobs does it"
    judged = watch.judged_at if watch else None
    return "none to judge yet" if judged is None else f"judged {judged:%Y-%m-%d %H:%M} UTC, nothing waits"


def _fonts() -> str:
    coverage()
    return "DejaVu Sans and Noto Emoji"


def _mail() -> str:
    """Whether the mail server takes us, and whether mails wait that it refused."""
    mail = Settings.from_environment().mail
    if not mail.host:
        return "no mail server is set: notifications stand in riskapp only"
    try:
        with connected_to_mail(mail) as server:
            server.noop()
    except OSError as error:
        raise RiskappError(
            "The mail server %(host)s:%(port)s cannot be used (%(why)s): check RISKAPP_MAIL_… and that it runs.",
            host=mail.host,
            port=mail.port,
            why=error,
        ) from error
    with _connected(), refusals_told():
        found = backlog()
    if found.refused:
        raise RiskappError(
            "%(count)s mails wait and are tried again; the last refusal was: %(error)s",
            count=found.refused,
            error=found.error,
        )
    return f"{mail.host}:{mail.port}, {mail.security}, {found.waiting} mails wait"


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
