"""Suppliers on paper: what each delivers, what stops with it, and whose data could be seen there."""

from collections.abc import Iterator

from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Block, Paragraphs, Section, Table
from riskapp.reports.issued.estate.weak import persons


def suppliers(found: Values, reader: Reader) -> Iterator[Section]:
    """A row for each that is told; a sentence where there is none."""
    if not found["rows"]:
        yield Section(reader.say("eo suppliers"), 1, (Paragraphs(reader.say("eo no suppliers")),))
        return
    headings = tuple(reader.say(key) for key in ("supplier", "eo delivers", "eo stops", "eo sees"))
    rows = tuple(_supplier(one, reader) for one in found["rows"])
    blocks: list[Block] = [Paragraphs(reader.say("eo suppliers lead")), Table(headings, rows, (2.4, 2.2, 4.4, 2.4))]
    if found["more"]:
        blocks.append(Paragraphs(reader.say("eo more suppliers", n=reader.number(found["more"]))))
    yield Section(reader.say("eo suppliers"), 1, tuple(blocks))


def _supplier(one: Values, reader: Reader) -> tuple[str, ...]:
    delivers = [f"{reader.number(count)} × {reader.word(kind)}" for kind, count in one["kinds"]]
    stops = [_stopped(name, minute, reader) for name, minute in one["processes"]]
    told = reader.listed(stops, "no processes")
    if one["processes_more"]:
        told = reader.say("eo and more", names=told, n=reader.number(one["processes_more"]))
    stopped = reader.counted("eo stops of", one["stopped"])
    return f"{one['name']} ({one['id']})", reader.listed(delivers), f"{stopped}\n{told}", persons(one, reader)


def _stopped(name: str, minute: int, reader: Reader) -> str:
    return (
        reader.say("eo after", name=name, time=reader.minutes(minute))
        if minute
        else reader.say("eo at once", name=name)
    )
