"""An estate at one moment, frozen: the only thing that the engine, the reports and the file writers read."""

from dataclasses import dataclass

import networkx as nx

from riskapp.graph.vocabulary import Access, DependencyKind, Kind, Lifecycle, Sensitivity, Strength


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of personal data, such as laboratory results."""

    id: str
    name: str
    sensitivity: Sensitivity


@dataclass(frozen=True, slots=True)
class Asset:
    """A system, device, process or the like. Needs are levels 1 to 4 or None; times are whole minutes."""

    id: str
    name: str
    kind: Kind
    description: str = ""
    owner: str = ""
    supplier: str = ""
    site: str = ""
    lifecycle: Lifecycle = Lifecycle.IN_USE
    confidentiality: int | None = None
    integrity: int | None = None
    availability: int | None = None
    max_downtime: int | None = None
    recovery: int = 0
    external_ref: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """An asset stores a category of data about `persons` data subjects."""

    asset: str
    category: str
    persons: int


@dataclass(frozen=True, slots=True)
class Flow:
    """Data of `categories` go from `source` to `target`, carried by the assets in `via`; `persons` is a year's."""

    id: str
    source: str
    target: str
    categories: tuple[str, ...]
    access: Access
    encrypted: bool
    validated: bool
    via: tuple[str, ...] = ()
    purpose: str = ""
    persons: int | None = None


@dataclass(frozen=True, slots=True)
class Dependency:
    """`dependent` needs `provider`; rows of one dependent with the same `group` name are alternatives.

    `group` None is a group of its own. `needed`, `tolerance` (minutes) and `strength` belong to the group.
    """

    dependent: str
    provider: str
    kind: DependencyKind
    group: str | None = None
    needed: int = 1
    tolerance: int = 0
    strength: Strength = Strength.HARD


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Snapshot:
    """The whole estate in the order of its files. Two snapshots with equal rows give equal answers, to the byte."""

    categories: tuple[Category, ...] = ()
    assets: tuple[Asset, ...] = ()
    holdings: tuple[Holding, ...] = ()
    flows: tuple[Flow, ...] = ()
    dependencies: tuple[Dependency, ...] = ()

    def to_networkx(self) -> nx.MultiDiGraph:
        """Assets as nodes, and an edge with `type` "flow" (source to target) or "dependency" (dependent to provider).

        Node and edge attributes are the fields of the rows; holdings are the node attribute `holdings`
        ({category id: persons}). Assets that take no part are nodes too: their `lifecycle` says so.
        """
        graph = nx.MultiDiGraph()
        for asset in self.assets:
            graph.add_node(asset.id, **{name: getattr(asset, name) for name in asset.__slots__}, holdings={})
        for holding in self.holdings:
            graph.nodes[holding.asset]["holdings"][holding.category] = holding.persons
        for flow in self.flows:
            fields = {name: getattr(flow, name) for name in flow.__slots__}
            graph.add_edge(flow.source, flow.target, type="flow", **fields)
        for dependency in self.dependencies:
            fields = {name: getattr(dependency, name) for name in dependency.__slots__}
            graph.add_edge(dependency.dependent, dependency.provider, type="dependency", **fields)
        return graph
