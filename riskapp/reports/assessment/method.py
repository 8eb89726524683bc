"""The rules that were in force, so that a reader years later can judge the judgement, and how it came about."""

from collections.abc import Iterator

from riskapp import __version__
from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Block, Facts, Paragraphs, Quote, Section, Table

QUOTED = ("advise", "approve", "reject")
"""Steps whose words stand in a section of their own."""


def method(content: Values, reader: Reader) -> Iterator[Section]:
    """Where the questions come from, both scales in words, and who may accept what."""
    scales, asked = content["scales"], content["questionnaire"]
    facts = Facts(
        (
            (
                reader.say("catalogue"),
                f"{content['kind'].upper()}, {reader.say('version of', version=asked['version'])}",
            ),
            (reader.say("source"), reader.text(asked["source"])),
            (reader.say("scales"), reader.say("version of", version=scales["version"])),
        )
    )
    yield Section(reader.say("method"), 1, (facts, _steps(asked, reader)))
    for side in (scales["likelihood"], scales["consequence"]):
        yield Section(reader.text(side["name"]), 2, (_scale(side, reader),))
    yield Section(reader.say("acceptance rules"), 2, tuple(_criteria(scales, reader)))


def _steps(asked: Values, reader: Reader) -> Table:
    rows = tuple((reader.text(step["title"]), reader.citation(step["article"])) for step in asked["steps"])
    return Table((reader.say("part"), reader.say("ground")), rows, (4, 6))


def _scale(side: Values, reader: Reader) -> Table:
    rows = tuple(
        (str(level["value"]), reader.text(level["word"]), reader.text(level["description"])) for level in side["levels"]
    )
    return Table(tuple(reader.say(key) for key in ("value", "word", "meaning")), rows, (0.8, 2.2, 6))


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
    yield Section(reader.say("history"), 1, (table, *words))
    facts = Facts(
        (
            (reader.say("fingerprint"), fingerprint),
            (reader.say("format"), str(content["format"])),
            (reader.say("estate"), reader.number(content["estate"])),
            (reader.say("software"), f"riskapp {__version__}"),
        )
    )
    yield Section(reader.say("document"), 1, (Paragraphs(reader.say("document text")), facts))
