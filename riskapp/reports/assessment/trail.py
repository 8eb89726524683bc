"""The audit trail as it stood before the decision: each signed report is a copy of its newest checkpoint."""

from collections.abc import Iterator

from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Facts, Paragraphs, Section


def trail(content: Values, reader: Reader) -> Iterator[Section]:
    """The checkpoint whole, so that it can be typed off; drafts and older reports have none."""
    point = content.get("trail")
    if not point:
        return
    facts = Facts(
        (
            (reader.say("trail events"), reader.number(point["events"])),
            (reader.say("trail at"), reader.moment(point["at"])),
            (reader.say("trail root"), point["root"]),
            (reader.say("trail key"), point["key"]),
            (reader.say("trail note"), point["note"].strip()),
        )
    )
    yield Section(reader.say("trail"), 1, (Paragraphs(reader.say("trail text")), facts))
