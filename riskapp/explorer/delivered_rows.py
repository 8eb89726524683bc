"""What a supplier delivers, as rows of a table: devices last, because there may be thousands of them."""

from typing import NamedTuple

from riskapp.explorer.directory import Directory
from riskapp.explorer.supplied import Supplied
from riskapp.explorer.table import Shape
from riskapp.graph.vocabulary import Kind


class DeliveredRow(NamedTuple):
    """An asset that comes from the supplier; `site` is the site's name, or what is written there."""

    key: str
    name: str
    kind: Kind
    site: str


def delivered_rows(answer: Supplied, directory: Directory) -> list[DeliveredRow]:
    """A row for each asset, by kind and name."""
    assets = directory.assets
    return [
        DeliveredRow(one.id, one.name, one.kind, assets[one.site].name if one.site in assets else one.site)
        for one in answer.assets
    ]


DELIVERED: Shape[DeliveredRow] = Shape(
    orders={
        "kind": None,
        "name": lambda row: row.name.casefold(),
        "site": lambda row: (not row.site, row.site.casefold(), row.name.casefold()),
    },
    texts=lambda row: (row.name, row.key, row.site),
    kind=lambda row: row.kind,
)
