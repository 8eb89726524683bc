"""Two contents of an assessment, compared part by part, row by row and field by field; plain data both ways.

A row is a question, a risk, a measure, a fact of the estate, and so on: whatever people point at. The contents may be
of different formats, so a field that only one of them knows differs only where it says something.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from riskapp.assessments.compared_evidence import evidence_fields
from riskapp.assessments.compared_row import Field, Row
from riskapp.assessments.compared_rows import EVIDENCE, rows_of_part

Content = Mapping[str, Any]

PARTS = (
    *("whole", "scope", "base", "choices", "review", "participants", "threshold", "answers", "risks", "measures"),
    *("trade_offs", "acceptances", "conditions", "fallbacks", "suggestions", "workshops", "criteria"),
    *("assets", "data", "holders", "flows", "suppliers", "needs", "record"),
)
"""In the order of the report; those of the last line are the estate that the assessment rests on."""

ESTATE = PARTS[-7:]

DECIDED = ("trade_offs", "acceptances", "conditions", "review", "choices")
"""What people decided about a version: no part of what its team wrote."""

_OF_ONE_VERSION = ("workshops", "review", "choices")
"""A new version begins without them, so that between two versions all of the later one is told, and none is gone."""

GRAVE, NOTABLE, SLIGHT = 3, 2, 1
"""How much a difference weighs: it may change the conclusion, it changes what is done, it changes words."""

_STEERS = ("level", "level_after", "outcome", "verdict", "need", "sensitivity", "encrypted", "country", "chosen")
_DOES = (
    *("status", "due", "treatment", "safety_effect", "persons", "measures", "treats", "evidence", "minutes", "owner"),
    *("tolerance", "max_downtime", "lifecycle", "hard", "via", "ends"),
    *("row", "until", "withdrawn_by", "estimate", "effect", "follows"),
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that came (`added`), went (`removed`) or says something else (`changed`).

    `place` is its key within the part; `name` what it is called, a text or a text in both languages.
    """

    part: str
    place: str
    name: Any
    did: str
    weight: int
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences in the order of the report, and for each part the names of the rows that say the same."""

    differences: tuple[Difference, ...]
    unchanged: Mapping[str, tuple[Any, ...]]

    @property
    def gravest(self) -> tuple[Difference, ...]:
        """The differences, those that may change the conclusion first."""
        return tuple(sorted(self.differences, key=lambda one: -one.weight))

    def of(self, part: str) -> tuple[Difference, ...]:
        """Those of one part, the gravest first."""
        return tuple(one for one in self.gravest if one.part == part)

    def as_rows(self) -> list[dict[str, Any]]:
        """The differences as JSON-able data."""
        return [{**asdict(one), "fields": [asdict(field) for field in one.fields]} for one in self.differences]


def difference_from(row: Mapping[str, Any]) -> Difference:
    """A difference from the data that `as_rows` makes."""
    return Difference(**{**row, "fields": tuple(Field(**one) for one in row["fields"])})


def compare(before: Content, after: Content, parts: Iterable[str] = PARTS) -> Comparison:
    """What differs between two contents: nothing between equal ones; swapping them swaps before and after.

    Between two versions, what each has of its own (workshops, a review) is told of the later content only, as added.
    """
    differences: list[Difference] = []
    unchanged: dict[str, tuple[Any, ...]] = {}
    other = before.get("number") != after.get("number")
    for part in parts:
        old = {} if other and part in _OF_ONE_VERSION else rows_of_part(before, part)
        new = rows_of_part(after, part)
        found = {one.place: one for one in _differences(part, old, new)}
        differences += found.values()
        unchanged[part] = tuple(row.name for place, row in new.items() if place not in found)
    return Comparison(tuple(differences), unchanged)


def _differences(part: str, old: Mapping[str, Row], new: Mapping[str, Row]) -> Iterator[Difference]:
    for place in dict.fromkeys([*new, *old]):
        before, after = old.get(place), new.get(place)
        fields = tuple(_fields(before.says if before else {}, after.says if after else {}))
        did = "added" if before is None else "removed" if after is None else "changed"
        if fields or did != "changed":
            name = (new.get(place) or old[place]).name
            yield Difference(part, place, name, did, _weight(part, did, fields), fields)


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Field]:
    for name in dict.fromkeys([*after, *before]):
        old, new = before.get(name), after.get(name)
        if name == EVIDENCE:
            yield from evidence_fields(old, new)
        elif old != new and not (_nothing(old) and _nothing(new)):
            yield Field(name, old, new)


def _nothing(value: Any) -> bool:
    return value is None or value in ("", [], {})


def _weight(part: str, did: str, fields: tuple[Field, ...]) -> int:
    names = {one.field.partition(" ")[0] for one in fields}
    if part in ("scope", "threshold") or (part == "risks" and (did != "changed" or names & {"level", "level_after"})):
        return GRAVE
    if did == "changed" and names & set(_STEERS):
        return GRAVE
    if did != "changed" or part == "criteria" or names & set(_DOES):
        return NOTABLE
    return SLIGHT
