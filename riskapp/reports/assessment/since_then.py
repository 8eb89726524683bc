"""What became of the version before after it was decided: confirmed, conditions met or not, acceptances that ended."""

from collections.abc import Iterator

from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Block, Paragraphs, Quote, Section


def since_then(told: Values, reader: Reader) -> Iterator[Section]:
    """Nothing where nothing happened; older contents do not tell."""
    then = told.get("then") or {}
    blocks = tuple(_blocks(then, reader)) if then else ()
    if blocks:
        yield Section(reader.say("since then", n=told["version"]), 2, blocks)


def _blocks(then: Values, reader: Reader) -> Iterator[Block]:
    for one in then["confirmed"]:
        role = f"{reader.word(one['role'])}, {reader.say('confirms')}"
        yield Quote(one["by"], role, reader.moment(one["at"]), one["reason"])
    for one in then["conditions"]:
        yield Paragraphs(_condition(one, reader))
    for one in then["ended"]:
        yield Paragraphs(_ended(one, reader))


def _condition(one: Values, reader: Reader) -> str:
    named = {"number": one["number"], "text": one["text"]}
    if one["met_at"]:
        at = reader.moment(one["met_at"])
        return reader.say("condition met", **named, who=one["met_by"], at=at, how=one["note"])
    return reader.say("condition not met", **named, who=one["owner"], due=reader.day(one["due"]))


def _ended(one: Values, reader: Reader) -> str:
    named = {"risk": one["risk"], "owner": one["owner"]}
    if not one["withdrawn_at"]:
        return reader.say("acceptance ran out", **named, until=reader.day(one["until"]))
    at = reader.moment(one["withdrawn_at"])
    return reader.say("acceptance withdrawn", **named, who=one["withdrawn_by"], at=at, why=one["reason"])
