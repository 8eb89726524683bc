"""The texts of a content from which words can be removed, each with the name of its place.

A text that people wrote has a place of its own, such as `answers.nature`, `risks.3.event` or `transitions.1.text`.
What the estate says stands in many tables and pictures at once, so it is removed everywhere or not at all. Choices,
dates, levels and figures are no texts.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from riskapp.catalogues.text import LANGUAGES
from riskapp.reports.assessment.reader import Values

EVERYWHERE = "*"
"""The place of words that are removed from every text."""

_RISK = (
    "threat",
    "cause",
    "event",
    "effect",
    "sources",
    "bodily",
    "material",
    "moral",
    "likelihood_reason",
    "consequence_reason",
    "after_reason",
    "value",
    "vulnerability",
    "departs_reason",
    "treatment_reason",
    "owner",
)
_MEASURE = (
    *("text", "owner", "safety_note", "safety_assessed_by", "changes"),
    *("safety_whom", "compensating", "references"),
)
_STEERING = frozenset(
    {"kind", "other_kind", "lifecycle", "sensitivity", "direction", "why", "letter", "threat", "state", "at", "heading"}
)
"""Fields of quotes and evidence that hold words of a closed vocabulary, or a time."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A text within a content: its place and where it is stored. A `copy` says the same as another spot does."""

    place: str
    holder: Any
    key: Any
    own: bool = True
    copy: bool = False

    @property
    def text(self) -> str:
        """What stands there."""
        return str(self.holder[self.key])


def spots(content: Values) -> Iterator[Spot]:
    """Every text of the content that is not empty, in the order of the report."""
    other = next(one for one in LANGUAGES if one != content["language"])
    for one in _all(content):
        if one.text.strip():
            # The record is quoted in both languages, and the report says it in one.
            yield replace(one, copy=True) if one.key == other else one


def places(content: Values) -> dict[str, str]:
    """The places from which something can be removed by itself, with their texts."""
    return {one.place: one.text for one in spots(content) if one.own and not one.copy}


def _all(content: Values) -> Iterator[Spot]:
    yield Spot("title", content, "title")
    yield from _of("created", content["created"], ("by",))
    yield from _within("scope", content["scope"])
    yield from _rows("participants", content["participants"], ("name", "profession", "role"))
    for workshop in content.get("workshops") or ():
        place = f"workshops.{workshop['number']}"
        yield from _of(place, workshop, ("place", "agenda", "notes"))
        yield from _rows(f"{place}.guests", workshop["guests"], ("name", "profession", "role", "email"))
    yield from _answers(content)
    for risk in content["risks"]:
        yield from _risk(risk)
    for measure in content["measures"]:
        yield from _of(f"measures.{measure['number']}", measure, _MEASURE)
        yield from _rows(f"measures.{measure['number']}.evidence", measure.get("evidence") or (), ("name", "by"))
        yield from _trade_offs(measure)
    for one in content.get("fallbacks") or ():
        yield from _fallback(one)
    yield from _within("quotes", content["quotes"])
    yield from _rows("transitions", content["transitions"], ("by", "text"))
    yield from _remarks(content.get("remarks") or ())
    yield from _suggestions(content)
    for one in content.get("conditions") or ():
        yield from _of(f"conditions.{one['number']}", one, ("text", "owner"))


def _of(place: str, row: Values, fields: Iterable[str], *, copy: bool = False) -> Iterator[Spot]:
    for name in fields:
        if isinstance(row.get(name), str):
            yield Spot(f"{place}.{name}", row, name, copy=copy)


def _rows(place: str, rows: Sequence[Values], fields: Iterable[str]) -> Iterator[Spot]:
    for number, row in enumerate(rows, start=1):
        yield from _of(f"{place}.{number}", row, fields)


