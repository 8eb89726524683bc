"""What differs in the estate that two versions rest on, as the appendix of the later one tells it."""

from collections.abc import Iterator

from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Block, Paragraphs, Section, Table

_MINUTES = frozenset({"max_downtime", "recovery", "tolerance"})
_WORDS = frozenset({"kind", "lifecycle", "sensitivity", "strength"})


def resting(since: Values, number: int, reader: Reader) -> Iterator[Section]:
    """Nothing for contents that are older than this comparison; `number` is the later version's."""
    estate = since.get("estate")
    if estate is not None:
        yield Section(reader.say("resting"), 2, tuple(_blocks(estate, (since["version"], number), reader)))


def resting_lead(estate: Values, numbers: tuple[int, int], reader: Reader) -> str:
    """What is compared with what, or of which of the two versions nothing was kept."""
    for side, number in zip(("then", "now"), numbers, strict=True):
        if estate[side] is None:
            return reader.say("resting not kept", n=number)
    return reader.say("resting lead", then=_state(estate["then"], reader), now=_state(estate["now"], reader))


def _state(kept: Values, reader: Reader) -> str:
    told = reader.number(kept["estate"])
    if kept["at"] is None:
        return reader.say("resting as now", number=told)
    return reader.say("resting kept", at=reader.moment(kept["at"]), number=told)


def _blocks(estate: Values, numbers: tuple[int, int], reader: Reader) -> Iterator[Block]:
    yield Paragraphs(resting_lead(estate, numbers, reader))
    if estate["then"] is None or estate["now"] is None:
        return
    told = sorted([*estate["rows"], *estate["owners"]], key=lambda one: bool(one["wording"]))
    if not told:
        yield Paragraphs(reader.say("resting nothing"))
        return
    rows = tuple(_row(one, reader) for one in told)
    headings = (*("resting what", "resting field", "was", "is now", "resting scenarios"),)
    yield Table(tuple(map(reader.say, headings)), rows, (4, 2.5, 2.5, 2.5, 1.5))
    if estate["more"]:
        yield Paragraphs(reader.counted("resting cut", estate["more"]))


def _row(one: Values, reader: Reader) -> tuple[str, ...]:
    scenarios = reader.listed((f"R{number}" for number in one["risks"]), "nothing said")
    if one["field"]:
        before, after = (_value(one["field"], one[side], reader) for side in ("before", "after"))
        return about(one, reader), reader.say(f"resting {one['field']}"), before, after, scenarios
    there = reader.say("resting part"), reader.say("resting no part")
    before, after = there if one["what"] == "removed" else there[::-1]
    return about(one, reader), reader.say("resting whole row"), before, after, scenarios


def about(one: Values, reader: Reader) -> str:
    """What a change is about: an asset, two that need each other, a flow, what is held, a category."""
    asset, other = ([each["name"] for each in one["assets"]] + ["", ""])[:2]
    why = reader.word(one["key"][2]) if one["table"] == "dependency" else ""
    values = {"asset": asset, "other": other, "id": one["key"][0], "why": why, "category": one["category"]}
    return reader.say(f"resting of {one['table']}", **values)


def _value(field: str, value: object, reader: Reader) -> str:
    if value is None or value in ("", []):
        return reader.say("nothing said")
    if isinstance(value, bool):
        return reader.say("yes" if value else "no")
    if isinstance(value, int):
        return reader.minutes(value) if field in _MINUTES else reader.number(value)
    if isinstance(value, list):
        return reader.listed(map(str, value))
    if field == "access":
        return reader.say(f"access {value}")
    return reader.word(str(value)) if field in _WORDS else str(value)
