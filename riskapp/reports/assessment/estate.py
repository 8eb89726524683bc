"""What is assessed, what the estate says about it, and who took part."""

from collections.abc import Callable, Iterator

from riskapp.reports.assessment.reader import SEPARATOR, Reader, Values
from riskapp.reports.content import Block, Facts, Paragraphs, Section, Table

Rows = list[Values]


def scope(content: Values, reader: Reader) -> Section:
    """The assets, with what the estate says of each."""
    if not content["scope"]:
        return Section(reader.say("scope"), 1, (Paragraphs(reader.say("no scope")),))
    quoted = {row["id"]: row for row in content["quotes"]["assets"] if "id" in row}
    rows = tuple(_asset(one, quoted.get(one["key"], {}), reader) for one in content["scope"])
    headings = _headings(reader, "asset", "asset kind", "owner", "supplier", "site", "need", "max downtime")
    table = Table(headings, rows, (3.2, 1.8, 2.1, 2.1, 1.9, 1.3, 1.4), reader.say("need caption"))
    return Section(reader.say("scope"), 1, (table,))


def _asset(one: Values, quoted: Values, reader: Reader) -> tuple[str, ...]:
    need = quoted.get("need") or {}
    needs = " / ".join(str(need.get(name) or "–") for name in ("confidentiality", "integrity", "availability"))
    return (
        f"{one['name']}\n{one['key']}",
        "\n".join(reader.word(word) for word in (one["kind"], quoted.get("lifecycle")) if word),
        reader.given(quoted.get("owner")),
        _supplier(quoted, reader),
        reader.given(quoted.get("site")),
        needs,
        reader.minutes(quoted.get("max_downtime")),
    )


def quotes(content: Values, draft: bool, reader: Reader) -> Iterator[Section]:
    """The facts of the estate, as they were when the version was submitted."""
    phrase = "estate lead draft" if draft and content["state"] in ("draft", "sent back") else "estate lead"
    lead = Paragraphs(reader.say(phrase, number=reader.number(content["estate"])))
    yield Section(reader.say("estate"), 1, (lead,))
    for name, table in _TABLES.items():
        rows = content["quotes"].get(name)
        if rows is None:  # frozen before the table was quoted
            continue
        yield Section(reader.say(name), 2, tuple(_quoted(rows, table, reader)))
    yield from _record(content["quotes"].get("record"), reader)


def _record(rows: Rows | None, reader: Reader) -> Iterator[Section]:
    """What the record of processing said; contents from before it was quoted, and risk assessments, have none."""
    if rows is None:
        return
    yield Section(reader.say("record"), 2, () if rows else (Paragraphs(reader.say("nothing quoted")),))
    for row in rows:
        facts = tuple(_passage(one, reader) for one in row["passages"])
        yield Section(reader.say("activity", name=row["name"], number=row["id"]), 3, (Facts(facts),))


def _passage(one: Values, reader: Reader) -> tuple[str, str]:
    heading = one["heading"][reader.language]
    return f"{one['letter']}) {heading}" if one["letter"] else heading, one["text"][reader.language]


def _quoted(rows: Rows, table: Callable[[Rows, Reader], Table], reader: Reader) -> Iterator[Block]:
    shown = [row for row in rows if "more" not in row]
    yield table(shown, reader) if shown else Paragraphs(reader.say("nothing quoted"))
    for row in rows:
        if "more" in row:
            yield Paragraphs(reader.say("quote cut", more=reader.number(row["more"])))


def _data(rows: Rows, reader: Reader) -> Table:
    cells = tuple(
        (row["category"], row["asset"], reader.word(row["sensitivity"]), reader.number(row["persons"])) for row in rows
    )
    return Table(_headings(reader, "category", "asset", "sensitivity", "persons"), cells, (3, 3, 1.5, 1.5))


def _holders(rows: Rows, reader: Reader) -> Table:
    cells = tuple(
        (
            row["category"],
            f"{_counted(row, reader)} ({reader.word(row['other_kind'])})",
            reader.word(row["sensitivity"]),
            reader.number(row["persons"]),
        )
        for row in rows
    )
    return Table(_headings(reader, "category", "holder", "sensitivity", "persons"), cells, (3, 3, 1.5, 1.5))


_ENDS = ("other", "other_id", "other_site", "alike")


def _alike(rows: Rows, *own: str) -> list[Rows]:
    """Rows that differ in the fields `own` only, together: ninety home kits with one kind of flow are one row."""
    found: dict[str, Rows] = {}
    for row in rows:
        key = repr(sorted((name, value) for name, value in row.items() if name not in own))
        found.setdefault(key, []).append(row)
    return list(found.values())


def _flows(rows: Rows, reader: Reader) -> Table:
    headings = _headings(reader, "direction", "from to", "carries", "protection", "purpose", "persons")
    cells = tuple(_flow(group, reader) for group in _alike(rows, "id", *_ENDS))
    return Table(headings, cells, (1.2, 4.4, 2.2, 1.7, 1.4, 1.4))


