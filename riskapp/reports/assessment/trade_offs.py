"""Measures that make care worse: both risks side by side, and what was chosen between them, word for word."""

from collections.abc import Iterator

from riskapp.assessments.trade_offs import Weighed, asks_for_trade_off, weighed
from riskapp.reports.assessment.measure_details import judge_of, on_care
from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Block, Level, Paragraphs, Quote, Section, Table


def trade_offs(content: Values, reader: Reader) -> Iterator[Section]:
    """A section for each such measure; nothing where no measure makes care worse and nothing was chosen."""
    told = [one for one in content["measures"] if asks_for_trade_off(content, one) or one.get("trade_offs")]
    if not told:
        return
    yield Section(reader.say("trade-offs"), 1, ())
    for one in told:
        yield Section(
            reader.say("both risks of", number=one["number"]),
            2,
            (_sides(content, one, reader), Paragraphs(_care(one, reader)), *_chosen(content, one, reader)),
        )


def is_unweighed(content: Values, one: Values) -> bool:
    """Whether a choice is asked for, and none holds."""
    return asks_for_trade_off(content, one) and weighed(content, one) is not Weighed.HOLDS


def _sides(content: Values, one: Values, reader: Reader) -> Table:
    risks = {risk["number"]: risk for risk in content["risks"]}
    rows = [_side("protects", risks[number], reader) for number in one["treats"]]
    harm = risks.get(one.get("safety_risk"))
    none = (reader.say("brings to care"), reader.say("no side"), reader.say("not judged"), reader.say("not judged"))
    rows.append(_side("brings to care", harm, reader) if harm else none)
    headings = tuple(reader.say(key) for key in ("side", "event", "weigh now", "weigh after"))
    return Table(headings, tuple(rows), (1.6, 4.4, 1.6, 1.6))


def _side(key: str, risk: Values, reader: Reader) -> tuple[str | Level, ...]:
    told = f"R{risk['number']} {risk['event']}".strip()
    return reader.say(key), told, reader.level(risk["level"]), reader.level(risk["level_after"])


def _care(one: Values, reader: Reader) -> str:
    return "\n".join((*on_care(one, reader), f"{reader.say('judged by')}: {judge_of(one, reader)}"))


def _chosen(content: Values, one: Values, reader: Reader) -> Iterator[Block]:
    """Every choice in the words of who made it, the last one with whether it holds."""
    taken = one.get("trade_offs") or ()
    if not taken:
        yield Paragraphs(reader.say("not weighed"))
    for place, choice in enumerate(taken, start=1):
        holds = weighed(content, one).value if place == len(taken) else "replaced"
        what = reader.word(choice["chosen"])
        role = f"{reader.word(choice['role'])}, {reader.say('weighs')}"
        yield Quote(choice["by"], role, reader.moment(choice["at"]), choice["reason"])
        said = reader.say("chosen", what=what, holds=reader.say(f"weighed {holds}"))
        seen = choice["then"].get("fingerprint")
        yield Paragraphs("\n".join((said, reader.say("weighed sides", fingerprint=seen))) if seen else said)
