"""The register of risks on paper: in short, then by assessment its risks and measures, then the criteria in force."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from riskapp.reports.assessment.criteria import line_blocks, scale_blocks
from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Block, Facts, Level, Paragraphs, Report, Section, Table
from riskapp.reports.issued.cover import Named, issued
from riskapp.reports.issued.register_cells import measure_cells, risk_cells

_RISKS = ("", "register happens", "register now", "register after", "register treatment", "register borne")
_MEASURES = ("", "register measure", "owner", "register due", "register status", "register treats")
_OPEN = ("has run out", "withdrawn", "out of date", "never accepted")


def register_report(content: Values, reader: Reader, fingerprint: str) -> Report:
    """The report of the register's content."""
    named = Named(
        reader.say("register title"),
        reader.say("register subtitle"),
        ((reader.say("register day"), reader.day(content["day"])), (reader.say("risks"), str(len(content["risks"])))),
    )
    return issued(content, named, _sections(content, reader), fingerprint, reader)


def _sections(content: Values, reader: Reader) -> Iterator[Section]:
    readers = {one["key"]: _measuring(one, reader) for one in content["criteria"]}
    none = () if content["risks"] else (Paragraphs(reader.say("register none")),)
    yield Section(reader.say("register in short"), 1, (_counts(content, reader), *none, *_heat(content, readers)))
    measures: dict[int, list[Values]] = {}
    for one in content["measures"]:
        measures.setdefault(one["assessment"], []).append(one)
    for number, rows in groupby(content["risks"], key=lambda row: row["assessment"]):
        risks = list(rows)
        title = f"{risks[0]['title']} ({risks[0]['kind'].upper()}-{number})"
        yield Section(title, 1, tuple(_blocks(risks, measures.pop(number, []), readers[risks[0]["criteria"]])))
    for number, left in measures.items():
        title = f"{left[0]['title']} ({left[0]['kind'].upper()}-{number})"
        yield Section(title, 1, (_state(left[0], reader), _measures(left, reader)))
    if content["criteria"]:
        yield Section(reader.say("register criteria"), 1)
    for one in content["criteria"]:
        scales, own = one["scales"], readers[one["key"]]
        sides = (block for side in ("likelihood", "consequence") for block in scale_blocks(scales[side], own))
        yield Section(_criteria(one, reader), 2, (*sides, *line_blocks(scales, own)))


def _measuring(criteria: Values, reader: Reader) -> Reader:
    """The reader with the looks of these criteria's levels: another set may have other ones of the same name."""
    return replace(reader, tones={one["id"]: one["tone"] for one in criteria["scales"].get("levels") or ()})


def _criteria(one: Values, reader: Reader) -> str:
    kind = reader.say(f"short {one['kind']}")
    phrase = "register criteria set" if one["number"] else "register criteria own"
    return reader.say(phrase, kind=kind, name=one["name"], number=one["number"])


def _counts(content: Values, reader: Reader) -> Block:
    standings = Counter(one["standing"] for one in content["risks"])
    told = [f"{reader.number(count)} {reader.say(f'standing {name}')}" for name, count in standings.most_common()]
    open_ones = sum(count for name, count in standings.items() if name in _OPEN)
    late = sum(one["overdue"] for one in content["measures"])
    return Facts(
        (
            (reader.say("register assessments"), reader.number(len({one["assessment"] for one in content["risks"]}))),
            (reader.say("risks"), reader.number(len(content["risks"]))),
            (reader.say("register open"), reader.number(open_ones)),
            (reader.say("register standings"), reader.listed(told)),
            (reader.say("register measures"), reader.number(len(content["measures"]))),
            (reader.say("register overdue"), reader.number(late)),
        )
    )


def _heat(content: Values, readers: Mapping[str, Reader]) -> Iterator[Block]:
    """For each set of criteria how many risks stand in each cell now."""
    for one in content["criteria"]:
        reader, scales = readers[one["key"]], one["scales"]
        mine = [risk for risk in content["risks"] if risk["criteria"] == one["key"]]
        cells = Counter((risk["likelihood"], risk["consequence"]) for risk in mine)
        columns, rows = scales["consequence"]["levels"], scales["likelihood"]["levels"]
        headings = ("", *(f"{level['value']} {reader.text(level['word'])}" for level in columns))
        lines: list[tuple[str | Level, ...]] = []
        for place in reversed(range(len(rows))):
            counted = [(cells[rows[place]["value"], level["value"]], place, at) for at, level in enumerate(columns)]
            row = [_counted(count, scales["matrix"][one_row][at], reader) for count, one_row, at in counted]
            lines.append((f"{rows[place]['value']} {reader.text(rows[place]['word'])}", *row))
        yield Paragraphs(reader.say("register heat", criteria=_criteria(one, reader)))
        yield Table(headings, tuple(lines))


def _counted(count: int, level: Values, reader: Reader) -> Level:
    shown = reader.level(level)
    return Level(None, f"{count} × {shown.word}", shown.tone) if count else Level(None, "–")


def _state(row: Values, reader: Reader) -> Block:
    told = [reader.say("register version", number=row["version"], state=reader.word(row["state"]))]
    told += [reader.say("register newer", number=row["newer"])] if row["newer"] else []
    told += [reader.say("register draft")] if row["draft"] else []
    return Paragraphs(" ".join(told))


def _blocks(risks: Sequence[Values], measures: Sequence[Values], reader: Reader) -> Iterator[Block]:
    yield _state(risks[0], reader)
    headings = tuple(reader.say(key) if key else "#" for key in _RISKS)
    yield Table(headings, tuple(risk_cells(one, reader) for one in risks), (0.8, 4.4, 1.7, 1.7, 2.0, 2.0))
    if measures:
        yield _measures(measures, reader)


def _measures(rows: Sequence[Values], reader: Reader) -> Block:
    headings = tuple(reader.say(key) if key else "#" for key in _MEASURES)
    return Table(headings, tuple(measure_cells(one, reader) for one in rows), (0.8, 4.4, 2.2, 2.0, 1.8, 1.2))
