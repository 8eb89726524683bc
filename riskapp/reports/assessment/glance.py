"""The first page of the report, for somebody with one minute, and its counterpart: what is missing or left out."""

from collections import Counter
from collections.abc import Iterable, Iterator

from riskapp.assessments.acceptance_lines import line_in
from riskapp.assessments.acute import holds_acute
from riskapp.assessments.safety import ROLES_OF_CARE
from riskapp.catalogues.measures import NOT_ASSESSED
from riskapp.reports.assessment.negatives import bare_systems, undocumented, unexplained_care
from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.assessment.trade_offs import is_unweighed
from riskapp.reports.content import Fact, Facts, Paragraphs, Section


def at_a_glance(content: Values, reader: Reader) -> Section:
    """Outcome, advice, decision and the numbers."""
    return Section(reader.say("glance"), 1, (Facts(tuple(_facts(content, reader))),))


def _facts(content: Values, reader: Reader) -> Iterator[Fact]:
    if content["threshold"]:
        yield reader.say("threshold"), reader.word(content["threshold"]["outcome"])
    yield reader.say("advice"), _last(content, reader, ("advise",), "no advice")
    yield reader.say("decision"), _last(content, reader, ("approve", "reject"), "undecided")
    yield reader.say("risks"), _risks(content, reader)
    done = sum(1 for one in content["measures"] if one["status"] == "in place")
    yield reader.say("measures"), reader.say("measure count", all=len(content["measures"]), done=done)
    held = sum(1 for risk in content["risks"] for one in risk["acceptances"] if not one["withdrawn_at"])
    yield reader.say("acceptances"), reader.say("acceptance count", count=held)


def _last(content: Values, reader: Reader, acts: tuple[str, ...], otherwise: str) -> str:
    taken = [one for one in content["transitions"] if one["act"] in acts]
    if not taken:
        return reader.say(otherwise)
    last = taken[-1]
    what = reader.word(last["opinion"] or last["to"])
    return f"{what} – {reader.say('by on', who=last['by'], when=reader.day(last['at']))}"


def _risks(content: Values, reader: Reader) -> str:
    if not content["risks"]:
        return reader.say("no risks")
    return "\n".join(
        reader.say(phrase, levels=_counted([risk[side] for risk in content["risks"]], reader))
        for phrase, side in (("counted now", "level"), ("counted after", "level_after"))
    )


def _counted(levels: list[Values | None], reader: Reader) -> str:
    words = {level["value"] if level else 0: reader.level_word(level) for level in levels}
    counts = Counter(level["value"] if level else 0 for level in levels)
    return ", ".join(f"{counts[value]} {words[value]}" for value in sorted(counts, reverse=True))


def left_out(content: Values, reader: Reader) -> Section:
    """The negatives, each with its places, so that an empty place in the report is never a question."""
    facts = tuple((reader.say(key), found) for key, found in _left_out(content, reader) if found)
    block = Facts(facts) if facts else Paragraphs(reader.say("nothing left out"))
    return Section(reader.say("left out"), 1, (block,))


def _left_out(content: Values, reader: Reader) -> Iterator[tuple[str, str]]:
    risks, plans = content["risks"], content["measures"]
    yield (
        "left unanswered",
        "\n".join(
            reader.text(question["label"])
            for step in content["questionnaire"]["steps"]
            for question in step["questions"]
            if question.get("required", True) and not content["answers"].get(question["id"])
        ),
    )
    yield (
        "left odd",
        "\n".join(
            f"{reader.text(one['says'])} ({reader.text(one['article'])})" for one in content.get("inconsistencies", ())
        ),
    )
    yield "left measure", _numbers("R", (one for one in risks if not one["measures"]))
    yield "left systems", bare_systems(content, reader)
    yield "left evidence", _numbers("R", (one for one in risks if not one["evidence"]))
    yield "left residual", _numbers("R", (one for one in risks if not one["level_after"]))
    yield "left accepted", _numbers("R", (one for one in risks if _unaccepted(content, one)))
    yield "left safety", _numbers("T", (one for one in plans if one["safety_effect"] == NOT_ASSESSED))
    yield "left care", _numbers("T", unexplained_care(content))
    yield "left files", _numbers("T", undocumented(content))
    yield "left role", _numbers("T", (one for one in plans if _outside_care(content, one)))
    yield (
        "left weighed",
        _numbers("T", (one for one in plans if is_unweighed(content, one))),
    )
    yield "left fallbacks", _numbers("N", (one for one in content.get("fallbacks") or () if one["minutes"] is None))
    yield (
        "left owner",
        _numbers("T", (one for one in plans if not one["owner"] or not (one["due"] or one["status"] == "in place"))),
    )
    yield (
        "left quotes",
        ", ".join(
            reader.say(name if name != "assets" else "scope")
            for name, rows in content["quotes"].items()
            if any("more" in row for row in rows)
        ),
    )


def _outside_care(content: Values, one: Values) -> bool:
    """Whether it was judged, but not by those who must judge it where a device is in scope; a DPIA asks nobody."""
    return (
        content["kind"] == "ros"
        and holds_acute(content)
        and one["safety_effect"] != NOT_ASSESSED
        and one.get("safety_role", "") not in ROLES_OF_CARE
    )


def _unaccepted(content: Values, risk: Values) -> bool:
    held = any(not one["withdrawn_at"] for one in risk["acceptances"])
    return line_in(content, risk) is not None and not held


def _numbers(letter: str, rows: Iterable[Values]) -> str:
    return ", ".join(f"{letter}{one['number']}" for one in rows)
