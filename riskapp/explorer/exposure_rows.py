"""The exposed data of a leak as rows of a table: the most persons first."""

from typing import NamedTuple

from riskapp.explorer.directory import Directory
from riskapp.explorer.table import PLACES, Shape
from riskapp.graph.confidentiality import Confidentiality, Exposure
from riskapp.graph.vocabulary import Kind


class ExposedRow(NamedTuple):
    """Data of one category at one holder, whose id is `key`."""

    key: str
    name: str
    kind: Kind
    category: str
    exposure: Exposure


def exposed_rows(result: Confidentiality, directory: Directory) -> list[ExposedRow]:
    """A row for each exposure: most persons at least, then at most (unknown first), then holder and category."""
    ordered = sorted(
        result.exposures,
        key=lambda one: (-one.at_least, one.at_most is not None, -(one.at_most or 0), one.holder, one.category),
    )
    holders, categories = directory.assets, directory.categories
    return [
        ExposedRow(one.holder, holders[one.holder].name, holders[one.holder].kind, categories[one.category].name, one)
        for one in ordered
    ]


EXPOSED: Shape[ExposedRow] = Shape(
    orders={
        "persons": None,
        "name": lambda row: row.name.casefold(),
        "kind": lambda row: (PLACES[row.kind], row.name.casefold()),
        "category": lambda row: row.category.casefold(),
    },
    texts=lambda row: (row.name, row.key, row.category),
    kind=lambda row: row.kind,
    downward=frozenset(["persons"]),
)
