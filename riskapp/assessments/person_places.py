"""Where names of people stand in a content, and in the values that a draft is set back with: the one list of places."""

from collections.abc import Mapping, Sequence
from typing import Any

from riskapp.assessments.persons import Person
from riskapp.assessments.plain import Content

NAMES = ("owner", "safety_assessed_by")
"""The names of people in a risk or a measure; a copy of one is kept without them."""

PLACES = (
    *("created.by", "participants[].name", "transitions[].by", "conditions[].owner"),
    *("risks[].owner", "risks[].acceptances[].owner", "risks[].acceptances[].withdrawn_by"),
    *(f"risks[].acceptances[].risk_then.risk.{name}" for name in NAMES),
    *(f"risks[].acceptances[].risk_then.measures[].{name}" for name in NAMES),
    *("measures[].owner", "measures[].safety_assessed_by", "measures[].evidence[].by", "measures[].trade_offs[].by"),
    *(f"measures[].trade_offs[].then.measure.{name}" for name in NAMES),
    *("workshops[].guests[].name", "workshops[].guests[].email", "fallbacks[].tested_by", "suggestions[].by"),
    *("remarks[].by", "remarks[].settled_by", "remarks[].answers[].by"),
    *("inherited.choices[].by", "review.parts[].by", "quotes.assets[].owner"),
    *("since.then.confirmed[].by", "since.then.conditions[].owner", "since.then.conditions[].met_by"),
    *("since.then.ended[].owner", "since.then.ended[].withdrawn_by"),
    *("since.estate.owners[].before", "since.estate.owners[].after"),
)
"""`[]` stands for each row of a list. What was compared (`since`) has them from the rows that were compared; a copy of
a risk or a measure has them where an older riskapp made it."""

ROW_PLACES = (
    *("participants[].name", "measures[].owner", "measures[].safety_assessed_by"),
    *("fallbacks[].tested_by", "suggestions[].by_name"),
)
"""The same in `stored_rows`, where accounts stand by their number."""


def with_people(content: Content, places: Sequence[str] = PLACES) -> Content:
    """The content with every name in its places marked as one; empty texts stay as they are."""
    for place in places:
        content = _marked(content, place.replace("[]", ".[]").split("."))
    return content


def without_names(row: Mapping[str, Any]) -> dict[str, Any]:
    """A risk or a measure without the names of people."""
    return {name: value for name, value in row.items() if name not in NAMES}


def without_owners(quotes: Content | None) -> Content | None:
    """Quoted facts without the owners of systems: a decided version has those in its frozen content."""
    if quotes is None:
        return None
    return {**quotes, "assets": [{**one, "owner": ""} if "owner" in one else one for one in quotes["assets"]]}


def _marked(value: Any, steps: Sequence[str]) -> Any:
    """A copy along the path that leads there, for rows of the database are in it."""
    if not steps:
        return Person(value) if type(value) is str and value else value
    first, rest = steps[0], steps[1:]
    if first == "[]":
        return [_marked(one, rest) for one in value] if isinstance(value, list) else value
    if not isinstance(value, dict) or not value.get(first):
        return value
    return {**value, first: _marked(value[first], rest)}
