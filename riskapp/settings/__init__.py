"""Every setting, typed, with its default and its reason, read once from the environment and checked at start."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from riskapp.errors import N_, Unready
from riskapp.settings.mail import Mail
from riskapp.settings.reading import is_log_server, is_web_address, whole_number
from riskapp.settings.signing import Signing

__all__ = ["LANGUAGES", "Mail", "Settings", "Signing"]

LANGUAGES = ("nb", "en")


@dataclass(frozen=True)
class Settings:
    """What an instance runs with. Durations are minutes, sizes bytes."""

    instance: Path
    """The folder of database, keys and secret; one folder is one instance (RISKAPP_INSTANCE)."""
    database_url: str
    """SQLite inside the instance folder unless RISKAPP_DATABASE_URL names a PostgreSQL database."""
    public_url: str = "http://127.0.0.1:8000"
    """The address that people type; https here makes the cookies Secure and turns on HSTS (RISKAPP_PUBLIC_URL)."""
    language: str = "nb"
    """The language of a first visit and of the operator's reports (RISKAPP_LANGUAGE)."""
    timezone: str = "Europe/Oslo"
    """Times are stored in UTC and shown in this zone (RISKAPP_TIMEZONE)."""
    session_idle: int = 240
    """A workshop pauses for lunch; after four silent hours somebody else may sit at the machine (ASVS 7.3.1)."""
    session_lifetime: int = 720
    """A working day and a night watch, never longer (ASVS 7.3.2)."""
    max_upload: int = 128 * 1024 * 1024
    """An uploaded file, by a person who is signed in: five estate files fit, at 64 MiB each before compression."""
    max_form: int = 4 * 1024 * 1024
    """Any other request: a pasted grid of 400-line answers fits."""
    proxies: int = 0
    """How many reverse proxies stand in front; 0 trusts no X-Forwarded header (RISKAPP_PROXIES)."""
    mail: Mail = field(default_factory=Mail)
    """The mail server, where there is one (RISKAPP_MAIL_…)."""

    trail_file: Path | None = None
    """A file on another machine's disk, better still one that can only grow: a copy of each checkpoint of the audit
    trail is added to it (RISKAPP_TRAIL_FILE)."""
    trail_syslog: str = ""
    """A log server that gets the same copies: udp://host:514 or tcp://host:601 (RISKAPP_TRAIL_SYSLOG)."""
    signing: Signing = field(default_factory=Signing)
    """The key that signs, where it is not the instance's own, and the time-stamp service."""

    @property
    def secure(self) -> bool:
        """Whether people reach this instance over TLS."""
        return urlsplit(self.public_url).scheme == "https"

    @property
    def secret_file(self) -> Path:
        """The key that signs cookies and kept forms."""
        return self.instance / "secret.key"

    @property
    def keys(self) -> Path:
        """The folder of the organisation's signing key."""
        return self.instance / "keys"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read RISKAPP_* variables; raise Unready with one sentence where a value makes no sense."""
        instance = _folder(environ.get("RISKAPP_INSTANCE") or "instance")
        settings = cls(
            instance=instance,
            database_url=_database_url(environ.get("RISKAPP_DATABASE_URL"), instance),
            public_url=environ.get("RISKAPP_PUBLIC_URL") or cls.public_url,
            language=environ.get("RISKAPP_LANGUAGE") or cls.language,
            timezone=environ.get("RISKAPP_TIMEZONE") or cls.timezone,
            proxies=whole_number(environ, "RISKAPP_PROXIES", cls.proxies),
            trail_file=Path(environ["RISKAPP_TRAIL_FILE"]).resolve() if environ.get("RISKAPP_TRAIL_FILE") else None,
            trail_syslog=environ.get("RISKAPP_TRAIL_SYSLOG", ""),
            mail=Mail.from_environment(environ),
            signing=Signing.from_environment(environ),
        )
        settings.check()
        return settings

    def check(self) -> None:
        """Refuse values that would only fail later, on somebody's page."""
        if not is_web_address(self.public_url):
            raise Unready(
                N_("RISKAPP_PUBLIC_URL is %(url)r: write the whole address, such as https://risk.example.org"),
                url=self.public_url,
            )
        if self.language not in LANGUAGES:
            raise Unready(N_("RISKAPP_LANGUAGE is %(found)r: choose nb or en."), found=self.language)
        if self.trail_syslog and not is_log_server(self.trail_syslog):
            raise Unready(
                N_("RISKAPP_TRAIL_SYSLOG is %(found)r: write udp://host:514 or tcp://host:601."),
                found=self.trail_syslog,
            )
        try:
            ZoneInfo(self.timezone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise Unready(
                N_("RISKAPP_TIMEZONE is %(found)r: write a zone name such as Europe/Oslo."), found=self.timezone
            ) from error


def _folder(name: str) -> Path:
    try:
        folder = Path(name).resolve()
        fits = folder.is_dir() or not folder.exists()
    except (OSError, RuntimeError) as error:
        raise Unready(
            N_("RISKAPP_INSTANCE cannot be used (%(why)s): name a folder of this machine."),
            why=getattr(error, "strerror", None) or error,
        ) from error
    if not fits:
        raise Unready(N_("RISKAPP_INSTANCE names %(path)s, which is a file: name a folder."), path=folder)
    if "?" in str(folder):
        raise Unready(N_("RISKAPP_INSTANCE names %(path)s: choose a folder without a question mark."), path=folder)
    return folder


def _database_url(given: str | None, instance: Path) -> str:
    if not given:
        return f"sqlite:///{instance / 'riskapp.sqlite'}"
    if not given.isprintable():
        raise Unready(N_("RISKAPP_DATABASE_URL holds characters that are no text: write it anew."))
    for prefix in ("postgresql://", "postgres://"):
        if given.startswith(prefix):
            return "postgresql+psycopg://" + given.removeprefix(prefix)
    if given.startswith("postgresql+psycopg://"):
        return given
    if given.startswith("sqlite:"):
        return f"sqlite:///{instance / _sqlite_file(given)}"
    raise Unready(
        N_("RISKAPP_DATABASE_URL does not begin with postgresql:// or sqlite:///: riskapp knows these two databases.")
    )


def _sqlite_file(url: str) -> str:
    """The file's name: a database in memory would be gone when the command ends."""
    name = url.removeprefix("sqlite:///")
    if name == url or not name or "?" in name or name.startswith((":memory:", "file:")):
        raise Unready(
            N_("RISKAPP_DATABASE_URL names no file to keep the database in: write sqlite:////folder/file.sqlite.")
        )
    return name
