"""By what a row is known again: its id, or what it joins together."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from riskapp.exchange.columns import Row, Table

Key = tuple[str | None, ...]


def key_of(table: Table) -> Callable[[Row], Key]:
    """The function that gives the key of a row of `table`, as a tuple in the order of `table.key`."""
    get: Callable[[Row], Any] = attrgetter(*table.key)
    return get if len(table.key) > 1 else lambda row: (get(row),)
