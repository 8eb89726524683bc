"""What a measure changes in the estate, as numbered sentences, with the names that the content knows."""

from collections.abc import Iterator
from typing import Any

from riskapp.errors import Invalid
from riskapp.exchange.change_file import read_changes
from riskapp.explorer.change_sentences import sentences
from riskapp.explorer.directory import directory_of
from riskapp.graph.snapshot import Asset, Category, Snapshot
from riskapp.graph.vocabulary import Kind, Sensitivity
from riskapp.reports.assessment.reader import Reader, Values


def changes_in_words(text: str, content: Values, reader: Reader) -> str:
    """A line for each change; the text as it was typed, where this release no longer understands it."""
    try:
        changes = read_changes(text)
    except Invalid:
        return text
    told = sentences(changes, directory_of(_named(content)), ids=True)
    return "\n".join(f"{number}. {one.in_language(reader.language)}" for number, one in enumerate(told, start=1))


def _named(content: Values) -> Snapshot:
    """The assets and categories that the content names, as far as a sentence needs them: ids and names."""
    names = dict(_names(content))
    return Snapshot(
        assets=tuple(Asset(key, name, Kind.SYSTEM) for key, name in names.items()),
        categories=tuple(Category(key, name, Sensitivity.ORDINARY) for key, name in names.items()),
    )


def _names(value: Any) -> Iterator[tuple[str, str]]:
    """(id, name) of whatever has both; quoted facts have them as pairs of columns (`asset_id`, `asset`)."""
    if isinstance(value, list):
        for one in value:
            yield from _names(one)
    elif isinstance(value, dict):
        for key in ("id", "key"):
            if isinstance(value.get(key), str) and isinstance(value.get("name"), str):
                yield value[key], value["name"]
        for column, one in value.items():
            if column.endswith("_id") and isinstance(one, str) and isinstance(value.get(column[:-3]), str):
                yield one, value[column[:-3]]
            yield from _names(one)