def _flow(group: Rows, reader: Reader) -> tuple[str, ...]:
    row = group[0]
    names = SEPARATOR.join(f"{_counted(one, reader)} [{one['id']}]{_at(one, reader)}" for one in group)
    others = f"{names} ({_kind(row, reader)})"
    ends = (others, row["asset"]) if row["direction"] == "in" else (row["asset"], others)
    via = reader.say("via", carriers=SEPARATOR.join(row["via"])) if row["via"] else ""
    shield = (
        reader.say("encrypted" if row["encrypted"] else "not encrypted"),
        reader.say("validated" if row["validated"] else "not validated"),
    )
    return (
        reader.word(row["direction"]),
        "\n".join(part for part in (" → ".join(ends), via) if part),
        reader.listed(row["categories"]),
        "\n".join(shield),
        reader.given(row["purpose"]),
        reader.number(row["persons"]),
    )


def _at(row: Values, reader: Reader) -> str:
    return f", {reader.say('at site', site=row['other_site'])}" if row.get("other_site") else ""


def _recipients(rows: Rows, reader: Reader) -> Table:
    seen = {(row["other"], row["asset"], tuple(row["categories"])): row for row in rows}
    recipients: Rows = [{name: row[name] for name in _RECIPIENT if name in row} for row in seen.values()]
    groups = _alike(recipients, *_ENDS)
    cells = tuple(
        (
            f"{SEPARATOR.join(_counted(row, reader) + _at(row, reader) for row in group)} ({_kind(group[0], reader)})",
            group[0]["asset"],
            reader.listed(group[0]["categories"]),
        )
        for group in groups
    )
    return Table(_headings(reader, "recipient", "sender", "carries"), cells, (3, 3, 4))


_RECIPIENT = ("other", "other_site", "other_kind", "external", "asset", "categories", "alike")


def _names(group: Rows, reader: Reader) -> str:
    return SEPARATOR.join(_counted(row, reader) for row in group)


def _counted(row: Values, reader: Reader) -> str:
    """The other end; where it stands for many alike, the first and the last of them and their number."""
    name = str(row["other"])
    return reader.say("alike", names=name, n=reader.number(row["alike"])) if "alike" in row else name


def _suppliers(rows: Rows, reader: Reader) -> Table:
    cells = tuple((row["asset"], _supplier(row, reader), _country(row, reader)) for row in rows)
    return Table(_headings(reader, "asset", "supplier", "country"), cells, (4, 3, 3))


def _country(row: Values, reader: Reader) -> str:
    """The country, and which activities of the record of processing say so."""
    if not row["country"]:
        return reader.say("no country")
    sources = SEPARATOR.join(
        reader.say("activity", name=one["name"], number=one["id"]) for one in row.get("country_from", ())
    )
    return "\n".join(part for part in (row["country"], sources) if part)


def _supplier(row: Values, reader: Reader) -> str:
    """The supplier's name with its id below, or what was written in free words."""
    written = row.get("supplier")
    return f"{row['supplier_name']}\n{written}" if row.get("supplier_name") else reader.given(written)


def _needs(rows: Rows, reader: Reader) -> Table:
    cells = tuple(_need(group, reader) for group in _alike(rows, *_ENDS))
    headings = (reader.say("asset"), "", *_headings(reader, "asset", "why", "hardness", "tolerance"))
    return Table(headings, cells, (3, 1.2, 3.8, 1.7, 1.1, 1.3))


def _need(group: Rows, reader: Reader) -> tuple[str, ...]:
    row = group[0]
    return (
        row["asset"],
        reader.word(row["direction"]),
        f"{_names(group, reader)} ({reader.word(row['other_kind'])})",
        reader.word(row["why"]),
        reader.say("hard" if row["hard"] else "soft"),
        reader.minutes(row["tolerance"]),
    )


_TABLES: dict[str, Callable[[Rows, Reader], Table]] = {
    "data": _data,
    "holders": _holders,
    "flows": _flows,
    "recipients": _recipients,
    "suppliers": _suppliers,
    "needs": _needs,
}


def participants(content: Values, reader: Reader) -> Section:
    """Who took part, with profession and role."""
    rows = tuple((one["name"], one["profession"], one["role"]) for one in content["participants"])
    if not rows:
        return Section(reader.say("participants"), 1, (Paragraphs(reader.say("no participants")),))
    table = Table(_headings(reader, "name", "profession", "role"), rows, (3, 3, 3))
    return Section(reader.say("participants"), 1, (table,))


def _kind(row: Values, reader: Reader) -> str:
    """The kind of the other end; a supplier is somebody outside the organisation."""
    return (
        f"{reader.word(row['other_kind'])}, {reader.say('external')}"
        if row["external"]
        else reader.word(row["other_kind"])
    )


def _headings(reader: Reader, *keys: str) -> tuple[str, ...]:
    return tuple(reader.say(key) for key in keys)
