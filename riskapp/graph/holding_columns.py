"""The holdings of an estate as columns of numbers, one entry a row in the order of the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riskapp.errors import N_, Invalid
from riskapp.graph.adjacency import Numbers, numbers
from riskapp.graph.snapshot import Holding


@dataclass(frozen=True, slots=True, eq=False)
class HoldingColumns:
    """Assets and categories are places in their tables."""

    asset: Numbers
    category: Numbers
    persons: Numbers


def read_holdings(
    holdings: Sequence[Holding], places: Mapping[str, int], categories: Mapping[str, int]
) -> HoldingColumns:
    """The columns of `holdings`.

    Raises Invalid for a holding that names what is not in the estate, or has persons below 0.
    """
    for row in holdings:
        if row.asset not in places or row.category not in categories:
            raise Invalid(
                N_("A holding names %(asset)s and %(category)s, and one of them is not in the estate."),
                asset=row.asset,
                category=row.category,
            )
        if row.persons < 0:
            raise Invalid(
                N_("%(asset)s holds %(category)s about fewer than 0 persons."), asset=row.asset, category=row.category
            )
    return HoldingColumns(
        asset=numbers(places[row.asset] for row in holdings),
        category=numbers(categories[row.category] for row in holdings),
        persons=numbers(row.persons for row in holdings),
    )


def check_holdings_once(holdings: Sequence[Holding]) -> None:
    """Raise Invalid where a holding stands there twice."""
    seen: set[tuple[str, str]] = set()
    for row in holdings:
        if (row.asset, row.category) in seen:
            raise Invalid(
                N_("%(asset)s holds %(category)s twice. Remove one of the rows."),
                asset=row.asset,
                category=row.category,
            )
        seen.add((row.asset, row.category))
