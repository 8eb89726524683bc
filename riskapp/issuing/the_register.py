"""The register of risks as the content of a report: every risk that counts today, its measures, and the criteria."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from riskapp.assessments.content_rows import level_row
from riskapp.assessments.plain import time_row
from riskapp.assessments.scale_rows import scales_row
from riskapp.decisions.recomputing.compared import ABSENT, Compared, outcome_of
from riskapp.decisions.recomputing.rules import level_anew
from riskapp.decisions.reports.enclosing import cells_of, csv_file, table_of
from riskapp.issuing.kind import Asked, Body, Content, Files
from riskapp.register.reading import read_register
from riskapp.register.rows import Gauge, MeasureRow, Place, RiskRow
from riskapp.reports.attachments import Attachment
from riskapp.reports.content import Language

_RISKS = (
    *("assessment", "version", "number", "kind", "title", "state", "draft", "newer", "criteria"),
    *("scope", "asset", "lost", "threat", "cause", "event", "likelihood", "consequence", "level"),
    *("likelihood_after", "consequence_after", "level_after", "knowledge", "treatment", "owner", "processes"),
    *("measures", "in_place", "overdue", "standing", "borne", "until", "since"),
)
_MEASURES = (
    *("assessment", "version", "number", "kind", "title", "state", "draft", "newer"),
    *("text", "owner", "due", "status", "overdue", "evidence", "treats"),
)
_SAYS: dict[Language, dict[str, str]] = {
    "nb": {"risks": "Risikoene i registeret", "measures": "Tiltakene i registeret"},
    "en": {"risks": "The risks of the register", "measures": "The measures of the register"},
}


def body(asked: Asked) -> Body:
    """All that counts on the day for whoever asks, in order of assessment and number."""
    register = read_register(asked.actor, asked.at.date())
    risks = sorted(register.risks, key=lambda row: (row.assessment, row.number))
    measures = sorted(register.measures, key=lambda row: (row.assessment, row.number))
    used = {row.gauge for row in risks}
    content = {
        "day": register.today.isoformat(),
        "risks": [_risk(row) for row in risks],
        "measures": [_measure(row, register.today) for row in measures],
        "criteria": [_criteria(gauge) for key, gauge in register.gauges.items() if key in used],
    }
    return Body(content, tables(content, asked.language, {}))


def tables(content: Content, language: Language, _: Files) -> tuple[Attachment, ...]:
    """The risks and the measures, a line each."""
    says = _SAYS[language]
    return tuple(
        csv_file(table_of(name, columns, [cells_of(row, columns) for row in content[name]]), says[name])
        for name, columns in (("risks", _RISKS), ("measures", _MEASURES))
    )


def anew(content: Content, _: Files) -> Iterator[Compared]:
    """Each level by the matrix of the criteria that its assessment is measured with."""
    matrices = {one["key"]: one["scales"] for one in content["criteria"]}
    for risk in content["risks"]:
        for end in ("", "_after"):
            says = (risk[f"level{end}"] or {}).get("id", ABSENT)
            found = level_anew(matrices[risk["criteria"]], risk[f"likelihood{end}"], risk[f"consequence{end}"])
            when = "after measures" if end else "before measures"
            what = f"assessment {risk['assessment']} R{risk['number']} level {when}"
            yield Compared(what, says, found, outcome_of(says == found))


def _risk(row: RiskRow) -> dict[str, Any]:
    left = ("id", "version_id", "gauge", "scope", "asset", "left", "level", "owner_id", "standing", "until", "since")
    plain = {name: value for name, value in row._asdict().items() if name not in left}
    return {
        **plain,
        "criteria": row.gauge,
        "scope": [_place(one) for one in row.scope],
        "asset": None if row.asset is None else _place(row.asset),
        "processes": list(row.processes),
        "level": level_row(row.level),
        "level_after": level_row(row.left),
        "standing": row.standing.value,
        "until": time_row(row.until),
        "since": time_row(row.since),
    }


def _place(place: Place) -> dict[str, str]:
    return {"key": place.key, "name": place.name, "kind": place.kind, "supplier": place.supplier}


def _measure(row: MeasureRow, today: date) -> dict[str, Any]:
    plain = {name: value for name, value in row._asdict().items() if name not in ("id", "version_id")}
    return {**plain, "due": time_row(row.due), "overdue": row.overdue(today), "treats": list(row.treats)}


def _criteria(gauge: Gauge) -> dict[str, Any]:
    return {
        "key": gauge.key,
        "kind": gauge.kind,
        "name": gauge.name,
        "number": gauge.number,
        "scales": scales_row(gauge.scales),
    }
