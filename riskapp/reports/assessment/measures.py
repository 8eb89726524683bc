"""The measures: who does what by when, and their two effects, on the risk and on the patient."""

from collections.abc import Iterator

from riskapp.reports.assessment.estate_changes import changes_in_words
from riskapp.reports.assessment.measure_details import judge_of, more_of, on_care
from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.assessment.supposed import figure_in_words
from riskapp.reports.content import Facts, Paragraphs, Section, Table

MEASURES = "measures"
"""The key of the section of all measures."""


def measures(content: Values, reader: Reader) -> Iterator[Section]:
    """Two tables; a sentence where no measure is described."""
    if not content["measures"]:
        yield Section(reader.say("measures"), 1, (Paragraphs(reader.say("no measures")),))
        return
    yield Section(reader.say("measures"), 1, (_plan(content, reader),), MEASURES)
    yield Section(reader.say("effects"), 2, (_effects(content, reader),))
    more = Facts(tuple(more_of(content, reader)))
    if more.facts:
        yield Section(reader.say("more of measures"), 2, (more,))
    if any(one["changes"] for one in content["measures"]):
        yield Section(
            reader.say("effect on estate"), 2, (Paragraphs(reader.say("estate effect lead")), _estate(content, reader))
        )


def _plan(content: Values, reader: Reader) -> Table:
    rows = tuple(
        (
            f"T{one['number']}",
            one["text"],
            reader.given(one["owner"]),
            reader.day(one["due"]),
            reader.word(one["status"]),
            _treats(content, one, reader),
        )
        for one in content["measures"]
    )
    headings = tuple(reader.say(key) for key in ("nr", "measure", "answers for", "due", "status", "treats"))
    return Table(headings, rows, (0.8, 4, 2, 1.7, 1.4, 1.4))


def _treats(content: Values, one: Values, reader: Reader) -> str:
    """The risks, and the question whose verdict it puts right; older contents know of no such question."""
    risks = ", ".join(f"R{number}" for number in one["treats"])
    asked = [q for step in content["questionnaire"]["steps"] for q in step["questions"] if q["id"] == one.get("mends")]
    mends = [reader.say("mends", question=reader.text(question["label"])) for question in asked]
    return "\n".join(part for part in (risks, *mends) if part) or reader.say("treats none")


def _effects(content: Values, reader: Reader) -> Table:
    risks = {risk["number"]: risk for risk in content["risks"]}
    rows = tuple(
        (
            f"T{one['number']}",
            "\n".join(_moved(risks[number], reader) for number in one["treats"]) or reader.say("treats none"),
            "\n".join(on_care(one, reader)),
            judge_of(one, reader),
        )
        for one in content["measures"]
    )
    headings = tuple(reader.say(key) for key in ("nr", "effect on risk", "effect on safety", "judged by"))
    return Table(headings, rows, (0.8, 3.4, 4, 2))


def _estate(content: Values, reader: Reader) -> Table:
    rows = tuple(
        (
            f"T{one['number']}",
            changes_in_words(one["changes"], content, reader),
            "\n".join(_effect_on_estate(one, content, reader)) or reader.say("no blast radius"),
        )
        for one in content["measures"]
        if one["changes"]
    )
    return Table(tuple(reader.say(key) for key in ("nr", "estate change", "estate effect")), rows, (0.8, 4, 4))


def _effect_on_estate(one: Values, content: Values, reader: Reader) -> Iterator[str]:
    """The figures of each scenario, and whether the changes can no longer be made; old contents do not speak of it."""
    for effect in one["effect"]:
        yield _before_and_after(effect, reader)
    told = {effect["risk"] for effect in one["effect"]}
    for risk in content["risks"]:
        if risk["number"] in one["treats"] and risk["number"] not in told and risk["evidence"]:
            yield reader.say("effect not worked out", risk=risk["number"])
    if "no_longer" in one:
        yield reader.say("no longer", estate=reader.number(one["no_longer"]))


def _before_and_after(effect: Values, reader: Reader) -> str:
    parts = [
        reader.say(
            f"total {name}", before=figure_in_words(name, pair[0], reader), after=figure_in_words(name, pair[1], reader)
        )
        for name, pair in effect["totals"].items()
    ]
    parts.append(reader.say("saved and new", saved=reader.number(effect["saved"]), new=reader.number(effect["new"])))
    lead = reader.say("in estate", risk=effect["risk"], estate=reader.number(effect["estate"]))
    rests = f" {reader.say('rests on', slice=effect['slice'])}" if "slice" in effect else ""
    return f"{lead} {'; '.join(parts)}.{rests}"


def _moved(risk: Values, reader: Reader) -> str:
    return f"R{risk['number']}: {reader.level_word(risk['level'])} → {reader.level_word(risk['level_after'])}"
