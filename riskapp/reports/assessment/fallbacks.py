"""What people do while a system is away: who, without what, for how long it was tested, and what is doubtful."""

from collections.abc import Iterator

from riskapp.assessments.fallback_doubts import doubts_of_fallback, quoted_tolerance
from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Paragraphs, Section, Table


def fallbacks(content: Values, reader: Reader) -> Iterator[Section]:
    """One table; a sentence where a risk assessment describes none. A DPIA does not ask for it."""
    rows = content.get("fallbacks") or ()
    if not rows:
        if content["kind"] == "ros":
            yield Section(reader.say("fallbacks"), 1, (Paragraphs(reader.say("no fallbacks")),))
        return
    headings = tuple(
        reader.say(key) for key in ("nr", "what people do", "who without what", "tested", "estate counts on")
    )
    table = Table(headings, tuple(_row(content, one, reader) for one in rows), (0.8, 4, 2.6, 2.2, 2.2))
    yield Section(reader.say("fallbacks"), 1, (table,))


def _row(content: Values, one: Values, reader: Reader) -> tuple[str, ...]:
    tolerance = quoted_tolerance(content, one)
    ends = {side: f"{one[side]['name']} ({one[side]['key']})" for side in ("dependent", "provider")}
    doubts = [reader.say(_DOUBTS[str(doubt.text)]) for doubt in doubts_of_fallback(one, tolerance)]
    carried = one["carried_at"]
    counts = [
        reader.say("not quoted") if tolerance is None else reader.minutes(tolerance),
        reader.say("carried over", at=reader.moment(carried)) if carried else reader.say("not carried over"),
    ]
    return (
        f"N{one['number']}",
        "\n".join((one["text"], reader.word(one["kind"]))),
        reader.say("without", **ends),
        "\n".join((_tested(one, reader), *doubts)),
        "\n".join(counts),
    )


def _tested(one: Values, reader: Reader) -> str:
    if one["minutes"] is None:
        return reader.say("not tested")
    when, who = reader.day(one["tested_on"]), reader.given(one["tested_by"])
    return reader.say("tested how", minutes=reader.minutes(one["minutes"]), at=when, by=who)


_DOUBTS = {
    "Nobody has tested it yet.": "doubt untested",
    "Say when it was tested, and by whom.": "doubt unsaid",
    "The estate counts on %(estate)s minutes, but only %(tested)s were tested.": "doubt longer",
}
