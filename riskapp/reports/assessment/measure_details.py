"""What a measure does to care, what it costs, and what shows that it is done; older contents know less of it."""

from collections.abc import Iterator

from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Fact


def on_care(one: Values, reader: Reader) -> Iterator[str]:
    """What it does to patients: how, whom, when, and what is done instead."""
    yield reader.word(one["safety_effect"])
    if one["safety_note"]:
        yield one["safety_note"]
    if one.get("safety_whom"):
        yield reader.say("whom", whom=one["safety_whom"])
    if one.get("situations"):
        yield reader.say("situations", which=reader.listed(reader.text(text) for text in one["situations"]))
    if one.get("compensating"):
        yield reader.say("compensating", what=one["compensating"])
    if one.get("safety_risk"):
        yield reader.say("brings", number=one["safety_risk"])


def judge_of(one: Values, reader: Reader) -> str:
    """Who judged that, in which role; or that nobody did."""
    if not one.get("safety_role"):
        return reader.given(one["safety_assessed_by"], "nobody")
    return reader.say("judged in role", who=one["safety_assessed_by"], role=reader.word(one["safety_role"]))


def more_of(content: Values, reader: Reader) -> Iterator[Fact]:
    """Kind, cost, references, the levels it takes off, its number in the register and its evidence."""
    for one in content["measures"]:
        said = [*_costs(one, reader), *_evidence(one, reader)]
        if said:
            yield f"T{one['number']}", "\n".join(said)


def _costs(one: Values, reader: Reader) -> Iterator[str]:
    if one.get("kind"):
        yield reader.word(one["kind"])
    for name, key in (("cost", "cost once"), ("yearly_cost", "cost yearly")):
        if one.get(name) is not None:
            yield reader.say(key, kroner=reader.number(one[name]))
    if one.get("references"):
        yield f"{reader.say('references')}: {one['references']}"
    if one.get("lowers_likelihood") or one.get("lowers_consequence"):
        yield reader.say("lowers", likelihood=one["lowers_likelihood"], consequence=one["lowers_consequence"])


def _evidence(one: Values, reader: Reader) -> Iterator[str]:
    if one.get("registered"):
        yield reader.say("registered as", number=one["registered"])
    for file in one.get("evidence", ()):
        yield reader.say(
            "evidence file",
            name=file["name"],
            size=reader.number(file["size"]),
            by=file["by"],
            at=reader.moment(file["at"]),
            sha256=file["sha256"],
        )
