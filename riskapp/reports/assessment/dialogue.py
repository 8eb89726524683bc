"""What was said while it was read: each remark and request for change with its answers, under the name of its place."""

from collections.abc import Iterator

from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Block, Paragraphs, Quote, Section


def dialogue(content: Values, reader: Reader) -> Iterator[Section]:
    """Nothing where nothing was said; older contents know of no dialogue."""
    remarks = content.get("remarks") or []
    if not remarks:
        return
    open_ = sum(1 for one in remarks if one["kind"] == "request for change" and not one["settled_at"])
    lead = reader.counted("requests open", open_)
    yield Section(reader.say("dialogue"), 1, (Paragraphs(lead),))
    names = dict(_names(content, reader))
    for place in dict.fromkeys(_place(one) for one in remarks):
        blocks = [block for one in remarks if _place(one) == place for block in _remark(one, reader)]
        yield Section(names.get(place, place), 3, tuple(blocks))


def _place(one: Values) -> str:
    return str(one["anchor"] or f"step:{one['step']}")


def _names(content: Values, reader: Reader) -> Iterator[tuple[str, str]]:
    for step in content["questionnaire"]["steps"]:
        yield f"step:{step['id']}", reader.text(step["title"])
        for question in step["questions"]:
            yield question["id"], reader.text(question["label"])


def _remark(one: Values, reader: Reader) -> Iterator[Block]:
    told = [reader.word(one["role"]), reader.word(one["kind"])]
    if one["settled_at"]:
        told.append(reader.say("settled by", who=one["settled_by"], when=reader.moment(one["settled_at"])))
        told += [] if one["answers"] else [reader.say("settled silently")]
    elif one["kind"] == "request for change":
        told.append(reader.say("request not settled"))
    yield Quote(one["by"], ", ".join(told), reader.moment(one["at"]), one["text"])
    for answer in one["answers"]:
        role = f"{reader.word(answer['role'])}, {reader.say('answering')}"
        yield Quote(answer["by"], role, reader.moment(answer["at"]), answer["text"])
