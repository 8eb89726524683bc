"""The two sheets of the register's workbook: their names and headings in both languages, and their rows as stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import force_locale, gettext
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from riskapp.assessments.access import may_write
from riskapp.assessments.measuring import scales_of
from riskapp.assessments.models import Measure, Risk, Version
from riskapp.assessments.risk import level_after, level_before
from riskapp.assessments.risks import judgement_of
from riskapp.catalogues.matrix import RiskLevel
from riskapp.catalogues.scale_file import load_scales
from riskapp.database import db
from riskapp.errors import N_
from riskapp.register.taking_in import MEASURES, RISKS
from riskapp.register.versions import counted, readable_versions
from riskapp.web.assessments.grid_columns import LANGUAGES, Column
from riskapp.web.assessments.wording import said
from riskapp.web.formatting import word
from riskapp.web.guard import the_actor
from riskapp.web.register.sheet_columns import cell_of, columns_of_measures, columns_of_risks

SHEETS: Mapping[str, str] = {RISKS: N_("Risks"), MEASURES: N_("Measures")}
LETTERS: Mapping[str, str] = {RISKS: "R", MEASURES: "T"}

IDS: Mapping[str, str] = {
    "assessment": N_("Assessment no."),
    "version": N_("Version"),
    "number": N_("No."),
    "seen": N_("Row version"),
}
"""By these a row is found again: they are not to be changed."""

_TOLD: Mapping[str, str] = {"title": N_("Assessment"), "stage": N_("State of the assessment")}
TOLD: Mapping[str, Mapping[str, str]] = {
    RISKS: {**_TOLD, "level": N_("Level now"), "left": N_("Level after the measures")},
    MEASURES: _TOLD,
}
"""What stands in a sheet to be read, and is not taken in."""


@dataclass(frozen=True, slots=True)
class Head:
    """A heading: its column, what it is called for the reader, and all that it may be called in small letters."""

    name: str
    label: str
    names: frozenset[str]


@dataclass(frozen=True)
class Open:
    """A version with the columns that its rows have, and what is stored by number."""

    version: Version
    writable: bool
    columns: Mapping[str, Mapping[str, Column]]
    stored: Mapping[str, Mapping[int, Risk | Measure]]

    def cells(self, sheet: str, row: Risk | Measure) -> dict[str, str]:
        """All cells of a stored row by column."""
        version = self.version
        told = {
            "assessment": str(version.assessment_id),
            "version": str(version.number),
            "number": f"{LETTERS[sheet]}{row.number}",
            "seen": str(row.row_version),
            "title": version.title,
            "stage": word(version.state),
        }
        if isinstance(row, Risk):
            scales, judgement = scales_of(version), judgement_of(row)
            told["level"] = _level(level_before(scales, judgement))
            told["left"] = _level(level_after(scales, judgement))
        return told | {name: cell_of(one, row) for name, one in self.columns[sheet].items()}


def heads(sheet: str) -> tuple[Head, ...]:
    """The headings of a sheet, in order: ids, what is only told, what can be changed."""
    named = {**IDS, **TOLD[sheet]}
    found = [Head(name, gettext(label), _names(label)) for name, label in named.items()]
    columns: dict[str, list[Column]] = {}
    for one in _all_columns(sheet):
        columns.setdefault(one.name, []).append(one)
    for name, alike in columns.items():
        names = frozenset(said for one in alike for said in _names(one.head))
        found.append(Head(name, alike[-1].label, names))
    return tuple(found)


def sheet_names(sheet: str) -> list[str]:
    """What the sheet may be called, in small letters."""
    return [sheet, *sorted(_names(SHEETS[sheet]) - {sheet})]


def open_versions() -> dict[int, Open]:
    """The newest version of each assessment that the actor may read, by the assessment's number."""
    actor = the_actor()
    chosen = [one.version for one in counted(readable_versions(actor), {}, newest=True)]
    risks, measures = _risks(one.id for one in chosen), _measures(one.id for one in chosen)
    own_measures = {one.name: one for one in columns_of_measures()}
    by_kind: dict[tuple[str, int | None], dict[str, Column]] = {}
    found = {}
    for version in chosen:
        key = (version.assessment.kind, version.criteria_id)
        if key not in by_kind:
            by_kind[key] = {one.name: one for one in columns_of_risks(key[0], scales_of(version))}
        found[version.assessment_id] = Open(
            version,
            may_write(actor, version),
            {RISKS: by_kind[key], MEASURES: own_measures},
            {RISKS: risks.get(version.id, {}), MEASURES: measures.get(version.id, {})},
        )
    return found


def _all_columns(sheet: str) -> Sequence[Column]:
    if sheet == MEASURES:
        return columns_of_measures()
    return [one for kind in ("dpia", "ros") for one in columns_of_risks(kind, load_scales(kind))]


def _names(label: str) -> frozenset[str]:
    found = set()
    for language in LANGUAGES:
        with force_locale(language):
            found.add(gettext(label).casefold())
    return frozenset(found)


def _risks(version_ids: Iterable[int]) -> dict[int, dict[int, Any]]:
    query = select(Risk).where(Risk.version_id.in_(list(version_ids))).order_by(Risk.number)
    loaded = query.options(joinedload(Risk.asset), joinedload(Risk.owner), selectinload(Risk.treated_by))
    return _by_version(db.session.scalars(loaded))


def _measures(version_ids: Iterable[int]) -> dict[int, dict[int, Any]]:
    query = select(Measure).where(Measure.version_id.in_(list(version_ids))).order_by(Measure.number)
    return _by_version(db.session.scalars(query.options(selectinload(Measure.treats))))


def _by_version(rows: Iterable[Risk | Measure]) -> dict[int, dict[int, Any]]:
    found: dict[int, dict[int, Any]] = {}
    for one in rows:
        found.setdefault(one.version_id, {})[one.number] = one
    return found


def _level(level: RiskLevel | None) -> str:
    return "" if level is None else f"{level.value} {said(level.word)}"
