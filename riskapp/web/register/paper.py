"""The register of risks as a report on paper: the rows that were chosen, each with owner, treatment and acceptance."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from flask_babel import get_locale, gettext, ngettext

from riskapp.catalogues.matrix import RiskLevel
from riskapp.register.choosing import Wanted
from riskapp.register.rows import Register, RiskRow
from riskapp.reports.content import Block, Fact, Level, Paragraphs, Report, Section, Table, Tone
from riskapp.reports.wording import moment
from riskapp.web.assessments.wording import kind_name
from riskapp.web.formatting import day, word
from riskapp.web.processing.wording import language
from riskapp.web.register.wording import facet_label, treatment_word, value_label

_WIDTHS = (0.8, 4.4, 1.6, 1.6, 1.9, 2.2)


def register_report(
    register: Register, wanted: Wanted, rows: Sequence[RiskRow], organisation: str, at: datetime
) -> Report:
    """The report, in the reader's language; a section an assessment, and a sentence where there is no row."""
    held = sorted(rows, key=lambda row: (row.title, row.assessment, row.number))
    sections = [
        Section(f"{group[0].title} ({kind_name(group[0].kind)}-{group[0].assessment})", 1, _blocks(group))
        for group in (list(found) for _, found in groupby(held, key=lambda row: (row.title, row.assessment)))
    ]
    none = Section(gettext("The risks"), 1, (Paragraphs(gettext("No risk is in this register.")),))
    return Report(
        title=gettext("Risk register"),
        subtitle=gettext("Risks as they count today, with their measures and who bears them"),
        language="nb" if language() == "nb" else "en",
        organisation=organisation,
        draft=False,
        identity=tuple(_identity(register, wanted, rows, at)),
        sections=tuple(sections or [none]),
        signed=False,
    )


def _identity(register: Register, wanted: Wanted, rows: Sequence[RiskRow], at: datetime) -> list[Fact]:
    shown = gettext("%(shown)s of %(all)s", shown=len(rows), all=len(register.risks))
    chosen = [(name, value) for name, value in wanted.args().items() if name not in ("sort", "newest", "page")]
    facts = [(gettext("Day"), day(register.today)), (gettext("Risks"), shown)]
    facts += [(_label(name), _value(name, str(value), register)) for name, value in chosen]
    return [*facts, (gettext("Written"), moment(at, "nb" if language() == "nb" else "en"))]


def _label(name: str) -> str:
    try:
        return facet_label(name)
    except KeyError:
        return gettext("Search")


def _value(name: str, value: str, register: Register) -> str:
    return value_label(name, value, register) if value else ""


def _blocks(rows: Sequence[RiskRow]) -> tuple[Block, ...]:
    first = rows[0]
    state = gettext("Version %(number)s, %(state)s.", number=first.version, state=word(first.state))
    newer = [gettext("Version %(number)s is being written.", number=first.newer)] if first.newer else []
    headings = ("", "What happens", "Now", "After the measures", "Treatment", "Acceptance")
    table = Table(tuple(gettext(one) if one else "#" for one in headings), tuple(map(_cells, rows)), _WIDTHS)
    return Paragraphs(" ".join([state, *newer])), table


def _cells(row: RiskRow) -> tuple[str | Level, ...]:
    places = ", ".join(one.name for one in row.places)
    measures = ngettext("%(n)s measure", "%(n)s measures", row.measures, n=row.measures)
    treated = "\n".join(part for part in (treatment_word(row.treatment), row.owner, measures) if part)
    borne = word(row.standing.value) + (f"\n{day(row.until)}" if row.until else "")
    happens = "\n".join(part for part in (row.event, row.cause, places) if part)
    return f"R{row.number}", happens, _level(row.level), _level(row.left), treated, borne


def _level(level: RiskLevel | None) -> str | Level:
    if level is None:
        return gettext("not judged yet")
    tone = (Tone.LOW, Tone.MEDIUM, Tone.HIGH, Tone.CRITICAL)[min(level.pattern, 4) - 1]
    return Level(level.value, level.word.in_language(str(get_locale() or "en")), tone)
