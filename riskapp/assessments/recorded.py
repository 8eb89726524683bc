"""What the record of processing says of the systems of a DPIA, quoted as plain data in both languages."""

from collections.abc import Collection, Iterable
from typing import Any

from riskapp.catalogues.text import LANGUAGES
from riskapp.processing.queries import activities_naming, known
from riskapp.processing.record import Activity, Known
from riskapp.processing.telling import document

Row = dict[str, Any]


def recorded(systems: Collection[str]) -> list[Row]:
    """The activities that name one of these systems, by name.

    A row: {id, name, passages}; a passage: {letter, heading, text}, heading and text in both languages.
    """
    activities = activities_naming(systems)
    named = known() if activities else Known()
    return [_row(one, named) for one in activities]


def with_countries(suppliers: Iterable[Row], systems: Collection[str]) -> list[Row]:
    """Rows about suppliers, with the countries outside the EEA that the record's transfers name for each by its name.

    `country` stays None where no transfer names it; `country_from` are the activities, as {id, name}.
    """
    activities = activities_naming(systems)
    return [_located(row, activities) for row in suppliers]


def _located(row: Row, activities: Iterable[Activity]) -> Row:
    called = {str(row.get(name, "")).strip().casefold() for name in ("supplier", "supplier_name")} - {""}
    found = [
        (transfer.country, activity)
        for activity in activities
        for transfer in activity.transfers
        if transfer.recipient.strip().casefold() in called
    ]
    if not found:
        return row
    told = {activity.number: activity.basics.name for _, activity in found}
    countries = ", ".join(dict.fromkeys(country for country, _ in found))
    return {**row, "country": countries, "country_from": [{"id": one, "name": told[one]} for one in told]}


def _row(activity: Activity, named: Known) -> Row:
    told = [document(activity, named, language) for language in LANGUAGES]
    together = zip(*((*one.asked, one.also[0]) for one in told), strict=True)
    return {
        "id": activity.number,
        "name": activity.basics.name,
        "passages": [
            {
                "letter": each[0].letter,
                "heading": {language: one.heading for language, one in zip(LANGUAGES, each, strict=True)},
                "text": {language: one.text for language, one in zip(LANGUAGES, each, strict=True)},
            }
            for each in together
        ],
    }
