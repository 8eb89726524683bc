"""The rows of an estate as canonical texts: the fields that a report prints or the engine reads, and no other.

Names of people are not among them: the owners of a scope are kept beside (`owners`).

A text is JSON: [table, key, fields]. Two rows with the same text say the same to everybody who rests on them.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from riskapp.graph.kept import Kept
from riskapp.graph.snapshot import Asset, Dependency, Flow, Holding, Snapshot


class Table(StrEnum):
    """What a row is."""

    ASSET = "asset"
    DEPENDENCY = "dependency"
    FLOW = "flow"
    HOLDING = "holding"
    CATEGORY = "category"


WORDING = {
    Table.ASSET: frozenset({"name", "supplier_name", "site_name"}),
    Table.CATEGORY: frozenset({"name"}),
}
"""Fields that people read and nothing is worked out from: a change of them changes no more than the words."""

_ASSET = (
    *("name", "kind", "supplier", "site", "lifecycle"),
    *("confidentiality", "integrity", "availability", "max_downtime", "recovery"),
)
_FLOW = ("source", "target", "categories", "access", "encrypted", "validated", "via", "purpose", "persons")
_DEPENDENCY = ("group", "needed", "tolerance", "strength")


class Need(NamedTuple):
    """A dependency of somebody: on whom, whether it hands control over, and its text."""

    provider: str
    control: bool
    text: str


class Leaving(NamedTuple):
    """A flow that somebody sends or carries: its id, whom it goes to, and its text."""

    id: str
    target: str
    text: str


class RowTexts:
    """The rows of one snapshot by what they hang on; a text is made when it is first asked for."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.assets = {one.id: one for one in snapshot.assets}
        self.categories = {one.id: one for one in snapshot.categories}
        self.holdings: defaultdict[str, list[Holding]] = defaultdict(list)
        self.flows = {one.id: one for one in snapshot.flows}
        self.ending: defaultdict[str, list[Flow]] = defaultdict(list)
        self.carried: defaultdict[str, list[Flow]] = defaultdict(list)
        self.needs: defaultdict[str, list[Dependency]] = defaultdict(list)
        self._texts: dict[Table, dict[object, str]] = {table: {} for table in Table}
        self._needs: dict[str, tuple[Need, ...]] = {}
        self._leaving: dict[str, tuple[Leaving, ...]] = {}
        for held in snapshot.holdings:
            self.holdings[held.asset].append(held)
        for flow in snapshot.flows:
            for end in {flow.source, flow.target}:
                self.ending[end].append(flow)
            for carrier in flow.via:
                self.carried[carrier].append(flow)
        for need in snapshot.dependencies:
            self.needs[need.dependent].append(need)

    def asset(self, key: str) -> str:
        """The asset, with what people call its supplier and its site where those are assets too."""
        return self._kept(Table.ASSET, key) or self._keep(Table.ASSET, key, [key], self._asset_fields(key))

    def category(self, key: str) -> str:
        """A category of data."""
        one = self.categories[key]
        fields = {"name": one.name, "sensitivity": one.sensitivity}
        return self._kept(Table.CATEGORY, key) or self._keep(Table.CATEGORY, key, [key], fields)

    def holding(self, one: Holding) -> str:
        """What an asset stores."""
        key = one.asset, one.category
        return self._kept(Table.HOLDING, key) or self._keep(Table.HOLDING, key, key, {"persons": one.persons})

    def flow(self, one: Flow) -> str:
        """Data that go from one to another."""
        found = self._kept(Table.FLOW, one.id)
        return found or self._keep(Table.FLOW, one.id, [one.id], {name: getattr(one, name) for name in _FLOW})

    def leaving(self, key: str) -> tuple[Leaving, ...]:
        """The flows that an asset sends or carries, those to itself among them."""
        if key not in self._leaving:
            sent = [one for one in self.ending.get(key, ()) if one.source == key]
            flows = {one.id: one for one in (*sent, *self.carried.get(key, ()))}.values()
            self._leaving[key] = tuple(Leaving(one.id, one.target, self.flow(one)) for one in flows)
        return self._leaving[key]

    def needs_of(self, dependent: str) -> tuple[Need, ...]:
        """What an asset needs directly; rows with the same ends and reason are told apart by their number."""
        if dependent not in self._needs:
            self._needs[dependent] = tuple(self._numbered(dependent))
        return self._needs[dependent]

    def _numbered(self, dependent: str) -> Iterator[Need]:
        # The order of the file must not count: rows of one key are numbered by what they say.
        rows = sorted(self.needs.get(dependent, ()), key=lambda one: (one.provider, one.kind, *map(str, _said(one))))
        before = dict[tuple[str, str], int]()
        for one in rows:
            number = before[one.provider, one.kind] = before.get((one.provider, one.kind), 0) + 1
            key = one.dependent, one.provider, one.kind, number
            fields = dict(zip(_DEPENDENCY, _said(one), strict=True))
            yield Need(one.provider, one.kind.hands_over_control, self._keep(Table.DEPENDENCY, key, key, fields))

    def _asset_fields(self, key: str) -> dict[str, object]:
        one: Asset = self.assets[key]
        named = {"supplier_name": self._name(one.supplier), "site_name": self._name(one.site)}
        return {**{name: getattr(one, name) for name in _ASSET}, **named}

    def _name(self, key: str) -> str:
        return self.assets[key].name if key in self.assets else ""

    def _kept(self, table: Table, key: object) -> str:
        return self._texts[table].get(key, "")

    def _keep(self, table: Table, kept: object, key: object, fields: Mapping[str, object]) -> str:
        text = json.dumps([table, key, fields], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        self._texts[table][kept] = text
        return text


def _said(one: Dependency) -> tuple[object, ...]:
    return one.group, one.needed, one.tolerance, one.strength


row_texts = Kept(RowTexts)
"""Those of a snapshot, indexed once for each snapshot object."""
