"""What is not, in sentences: questions that did not apply, scenarios without a measure, systems without a scenario."""

from collections.abc import Iterator

from riskapp.assessments.treatment import REASONED
from riskapp.reports.assessment.reader import SEPARATOR, Reader, Values
from riskapp.reports.content import Section, Table

ENDED = ("not_required", "covered")
"""Outcomes of the threshold after which nothing more is asked."""
_IN_PLACE = "in place"


def not_asked(content: Values, reader: Reader) -> Iterator[Section]:
    """Each question that did not apply with the answer that made it so; older contents do not tell."""
    rows = content.get("not_asked") or []
    if rows:
        headings = (reader.say("question"), reader.say("why not asked"))
        told = tuple((reader.text(one["label"]), "\n".join(_because(one, reader))) for one in rows)
        yield Section(reader.say("not asked"), 2, (Table(headings, told, (4, 6)),))


def _because(one: Values, reader: Reader) -> Iterator[str]:
    """One sentence for one answer, a lead and a line each for several."""
    told = one["because"]
    if len(told) > 1:
        yield reader.say("not asked after these")
    for other in told:
        given = reader.listed((reader.text(answer) for answer in other["answers"]), "no answer")
        key = "not asked after" if len(told) == 1 else "not asked line"
        yield reader.say(key, question=reader.text(other["question"]), answer=given)


def unanswered(question: Values, content: Values, reader: Reader) -> str:
    """Why there is no answer: the threshold ends the assessment, it is voluntary, or nobody has given one."""
    threshold = content.get("threshold")
    if threshold and threshold["outcome"] in ENDED:
        return reader.say("not needed")
    return reader.say("not answered" if question.get("required", True) else "left free")


def no_measure(content: Values, risk: Values, reader: Reader) -> str:
    """That no measure treats a scenario, and why: by its treatment, else by what is said of what is left."""
    treatment = str(risk.get("treatment") or "")
    why = risk["treatment_reason"] if content["kind"] == "ros" and treatment in REASONED else risk["after_reason"]
    return reader.say("no measure because", why=why) if why else reader.say("no measure at all")


def bare_systems(content: Values, reader: Reader) -> str:
    """The systems in scope that no scenario of a risk assessment names; one that names none is about all of them."""
    if content["kind"] != "ros" or any(not risk["asset"] for risk in content["risks"]):
        return ""
    named = {risk["asset"]["key"] for risk in content["risks"]}
    return SEPARATOR.join(one["name"] for one in content["scope"] if one["key"] not in named)


def undocumented(content: Values) -> list[Values]:
    """The measures that are in place without a file that shows it; older contents know of no files."""
    return [one for one in content["measures"] if one["status"] == _IN_PLACE and one.get("evidence") == []]


def unexplained_care(content: Values) -> list[Values]:
    """The measures that are judged to leave care as it is, without a word on why."""
    return [one for one in content["measures"] if one["safety_effect"] == "none" and not one["safety_note"].strip()]
