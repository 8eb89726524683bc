"""The statement of applicability as the content of a report: every control, and what stands behind it."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date

from riskapp.applicability.findings import findings_of
from riskapp.applicability.statement import Behind, Decision, Standing, TreatedRisk, progress_of
from riskapp.catalogues.controls import AnnexControl, Theme
from riskapp.catalogues.text import Text
from riskapp.decisions.recomputing.compared import Compared, outcome_of
from riskapp.decisions.reports.applicability_report import annex_tables, content_now
from riskapp.issuing.kind import Asked, Body, Content, Files
from riskapp.reports.attachments import Attachment
from riskapp.reports.content import Language

_OF_EVERY_KIND = ("format", "organisation")


def body(asked: Asked) -> Body:
    """The whole statement as it stands."""
    told = content_now(asked.actor)
    content = {name: value for name, value in told.items() if name not in _OF_EVERY_KIND}
    return Body(content, tables(content, asked.language, {}))


def tables(content: Content, language: Language, _: Files) -> tuple[Attachment, ...]:
    """The controls, and the measures behind them with their risks."""
    return annex_tables(content, language)


def anew(content: Content, _: Files) -> Iterator[Compared]:
    """What does not go together in each control, by the rules of this version, and the figures of the summary."""
    rows = [_standing(one, content) for one in content["controls"]]
    for row, told in zip(rows, content["controls"], strict=True):
        says, found = told["findings"], list(findings_of(row))
        yield Compared(f"{row.control.number} findings", ", ".join(says), ", ".join(found), outcome_of(says == found))
    for name, found in asdict(progress_of(rows)).items():
        says = content["summary"][name]
        yield Compared(f"summary {name}", str(says), str(found), outcome_of(says == found))


def _standing(one: Content, content: Content) -> Standing:
    theme = Theme(one["theme"], "", Text(**content["themes"][one["theme"]]))
    control = AnnexControl(one["number"], theme, Text(**one["name"]), Text(**one["asks"]))
    said = (one["applicable"], one["justification"], tuple(one["reasons"]), one["state"])
    decision = Decision(*said, one["responsible"], one["note"])
    return Standing(control, decision, tuple(_behind(measure) for measure in one["measures"]))


def _behind(one: Content) -> Behind:
    due = date.fromisoformat(one["due"]) if one["due"] else None
    risks = tuple(TreatedRisk(**risk) for risk in one["risks"])
    return Behind(0, one["number"], one["text"], one["status"], one["owner"], due, one["evidence"], risks)
