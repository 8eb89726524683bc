"""Passwords: what may be one, how it is kept (argon2id), and how it is checked."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from riskapp.errors import N_, Invalid

SHORTEST = 12
LONGEST = 200

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""OWASP's least: 19 MiB and two passes, 18 ms here; eight at once stay below 160 MiB in a small worker."""

_NOBODY = _hasher.hash("nobody has this password")


def hash_password(password: str, username: str) -> str:
    """The argon2id hash of an acceptable password; raises Invalid with what to do otherwise (ASVS 6.2)."""
    if len(password) < SHORTEST:
        raise Invalid(
            N_("Use at least %(least)s characters; a short sentence is easy to remember."),
            field="password",
            least=SHORTEST,
        )
    if len(password) > LONGEST:
        raise Invalid(N_("Use at most %(most)s characters."), field="password", most=LONGEST)
    if username.casefold() in password.casefold() or len(set(password)) < 5:
        raise Invalid(
            N_("That password is too easy to guess. Choose words that are not your user name."), field="password"
        )
    return _hasher.hash(password)


def matches(stored: str, password: str) -> bool:
    """Whether `password` is the stored one. Takes as long for an account that does not exist (empty `stored`)."""
    try:
        return _hasher.verify(stored or _NOBODY, password[: LONGEST + 1]) and bool(stored)
    except (VerificationError, InvalidHashError):
        return False


def needs_rehash(stored: str) -> bool:
    """Whether the hash was made with weaker settings than today's."""
    return _hasher.check_needs_rehash(stored)
