"""The record of processing as the content of a report: each activity with its fields, and in words."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from riskapp.catalogues.processing import CONTROLLER
from riskapp.decisions.recomputing.compared import Compared
from riskapp.decisions.reports.enclosing import cells_of, csv_file, table_of
from riskapp.issuing.kind import Asked, Body, Content, Files
from riskapp.processing import queries
from riskapp.processing.record import Activity, Known
from riskapp.processing.telling import Passage, document
from riskapp.reports.attachments import Attachment
from riskapp.reports.content import Language

_COLUMNS = ("number", "name", "role", "letter", "article", "heading", "text")
_SAYS: dict[Language, str] = {
    "nb": "Behandlingsaktivitetene, en linje for hvert punkt",
    "en": "The processing activities, a line for each point",
}


def body(asked: Asked) -> Body:
    """All activities: what we answer for before what we do for others, each by its name."""
    known = queries.known()
    activities = sorted(
        queries.activities(), key=lambda one: (one.basics.role != CONTROLLER, one.basics.name, one.number)
    )
    named = {key for one in activities for key in (*one.data.systems, *(each.supplier for each in one.processors))}
    content = {
        "contacts": asdict(known.contacts),
        "assets": {key: known.assets[key] for key in sorted(named & known.assets.keys())},
        "activities": [_activity(one, known, asked.language) for one in activities],
    }
    return Body(content, tables(content, asked.language, {}))


def tables(content: Content, language: Language, _: Files) -> tuple[Attachment, ...]:
    """A line for each point of each activity, in words."""
    rows = [
        cells_of({**passage, "number": one["number"], "name": one["name"], "role": one["role"]}, _COLUMNS)
        for one in content["activities"]
        for passage in one["told"]
    ]
    return (csv_file(table_of("activities", _COLUMNS, rows), _SAYS[language]),)


def anew(_content: Content, _files: Files) -> Iterator[Compared]:
    """A record of processing holds nothing that is computed: fingerprints and tables are all that can be compared."""
    return iter(())


def _activity(activity: Activity, known: Known, language: str) -> dict[str, Any]:
    told = document(activity, known, language)
    return {
        "number": activity.number,
        "name": activity.basics.name,
        "role": activity.basics.role,
        "fields": _plain(asdict(activity)),
        "told": [_told(one) for one in (*told.asked, *told.also)],
    }


def _told(passage: Passage) -> dict[str, str]:
    """A point in words; one that the law does not list has no letter."""
    return {"letter": passage.letter, "article": passage.article, "heading": passage.heading, "text": passage.text}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
