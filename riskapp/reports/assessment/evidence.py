"""The blast radius that stands beside a scenario, as it was computed and kept."""

from collections.abc import Callable, Iterator

from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.assessment.supposed import supposed
from riskapp.reports.content import Block, Paragraphs, Table

_ASKED = {"integrity": "if lies", "confidentiality": "if leaks"}


def evidence(found: Values | None, reader: Reader) -> Iterator[Block]:
    """Question, findings and the table of what is hit; a sentence where nothing was computed."""
    if found is None:
        yield Paragraphs(reader.say("no evidence"))
        return
    computed = reader.say("computed", at=reader.moment(found["at"]), estate=reader.number(found["estate"]))
    rests = f"\n{reader.say('rests on', slice=found['slice'])}" if "slice" in found else ""
    yield Paragraphs(f"{' '.join(sentences(found, reader))}\n{computed}{rests}")
    if found["threat"] == "confidentiality":
        yield from _categories(found, reader)
    else:
        yield from _processes(found, reader)
    if "supposed" in found:
        yield from supposed(found["supposed"], reader)


def sentences(found: Values, reader: Reader) -> Iterator[str]:
    """What was asked and what was found, as whole sentences."""
    yield _question(found, reader)
    yield from _FINDINGS[found["threat"]](found, reader)


def _question(found: Values, reader: Reader) -> str:
    hit = found["hit"]
    assets = reader.together([f"{one['name']} ({one['id']})" for one in hit])
    if found["threat"] != "availability":
        alone = found["threat"] == "integrity" and not found.get("control", True)
        return reader.counted("if lies alone" if alone else _ASKED[found["threat"]], len(hit), assets=assets)
    if found["outage"] is None:
        return reader.counted("if fails open", len(hit), assets=assets)
    return reader.counted("if fails", len(hit), assets=assets, outage=reader.duration(found["outage"]))


def _failing(found: Values, reader: Reader) -> Iterator[str]:
    if found.get("control"):
        yield reader.say("attacked")
    yield reader.counted("down", found["assets"])
    yield reader.counted("degraded", found["degraded"])
    for names in found["deadlocks"]:
        yield reader.say("deadlocks", names=reader.together(names))
    # Without an end of the outage, or cut off at the horizon, the engine does not look for those who wait.
    if not found["deadlocks"] and found["settled"] and found["outage"] is not None:
        yield reader.say("deadlocks none")
    yield reader.say("settled" if found["settled"] else "not settled", horizon=reader.duration(found["horizon"]))


def _lying(found: Values, reader: Reader) -> Iterator[str]:
    yield reader.counted("reached", found["assets"])
    if found["assets"] == 1:
        yield reader.say("taken over alone" if found["controlled"] else "wrong data alone")
    elif found["assets"]:
        yield reader.counted("taken over", found["controlled"])
        yield reader.counted("wrong data", found["wrong_data"])
    yield reader.counted("stopped", found["stopped"])


def _leaking(found: Values, reader: Reader) -> Iterator[str]:
    yield reader.counted("reached", found["assets"])
    yield reader.counted("controlled", found["controlled"])
    low, high = (reader.number(found[name]) for name in ("at_least", "at_most"))
    yield reader.say("people exposed", low=low, high=high)
    if found["unknown"]:
        yield reader.counted("unknown holders", found["unknown"])


_FINDINGS: dict[str, Callable[[Values, Reader], Iterator[str]]] = {
    "availability": _failing,
    "integrity": _lying,
    "confidentiality": _leaking,
}


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
    yield from _holders(found, reader)


def _holders(found: Values, reader: Reader) -> Iterator[Block]:
    """Where the exposed data lie; older evidence does not say it."""
    cells = tuple(
        (f"{row['name']} ({row['id']})", *(reader.number(row[name]) for name in ("at_least", "at_most", "unknown")))
        for row in found.get("holders", ())
    )
    if cells:
        headings = tuple(reader.say(key) for key in ("holder", "at least", "at most", "unknown size"))
        yield Table(headings, cells, (4, 1.5, 1.5, 1.5))
    yield from _more(found.get("holders_more", 0), reader)


def _more(count: int, reader: Reader) -> Iterator[Block]:
    if count:
        yield Paragraphs(reader.say("more rows", more=reader.number(count)))
