"""The appendix of a later version: what changed since the one before it, part by part, with before and after."""

from collections.abc import Iterator

from riskapp.assessments.comparison import difference_from
from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.assessment.since_estate import resting
from riskapp.reports.assessment.since_then import since_then
from riskapp.reports.assessment.since_words import SaidDifference, said_parts
from riskapp.reports.content import Block, Paragraphs, Section, Table


def since(content: Values, reader: Reader) -> Iterator[Section]:
    """Nothing for a first version, and for contents that are older than the comparison."""
    told = content.get("since")
    if told is None:
        return
    heading = reader.say("since version", n=told["version"])
    if told.get("left_out"):
        yield Section(heading, 1, (Paragraphs(reader.say("since published", n=told["version"])),))
        return
    lead = reader.say(
        "since lead",
        n=told["version"],
        state=reader.word(told["state"]),
        at=reader.day(told["at"]),
        hash=told["content_hash"],
    )
    parts = said_parts(map(difference_from, told["differences"]), reader)
    nothing = () if parts else (Paragraphs(reader.say("since nothing")),)
    yield Section(heading, 1, (Paragraphs(lead), *nothing))
    yield from since_then(told, reader)
    for part in parts:
        yield Section(part.name, 2)
        for one in part.differences:
            yield Section(f"{one.name} ({one.told})", 3, tuple(_difference(one, reader)))
    yield from resting(told, content["number"], reader)


def without_comparison(content: Values) -> Values:
    """The content for a reader who may not see all of it: words that were taken out would stand in the comparison."""
    if content.get("since") is None:
        return content
    return {**content, "since": {"version": content["since"]["version"], "left_out": True}}


def _difference(one: SaidDifference, reader: Reader) -> Iterator[Block]:
    yield Paragraphs(reader.say("since weighs", told=one.told, weighs=one.weighs))
    if one.fields:
        headings = tuple(reader.say(key) for key in ("what of it", "was", "is now"))
        empty = reader.say("nothing said")
        rows = tuple((field.name, field.before or empty, field.after or empty) for field in one.fields)
        yield Table(headings, rows, (2, 4, 4))
