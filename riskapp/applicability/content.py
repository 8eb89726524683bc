"""The whole statement as plain data: what is printed, enclosed in the report, and known by a fingerprint."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

from riskapp.applicability.findings import findings_of
from riskapp.applicability.statement import Behind, Standing, progress_of
from riskapp.assessments.plain import Content, text_row, time_row
from riskapp.catalogues.controls import load_controls

FORMAT = 1
"""Grows when a field changes its meaning, so that an old content can still be read."""

KIND = "statement of applicability"


def statement_content(rows: Sequence[Standing], organisation: str) -> Content:
    """Everything that the statement says, complete in itself: the words for its choices are in it, in both languages.

    It has no time of its own, so that equal statements have equal fingerprints.
    """
    words = load_controls()
    found = [findings_of(one) for one in rows]
    return {
        "format": FORMAT,
        "kind": KIND,
        "standard": "ISO/IEC 27001:2022",
        "clause": "6.1.3 d",
        "organisation": organisation,
        "catalogue": words.version,
        "source": text_row(words.source),
        "note": text_row(words.note),
        "themes": {one.id: text_row(one.label) for one in words.themes},
        "words": {
            name: {one.id: text_row(one.label) for one in getattr(words, name)}
            for name in ("choices", "reasons", "states")
        },
        "findings": {one.id: text_row(one.text) for one in words.findings},
        "summary": {**asdict(progress_of(rows)), "findings": dict(Counter(one for ids in found for one in ids))},
        "controls": [_row(one, ids) for one, ids in zip(rows, found, strict=True)],
    }


def _row(row: Standing, findings: Sequence[str]) -> Content:
    decision = {**asdict(row.decision), "reasons": list(row.decision.reasons)}
    return {
        "number": row.control.number,
        "theme": row.control.theme.id,
        "name": text_row(row.control.name),
        "asks": text_row(row.control.asks),
        **decision,
        "changed": time_row(row.saved_at),
        "measures": [_measure(one) for one in row.measures],
        "findings": list(findings),
    }


def _measure(one: Behind) -> Content:
    return {
        "number": one.number,
        "text": one.text,
        "status": one.status,
        "owner": one.owner,
        "due": time_row(one.due),
        "evidence": one.evidence,
        "risks": [asdict(risk) for risk in one.risks],
    }
