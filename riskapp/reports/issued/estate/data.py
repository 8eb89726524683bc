"""Personal data in the estate on paper: categories, what is stored where, and what flows."""

from collections.abc import Iterator

from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Block, Paragraphs, Section, Table
from riskapp.reports.issued.estate.holds import more


def data(content: Values, reader: Reader) -> Iterator[Section]:
    """All three; a sentence where there is nothing."""
    categories = tuple((one["name"], one["id"], reader.word(one["sensitivity"])) for one in content["categories"])
    headings = tuple(reader.say(key) for key in ("category", "id", "sensitivity"))
    blocks = (Table(headings, categories, (4, 3, 2)),) if categories else ()
    yield Section(reader.say("eo data"), 1, blocks)
    yield Section(reader.say("eo stored"), 2, tuple(_holdings(content["holdings"], reader)))
    yield Section(reader.say("eo flowing"), 2, tuple(_flows(content["flows"], reader)))


def _holdings(found: Values, reader: Reader) -> Iterator[Block]:
    if not found["rows"]:
        yield Paragraphs(reader.say("eo no holdings"))
        return
    rows = tuple(
        (
            f"{one['name']} ({one['id']})",
            one["category"],
            reader.word(one["sensitivity"]),
            reader.number(one["persons"]),
        )
        for one in found["rows"]
    )
    headings = tuple(reader.say(key) for key in ("holder", "category", "sensitivity", "persons"))
    yield Table(headings, rows, (4, 3, 1.6, 1.6))
    yield from more(found["more"], "holdings.csv", reader)


def _flows(found: Values, reader: Reader) -> Iterator[Block]:
    if not found["rows"]:
        yield Paragraphs(reader.say("eo no flows"))
        return
    yield Paragraphs(reader.say("eo flowing lead"))
    headings = tuple(reader.say(key) for key in ("from to", "carries", "protection", "purpose"))
    yield Table(headings, tuple(_flow(one, reader) for one in found["rows"]), (4.2, 2.8, 2, 2.8))
    yield from more(found["more"], "flows.csv", reader)


def _flow(one: Values, reader: Reader) -> tuple[str, ...]:
    ends = f"{_end(one['source'], reader)} → {_end(one['target'], reader)}"
    carriers = reader.together(one["via"])
    if one["via_more"]:
        carriers = reader.say("eo and more", names=carriers, n=reader.number(one["via_more"]))
    via = reader.say("via", carriers=carriers) if carriers else ""
    many = reader.say("eo times flow", n=reader.number(one["count"])) if one["count"] > 1 else one["first"]
    carries = [reader.listed(one["categories"], "unknown data"), reader.say("eo special") if one["special"] else ""]
    guarded = (
        reader.say("encrypted" if one["encrypted"] else "not encrypted"),
        reader.say("validated" if one["validated"] else "not validated"),
        reader.say(f"eo {one['access']}"),
    )
    purposes = reader.listed(one["purposes"], "not given")
    if one["purposes_more"]:
        purposes = reader.say("eo and more", names=purposes, n=reader.number(one["purposes_more"]))
    return (
        "\n".join(part for part in (ends, via, many) if part),
        "\n".join(part for part in (*carries, _persons(one, reader)) if part),
        "\n".join(guarded),
        purposes,
    )


def _end(end: Values, reader: Reader) -> str:
    if "group" in end:
        return reader.say("eo grouped", name=end["group"], n=reader.number(end["count"]))
    return f"{end['name']} ({end['id']})"


def _persons(one: Values, reader: Reader) -> str:
    if one["unknown"] == one["count"]:
        return reader.say("eo persons unknown")
    told = reader.say("eo persons a year", n=reader.number(one["persons"]))
    return f"{told}, {reader.say('eo persons unknown')} × {one['unknown']}" if one["unknown"] else told
