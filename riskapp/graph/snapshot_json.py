"""An estate as JSON and back: how a part of it is kept beside an answer, so that it can be asked again."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from riskapp.errors import N_, Invalid
from riskapp.graph.snapshot import Asset, Category, Dependency, Flow, Holding, Snapshot
from riskapp.graph.vocabulary import Access, DependencyKind, Kind, Lifecycle, Sensitivity, Strength

_TABLES: Mapping[str, type] = {
    "categories": Category,
    "assets": Asset,
    "holdings": Holding,
    "flows": Flow,
    "dependencies": Dependency,
}
_WORDS: Mapping[tuple[str, str], Callable[[Any], Any]] = {
    ("categories", "sensitivity"): Sensitivity,
    ("assets", "kind"): Kind,
    ("assets", "lifecycle"): Lifecycle,
    ("flows", "access"): Access,
    ("flows", "categories"): tuple,
    ("flows", "via"): tuple,
    ("dependencies", "kind"): DependencyKind,
    ("dependencies", "strength"): Strength,
}


def snapshot_bytes(snapshot: Snapshot) -> bytes:
    """The rows as canonical JSON, an object a row with the columns of the estate files; equal rows, equal bytes."""
    tables = {
        table: [{one.name: getattr(row, one.name) for one in fields(row)} for row in getattr(snapshot, table)]
        for table in _TABLES
    }
    return json.dumps(tables, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def snapshot_from(data: bytes) -> Snapshot:
    """The estate in `data`; raises Invalid where it is none."""
    try:
        tables = json.loads(data)
        return Snapshot(**{name: tuple(_row(name, row) for row in tables[name]) for name in _TABLES})
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
        raise Invalid(N_("The part of the estate cannot be read (%(fault)s)."), fault=str(fault)) from fault


def _row(table: str, row: Mapping[str, Any]) -> Any:
    return _TABLES[table](**{name: _WORDS.get((table, name), _as_it_is)(value) for name, value in row.items()})


def _as_it_is(value: Any) -> Any:
    return value
