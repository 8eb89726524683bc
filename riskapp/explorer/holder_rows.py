"""Who stores a category of data, as rows of a table: those of the most persons first."""

from typing import NamedTuple

from riskapp.explorer.directory import Directory
from riskapp.explorer.table import PLACES, Shape
from riskapp.graph.lineage import Lineage
from riskapp.graph.vocabulary import Kind


class HolderRow(NamedTuple):
    """An asset that stores the category, and about how many persons."""

    key: str
    name: str
    kind: Kind
    persons: int


def holder_rows(answer: Lineage, directory: Directory) -> list[HolderRow]:
    """A row for each holder."""
    assets = directory.assets
    return [HolderRow(key, assets[key].name, assets[key].kind, persons) for key, persons in answer.holders]


HOLDERS: Shape[HolderRow] = Shape(
    orders={
        "persons": None,
        "name": lambda row: row.name.casefold(),
        "kind": lambda row: (PLACES[row.kind], row.name.casefold()),
    },
    texts=lambda row: (row.name, row.key),
    kind=lambda row: row.kind,
    downward=frozenset(["persons"]),
)
