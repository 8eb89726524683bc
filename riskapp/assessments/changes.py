"""What differs between two contents of an assessment, field by field and place by place; plain data both ways."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

Content = Mapping[str, Any]

RISK = (
    *("property", "threat", "cause", "event", "effect", "sources", "bodily", "material", "moral"),
    *("likelihood", "likelihood_reason", "consequence", "consequence_reason"),
    *("likelihood_after", "consequence_after", "after_reason", "measures"),
    *("value", "vulnerability", "aspects", "departs_reason"),
    *("likelihood_knowledge", "consequence_knowledge", "after_knowledge"),
    *("treatment", "treatment_reason", "owner"),
)
MEASURE = (
    *("text", "owner", "due", "status", "treats", "mends"),
    *("safety_effect", "safety_note", "safety_assessed_by", "changes"),
    *("safety_whom", "safety_role", "compensating", "safety_risk"),
    *("kind", "references", "cost", "yearly_cost", "lowers_likelihood", "lowers_consequence"),
)
_ANEW = {"R": ("evidence", "estimate"), "T": ("situations", "evidence", "trade_offs", "effect")}
"""What is told as new, without its values: what they say stands at the risk or the measure."""

WORKSHOP = ("at", "minutes", "place", "agenda", "notes")
_ESTATE = ("assets", "data", "flows", "recipients", "suppliers", "needs", "record", "holders")
SAID = ("title", "scope", "participants", "answers", "risks", "measures", "quotes", "workshops")
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
    yield from _workshops(before.get("workshops") or [], after.get("workshops") or [])
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
            yield from _anew(place, old[number], new[number])


def _anew(place: str, before: Content, after: Content) -> Iterator[Change]:
    for name in _ANEW.get(letter_of(place), ()):
        old, new = before.get(name), after.get(name)
        if old != new and (old, new) not in ((None, []), ([], None)):  # older contents lack an empty list
            yield Change(place, name, "", "")


def _workshops(before: Any, after: Any) -> Iterator[Change]:
    """A workshop is told of the whole: nobody says anything at its place."""
    for one in _rows("W", WORKSHOP, "notes", before, after):
        yield replace(one, place="", field=f"{one.place}: {one.field}")
    old, new = ({one["number"]: one for one in rows} for rows in (before, after))
    for number in old.keys() & new.keys():
        yield from _field("", f"W{number}: guests", *(_guests(rows[number]) for rows in (old, new)))


def _guests(workshop: Content) -> list[str]:
    came = {True: "✓ ", False: "✗ ", None: ""}
    return [
        came[one["came"]] + ", ".join(part for part in (one["name"], one["profession"], one["role"]) if part)
        for one in workshop["guests"]
    ]


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
    if isinstance(value, dict):  # an aspect of the consequence
        return f"{value['aspect']} {value['now'] or '–'} → {value['after'] or '–'}"
    return "\n".join(_said(one) for one in value) if isinstance(value, (list, tuple)) else str(value)
