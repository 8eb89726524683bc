"""What differs between two contents of an assessment, field by field and place by place; plain data both ways."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Content = Mapping[str, Any]

RISK = (
    *("property", "threat", "cause", "event", "effect", "sources", "bodily", "material", "moral"),
    *("likelihood", "likelihood_reason", "consequence", "consequence_reason"),
    *("likelihood_after", "consequence_after", "after_reason", "measures"),
)
MEASURE = (
    *("text", "owner", "due", "status", "treats", "mends"),
    *("safety_effect", "safety_note", "safety_assessed_by", "changes"),
)
_ESTATE = ("assets", "data", "flows", "recipients", "suppliers", "needs", "record", "holders")
SAID = ("title", "scope", "participants", "answers", "risks", "measures", "quotes")
"""The parts of a content that are compared."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs. `place` is a question's id, `R3`, `T2`, or empty for the whole; `field` what of it.

    An answer's field is its key. `before` and `after` are texts, empty for nothing; a row that came or went is told
    once, with its headline.
    """

    place: str
    field: str
    before: str
    after: str


def changes_between(before: Content, after: Content) -> tuple[Change, ...]:
    """All changes, in the order of the report: what is assessed, answers, risks, measures, the estate.

    The contents may be whole ones (`content_of`) or their `SAID` parts; older ones may lack fields.
    """
    return tuple(_changes(before, after))


def _changes(before: Content, after: Content) -> Iterator[Change]:
    yield from _field("", "title", before.get("title"), after.get("title"))
    for name in ("scope", "participants"):
        yield from _field("", name, _names(before.get(name)), _names(after.get(name)))
    yield from _answers(before.get("answers", {}), after.get("answers", {}))
    yield from _rows("R", RISK, "event", before.get("risks", []), after.get("risks", []))
    yield from _rows("T", MEASURE, "text", before.get("measures", []), after.get("measures", []))
    yield from _estate(before.get("quotes", {}), after.get("quotes", {}))


def _answers(before: Content, after: Content) -> Iterator[Change]:
    for key in dict.fromkeys([*after, *before]):
        yield from _field(key.partition(".")[0], key, before.get(key), after.get(key))


def _rows(letter: str, fields: tuple[str, ...], headline: str, before: Any, after: Any) -> Iterator[Change]:
    old, new = ({one["number"]: one for one in rows} for rows in (before, after))
    for number in sorted(old.keys() | new.keys()):
        place = f"{letter}{number}"
        if number not in new:
            yield Change(place, "removed", _said(old[number].get(headline)), "")
        elif number not in old:
            yield Change(place, "added", "", _said(new[number].get(headline)))
        else:
            for field in fields:
                yield from _field(place, field, old[number].get(field), new[number].get(field))
            yield from _evidence(place, old[number], new[number])


def _evidence(place: str, before: Content, after: Content) -> Iterator[Change]:
    """A blast radius is told as computed anew; its figures stand at the risk."""
    if letter_of(place) == "R" and before.get("evidence") != after.get("evidence"):
        yield Change(place, "evidence", "", "")


def _estate(before: Content, after: Content) -> Iterator[Change]:
    """For each table of facts how many rows went and came; a changed row is one of both."""
    for name in _ESTATE:
        old, new = ([repr(row) for row in quotes.get(name) or []] for quotes in (before, after))
        gone, come = set(old) - set(new), set(new) - set(old)
        if gone or come:
            yield Change("", name, str(len(gone)), str(len(come)))


def letter_of(place: str) -> str:
    """`R` for a risk's place, `T` for a measure's, empty for any other."""
    return place[0] if place[:1] in ("R", "T") and place[1:].isdigit() else ""


def _field(place: str, field: str, before: Any, after: Any) -> Iterator[Change]:
    old, new = _said(before), _said(after)
    if old != new:
        yield Change(place, field, old, new)


def _names(rows: Any) -> list[str]:
    return [str(one["name"]) for one in rows or []]


def _said(value: Any) -> str:
    if value is None:
        return ""
    return "\n".join(str(one) for one in value) if isinstance(value, (list, tuple)) else str(value)
