"""The JSON of a PIA: read whole or refused, so that no file exhausts the reader and none loses a half in silence."""

import json
import re
from typing import Any

from riskapp.errors import N_, Invalid
from riskapp.exchange.faults import shown

MOST_BYTES = 5_000_000
"""A PIA of a hundred pages has half a million; pictures are kept outside of the file by the tool itself."""

_DIGITS = 20
_NO_TEXT = re.compile(r"[\x00\ud800-\udfff]")


def text_of(data: bytes) -> str:
    """The text of a file. Raises Invalid for one that is too large or is no text."""
    if len(data) > MOST_BYTES:
        raise Invalid(
            N_("The file is larger than %(most)s bytes, which no PIA is. Is it the right file?"),
            field="file",
            most=MOST_BYTES,
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid(N_("The file is no text in UTF-8. Export the PIA again as JSON."), field="file") from error


def parsed(text: str) -> Any:
    """What a JSON text says. Raises Invalid where it is none, or holds what cannot be stored."""
    if len(text) > MOST_BYTES:
        text_of(text.encode("utf-8", "replace"))
    try:
        value = json.loads(text, object_pairs_hook=_each_once, parse_constant=_no_number, parse_int=_number)
        odd = _NO_TEXT.search(json.dumps(value, ensure_ascii=False).replace("\\u0000", "\0"))
    except (ValueError, RecursionError) as error:
        raise Invalid(N_("The file is no JSON: %(reason)s."), field="file", reason=str(error)[:200]) from error
    if odd:
        raise Invalid(N_("The file has a character that cannot be stored. Type that text again."), field="file")
    return value


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise Invalid(
                N_('"%(name)s" is there twice in one object. Keep one of them.'), field="file", name=shown(name)
            )
        found[name] = value
    return found


def _no_number(name: str) -> Any:
    raise Invalid(N_("%(name)s is no number that JSON knows. Write a whole number."), field="file", name=name)


def _number(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise Invalid(N_("A number in the file has more digits than any field can hold."), field="file")
    return int(digits)
