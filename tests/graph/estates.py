"""Small estates for tests, written in a line or two each, and the ward of the worked example."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from riskapp.exchange.reading import read
from riskapp.graph.availability import Availability
from riskapp.graph.outage_rows import AssetOutage
from riskapp.graph.snapshot import Asset, Category, Dependency, Flow, Holding, Snapshot
from riskapp.graph.vocabulary import Access, DependencyKind, Kind, Lifecycle, Sensitivity, Strength

WARD = Path(__file__).parent.parent / "cases" / "ward"


def read_ward() -> Snapshot:
    """The estate of the worked example."""
    return read(WARD).snapshot


def needs(dependent: str, provider: str, group: str | None = None, **fields: Any) -> Dependency:
    """A dependency; `kind`, `needed` and `tolerance` by name, and `soft=True`."""
    strength = Strength.SOFT if fields.pop("soft", False) else Strength.HARD
    kind = DependencyKind(fields.pop("kind", "service"))
    return Dependency(dependent, provider, kind, group, strength=strength, **fields)


def flow(name: str, source: str, target: str, categories: str = "data", **fields: Any) -> Flow:
    """A data flow: neither encrypted nor validated, pushed, through no carrier, unless told otherwise."""
    access = Access(fields.pop("access", "push"))
    encrypted, validated = fields.pop("encrypted", False), fields.pop("validated", False)
    return Flow(name, source, target, tuple(categories.split(";")), access, encrypted, validated, **fields)


def estate(
    *rows: Dependency | Flow | Holding,
    assets: str = "",
    recovery: Mapping[str, int] | None = None,
    lifecycle: Mapping[str, str] | None = None,
    processes: Iterable[str] = (),
) -> Snapshot:
    """A snapshot of the rows; assets and categories are those that the rows name (and `assets`), in that order."""
    dependencies = tuple(row for row in rows if isinstance(row, Dependency))
    flows = tuple(row for row in rows if isinstance(row, Flow))
    holdings = tuple(row for row in rows if isinstance(row, Holding))
    names = dict.fromkeys(assets.split())
    for row in dependencies:
        names.update({row.dependent: None, row.provider: None})
    for row in flows:
        names.update(dict.fromkeys((row.source, row.target, *row.via)))
    names.update(dict.fromkeys(row.asset for row in holdings))
    categories = dict.fromkeys(row.category for row in holdings)
    categories.update(dict.fromkeys(name for row in flows for name in row.categories))
    return Snapshot(
        categories=tuple(Category(name, name, Sensitivity.SPECIAL) for name in categories),
        assets=tuple(
            Asset(
                name,
                name,
                Kind.PROCESS if name in processes else Kind.SYSTEM,
                lifecycle=Lifecycle((lifecycle or {}).get(name, "in use")),
                recovery=(recovery or {}).get(name, 0),
            )
            for name in names
        ),
        holdings=holdings,
        flows=flows,
        dependencies=dependencies,
    )


def outage(result: Availability, name: str) -> AssetOutage:
    """What happened to one asset."""
    return next(asset for asset in result.assets if asset.id == name)


def reached(result: Availability) -> list[str]:
    """Who went down or was degraded."""
    return [asset.id for asset in result.assets]
