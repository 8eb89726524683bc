"""The instance folder: made once, with tight file modes, and checked at every start."""

import secrets
import stat
from pathlib import Path

from riskapp.errors import N_, Unready
from riskapp.settings import Settings

_NETWORK_FILE_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "9p", "virtiofs", "fuse.sshfs"}


def create(settings: Settings, *, new_secret: bool = False) -> bool:
    """Make the folder and the secret where they are missing; returns whether anything was made.

    `new_secret` replaces a secret that is there. Raises Unready where a place cannot be written to.
    """
    made = new_secret or not settings.secret_file.exists()
    try:
        settings.instance.mkdir(parents=True, exist_ok=True)
        settings.instance.chmod(0o700)
        if made:
            _write_secret(settings.secret_file)
        if (database := sqlite_file(settings)) is not None:
            # SQLite gives its journal the mode of the database file.
            database.touch(mode=0o600)
    except OSError as error:
        raise Unready(
            N_("%(path)s cannot be made (%(why)s). Make its folder, or name another place."),
            path=error.filename,
            why=error.strerror,
        ) from error
    return made


def _write_secret(path: Path) -> None:
    """Put a secret there, the whole of it or nothing."""
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    fresh.write_text(secrets.token_hex(32), encoding="ascii")
    fresh.replace(path)


def sqlite_file(settings: Settings) -> Path | None:
    """The database file; None where the database is a server."""
    url = settings.database_url
    return Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite") else None


def refuse_lost_database(settings: Settings) -> None:
    """Raise Unready where the keys of an instance are there and its database file is not, or holds nothing.

    Whoever only looks must not make the file either: SQLite makes an empty one for anybody who opens it.
    """
    database = sqlite_file(settings)
    if database is None or not settings.keys.exists():
        return
    if not database.exists() or not database.stat().st_size:
        raise lost_database(database)


def lost_database(place: object) -> Unready:
    """The refusal to put an empty database beside keys that have signed."""
    return Unready(
        N_(
            "The database %(path)s is missing or empty, but this instance has signed with its keys. Restore the "
            "database from the backup, or name another folder in RISKAPP_INSTANCE for a new instance."
        ),
        path=place,
    )


def has_run(settings: Settings) -> bool:
    """Whether the folder holds more than one that was just made: keys, or a database file with something in it."""
    database = sqlite_file(settings)
    return settings.keys.exists() or (database is not None and database.exists() and database.stat().st_size > 0)


def lost_secret(path: Path) -> Unready:
    """The refusal to go on with another secret than the one before, unless somebody says so."""
    return Unready(
        N_(
            "The secret %(path)s is missing or damaged, but this instance has a database. Restore secret.key from the "
            "backup or, if it is lost, run riskapp init --new-secret: everybody stays signed in, but forms on pages "
            "that are open must then be sent again."
        ),
        path=path,
    )


def secret(settings: Settings) -> str:
    """The key that signs form tokens and kept forms, not sign-ins, which the database keeps.

    Raises Unready where it is missing, short or readable by others.
    """
    path = settings.secret_file
    if not path.exists():
        if has_run(settings):
            raise lost_secret(path)
        raise Unready(
            N_("The secret %(path)s is missing. Run riskapp init, or restore the instance folder."), path=path
        )
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise Unready(N_("Others may read the secret %(path)s. Run: chmod 600 %(path)s"), path=path)
    text = path.read_text(encoding="ascii", errors="replace").strip()
    if len(text) < 32:
        raise lost_secret(path)
    return text


def refuse_open_modes(settings: Settings) -> None:
    """Raise Unready where others on this machine may read the instance folder or the database file."""
    for path, mode in ((settings.instance, "700"), (sqlite_file(settings), "600")):
        if path is not None and path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise Unready(
                N_("%(path)s can be read by other users of this machine. Close it: chmod %(mode)s %(path)s"),
                path=path,
                mode=mode,
            )


def refuse_network_folder(settings: Settings) -> None:
    """SQLite's journal is corrupted on network file systems: refuse them, naming the way out."""
    if not settings.database_url.startswith("sqlite"):
        return
    kind = _file_system(settings.instance)
    if kind in _NETWORK_FILE_SYSTEMS:
        raise Unready(
            N_(
                "The instance folder %(path)s lies on a network file system (%(kind)s), which would corrupt the "
                "database. Use a local disk, or PostgreSQL through RISKAPP_DATABASE_URL."
            ),
            path=settings.instance,
            kind=kind,
        )


def _file_system(folder: Path) -> str:
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return ""
    found = ("", "")
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        _, place, kind, *_ = line.split(" ")
        place = place.replace("\\040", " ")
        if folder.is_relative_to(place) and len(place) >= len(found[0]):
            found = (place, kind)
    return found[1]
