"""What was supposed of the estate beside a scenario's blast radius: the changes, and the figures before and after."""

from collections.abc import Iterator

from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Block, Paragraphs, Table


def supposed(found: Values, reader: Reader) -> Iterator[Block]:
    """The changes as numbered sentences, a table of figures, and what would be spared."""
    changes = (f"{number}. {reader.text(one)}" for number, one in enumerate(found["changes"], start=1))
    yield Paragraphs("\n".join((reader.say("supposed", name=found["name"]), *changes)))
    rows = tuple(
        (reader.say(f"figure {name}"), figure_in_words(name, before, reader), figure_in_words(name, after, reader))
        for name, (before, after) in found["totals"].items()
    )
    yield Table(tuple(reader.say(key) for key in ("figure", "before", "after changes")), rows, (5, 2, 2))
    yield Paragraphs(" ".join(_moved(found, reader)))


def figure_in_words(name: str, value: int | None, reader: Reader) -> str:
    """A total as people read it."""
    return reader.minutes(value) if name == "process_minutes_down" else reader.number(value)


def _moved(found: Values, reader: Reader) -> Iterator[str]:
    yield reader.say("saved by it", saved=reader.number(found["saved"]), new=reader.number(found["new"]))
    names = list(found["spared"])
    if found["spared_more"]:
        names.append(reader.say("more names", n=reader.number(found["spared_more"])))
    if names:
        yield reader.say("spared", names=reader.together(names))
