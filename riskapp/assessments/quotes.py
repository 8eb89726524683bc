"""What the estate knows about the assets of an assessment, quoted as plain data so that nobody types it twice."""

from collections.abc import Iterable
from typing import Any

from riskapp.catalogues.questionnaire import Quote
from riskapp.graph.snapshot import Asset, Flow, Holding, Snapshot
from riskapp.graph.vocabulary import Kind

Row = dict[str, Any]
Quotes = dict[str, list[Row]]

ALIKE = 8
"""So many rows that differ in the other end only stand one by one; more are told as one row with their number."""

MOST = 200
"""Rows of one table; what is beyond is counted in a last row, never dropped silently."""


def quotes_for(snapshot: Snapshot, scope: Iterable[str]) -> Quotes:
    """Facts about the assets with the ids in `scope`, one list of rows for each `Quote`, in the estate's order.

    A row is JSON-able; its fields: assets {id, name, kind, owner, supplier, supplier_name, site, lifecycle, need}; data
    {asset, category, sensitivity, persons}; holders {other, other_kind, category, sensitivity, persons}, who else holds
    what the scope holds or sends; flows {id, direction, asset, other, other_kind, other_site, categories, encrypted,
    validated, via, purpose, persons}; recipients as flows out of the scope; suppliers {asset, supplier, supplier_name,
    country}; needs {asset, direction, other, other_kind, why, hard}. `supplier_name` is there where `supplier` is an
    asset's id. `asset_id`, `other_id` and `category_id` are the estate's ids of what a row names.
    A row that stands for many alike has {"alike": how many}, and the first and the last of their ids and names. A list
    cut at `MOST` ends in {"more": how many}. Contents that were frozen earlier may lack holders, ids and sites.
    """
    facts = _Facts(snapshot, frozenset(scope))
    tables = {
        Quote.ASSETS: facts.assets(),
        Quote.DATA: facts.data(),
        Quote.HOLDERS: _folded(facts.holders()),
        Quote.FLOWS: _folded(facts.flows()),
        Quote.RECIPIENTS: _folded(facts.recipients()),
        Quote.SUPPLIERS: facts.suppliers(),
        Quote.NEEDS: _folded(facts.needs()),
    }
    return {quote.value: _cut(rows) for quote, rows in tables.items()}


