"""The names of places in a report: what somebody who reads it would call the text at `risks.3.event`."""

from collections.abc import Callable, Mapping, Sequence

from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.publishing.spots import EVERYWHERE

_FIELDS: Mapping[str, str] = {
    "threat": "threat",
    "cause": "cause",
    "event": "event",
    "effect": "effect",
    "sources": "sources",
    "bodily": "bodily",
    "material": "material",
    "moral": "moral",
    "name": "name",
    "profession": "profession",
    "role": "role",
    "reason": "reason",
    "owner": "answers for",
    "value": "value of risk",
    "vulnerability": "vulnerability",
    "departs_reason": "departs",
    "references": "references",
    "who without what": "who without what",
    "tested_by": "tested",
}
"""Fields that the report has a word for already; the others have one of their own."""


def name_of(content: Values, place: str, reader: Reader) -> str:
    """The place in the report's language. It is made of the layout's words and numbers, never of people's."""
    if place == EVERYWHERE:
        return reader.say("place everywhere")
    head, *rest = place.split(".")
    try:
        return _NAMES[head](content, rest, reader)
    except (KeyError, IndexError, ValueError, StopIteration):
        return reader.say("place gone", place=place)


def _part(place: str, field: str, reader: Reader) -> str:
    return reader.say("place part", place=place, part=_field(field, reader))


def _field(field: str, reader: Reader) -> str:
    return reader.say(_FIELDS.get(field, f"field {field}"))


def _title(_content: Values, _rest: Sequence[str], reader: Reader) -> str:
    return reader.say("place title")


def _created(_content: Values, rest: Sequence[str], reader: Reader) -> str:
    return _part(reader.say("started"), rest[0], reader)


def _scope(_content: Values, _rest: Sequence[str], reader: Reader) -> str:
    return reader.say("scope")


def _participant(_content: Values, rest: Sequence[str], reader: Reader) -> str:
    number, field = rest
    return _part(reader.say("place row", table=reader.say("participants"), number=number), field, reader)


def _workshop(_content: Values, rest: Sequence[str], reader: Reader) -> str:
    where = f"W{rest[0]}"
    if rest[1] == "guests":
        where = reader.say("place guest", place=where, number=rest[2])
    return _part(where, rest[-1], reader)


def _answer(content: Values, rest: Sequence[str], reader: Reader) -> str:
    asked = {one["id"]: one for step in content["questionnaire"]["steps"] for one in step["questions"]}
    label = reader.text(asked[rest[0]]["label"])
    return _part(label, rest[1], reader) if len(rest) > 1 else label


def _risk(_content: Values, rest: Sequence[str], reader: Reader) -> str:
    if len(rest) == 1:
        return _part(f"R{rest[0]}", "facts", reader)
    if rest[1] == "acceptances":
        where = reader.say("place acceptance", risk=rest[0], number=rest[2])
        return reader.say("place part", place=where, part=_field("by" if rest[3] == "owner" else rest[3], reader))
    if rest[1] == "estimate":
        return reader.say("place part", place=f"R{rest[0]}", part=reader.say("grounds of numbers"))
    return _part(f"R{rest[0]}", rest[1], reader)


def _measure(_content: Values, rest: Sequence[str], reader: Reader) -> str:
    if rest[1] == "trade_offs":
        where = reader.say("place trade-off", measure=rest[0], number=rest[2])
        return _part(where, rest[3], reader)
    if rest[1] == "evidence":
        return _part(reader.say("place evidence", measure=rest[0], number=rest[2]), rest[3], reader)
    return _part(f"T{rest[0]}", rest[1], reader)


def _fallback(_content: Values, rest: Sequence[str], reader: Reader) -> str:
    if len(rest) == 1:
        return _part(f"N{rest[0]}", "who without what", reader)
    return _part(f"N{rest[0]}", rest[1], reader)


def _quotes(_content: Values, rest: Sequence[str], reader: Reader) -> str:
    table = reader.say("scope" if rest[0] == "assets" else rest[0])
    return reader.say("place part", place=reader.say("estate"), part=table)


def _transition(content: Values, rest: Sequence[str], reader: Reader) -> str:
    step = content["transitions"][int(rest[0]) - 1]
    where = reader.say("place step", number=rest[0], act=reader.word(step["act"]))
    return _part(where, rest[1], reader)


def _remark(_content: Values, rest: Sequence[str], reader: Reader) -> str:
    where = reader.say("place row", table=reader.say("dialogue"), number=rest[0])
    if rest[1] == "answers":
        where = reader.say("place answer", place=where, number=rest[2])
    return _part(where, rest[-1], reader)


def _suggestion(_content: Values, rest: Sequence[str], reader: Reader) -> str:
    where = reader.say("place row", table=reader.say("suggestions"), number=rest[0])
    return _part(where, rest[1] if len(rest) > 1 else "said", reader)


def _condition(_content: Values, rest: Sequence[str], reader: Reader) -> str:
    return _part(f"{reader.say('condition')} {rest[0]}", rest[1], reader)


_NAMES: Mapping[str, Callable[[Values, Sequence[str], Reader], str]] = {
    "title": _title,
    "created": _created,
    "scope": _scope,
    "participants": _participant,
    "workshops": _workshop,
    "answers": _answer,
    "risks": _risk,
    "measures": _measure,
    "fallbacks": _fallback,
    "quotes": _quotes,
    "transitions": _transition,
    "remarks": _remark,
    "suggestions": _suggestion,
    "conditions": _condition,
}
