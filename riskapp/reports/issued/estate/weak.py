"""What everything hangs on, on paper: the worst of each threat, single points of failure, pairs, false redundancy."""

from collections.abc import Iterator

from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Paragraphs, Section, Table

_THREATS = ("availability", "integrity", "confidentiality")


def hangs(ranking: Values, reader: Reader) -> Iterator[Section]:
    """A table of the worst for each threat."""
    yield Section(reader.say("eo hangs"), 1, (Paragraphs(reader.say("eo hangs lead")),))
    for threat in _THREATS:
        seen = threat == "confidentiality"
        rows = tuple(_ranked(place, one, seen, reader) for place, one in enumerate(ranking[threat], start=1))
        last = ("eo rank persons",) if seen else ()
        keys = ("eo rank asset", "asset kind", "eo rank processes", "eo rank reached", *last)
        headings = ("#", *(reader.say(key) for key in keys))
        widths = (0.6, 4.2, 1.8, 1.4, 1.4, *(2.8 for _ in last))
        block = Table(headings, rows, widths) if rows else Paragraphs(reader.say("eo none worst"))
        yield Section(reader.say(f"eo hangs {threat}"), 2, (block,))


def _ranked(place: int, one: Values, seen: bool, reader: Reader) -> tuple[str, ...]:
    name = f"{one['name']} ({one['id']})"
    if one["stands_for"] > 1:
        name = reader.say("eo and more", names=name, n=reader.number(one["stands_for"] - 1))
    cells = (str(place), name, reader.word(one["kind"]), reader.number(one["processes"]), reader.number(one["reached"]))
    return (*cells, persons(one, reader)) if seen else cells


def persons(one: Values, reader: Reader) -> str:
    """How many persons' data could be seen."""
    low, high = reader.number(one["at_least"]), reader.number(one["at_most"])
    if one["unknown"]:
        return reader.say("eo persons range more", low=low, high=high, n=reader.number(one["unknown"]))
    return reader.say("eo persons range", low=low, high=high)


def points(found: list[Values], reader: Reader) -> Iterator[Section]:
    """For each process what stops it alone, which two do, and which spares are none."""
    if not found:
        yield Section(reader.say("eo points"), 1, (Paragraphs(reader.say("eo no processes")),))
        return
    headings = tuple(reader.say(key) for key in ("process", "eo alone", "eo together", "eo defeated"))
    rows = tuple(_point(one, reader) for one in found)
    table = Table(headings, rows, (2.2, 3.2, 3.8, 3))
    yield Section(reader.say("eo points"), 1, (Paragraphs(reader.say("eo points lead")), table))


def _point(one: Values, reader: Reader) -> tuple[str, ...]:
    pairs = one["pairs"]
    couples = None if pairs is None else [reader.say("eo pair", first=pair[0], second=pair[1]) for pair in pairs]
    defeats = [
        reader.say("eo defeats", name=cause["name"], group=cause["group"] or "–", dependent=cause["dependent"])
        for cause in one["defeated"]
    ]
    return (
        f"{one['name']} ({one['id']})",
        _many(one["singles"], one["singles_more"], reader),
        _many(couples, one["pairs_more"], reader),
        _many(defeats, one["defeated_more"], reader),
    )


def _many(names: list[str] | None, left: int, reader: Reader) -> str:
    if names is None:
        return reader.say("eo too many")
    told = reader.listed(names, "eo nothing alone")
    return reader.say("eo and more", names=told, n=reader.number(left)) if left else told
