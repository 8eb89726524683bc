"""Several people in one form: what each wrote is laid together field by field, and only the same field is in dispute.

A form carries a short mark of each field as its writer saw it. Whoever saves later keeps what others wrote in the
fields that he or she left alone, and is asked about a field that both changed to different texts.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Values = Mapping[str, Any]
_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Merged:
    """The values to store; `taken` are fields that others changed, `disputed` those where their text stands for now."""

    values: dict[str, Any]
    taken: tuple[str, ...]
    disputed: tuple[str, ...]


def merge(stored: Values, mine: Values, seen: Mapping[str, str]) -> Merged:
    """Lay `mine` over `stored`; `seen` are the marks of what the writer had before the eyes (see `marks`)."""
    values, taken, disputed = dict(stored), [], []
    for name, value in mine.items():
        theirs, before = stored.get(name), seen.get(name, mark(None))
        if mark(value) == mark(theirs):
            continue
        if mark(theirs) == before:
            values[name] = value
        elif mark(value) == before:
            taken.append(name)
        else:
            disputed.append(name)
    return Merged(values, tuple(taken), tuple(disputed))


def marks(values: Values, names: Iterable[str] | None = None) -> dict[str, str]:
    """The mark of each value; an empty one needs none."""
    empty = mark(None)
    found = {name: mark(values[name]) for name in (values if names is None else names) if name in values}
    return {name: one for name, one in found.items() if one != empty}


def mark(value: object) -> str:
    """The first characters of the SHA-256 of a value; nothing, an empty text and an empty list have the same."""
    plain = json.dumps(value if value not in ("", (), [], {}) else None, ensure_ascii=False, default=str)
    return hashlib.sha256(plain.encode()).hexdigest()[:_LENGTH]


def flat(values: Values, inside: str) -> dict[str, Any]:
    """The values with the mapping `inside` laid out as `inside.key`, so that each of its entries is a field."""
    rest = {name: value for name, value in values.items() if name != inside}
    return rest | {f"{inside}.{key}": list(value) for key, value in values[inside].items() if any(value)}


def folded(values: Values, inside: str) -> dict[str, Any]:
    """The way back from `flat`."""
    begins = f"{inside}."
    rest = {name: value for name, value in values.items() if not name.startswith(begins)}
    return rest | {inside: {name.removeprefix(begins): values[name] for name in values if name.startswith(begins)}}
