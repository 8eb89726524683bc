"""The statement of applicability to hand out: its content now, the files of its annex, a table, and the PDF."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from riskapp.accounts.authority import require
from riskapp.accounts.permissions import Actor, Permission
from riskapp.applicability.content import statement_content
from riskapp.applicability.queries import standings
from riskapp.assessments.content import canonical, fingerprint
from riskapp.database import now
from riskapp.decisions.reports.enclosing import csv_file
from riskapp.decisions.surroundings import surroundings
from riskapp.exchange.result_files import ResultTable
from riskapp.reports.assessment.reader import Reader
from riskapp.reports.attachments import Attachment, Relationship
from riskapp.reports.content import Report
from riskapp.reports.pages import build_pdf
from riskapp.reports.statement import statement_report

Content = Mapping[str, Any]

NAME = "statement-of-applicability"

_CONTROLS = (
    *("control", "theme", "name", "applicable", "justification", "reasons", "state", "responsible", "note", "changed"),
    *("measures", "risks", "findings"),
)
_MEASURES = (
    *("control", "measure", "text", "status", "owner", "due", "evidence_files"),
    *("assessment", "kind", "title", "version", "risk", "event"),
)


def content_now(actor: Actor) -> Content:
    """The whole statement as it stands. Raises NotAllowed for whoever may not read it."""
    require(actor.may_everywhere(Permission.VIEW_APPLICABILITY), Permission.VIEW_APPLICABILITY)
    return statement_content(standings(), surroundings().organisation)


def report_now(actor: Actor, language: str) -> tuple[Report, Content]:
    """The report of the statement as it stands, not signed, and what it tells. Raises NotAllowed."""
    content, zone = content_now(actor), surroundings().zone
    reader = Reader("nb" if language == "nb" else "en", zone)
    return statement_report(content, reader, fingerprint(dict(content)), now().astimezone(zone)), content


def statement_pdf(actor: Actor, language: str) -> bytes:
    """The unsigned PDF of the statement as it stands, with its annex. Raises NotAllowed."""
    report, content = report_now(actor, language)
    said = _WORDS[report.language]["content"]
    whole = Attachment(f"{NAME}.json", "application/json", said, canonical(dict(content)), Relationship.SOURCE)
    return build_pdf(report, now().astimezone(surroundings().zone), (whole, *annex_tables(content, language)))


def annex_tables(content: Content, language: str) -> tuple[Attachment, ...]:
    """The controls and the measures behind them as CSV, a line each."""
    words = _WORDS["nb" if language == "nb" else "en"]
    tables = (statement_table(content, language), _measures(content))
    return tuple(csv_file(table, words[table.name]) for table in tables)


def statement_table(content: Content, language: str, numbers: Collection[str] | None = None) -> ResultTable:
    """A row for each control, or for those with one of `numbers`; words of the catalogue in the language."""
    kept = [one for one in content["controls"] if numbers is None or one["number"] in numbers]
    return ResultTable("controls", _CONTROLS, frozenset(), [_cells(one, content, language) for one in kept])


def _cells(one: Mapping[str, Any], content: Content, language: str) -> tuple[str, ...]:
    tag = "nb" if language == "nb" else "en"
    words = content["words"]
    risks = {(risk["kind"], risk["assessment"], risk["number"]): risk for m in one["measures"] for risk in m["risks"]}
    return (
        *(one["number"], content["themes"][one["theme"]][tag], one["name"][tag]),
        *(words["choices"][one["applicable"]][tag], one["justification"]),
        "; ".join(words["reasons"][reason][tag] for reason in one["reasons"]),
        *(words["states"][one["state"]][tag], one["responsible"], one["note"], one["changed"] or ""),
        "; ".join(f"M{m['number']} {m['text']} ({m['status']})" for m in one["measures"]),
        "; ".join(f"{kind.upper()}-{place} R{n} {risk['event']}" for (kind, place, n), risk in risks.items()),
        "; ".join(content["findings"][finding][tag] for finding in one["findings"]),
    )


def _measures(content: Content) -> ResultTable:
    """A row for each risk that a measure behind a control lowers, and one for a measure that lowers none."""
    return ResultTable("measures", _MEASURES, frozenset(), list(_measure_rows(content)))


def _measure_rows(content: Content) -> Iterator[tuple[str, ...]]:
    for control in content["controls"]:
        for one in control["measures"]:
            own = (
                f"M{one['number']}",
                one["text"],
                one["status"],
                one["owner"],
                one["due"] or "",
                str(one["evidence"]),
            )
            for risk in one["risks"] or [{}]:
                names = ("assessment", "kind", "title", "version", "number", "event")
                yield control["number"], *own, *(str(risk.get(name, "")) for name in names)


_WORDS: Mapping[str, Mapping[str, str]] = {
    "nb": {
        "content": "Hele innholdet. SHA-256 av filen er fingeravtrykket i rapporten.",
        "controls": "Kontrollene",
        "measures": "Tiltakene bak kontrollene, med risikoene de senker",
    },
    "en": {
        "content": "The whole content. The SHA-256 of the file is the fingerprint in the report.",
        "controls": "The controls",
        "measures": "The measures behind the controls, with the risks that they lower",
    },
}
