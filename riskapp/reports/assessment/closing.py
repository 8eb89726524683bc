"""What was borne, advised and decided: acceptances, the advice word for word, the decision and its conditions."""

from collections.abc import Iterator

from riskapp.assessments.acceptance_lines import line_in
from riskapp.assessments.person_places import NAMES
from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Block, Level, Paragraphs, Quote, Section, Table

AGAINST = "advises against"


def acceptances(content: Values, reader: Reader) -> Iterator[Section]:
    """The residual risks against the criteria, then each acceptance in its owner's words."""
    if not content["risks"]:
        return
    rows = tuple(_residual(content, risk, reader) for risk in content["risks"])
    headings = tuple(reader.say(key) for key in ("nr", "level after", "criteria", "accepted"))
    yield Section(reader.say("acceptances"), 1, (Table(headings, rows, (0.8, 1.6, 3.6, 4)),))
    for risk in content["risks"]:
        if risk["acceptances"]:
            blocks = tuple(block for one in risk["acceptances"] for block in _acceptance(risk, one, reader))
            yield Section(f"R{risk['number']} – {reader.level_word(risk['level_after'])}", 3, blocks)


def _residual(content: Values, risk: Values, reader: Reader) -> tuple[str | Level, ...]:
    level = risk["level_after"]
    held = [one for one in risk["acceptances"] if not one["withdrawn_at"]]
    told = [reader.say("accepted by until", who=one["owner"], until=reader.day(one["until"])) for one in held]
    none = "–" if level and line_in(content, risk) is None else reader.say("not accepted")
    return f"R{risk['number']}", reader.level(level), _criterion(content, risk, reader), "\n".join(told) or none


def _criterion(content: Values, risk: Values, reader: Reader) -> str:
    if risk["level_after"] is None:
        return reader.say("not judged")
    line = line_in(content, risk)
    if line is None:
        return reader.say("bearable")
    names = {one["id"]: reader.text(one) for one in content["scales"]["consequence"].get("dimensions") or ()}
    why = reader.say("stricter for", aspects=reader.listed(names[one] for one in line.aspects)) if line.aspects else ""
    if not line.roles:
        return " ".join(part for part in (reader.say("unbearable"), why) if part)
    who = reader.say("needs acceptance", roles=reader.say("or").join(reader.word(role) for role in line.roles))
    return " ".join(part for part in (who, why) if part)


def _acceptance(risk: Values, one: Values, reader: Reader) -> Iterator[Block]:
    role = reader.say("acceptance role", number=risk["number"], until=reader.day(one["until"]))
    if one["withdrawn_at"]:
        role = f"{role}; {reader.say('withdrawn', at=reader.moment(one['withdrawn_at']))}"
    yield Quote(one["owner"], role, reader.moment(one["at"]), one["reason"])
    if one.get("withdrawn_reason"):
        yield Paragraphs(reader.say("withdrawn because", who=one["withdrawn_by"], why=one["withdrawn_reason"]))
    elif one["withdrawn_at"] and one.get("withdrawn_by"):
        yield Paragraphs(reader.say("withdrawn without", who=one["withdrawn_by"]))
    if one["withdrawn_at"] and one.get("treatment_before"):
        yield Paragraphs(reader.say("treated as before", how=reader.word(one["treatment_before"])))
    then = one["risk_then"]
    text = reader.say(
        "accepted as", level=reader.level_word(then["risk"]["level_after"]), fingerprint=then["fingerprint"]
    )
    if _changed_since(risk, then["risk"]):
        text = f"{text}\n{reader.say('accepted then', event=then['risk']['event'])}"
    yield Paragraphs(text)


def _changed_since(risk: Values, then: Values) -> bool:
    """Whether the scenario says something else than when it was accepted; a field that says nothing is no change."""
    names = {*risk, *then} - {"acceptances", "figures", *NAMES}
    return any((risk.get(name) or None) != (then.get(name) or None) for name in names)


def advice(content: Values, reader: Reader) -> Iterator[Section]:
    """Every advice word for word, the latest last; a sentence where none was given."""
    given = [one for one in content["transitions"] if one["act"] == "advise"]
    if not given:
        yield Section(reader.say("advice"), 1, (Paragraphs(reader.say("no advice yet")),))
        return
    lead = (Paragraphs(reader.say("advice round")),) if len(given) > 1 else ()
    blocks = tuple(block for one in given for block in _advice(one, reader))
    yield Section(reader.say("advice"), 1, (*lead, *blocks))


def _advice(one: Values, reader: Reader) -> tuple[Block, ...]:
    opinion = reader.say("opinion", opinion=reader.word(one["opinion"]))
    return Paragraphs(opinion), _quote(one, reader)


def decision(content: Values, reader: Reader) -> Section:
    """The decision with its conditions; where the advice was against, the words beside it are management's reply."""
    taken = [one for one in content["transitions"] if one["act"] in ("approve", "reject")]
    if not taken:
        return Section(reader.say("decision"), 1, (Paragraphs(reader.say("no decision")),))
    last = taken[-1]
    given = [one for one in content["transitions"] if one["act"] == "advise"]
    against = bool(given) and given[-1]["opinion"] == AGAINST
    blocks: tuple[Block, ...] = (Paragraphs(reader.say("reply")),) if against else ()
    return Section(reader.say("decision"), 1, (*blocks, _quote(last, reader), *_conditions(content, reader)))


def _conditions(content: Values, reader: Reader) -> Iterator[Block]:
    """What the approval asks for; older contents know of no conditions."""
    conditions = content.get("conditions")
    if conditions:
        yield Paragraphs(reader.counted("conditions", len(conditions)))
        headings = tuple(reader.say(key) for key in ("nr", "condition", "answers for", "due"))
        rows = tuple((str(one["number"]), one["text"], one["owner"], reader.day(one["due"])) for one in conditions)
        yield Table(headings, rows, (0.6, 5, 2.4, 2))


def _quote(one: Values, reader: Reader) -> Quote:
    role = f"{reader.word(one['role'])}, {reader.word(one['act'])}"
    return Quote(one["by"], role, reader.moment(one["at"]), one["text"] or reader.say("no words"))