def _answers(content: Values) -> Iterator[Spot]:
    """Answers in words and the reasons for choices; where a reason counts for the threshold it is told there too."""
    given = content["answers"]
    fired = (content["threshold"] or {}).get("fired", ())
    for step in content["questionnaire"]["steps"]:
        for question in step["questions"]:
            written = not question["choices"] and question["kind"] != "date"
            names = (question["id"], f"{question['id']}.reason") if written else (f"{question['id']}.reason",)
            for name in names:
                if isinstance(given.get(name), str):
                    yield Spot(f"answers.{name}", given, name)
    for one in fired:
        yield Spot(f"answers.{one['question']}.reason", one, "reason", copy=True)


def _risk(risk: Values) -> Iterator[Spot]:
    """A scenario, what it was when somebody accepted it, and what the estate said of it."""
    place = f"risks.{risk['number']}"
    yield from _of(place, risk, _RISK)
    for number, one in enumerate(risk["acceptances"], start=1):
        yield from _of(f"{place}.acceptances.{number}", one, ("owner", "reason", "withdrawn_by", "withdrawn_reason"))
        then = one["risk_then"]
        yield from _of(place, then["risk"], _RISK, copy=True)
        yield from _of(f"{place}.estimate", then["risk"].get("estimate") or {}, ("reason",), copy=True)
        yield from _within(place, [then["risk"]["asset"], then["risk"]["evidence"]], copy=True)
        for measure in then.get("measures", ()):
            yield from _of(f"measures.{measure['number']}", measure, _MEASURE, copy=True)
    yield from _of(f"{place}.estimate", risk.get("estimate") or {}, ("reason",))
    yield from _within(place, [risk["asset"], risk["evidence"]])


def _trade_offs(measure: Values) -> Iterator[Spot]:
    """What was chosen, and both sides as they stood then."""
    for number, one in enumerate(measure.get("trade_offs", ()), start=1):
        yield from _of(f"measures.{measure['number']}.trade_offs.{number}", one, ("by", "reason"))
        then = one["then"]
        if then.get("measure"):
            yield from _of(f"measures.{then['measure']['number']}", then["measure"], _MEASURE, copy=True)
        for risk in (*then.get("security", ()), then.get("care")):
            if risk:
                place = f"risks.{risk['number']}"
                yield from _of(place, risk, _RISK, copy=True)
                yield from _within(place, [risk["asset"], risk["evidence"]], copy=True)


def _fallback(one: Values) -> Iterator[Spot]:
    place = f"fallbacks.{one['number']}"
    yield from _of(place, one, ("text", "tested_by"))
    yield from _within(place, [one["dependent"], one["provider"]])


def _remarks(remarks: Sequence[Values]) -> Iterator[Spot]:
    for number, one in enumerate(remarks, start=1):
        yield from _of(f"remarks.{number}", one, ("by", "text", "settled_by"))
        yield from _rows(f"remarks.{number}.answers", one["answers"], ("by", "text"))


def _suggestions(content: Values) -> Iterator[Spot]:
    """Why one was dismissed; how one read, which in one that was taken over says the same as its scenario does."""
    for number, one in enumerate(content.get("suggestions") or (), start=1):
        place, said = f"suggestions.{number}", one["said"]
        yield from _of(place, one, ("by", "reason"))
        yield from _within(place, [said["asset"], said["reason"]])
        for name in ("cause", "event", "effect"):
            if one["risk"] is None:
                yield from _within(place, said[name])
            else:
                for language in said[name]:
                    yield Spot(f"risks.{one['risk']}.{name}", said[name], language, copy=True)


def _within(place: str, value: Any, *, copy: bool = False) -> Iterator[Spot]:
    """Every string inside `value` that is no steering word; removed by what is removed everywhere only."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        if key in _STEERING:
            continue
        if isinstance(inner, str):
            yield Spot(place, value, key, own=False, copy=copy)
        else:
            yield from _within(f"{place}.{key}" if place == "quotes" else place, inner, copy=copy)
