"""Figures of the systems in scope, from the facts that are quoted of the estate and frozen with a version."""

from riskapp.assessments.quotes import Quotes, Row
from riskapp.catalogues.known_facts import Figure, Figures
from riskapp.catalogues.questionnaire import Quote
from riskapp.graph.vocabulary import Kind, Lifecycle, Sensitivity

_TRIALS = (Lifecycle.PLANNED, Lifecycle.PILOT)


def figures_of(quotes: Quotes) -> Figures:
    """What is known at least: the same person may stand with several holders, and long tables are cut."""
    assets, held, flows = (_rows(quotes, quote) for quote in (Quote.ASSETS, Quote.DATA, Quote.FLOWS))
    special = [row for row in held if row["sensitivity"] != Sensitivity.ORDINARY]
    devices = sum(row["kind"] == Kind.DEVICE for row in assets)
    devices += sum(int(row.get("alike", 1)) for row in flows if row["other_kind"] == Kind.DEVICE)
    return {
        Figure.PERSONS: max((row["persons"] or 0 for row in held), default=0),
        Figure.SPECIAL_PERSONS: max((row["persons"] or 0 for row in special), default=0),
        Figure.SPECIAL_CATEGORIES: len({row["category"] for row in special}),
        Figure.DEVICES: devices,
        Figure.ON_TRIAL: sum(row.get("lifecycle") in _TRIALS for row in assets),
    }


def _rows(quotes: Quotes, quote: Quote) -> list[Row]:
    """The rows of a table without the one that counts what was cut."""
    return [row for row in quotes.get(quote.value, []) if "more" not in row]
