"""What the estate holds, how complete it is, and each process, system and group of devices with its needs."""

from collections.abc import Iterator

from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Block, Paragraphs, Section, Table

_LIVES = ("planned", "pilot", "in use", "retiring", "retired")
_SITES = 8
_COUNTED = 40
"""Sites and suppliers of one table; the rest are counted."""
_HEADINGS = ("eo rank asset", "eo need", "eo times", "eo belongs", "eo state")
_WIDTHS = (4.2, 1.1, 2.2, 3.6, 1.4)


def holds(content: Values, reader: Reader) -> Iterator[Section]:
    """Counts by kind and life, by site and by supplier."""
    counts = content["counts"]
    if not counts["kinds"]:
        yield Section(reader.say("eo holds"), 1, (Paragraphs(reader.say("eo no assets")),))
        return
    rows = tuple(
        (
            reader.word(one["kind"]),
            *(reader.number(one[life]) for life in _LIVES),
            reader.number(sum(one[life] for life in _LIVES)),
        )
        for one in counts["kinds"]
    )
    headings = (reader.say("asset kind"), *(reader.word(life) for life in _LIVES), reader.say("eo sum"))
    table = Table(headings, rows, (2.4, 1.2, 1.4, 1.2, 1.3, 1.6, 1.2))
    yield Section(reader.say("eo holds"), 1, (Paragraphs(reader.say("eo holds lead")), table))
    yield Section(reader.say("eo by site"), 2, tuple(_counted(counts["sites"], "site", reader)))
    yield Section(reader.say("eo by supplier"), 2, tuple(_counted(counts["suppliers"], "supplier", reader)))


def _counted(rows: list[Values], what: str, reader: Reader) -> Iterator[Block]:
    cells = tuple(
        (one["name"] or reader.say(f"eo no {what}"), one["id"], reader.number(one["assets"])) for one in rows[:_COUNTED]
    )
    yield Table((reader.say(what), reader.say("id"), reader.say("eo number of assets")), cells, (5, 3, 1.5))
    yield from more(len(rows) - _COUNTED, "assets.csv", reader)


def more(count: int, file: str, reader: Reader) -> Iterator[Block]:
    """A sentence about the rows that a table leaves out."""
    if count > 0:
        yield Paragraphs(reader.say("eo more rows", n=reader.number(count), file=file))


def complete(found: Values, reader: Reader) -> Iterator[Section]:
    """How many of each kind are complete, and by rule what is missing."""
    shares = tuple(
        (
            reader.word(one["kind"]),
            reader.say("eo complete of", complete=reader.number(one["complete"]), assets=reader.number(one["assets"])),
        )
        for one in found["shares"]
    )
    rules = tuple(
        (
            reader.say(f"rule {one['rule']}"),
            reader.number(one["count"]),
            _some(one["examples"], one["count"] - len(one["examples"]), reader),
        )
        for one in found["rules"]
    )
    blocks: list[Block] = [Paragraphs(reader.say("eo complete lead"))]
    if shares:
        blocks.append(Table((reader.say("asset kind"), reader.say("eo complete")), shares, (3, 3)))
    if rules:
        headings = tuple(reader.say(key) for key in ("eo missing", "eo count", "eo examples"))
        blocks.append(Table(headings, rules, (3, 1.2, 6)))
    else:
        blocks.append(Paragraphs(reader.say("eo nothing missing")))
    yield Section(reader.say("eo complete"), 1, tuple(blocks))


def _some(names: list[str], left: int, reader: Reader) -> str:
    told = reader.listed(names)
    return reader.say("eo and more", names=told, n=reader.number(left)) if left > 0 else told


def critical(content: Values, reader: Reader) -> Iterator[Section]:
    """Every asset that is no device, by kind; then the devices, those that are alike as one line."""
    assets, devices = content["assets"], content["devices"]
    headings = tuple(reader.say(key) for key in _HEADINGS)
    if assets["rows"]:
        yield Section(reader.say("eo critical"), 1, (Paragraphs(reader.say("eo caption needs")),))
    for kind in dict.fromkeys(one["kind"] for one in assets["rows"]):
        rows = tuple(_asset(one, reader) for one in assets["rows"] if one["kind"] == kind)
        yield Section(reader.word(kind).capitalize(), 2, (Table(headings, rows, _WIDTHS),))
    if devices["rows"]:
        rows = tuple(_group(one, reader) for one in devices["rows"])
        blocks = (Paragraphs(reader.say("eo devices lead")), Table(headings, rows, _WIDTHS))
        yield Section(reader.say("eo devices"), 2, (*blocks, *more(devices["more"], "assets.csv", reader)))
    left = tuple(more(assets["more"], "assets.csv", reader))
    if left:
        yield Section(reader.say("eo more title"), 2, left)


def _asset(one: Values, reader: Reader) -> tuple[str, ...]:
    named = f"{one['name']} ({one['id']})"
    reference = one["external_ref"]
    first = "\n".join(part for part in (named, one["description"], reference) if part)
    return first, _need(one), _times(one, reader), _belongs(one, one["site"], reader), reader.word(one["lifecycle"])


def _group(one: Values, reader: Reader) -> tuple[str, ...]:
    sites = [
        reader.say("eo site count", site=site or reader.say("eo no site"), n=reader.number(count))
        for site, count in one["sites"]
    ]
    where = _some(sites[:_SITES], len(sites) - _SITES, reader)
    name = (
        reader.say("eo grouped", name=one["name"], n=reader.number(one["count"])) if one["count"] > 1 else one["name"]
    )
    return name, _need(one), _times(one, reader), _belongs(one, where, reader), reader.word(one["lifecycle"])


def _need(one: Values) -> str:
    return "/".join(str(one[name] or "–") for name in ("confidentiality", "integrity", "availability"))


def _times(one: Values, reader: Reader) -> str:
    downtime = reader.say("eo not said") if one["max_downtime"] is None else reader.minutes(one["max_downtime"])
    return f"{downtime} / {reader.minutes(one['recovery'])}"


def _belongs(one: Values, site: str, reader: Reader) -> str:
    return "\n".join(part for part in (one["owner"], one["supplier"], site) if part) or reader.say("eo not said")
