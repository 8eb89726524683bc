"""The risks that carry numbers: what was estimated, what the years say, and all that it takes to recompute it."""

from collections.abc import Callable, Iterator
from typing import Any

from riskapp.assessments.estimate import estimate_from
from riskapp.assessments.estimates import key_of
from riskapp.assessments.risk_figures import SIDES, is_stale
from riskapp.quantification.fingerprint import METHOD
from riskapp.quantification.frequencies import Model
from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Block, Fact, Facts, Paragraphs, Section, Table


def numbers(content: Values, reader: Reader) -> Iterator[Section]:
    """A section for each risk with numbers; nothing where none has any, as in contents that are older than they."""
    numbered = [one for one in content["risks"] if one.get("estimate")]
    if not numbered:
        return
    yield Section(reader.say("numbers"), 1, (Paragraphs(reader.say("numbers lead")),))
    for risk in numbered:
        key = key_of(content["assessment"], risk["number"])
        yield Section(reader.say("numbers of", number=risk["number"]), 2, tuple(_blocks(risk, key, reader)))


def _blocks(risk: Values, key: str, reader: Reader) -> Iterator[Block]:
    estimate, figures = risk["estimate"], risk["figures"]
    yield Facts(tuple(estimated(estimate, reader)))
    if figures is None:
        yield Paragraphs(reader.say("not worked out"))
        return
    # By a later method every older result would look stale, and its estimate is the one that it came of.
    if figures["method"] == METHOD and is_stale(figures, estimate_from(estimate), key):
        yield Paragraphs(reader.say("numbers stale"))
    yield Facts(tuple(_drawn(estimate, figures, key, reader)))
    headings = (reader.say("figures of years"), reader.say("now"), reader.say("after"))
    yield Table(headings, tuple(_figures(figures, reader)), (3, 2, 2))
    yield from _curve(figures, reader)


def estimated(estimate: Values, reader: Reader) -> Iterator[Fact]:
    """What was estimated: how often and what it costs, now and after the measures, and on which grounds."""
    said: tuple[tuple[str, Callable[[Values, Reader], str]], ...] = (
        ("frequency", frequency_words),
        ("loss", loss_words),
    )
    for side in ("now", "after"):
        for (name, words), label in zip(said, ("often", "cost"), strict=True):
            row = estimate[name if side == "now" else f"{name}_after"]
            yield reader.say(f"{label} {side}"), reader.say("same as now") if row is None else words(row, reader)
    yield reader.say("grounds of numbers"), reader.given(estimate["reason"])
    yield reader.say("model of numbers"), reader.say(f"model {estimate['frequency']['model']}")


def frequency_words(row: Values, reader: Reader) -> str:
    """A chance in per cent, or times a year; one number or three points."""
    chance = row["model"] == Model.BERNOULLI.value
    say = percent if chance else decimal
    kind, number = "chance" if chance else "rate", row["number"]
    if isinstance(number, float | int):
        return reader.say(f"one {kind}", mode=say(number, reader))
    low, mode, high = (say(one, reader) for one in number["points"])
    return reader.say(f"three {kind}s", low=low, mode=mode, high=high, weight=decimal(number["weight"], reader))


def loss_words(row: Values, reader: Reader) -> str:
    """A 90 % range, or three points."""
    if "range" in row:
        low, high = (reader.number(one) for one in row["range"])
        return reader.say("loss range", low=low, high=high)
    low, mode, high = (reader.number(one) for one in row["points"])
    return reader.say("loss points", low=low, mode=mode, high=high, weight=decimal(row["weight"], reader))


def _drawn(estimate: Values, figures: Values, key: str, reader: Reader) -> Iterator[Fact]:
    how = {"years": reader.number(figures["years"]), "seed": figures["seed"], "method": figures["method"], "name": key}
    formats = reader.say("formats of numbers", estimate=estimate["format"], figures=figures["format"])
    yield reader.say("drawn how"), "\n".join([reader.say("drawn", **how), formats])
    prints = [f"{reader.say('now' if side == 'before' else 'after')}: {figures[side]['fingerprint']}" for side in SIDES]
    yield reader.say("inputs' fingerprint"), "\n".join(prints)


def _figures(figures: Values, reader: Reader) -> Iterator[tuple[str, str, str]]:
    def row(label: str, tell: Callable[[Any], str]) -> tuple[str, str, str]:
        return label, tell(figures["before"]), tell(figures["after"])

    def of_percentile(name: str) -> Callable[[Any], str]:
        return lambda side: reader.number(side["percentiles"][name])

    yield row(reader.say("expected loss"), lambda side: reader.number(side["expected"]))
    yield row(reader.say("standard error"), lambda side: reader.number(side["error"]))
    yield row(reader.say("chance of any loss"), lambda side: percent(side["chance_of_loss"], reader))
    for name in figures["before"]["percentiles"]:
        yield row(reader.say("percentile row", percent=name), of_percentile(name))


def _curve(figures: Values, reader: Reader) -> Iterator[Block]:
    if not figures["curve"]:
        return
    headings = (reader.say("more than"), reader.say("now"), reader.say("after"))
    rows = tuple(
        (reader.number(amount), percent(now, reader), percent(after, reader)) for amount, now, after in figures["curve"]
    )
    yield Table(headings, rows, (2, 1, 1), caption=reader.say("years costing more"))


def percent(share: float, reader: Reader) -> str:
    """A share in per cent with all its digits, so that it can be held against a recomputed one: 0,125 %."""
    return f"{decimal(round(share * 100, 8), reader)}\N{NO-BREAK SPACE}%"


def decimal(value: float, reader: Reader) -> str:
    """A number with all its digits: 0,2 in Norwegian."""
    plain = f"{value:.8f}".rstrip("0").rstrip(".")
    return plain.replace(".", ",") if reader.language == "nb" else plain
