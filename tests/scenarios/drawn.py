"""Small estates with the kinds, suppliers, sites and times that the rules of suggestion look at."""

from dataclasses import replace
from typing import Any

from riskapp.graph.snapshot import Dependency, Flow, Holding, Snapshot
from riskapp.graph.vocabulary import Kind, Lifecycle
from riskapp.scenarios.suggesting import suggestions
from riskapp.scenarios.suggestion import Suggestion
from tests.graph.estates import estate

MARKS = {
    "h": Kind.INFRASTRUCTURE,
    "n": Kind.NETWORK,
    "s": Kind.SUPPLIER,
    "r": Kind.LOCATION,
    "d": Kind.DEVICE,
    "p": Kind.PROCESS,
}
"""The first letter of an id is its kind: hosts, networks, suppliers, rooms, devices, processes; else a system."""


def drawn(*rows: Dependency | Flow | Holding, assets: str = "", **fields: dict[str, Any]) -> Snapshot:
    """An estate of the rows, each asset of the kind that its id begins with, and with the fields given for it."""
    snapshot = estate(*rows, assets=assets)
    return replace(snapshot, assets=tuple(replace(one, **_fields(one.id, fields)) for one in snapshot.assets))


def _fields(key: str, fields: dict[str, dict[str, Any]]) -> dict[str, Any]:
    mine = {"kind": MARKS.get(key[0], Kind.SYSTEM), "name": key.upper()} | fields.get(key, {})
    if "lifecycle" in mine:
        mine["lifecycle"] = Lifecycle(mine["lifecycle"])
    return mine


def found(snapshot: Snapshot, *scope: str) -> dict[str, Suggestion]:
    """The suggestions for a scope by their keys."""
    return {one.key: one for one in suggestions(snapshot, scope)}