def _folded(rows: list[Row]) -> list[Row]:
    """Nine hundred pumps that send the same say one thing: they are one row, in the place of the first."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(repr([row[name] for name in row if name not in _ENDS]), []).append(row)
    folded: list[Row] = []
    for group in groups.values():
        if len(group) <= ALIKE:
            folded += group
        else:
            ends = {name: _span(group[0][name], group[-1][name]) for name in _ENDS if name in group[0]}
            folded.append({**group[0], **ends, "alike": len(group)})
    return folded


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first} … {last}"


_ENDS = ("id", "other", "other_id", "other_site")


def _cut(rows: list[Row]) -> list[Row]:
    return rows if len(rows) <= MOST else [*rows[:MOST], {"more": len(rows) - MOST}]


class _Facts:
    """One walk of the snapshot for a scope."""

    def __init__(self, snapshot: Snapshot, scope: frozenset[str]) -> None:
        self.snapshot = snapshot
        self.scope = scope
        self.by_id = {asset.id: asset for asset in snapshot.assets}
        self.category = {category.id: category for category in snapshot.categories}

    def assets(self) -> list[Row]:
        """The assets themselves."""
        return [
            {**_asset(asset), **self._supplier_name(asset)} for asset in self.snapshot.assets if asset.id in self.scope
        ]

    def data(self) -> list[Row]:
        """Whose data they store; `persons` is a number of data subjects."""
        return [
            {
                "asset": self.by_id[holding.asset].name,
                "asset_id": holding.asset,
                **self._held(holding),
            }
            for holding in self.snapshot.holdings
            if holding.asset in self.scope
        ]

    def holders(self) -> list[Row]:
        """Who else holds a category that the scope holds or sends: a leak or an erasure does not end at the scope."""
        spoken_of = {one.category for one in self.snapshot.holdings if one.asset in self.scope}
        spoken_of.update(name for flow in self.snapshot.flows if flow.source in self.scope for name in flow.categories)
        return [
            {**self._other(holding.asset), **self._held(holding)}
            for holding in self.snapshot.holdings
            if holding.category in spoken_of and holding.asset not in self.scope
        ]

    def _held(self, holding: Holding) -> Row:
        category = self.category[holding.category]
        return {
            "category": category.name,
            "category_id": category.id,
            "sensitivity": category.sensitivity.value,
            "persons": holding.persons,
        }

    def _other(self, key: str) -> Row:
        other = self.by_id[key]
        return {"other": other.name, "other_id": key, "other_kind": other.kind.value}

    def flows(self) -> list[Row]:
        """Data in and out; a flow between two assets of the scope is told once, as inside."""
        return [row for flow in self.snapshot.flows if (row := self._flow(flow))]

    def recipients(self) -> list[Row]:
        """Flows that leave the scope: who gets data."""
        return [row for row in self.flows() if row["direction"] == "out"]

    def suppliers(self) -> list[Row]:
        """Who supplies what; an empty name is unknown. The estate knows no countries: see `recorded.with_countries`."""
        return [
            {
                "asset": asset.name,
                "asset_id": asset.id,
                "supplier": asset.supplier,
                **self._supplier_name(asset),
                "country": None,
            }
            for asset in self.snapshot.assets
            if asset.id in self.scope
        ]

    def _supplier_name(self, asset: Asset) -> Row:
        supplier = self.by_id.get(asset.supplier)
        return {"supplier_name": supplier.name} if supplier else {}

    def needs(self) -> list[Row]:
        """What the scope depends on, and what depends on it."""
        rows = []
        for one in self.snapshot.dependencies:
            inside, outside = one.dependent in self.scope, one.provider in self.scope
            if not (inside or outside):
                continue
            asset, other = (one.dependent, one.provider) if inside else (one.provider, one.dependent)
            rows.append(
                {
                    "asset": self.by_id[asset].name,
                    "asset_id": asset,
                    "direction": "needs" if inside else "needed by",
                    **self._other(other),
                    "why": one.kind.value,
                    "hard": one.strength.value == "hard",
                    "tolerance": one.tolerance,
                }
            )
        return rows

    def _site(self, key: str) -> str:
        """Where it stands, such as a patient's home: by name where the site is an asset of the estate."""
        site = self.by_id[key].site
        return self.by_id[site].name if site in self.by_id else site

    def _flow(self, flow: Flow) -> Row | None:
        sends, receives = flow.source in self.scope, flow.target in self.scope
        if not (sends or receives):
            return None
        asset, other = (flow.source, flow.target) if sends else (flow.target, flow.source)
        direction = "inside" if sends and receives else "out" if sends else "in"
        return {
            "id": flow.id,
            "direction": direction,
            "asset": self.by_id[asset].name,
            "asset_id": asset,
            **self._other(other),
            "other_site": self._site(other),
            "external": self.by_id[other].kind is Kind.SUPPLIER,
            "categories": [self.category[name].name for name in flow.categories],
            "encrypted": flow.encrypted,
            "validated": flow.validated,
            "via": [self.by_id[carrier].name for carrier in flow.via],
            "purpose": flow.purpose,
            "persons": flow.persons,
        }


def _asset(asset: Asset) -> Row:
    return {
        "id": asset.id,
        "name": asset.name,
        "kind": asset.kind.value,
        "owner": asset.owner,
        "supplier": asset.supplier,
        "site": asset.site,
        "lifecycle": asset.lifecycle.value,
        "need": {
            "confidentiality": asset.confidentiality,
            "integrity": asset.integrity,
            "availability": asset.availability,
        },
        "max_downtime": asset.max_downtime,
    }
