"""The workshops in which a version was made: when and where, who was asked and came, the agenda and the notes."""

from collections.abc import Iterator

from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Block, Facts, Paragraphs, Section, Table

_CAME = {True: "guest came", False: "guest did not come", None: "guest not said"}


def workshops(content: Values, reader: Reader) -> Iterator[Section]:
    """Nothing where nobody met; older contents know of no workshops."""
    held = content.get("workshops") or []
    if not held:
        return
    yield Section(reader.say("workshops"), 1)
    for one in held:
        heading = reader.say("workshop", number=one["number"], when=reader.moment(one["at"]))
        yield Section(heading, 2, tuple(_workshop(one, reader)))


def _workshop(one: Values, reader: Reader) -> Iterator[Block]:
    yield Facts(
        (
            (reader.say("duration"), reader.minutes(one["minutes"])),
            (reader.say("room"), reader.given(one["place"])),
            (reader.say("agenda"), reader.given(one["agenda"])),
        )
    )
    yield _guests(one, reader)
    yield Facts(((reader.say("notes"), reader.given(one["notes"])),))


def _guests(one: Values, reader: Reader) -> Block:
    if not one["guests"]:
        return Paragraphs(reader.say("no guests"))
    headings = tuple(reader.say(key) for key in ("name", "profession", "role", "email", "came"))
    rows = tuple(
        (
            *(guest[field] or "–" for field in ("name", "profession", "role", "email")),
            reader.say(_CAME[guest["came"]]),
        )
        for guest in one["guests"]
    )
    return Table(headings, rows, (2.4, 2.2, 2.2, 2.4, 1.2))
