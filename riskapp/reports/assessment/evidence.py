"""The blast radius that stands beside a scenario, as it was computed and kept."""

from collections.abc import Iterator

from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Block, Fact, Paragraphs, Table

_ASKED = {"integrity": "if lies", "confidentiality": "if leaks"}


def evidence(found: Values | None, reader: Reader) -> Iterator[Block]:
    """Question, figures and the table of what is hit; a sentence where nothing was computed."""
    if found is None:
        yield Paragraphs(reader.say("no evidence"))
        return
    figures = "; ".join(f"{label}: {value}" for label, value in _figures(found, reader))
    computed = reader.say("computed", at=reader.moment(found["at"]), estate=reader.number(found["estate"]))
    yield Paragraphs(f"{_question(found, reader)} {figures}.\n{computed}")
    if found["threat"] == "confidentiality":
        yield from _categories(found, reader)
    else:
        yield from _processes(found, reader)


def _figures(found: Values, reader: Reader) -> Iterator[Fact]:
    yield reader.say("reached"), reader.number(found["assets"])
    if found["threat"] == "confidentiality":
        people = reader.say(
            "at least at most", low=reader.number(found["at_least"]), high=reader.number(found["at_most"])
        )
        if found["unknown"]:
            people = f"{people}, {reader.say('unknown holders', count=reader.number(found['unknown']))}"
        yield reader.say("controlled"), reader.number(found["controlled"])
        yield reader.say("people exposed"), people
    elif found["threat"] == "integrity":
        for name in ("controlled", "wrong_data", "stopped"):
            yield reader.say(name.replace("_", " ")), reader.number(found[name])
    else:
        yield reader.say("degraded"), reader.number(found["degraded"])
        waits = " · ".join(", ".join(names) for names in found["deadlocks"])
        yield reader.say("deadlocks"), reader.given(waits, "none")
        yield reader.say("settled", horizon=reader.minutes(found["horizon"])), reader.yes(found["settled"])


def _question(found: Values, reader: Reader) -> str:
    assets = ", ".join(f"{one['name']} ({one['id']})" for one in found["hit"])
    if found["threat"] == "availability":
        if found["outage"] is None:
            return reader.say("if fails open", assets=assets)
        return reader.say("if fails", assets=assets, outage=reader.minutes(found["outage"]))
    return reader.say(_ASKED[found["threat"]], assets=assets)


def _processes(found: Values, reader: Reader) -> Iterator[Block]:
    rows = found["processes"]
    if not rows:
        yield Paragraphs(reader.say("no processes"))
        return
    timed = found["threat"] == "availability"
    keys = ("process", "first failure", "minutes down", "restored") if timed else ("process", "grip")
    cells = tuple(_down(row, reader) if timed else _reached(row, reader) for row in rows)
    yield Table(tuple(reader.say(key) for key in keys), cells, (4, 1.6, 1.6, 2) if timed else (5, 2))
    yield from _more(found["processes_more"], reader)


def _down(row: Values, reader: Reader) -> tuple[str, ...]:
    restored = row.get("restored")
    return (
        f"{row['name']} ({row['id']})",
        reader.minutes(row["first_failure"]),
        reader.minutes(row["minutes_down"]),
        reader.say("not restored") if restored is None else reader.minutes(restored),
    )


def _reached(row: Values, reader: Reader) -> tuple[str, ...]:
    return f"{row['name']} ({row['id']})", reader.say(f"grip {row['state']}")


def _categories(found: Values, reader: Reader) -> Iterator[Block]:
    cells = tuple(
        (row["category"], *(reader.number(row[name]) for name in ("at_least", "at_most", "unknown")))
        for row in found["categories"]
    )
    if cells:
        headings = tuple(reader.say(key) for key in ("category", "at least", "at most", "unknown size"))
        yield Table(headings, cells, (4, 1.5, 1.5, 1.5))
    yield from _more(found.get("categories_more", 0), reader)


def _more(count: int, reader: Reader) -> Iterator[Block]:
    if count:
        yield Paragraphs(reader.say("more rows", more=reader.number(count)))
