"""The criteria in words: each level with its frequency and aspects, the stricter lines, levels from figures."""

from collections.abc import Iterator

from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Block, Paragraphs, Table


def scale_blocks(side: Values, reader: Reader) -> Iterator[Block]:
    """A table of the levels, and where a scale has aspects one of what each level means in each of them."""
    rows = tuple(
        (str(level["value"]), reader.text(level["word"]), "\n".join(_meaning(level, reader)))
        for level in side["levels"]
    )
    yield Table(tuple(reader.say(key) for key in ("value", "word", "meaning")), rows, (0.8, 2.2, 6))
    aspects = side.get("dimensions") or ()
    if aspects:
        headings = (reader.say("value"), *(reader.text(one) for one in aspects))
        words = tuple(
            (str(level["value"]), *(reader.text(level["aspects"][one["id"]]) for one in aspects))
            for level in side["levels"]
        )
        yield Table(headings, words, (0.7, *(2 for _ in aspects)))


def _meaning(level: Values, reader: Reader) -> Iterator[str]:
    yield reader.text(level["description"])
    if level.get("frequency"):
        yield reader.text(level["frequency"])


def line_blocks(scales: Values, reader: Reader) -> Iterator[Block]:
    """What each risk level means, up to which one a risk is borne, and the stricter lines of single aspects."""
    levels = {level["id"]: level for level in scales.get("levels") or ()}
    if not levels:
        return
    rows = tuple((reader.level(level), reader.text(level["meaning"])) for level in levels.values())
    yield Table((reader.say("level after"), reader.say("meaning")), rows, (2, 6))
    borne = next(level for level in levels.values() if level["value"] == scales["borne"])
    yield Paragraphs(reader.say("borne up to", level=reader.level_word(borne)))
    names = {one["id"]: reader.text(one) for one in scales["consequence"]["dimensions"]}
    for rule in scales["stricter"]:
        yield Paragraphs(_stricter(rule, names[rule["aspect"]], reader.level_word(levels[rule["level"]]), reader))


def _stricter(rule: Values, aspect: str, level: str, reader: Reader) -> str:
    if not rule["roles"]:
        return reader.say("stricter nobody", aspect=aspect, level=level)
    who = reader.say("or").join(reader.word(role) for role in rule["roles"])
    return reader.say("stricter line", aspect=aspect, level=level, who=who, days=rule["days"])


def proposal_blocks(scales: Values, reader: Reader) -> Iterator[Block]:
    """From which figure of a blast radius on which level is proposed; and a likelihood in two steps."""
    names = {one["id"]: reader.text(one) for one in scales["consequence"].get("dimensions") or ()}
    rules = scales.get("proposals") or ()
    if rules:
        values = [str(level["value"]) for level in scales["consequence"]["levels"][1:]]
        rows = tuple(
            (
                names[rule["aspect"]],
                reader.say(f"proposal {rule['figure']}"),
                *(reader.number(least) for least in rule["at_least"]),
            )
            for rule in rules
        )
        yield Paragraphs(reader.say("proposals lead"))
        yield Table(
            (reader.say("aspect word"), reader.say("figure word"), *values), rows, (2, 3, *(1.2 for _ in values))
        )
    if scales.get("combined"):
        yield Paragraphs(reader.say("combined lead"))
        steps = [str(level["value"]) for level in scales["likelihood"]["levels"]]
        cells = tuple((step, *(str(cell) for cell in row)) for step, row in zip(steps, scales["combined"], strict=True))
        yield Table((reader.say("begins"), *steps), cells)
