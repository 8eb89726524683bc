"""Finds controls of Annex A in what people type as a reference: “ISO/IEC 27001:2022 A.8.5”, “27001 8.5”, “A.8.5”."""

import re
from collections.abc import Iterator
from enum import Enum

from riskapp.catalogues.controls import load_controls

_OWN_WORDS = re.compile(
    r"\b(ISO|IEC|NS|NEK|EN|Annex|App\w*|Tillegg|Vedlegg|kontroll\w*|controls?|pkt|punkt|clause|no|nr|A|se|see|og|and)\b",
    re.IGNORECASE,
)
_STANDARD = re.compile(r"\b2700[12](?::(\d{4}))?(?!\d)")
_NUMBER = re.compile(r"(?<![\d.])(A[. ]?\s?)?([5-8])\.(\d{1,2})(?!\.?\d)", re.IGNORECASE)
_UNTIL = re.compile(r"\s*[–-]\s*")
_EDITION = "2022"


class _Source(Enum):
    """Whose numbers are being read: nobody's named yet, this standard's, or another's."""

    UNNAMED, OURS, OTHER = range(3)


def controls_named(references: str) -> tuple[str, ...]:
    """The numbers of the controls that `references` names, in the catalogue's order.

    A line, or what stands between semicolons, may name several numbers, with commas between, or as a range. A number
    without an A before it counts only behind the name of the standard. An older edition has other numbers, and is left
    alone like any other source.
    """
    found = {number for line in re.split(r"[\n;]", references) for number in _of_one(line)}
    return tuple(one.number for one in load_controls().controls if one.number in found)


def _of_one(line: str) -> Iterator[str]:
    source, end, last = _Source.UNNAMED, 0, ("", 0)
    for match in _NUMBER.finditer(line):
        between, marked = line[end : match.start()], match[1] is not None
        source = _source(between, source, first=not end, marked=marked)
        theme, place = match[2], int(match[3])
        if source is _Source.OURS or (marked and source is _Source.UNNAMED):
            begins = last[1] + 1 if last[0] == theme and _UNTIL.fullmatch(between) else place
            yield from (f"A.{theme}.{one}" for one in range(begins, place + 1))
        last, end = (theme, place), match.end()


def _source(between: str, before: _Source, *, first: bool, marked: bool) -> _Source:
    """Whose number comes after the words in `between`, where those before it were `before`'s."""
    named = list(_STANDARD.finditer(between))
    words = _OWN_WORDS.sub(" ", between[named[-1].end() :] if named else between)
    letters, number = re.search(r"[^\W\d_]", words), re.search(r"\d{3}", words)
    # Words after a number that has an A may be the control's own name, typed out.
    if number or (letters and (first or named or not marked)):
        return _Source.OTHER
    if named:
        return _Source.OURS if named[-1][1] in (None, _EDITION) else _Source.OTHER
    return before
