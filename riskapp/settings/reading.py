"""Reading one value of the environment, and what an address must be to be one."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from riskapp.errors import N_, Unready


def is_web_address(text: str) -> bool:
    """Whether it is the whole address of a web server."""
    try:
        address = urlsplit(text)
        named = bool(address.hostname) and address.port != 0
    except ValueError:
        return False
    return named and address.scheme in ("http", "https") and text.isprintable() and " " not in text


def is_log_server(text: str) -> bool:
    """Whether it is the address of a log server: udp://host:514 or tcp://host:601."""
    try:
        address = urlsplit(text)
        named = bool(address.hostname) and address.port != 0
    except ValueError:
        return False
    return named and address.scheme in ("udp", "tcp")


def file_named(environ: Mapping[str, str], name: str) -> Path | None:
    """The file that the variable names, None where it names none; raises Unready where it is not there."""
    given = environ.get(name)
    if not given:
        return None
    path = Path(given).absolute()
    if not path.is_file():
        raise Unready(N_("%(name)s names %(path)s, which is no file that can be read."), name=name, path=path)
    return path


def whole_number(environ: Mapping[str, str], name: str, default: int) -> int:
    """The number from 0 to 99 that the variable says, else `default`; raises Unready where it says something else."""
    value = environ.get(name, "")
    if not value:
        return default
    if not value.isdecimal() or len(value) > 2:
        raise Unready(N_("%(name)s is %(found)r: write a whole number from 0 to 99."), name=name, found=value)
    return int(value)
