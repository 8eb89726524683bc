"""From a stored row to the frozen row that files and the engine know, and to plain fields for the audit trail."""

from collections.abc import Mapping

from riskapp.estate import models
from riskapp.graph import snapshot as frozen
from riskapp.graph.vocabulary import Access, DependencyKind, Kind, Lifecycle, Sensitivity, Strength

Row = frozen.Category | frozen.Asset | frozen.Holding | frozen.Flow | frozen.Dependency

ASSET_COLUMNS = (
    "name",
    "kind",
    "description",
    "owner",
    "supplier",
    "site",
    "lifecycle",
    "confidentiality",
    "integrity",
    "availability",
    "max_downtime",
    "recovery",
    "external_ref",
)
"""The fields of an asset but its id, which are called the same in the table."""


def fields(row: Row) -> Mapping[str, object]:
    """The fields of `row` by name, in the order of the files."""
    return {name: getattr(row, name) for name in row.__slots__}


def category_row(stored: models.Category) -> frozen.Category:
    """A stored category as a frozen row."""
    return frozen.Category(stored.key, stored.name, Sensitivity(stored.sensitivity))


def asset_row(stored: models.Asset) -> frozen.Asset:
    """A stored asset as a frozen row."""
    values = {name: getattr(stored, name) for name in ASSET_COLUMNS}
    values.update(kind=Kind(stored.kind), lifecycle=Lifecycle(stored.lifecycle))
    return frozen.Asset(stored.key, **values)


def holding_row(stored: models.Holding) -> frozen.Holding:
    """A stored holding as a frozen row."""
    return frozen.Holding(stored.asset.key, stored.category.key, stored.persons)


def flow_row(stored: models.Flow) -> frozen.Flow:
    """A stored flow as a frozen row."""
    return frozen.Flow(
        stored.key,
        stored.source.key,
        stored.target.key,
        tuple(place.category.key for place in stored.categories),
        Access(stored.access),
        stored.encrypted,
        stored.validated,
        tuple(place.asset.key for place in stored.carriers),
        stored.purpose,
        stored.persons,
    )


def dependency_row(stored: models.Dependency) -> frozen.Dependency:
    """A stored dependency as a frozen row."""
    return frozen.Dependency(
        stored.dependent.key,
        stored.provider.key,
        DependencyKind(stored.kind),
        stored.group_name,
        stored.needed,
        stored.tolerance,
        Strength(stored.strength),
    )
