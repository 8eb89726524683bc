"""The rules that were in force, so that a reader years later can judge the judgement, and how it came about."""

from collections.abc import Iterator

from riskapp import __version__
from riskapp.reports.assessment.criteria import line_blocks, proposal_blocks, scale_blocks
from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Block, Facts, Paragraphs, Quote, Section, Table

QUOTED = ("advise", "approve", "reject")
"""Steps whose words stand in a section of their own."""


def method(content: Values, reader: Reader) -> Iterator[Section]:
    """Where the questions come from, both scales in words, and who may accept what."""
    scales, asked = content["scales"], content["questionnaire"]
    facts = Facts(
        (
            (reader.say("catalogue"), _questions_named(content, reader)),
            (reader.say("source"), reader.text(asked["source"])),
            (reader.say("scales"), _criteria_named(scales, reader)),
        )
    )
    yield Section(reader.say("method"), 1, (facts, _steps(asked, reader)))
    for side in (scales["likelihood"], scales["consequence"]):
        yield Section(reader.text(side["name"]), 2, tuple(scale_blocks(side, reader)))
    yield Section(reader.say("acceptance rules"), 2, (*_criteria(scales, reader), *line_blocks(scales, reader)))
    more = tuple(proposal_blocks(scales, reader))
    if more:
        yield Section(reader.say("proposals"), 2, more)


def _steps(asked: Values, reader: Reader) -> Table:
    rows = tuple((reader.text(step["title"]), reader.citation(step["article"])) for step in asked["steps"])
    return Table((reader.say("part"), reader.say("ground")), rows, (4, 6))


def _questions_named(content: Values, reader: Reader) -> str:
    """The version of the questions that are printed, and that with which the assessment was begun where it differs."""
    printed, begun = content["questionnaire"]["version"], content["catalogue"]
    named = f"{content['kind'].upper()}, {reader.say('version of', version=printed)}"
    return named if begun == printed else f"{named}; {reader.say('begun with', version=begun)}"


def _criteria_named(scales: Values, reader: Reader) -> str:
    """The criteria's name, their version and their source; older contents know the version only."""
    version = reader.say("version of", version=scales["version"])
    named = [reader.text(scales.get("name")), version, reader.text(scales.get("source"))]
    return ". ".join(part for part in named if part)


def _criteria(scales: Values, reader: Reader) -> Iterator[Block]:
    levels = {level["id"]: level for row in scales["matrix"] for level in row}
    rows = tuple(
        (
            reader.level(levels[rule["level"]]) if rule["level"] in levels else reader.word(rule["level"]),
            reader.listed((reader.word(role) for role in rule["roles"]), "nobody may"),
            reader.say("days of", days=rule["days"]) if rule["days"] else "–",
        )
        for rule in scales["acceptance"]
    )
    yield Table(tuple(reader.say(key) for key in ("level after", "who", "at most")), rows, (2, 4, 2))
    consult = [reader.level_word(levels[one]) for one in scales["consult"] if one in levels]
    if consult:
        yield Paragraphs(reader.say("consult", levels=reader.say("or").join(consult)))


def history(content: Values, fingerprint: str, reader: Reader) -> Iterator[Section]:
    """Every step with who and when, the words of those that stand nowhere else, and what the document rests on."""
    rows = tuple(
        (
            reader.moment(one["at"]),
            f"{reader.word(one['by'])} ({reader.word(one['role'])})",
            reader.word(one["act"]),
            f"{reader.word(one['from'])} → {reader.word(one['to'])}",
        )
        for one in content["transitions"]
    )
    headings = tuple(reader.say(key) for key in ("when", "who", "step", "state"))
    table: Block = Table(headings, rows, (2.6, 3, 1.8, 2.8)) if rows else Paragraphs(reader.say("no decision"))
    words = tuple(
        Quote(
            one["by"], f"{reader.word(one['role'])}, {reader.word(one['act'])}", reader.moment(one["at"]), one["text"]
        )
        for one in content["transitions"]
        if one["text"] and one["act"] not in QUOTED
    )
    yield Section(reader.say("history"), 1, (table, *_taken_over(content, reader), *words))
    facts = Facts(
        (
            (reader.say("fingerprint"), fingerprint),
            (reader.say("format"), str(content["format"])),
            (reader.say("estate"), reader.number(content["estate"])),
            *([(reader.say("slice"), content["rests_on"])] if content.get("rests_on") else []),
            (reader.say("software"), f"riskapp {__version__}"),
        )
    )
    yield Section(reader.say("document"), 1, (Paragraphs(reader.say("document text")), facts))


def _taken_over(content: Values, reader: Reader) -> Iterator[Block]:
    """The fingerprint of the content that each step was taken over; older contents know of none."""
    rows = [one for one in content["transitions"] if one.get("content_hash")]
    if rows:
        yield Paragraphs(reader.say("steps sign"))
        yield Facts(
            tuple((f"{reader.word(one['act'])}, {reader.moment(one['at'])}", one["content_hash"]) for one in rows)
        )
