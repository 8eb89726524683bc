"""The JSON of a what-if: a list, in which nothing is dropped, nothing is guessed, and nothing exhausts the reader."""

import json
import re
from typing import Any

from riskapp.errors import N_, Invalid
from riskapp.exchange.faults import shown
from riskapp.exchange.limits import CHANGES

# Python refuses to convert thousands of digits; no field holds more than ten.
_DIGITS = 20

# A list of objects with objects whose fields are lists: 4 in all.
_LEVELS = 8

# NUL as JSON writes it, and the halves of characters that UTF-16 alone knows; an escaped backslash begins neither.
_NO_TEXT = re.compile(r"(?<!\\)(?:\\\\)*\\u0000|[\ud800-\udfff]")


def listed(text: str) -> list[Any]:
    """The list in a JSON text. Raises Invalid where it is none, or holds what no estate can."""
    if not text.strip():
        raise Invalid(N_("There is nothing here. No change is written []."), field="changes")
    try:
        changes = json.loads(text, object_pairs_hook=_each_once, parse_constant=_no_number, parse_int=_number)
        _refuse_deep(changes)
        odd = _NO_TEXT.search(json.dumps(changes, ensure_ascii=False))
    except (ValueError, RecursionError) as error:
        raise Invalid(N_("The changes are no JSON: %(reason)s."), field="changes", reason=str(error)) from error
    if odd:
        raise Invalid(N_("The changes hold a character that no file can hold. Type them again."), field="changes")
    if not isinstance(changes, list):
        raise Invalid(N_("The changes are a list of objects: [{...}, {...}]."), field="changes")
    if len(changes) > CHANGES:
        raise Invalid(
            N_("These are more than %(limit)s changes. Import such an estate instead."), field="changes", limit=CHANGES
        )
    return changes


def _refuse_deep(value: Any) -> None:
    """Raise Invalid for what is nested so deep that whoever looks at it next could fail."""
    level = [value]
    for _ in range(_LEVELS):
        level = [
            inner
            for one in level
            if isinstance(one, (list, dict))
            for inner in (one.values() if isinstance(one, dict) else one)
        ]
    if level:
        raise Invalid(
            N_("The changes hold lists or objects inside each other, deeper than any change."), field="changes"
        )


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object of these pairs; of a key that is there twice neither may be dropped in silence."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise Invalid(
                N_('"%(name)s" is there twice in one object. Keep one of them.'), field="changes", name=shown(name)
            )
        found[name] = value
    return found


def _no_number(name: str) -> Any:
    raise Invalid(N_("%(name)s is no number that JSON knows. Write a whole number."), field="changes", name=name)


def _number(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise Invalid(
            N_("A number here has %(found)s digits, more than any field can hold: %(number)s."),
            field="changes",
            found=len(digits.lstrip("-")),
            number=shown(digits),
        )
    return int(digits)
