"""The threshold assessment with its reasons, and every question with its answer, step by step."""

from collections.abc import Iterator

from riskapp.catalogues.verdicts import VERDICTS
from riskapp.reports.assessment.negatives import unanswered
from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Block, Facts, Paragraphs, QuestionAnswer, Section, Table


def threshold(content: Values, reader: Reader) -> Iterator[Section]:
    """Outcome, rule and the criteria that are met; nothing for a ROS, which has no threshold."""
    found = content["threshold"]
    if not found:
        return
    facts = Facts(
        (
            (reader.say("outcome"), reader.word(found["outcome"])),
            (reader.say("because"), reader.given(reader.text(found["because"]))),
        )
    )
    yield Section(reader.say("threshold"), 1, (facts,))
    yield Section(reader.say("criteria met"), 2, (_fired(content, found["fired"], reader),))
    if found.get("known"):
        yield Section(reader.say("estate says"), 2, (_known(content, found["known"], reader),))


def _fired(content: Values, fired: list[Values], reader: Reader) -> Block:
    if not fired:
        return Paragraphs(reader.say("no criteria"))
    asked = {question["id"]: question for step in content["questionnaire"]["steps"] for question in step["questions"]}
    rows = tuple(
        (
            reader.text(asked[one["question"]]["label"]),
            _chosen(asked[one["question"]], one["values"], reader),
            one["reason"],
        )
        for one in fired
    )
    headings = tuple(reader.say(key) for key in ("criterion", "answer", "reason"))
    return Table(headings, rows, (4, 2.5, 3.5))


def _known(content: Values, facts: list[Values], reader: Reader) -> Block:
    """What the estate said of the threshold's questions, and how the answers stood to it."""
    asked = {question["id"]: question for step in content["questionnaire"]["steps"] for question in step["questions"]}
    rows = tuple(
        (
            reader.text(one["says"]),
            reader.text(asked[one["question"]]["label"]),
            reader.word(one["standing"]),
        )
        for one in facts
    )
    headings = tuple(reader.say(key) for key in ("estate says", "criterion", "answer"))
    return Table(headings, rows, (4, 4, 2))


def answers(content: Values, reader: Reader) -> Iterator[Section]:
    """One section a step that asks anything."""
    for step in content["questionnaire"]["steps"]:
        if step["questions"]:
            blocks = tuple(answer_block(question, content, reader) for question in step["questions"])
            yield Section(reader.say("answers", step=reader.text(step["title"])), 1, blocks, f"step:{step['id']}")


def answer_block(question: Values, content: Values, reader: Reader) -> QuestionAnswer:
    """A question with its answer, the reason, the verdict and what is done about it."""
    given = content["answers"]
    answer = given.get(question["id"])
    reason = given.get(f"{question['id']}.reason")
    text = unanswered(question, content, reader) if not answer else _told(question, answer, reader)
    if reason:
        label = reader.text(question["reason_label"]) or reader.say("reason")
        text = f"{text}\n\n{label}\n{reason}"
    told = "\n".join(_verdict(question, content, reader))
    text = f"{text}\n\n{told}" if told else text
    return QuestionAnswer(reader.text(question["label"]), text, reader.citation(question["article"]), question["id"])


def _verdict(question: Values, content: Values, reader: Reader) -> Iterator[str]:
    """How well it is kept, and what is done about it."""
    verdict = content["answers"].get(f"{question['id']}.verdict")
    if verdict:
        yield reader.say("verdict", verdict=reader.text(_VERDICTS[verdict]))
    for one in content["measures"]:
        if one.get("mends") == question["id"]:
            named = f"T{one['number']} {one['text']} ({reader.given(one['owner'])}, {reader.day(one['due'])})"
            yield reader.say("mended by", measure=named)


_VERDICTS = {value: {"nb": label.nb, "en": label.en} for value, label in VERDICTS.items()}


def _told(question: Values, answer: str | list[str], reader: Reader) -> str:
    if question["choices"]:
        return _chosen(question, [answer] if isinstance(answer, str) else answer, reader)
    return reader.day(str(answer)) if question["kind"] == "date" else str(answer)


def _chosen(question: Values, values: list[str], reader: Reader) -> str:
    labels = question["choices"]
    return "\n".join(reader.text(labels[value]) if value in labels else value for value in values)
