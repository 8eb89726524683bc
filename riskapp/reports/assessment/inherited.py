"""What was taken over from another assessment: from where, what is the team's own by now, what became of changes."""

from collections.abc import Iterator

from riskapp.assessments.changes import letter_of
from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Paragraphs, Section, Table


def inherited(content: Values, reader: Reader) -> Iterator[Section]:
    """Nothing for an assessment that began by itself; older contents know of no base."""
    told = content.get("inherited")
    if told is None:
        return
    base = told["base"]
    lead = reader.say(
        "inherited follows" if told["follows"] else "inherited copied",
        title=base["title"],
        n=base["version"],
        hash=base["content_hash"] or reader.say("not decided yet"),
    )
    headings = tuple(reader.say(key) for key in ("where", "from where", "state"))
    names = {
        question["id"]: reader.text(question["label"])
        for step in content["questionnaire"]["steps"]
        for question in step["questions"]
    }
    rows = tuple(
        (
            names.get(one["place"], one["place"]),
            reader.say(
                "from place",
                title=one["base"]["title"],
                n=one["base"]["version"],
                place=one["of"] if letter_of(one["of"]) else reader.say("differs answer"),
            ),
            reader.say("made own" if one["own"] else "as taken over"),
        )
        for one in told["places"]
    )
    yield Section(
        reader.say("inherited"), 1, (Paragraphs(lead), *((Table(headings, rows, (4, 4, 2.4)),) if rows else ()))
    )
    if told["choices"]:
        yield Section(reader.say("inherited choices"), 2, (_choices(told["choices"], reader),))


def _choices(choices: list[Values], reader: Reader) -> Table:
    headings = tuple(reader.say(key) for key in ("what changed", "what was done", "reason", "by whom"))
    rows = tuple(
        (
            reader.say("from place", title=one["name"], n=one["version"], place=one["place"]),
            reader.word(one["choice"]),
            one["reason"] or "–",
            f"{one['by']}, {reader.moment(one['at'])}",
        )
        for one in choices
    )
    return Table(headings, rows, (3.4, 1.6, 3.4, 2.4))
