"""The risks: the matrix, one table with all of them, and a section for each with reasons, evidence and measures."""

from collections.abc import Iterator

from riskapp.reports.assessment.evidence import evidence
from riskapp.reports.assessment.negatives import no_measure
from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Axis, Fact, Facts, Marker, Matrix, Paragraphs, Place, Section, Table


def risks(content: Values, reader: Reader) -> Iterator[Section]:
    """All sections about risks; a sentence where no scenario is described."""
    if not content["risks"]:
        yield Section(reader.say("risks"), 1, (Paragraphs(reader.say("no risks")),))
        return
    yield Section(reader.say("risks"), 1, (_matrix(content, reader), _table(content, reader)))
    for risk in content["risks"]:
        blocks = (Facts(tuple(_facts(content, risk, reader))),)
        yield Section(f"R{risk['number']} {_headline(risk, reader)}", 2, blocks, f"R{risk['number']}")
        yield Section(reader.say("evidence"), 3, tuple(evidence(risk["evidence"], reader)))


def _headline(risk: Values, reader: Reader) -> str:
    """The event in its first line, or what else there is to call the scenario by."""
    text = str(risk["event"] or risk["threat"] or risk["cause"] or reader.say("not given"))
    return text.strip().split("\n")[0][:120]


def _matrix(content: Values, reader: Reader) -> Matrix:
    scales = content["scales"]
    sides = [
        Axis(reader.text(side["name"]), tuple(reader.text(level["word"]) for level in side["levels"]))
        for side in (scales["likelihood"], scales["consequence"])
    ]
    levels = tuple(tuple(reader.level(level) for level in row) for row in scales["matrix"])
    markers = tuple(_marker(risk) for risk in content["risks"] if risk["likelihood"] and risk["consequence"])
    return Matrix(reader.say("matrix"), sides[0], sides[1], levels, markers)


def _marker(risk: Values) -> Marker:
    after = None
    if risk["likelihood_after"] and risk["consequence_after"]:
        after = Place(risk["likelihood_after"], risk["consequence_after"])
    return Marker(f"R{risk['number']}", Place(risk["likelihood"], risk["consequence"]), after)


def _table(content: Values, reader: Reader) -> Table:
    rows = tuple(
        (
            f"R{risk['number']}",
            _headline(risk, reader),
            risk["asset"]["name"] if risk["asset"] else "–",
            reader.level(risk["level"]),
            reader.level(risk["level_after"]),
            _measures(risk, reader),
        )
        for risk in content["risks"]
    )
    headings = tuple(reader.say(key) for key in ("nr", "event", "asset", "now", "after", "measures"))
    return Table(headings, rows, (0.8, 3.8, 2, 1.5, 1.6, 1.4))


def _measures(risk: Values, reader: Reader) -> str:
    return ", ".join(f"T{number}" for number in risk["measures"]) or reader.say("no measure")


def _facts(content: Values, risk: Values, reader: Reader) -> Iterator[Fact]:
    asset = risk["asset"]
    yield reader.say("property"), reader.word(risk["property"])
    yield reader.say("threat"), reader.given(risk["threat"])
    yield reader.say("asset"), reader.given(f"{asset['name']} ({asset['key']})" if asset else "")
    for name in ("cause", "event", "effect"):
        yield reader.say(name), reader.given(risk[name])
    for name in ("sources", "bodily", "material", "moral"):  # of a DPIA; older contents do not speak of them
        if risk.get(name):
            yield reader.say(name), risk[name]
    yield from _as_values(risk, reader)
    yield reader.say("now"), _now(content, risk, reader)
    yield from _aspects(risk, reader)
    if risk.get("departs_reason"):
        yield reader.say("departs"), risk["departs_reason"]
    yield reader.say("measures"), _written_out(content, risk, reader)
    yield reader.say("after"), _after(content, risk, reader)
    yield from _treated(content, risk, reader)


def _as_values(risk: Values, reader: Reader) -> Iterator[Fact]:
    """Value and vulnerability beside the threat (NS 5832); older contents, and a DPIA's, do not speak of them."""
    for name, key in (("value", "value of risk"), ("vulnerability", "vulnerability")):
        if risk.get(name):
            yield reader.say(key), risk[name]


def _aspects(risk: Values, reader: Reader) -> Iterator[Fact]:
    lines = [
        reader.say("aspect", name=reader.text(one["name"]), now=one["now"] or "–", after=one["after"] or "–")
        for one in risk.get("aspects", ())
    ]
    if lines:
        yield reader.say("aspects"), "\n".join(lines)


def _treated(content: Values, risk: Values, reader: Reader) -> Iterator[Fact]:
    """What is done about it, why, and who owns it; a DPIA does not ask for this."""
    if content["kind"] == "dpia" or "treatment" not in risk:
        return
    how = reader.word(risk["treatment"]) if risk["treatment"] else reader.say("not given")
    yield reader.say("treatment"), reader.say("treated so", how=how, why=risk["treatment_reason"]).strip()
    yield reader.say("risk owner of"), reader.given(risk["owner"])


def _knowledge(content: Values, risk: Values, name: str, reader: Reader) -> str:
    """How strong the knowledge behind a judgement is, with a blank before; a DPIA does not ask for this."""
    if content["kind"] == "dpia" or f"{name}_knowledge" not in risk:
        return ""
    strength = risk[f"{name}_knowledge"]
    if not strength:
        return f" {reader.say('knowledge not given')}"
    return f" {reader.say('knowledge', strength=reader.say(f'knowledge {strength}'))}"


def _now(content: Values, risk: Values, reader: Reader) -> str:
    """The level, then each side with its reason."""
    sides = [
        f"{_step(content, name, risk[name], reader)}. {risk[f'{name}_reason'] or reader.say('no reason')}"
        f"{_knowledge(content, risk, name, reader)}"
        for name in ("likelihood", "consequence")
    ]
    return "\n".join([reader.level_word(risk["level"]), *sides])


def _after(content: Values, risk: Values, reader: Reader) -> str:
    """What is left: the level, both sides, and why."""
    sides = [_step(content, name, risk[f"{name}_after"], reader) for name in ("likelihood", "consequence")]
    why = f"{reader.given(risk['after_reason'])}{_knowledge(content, risk, 'after', reader)}"
    return "\n".join([reader.level_word(risk["level_after"]), "; ".join(sides), why])


def _step(content: Values, scale: str, value: int | None, reader: Reader) -> str:
    """Sannsynlighet 3 – Mulig."""
    side = content["scales"][scale]
    if value is None:
        return f"{reader.text(side['name'])}: {reader.say('not judged')}"
    words = {level["value"]: reader.text(level["word"]) for level in side["levels"]}
    return f"{reader.text(side['name'])} {value} – {words[value]}"


def _written_out(content: Values, risk: Values, reader: Reader) -> str:
    texts = {one["number"]: one["text"] for one in content["measures"]}
    return "\n".join(f"T{number} {texts[number]}" for number in risk["measures"]) or no_measure(content, risk, reader)
