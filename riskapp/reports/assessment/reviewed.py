"""What a yearly review looked at: each part, who says that it still holds, and what was noted."""

from collections.abc import Iterator

from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Paragraphs, Section, Table


def reviewed(content: Values, reader: Reader) -> Iterator[Section]:
    """Nothing for a version that is no yearly review; older contents know of none."""
    told = content.get("review")
    if told is None:
        return
    headings = tuple(reader.say(key) for key in ("part", "what was noted", "by whom"))
    rows = tuple(
        (
            reader.text(one["title"]) or reader.say(f"review {one['part']}"),
            one["note"] or reader.say("still holds"),
            f"{one['by']}, {reader.moment(one['at'])}",
        )
        for one in told["parts"]
    )
    table = (Table(headings, rows, (3, 4.4, 3)),) if rows else ()
    yield Section(reader.say("review"), 1, (Paragraphs(reader.say("review lead")), *table))
