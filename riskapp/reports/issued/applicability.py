"""The statement of applicability as a report that is issued: its own sections between the cover and the trail."""

from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.content import Report
from riskapp.reports.issued.cover import Named, issued
from riskapp.reports.statement import cover_of, statement_sections


def applicability_report(content: Values, reader: Reader, fingerprint: str) -> Report:
    """The report of the statement's content."""
    return issued(content, Named(*cover_of(content, reader)), statement_sections(content, reader), fingerprint, reader)
