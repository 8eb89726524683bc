"""People in a content: a name is read as text, and kept as a salted commitment that outlives it. Plain data.

What is hashed and kept holds `{"person": <SHA-256>}` in the place of each name; salt and name stand beside it and can
be taken away (GDPR Art. 17) without a change of the content. One person has one commitment in one content, and another
one in the next, so that nobody can follow a person whose name is gone from one content to another.
"""

import hashlib
import secrets
from collections.abc import Iterator, Mapping
from typing import Any, Self

KEY = "person"
ERASED = {"nb": "slettet person", "en": "erased person"}
"""What is read in the place of a name that was taken away."""

_DOMAIN = b"riskapp person\x00"
_SALT_BYTES = 16


class Person(str):
    """The name of a person in a content: a text like any other, with the salt and the commitment that it is kept by.

    Both are empty until the content is about to be kept. One that is `erased` has a commitment and no salt.
    """

    __slots__ = ("digest", "erased", "salt")
    salt: str
    digest: str
    erased: bool

    def __new__(cls, name: str, salt: str = "", digest: str = "", *, erased: bool = False) -> Self:
        """The name with its salt and commitment, both hexadecimal."""
        made = super().__new__(cls, name)
        made.salt, made.digest, made.erased = salt, digest, erased
        return made

    def __deepcopy__(self, memo: object) -> Self:
        """Itself: it never changes."""
        return self


def commitment(salt: str, name: str) -> str:
    """The SHA-256 of a fixed prefix, the salt (hexadecimal) and the name in UTF-8, hexadecimal."""
    return hashlib.sha256(_DOMAIN + bytes.fromhex(salt) + name.encode("utf-8")).hexdigest()


class Salts:
    """The salts of one content: one for each name, drawn when it is first asked for."""

    def __init__(self) -> None:
        self._people: dict[str, Person] = {}

    def person(self, name: str) -> Person:
        """The name with its commitment in this content."""
        if name not in self._people:
            salt = secrets.token_hex(_SALT_BYTES)
            self._people[name] = Person(name, salt, commitment(salt, name))
        return self._people[name]


def committed(value: Any, salts: Salts) -> Any:
    """The same data with a commitment for every name; what was erased elsewhere is a word and no name here."""

    def kept(one: Person) -> str:
        return str(one) if one.erased else salts.person(str(one))

    return _each(value, kept)


def kept_form(content: dict[str, Any]) -> dict[str, Any]:
    """The content as it may be kept: as it is where every name has its commitment, else with commitments drawn now."""
    if all(one.digest for one in people_in(content)):
        return content
    made: dict[str, Any] = committed(content, Salts())
    return made


def as_text(value: Any) -> Any:
    """The same data as JSON has it (a tuple and a list are one), with names that have no commitment yet."""
    return _each(value, lambda one: str(one) if one.erased else Person(str(one)))


def written(value: Any) -> Any:
    """The same data as it is hashed and kept: a name with a commitment is the reference, any other is the text."""
    return _each(value, lambda one: {KEY: one.digest} if one.digest else str(one))


def joined(value: Any, people: Mapping[str, tuple[str, str]], language: str) -> Any:
    """What was kept, with its names again; `people` has (name, salt) by commitment, empty or absent for the erased."""
    if isinstance(value, list):
        return [joined(one, people, language) for one in value]
    if not isinstance(value, dict):
        return value
    digest = reference_in(value)
    if digest is None:
        return {name: joined(one, people, language) for name, one in value.items()}
    name, salt = people.get(digest, ("", ""))
    return Person(name, salt, digest) if name else Person(ERASED[language], "", digest, erased=True)


def reference_in(value: Any) -> str | None:
    """The commitment, where this is a reference to a person."""
    if isinstance(value, dict) and len(value) == 1 and isinstance(found := value.get(KEY), str):
        return found
    return None


def references_in(value: Any) -> Iterator[str]:
    """Every commitment in what is kept, as often as it stands there."""
    digest = reference_in(value)
    if digest is not None:
        yield digest
    elif isinstance(value, (list, dict)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from references_in(one)


def people_in(value: Any) -> Iterator[Person]:
    """Every name in it, as often as it stands there."""
    if isinstance(value, Person):
        yield value
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from people_in(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from people_in(one)


def _each(value: Any, change: Any) -> Any:
    if isinstance(value, Person):
        return change(value)
    if isinstance(value, (list, tuple)):
        return [_each(one, change) for one in value]
    if isinstance(value, dict):
        return {name: _each(one, change) for name, one in value.items()}
    return value
