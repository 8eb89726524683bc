"""The address and port that `riskapp serve` takes before it becomes gunicorn, so that nobody else can."""

import errno
import socket

from riskapp.errors import N_, Unready


def bound(host: str, port: int) -> socket.socket:
    """A socket at this address, which a program that this one becomes inherits; raises Unready where it is taken.

    It does not listen yet: nobody shall wait while the database is brought to this version.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError) as error:
        raise _no_such_address(host) from error
    place = socket.socket(family, kind, protocol)
    # Connections of a server that has just stopped would block the port for a minute.
    place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        place.bind(address)
    except OSError as error:
        place.close()
        if error.errno == errno.EADDRNOTAVAIL:
            raise _no_such_address(host) from error
        raise _refused(port, error) from error
    place.set_inheritable(True)
    return place


def listen(place: socket.socket, port: int) -> None:
    """Begin to listen; raises Unready where another program began at the same port since `bound`."""
    try:
        place.listen()
    except OSError as error:
        place.close()
        raise _refused(port, error) from error


def _no_such_address(host: str) -> Unready:
    return Unready(
        N_("%(host)s is no address of this machine: give --host 127.0.0.1, or 0.0.0.0 for all its addresses."),
        host=host,
    )


def _refused(port: int, error: OSError) -> Unready:
    if error.errno == errno.EADDRINUSE:
        return Unready(
            N_("Port %(port)s is in use by another program: stop that one, or choose another port with --port."),
            port=port,
        )
    return Unready(
        N_("Port %(port)s cannot be used (%(why)s): choose another one above 1023 with --port."),
        port=port,
        why=error.strerror,
    )
