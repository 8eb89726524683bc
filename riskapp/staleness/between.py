"""What differs between two slices that were kept: each change once, with the scenarios whose evidence rests on it."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from riskapp.staleness.comparing import Change, Place, What, compare
from riskapp.staleness.owners import Owners, owner_changes
from riskapp.staleness.row_texts import Table

Rows = frozenset[str]
_Key = tuple[str, tuple[str, ...]]

_NAMED = {"supplier": "supplier_name", "site": "site_name"}
"""Fields that hold an id where the supplier or the site is an asset too, and what such an asset is called."""


@dataclass(frozen=True, slots=True)
class Held:
    """The row texts of a slice: the scope's own, and by the numbers of the risks those that their evidence rests on.

    `supposed`: by risk and changes (JSON) those that evidence over a changed estate rests on, where it could be asked.
    `owners`: of the scope's systems, as far as they are known.
    """

    own: Rows
    reached: Mapping[int, Rows] = field(default_factory=dict)
    supposed: Mapping[tuple[int, str], Rows] = field(default_factory=dict)
    owners: Owners = field(default_factory=dict)

    @property
    def rows(self) -> Rows:
        """All rows of the estate as it was."""
        return self.own.union(*self.reached.values())


def between(then: Held, now: Held) -> list[dict[str, Any]]:
    """The changes as plain data, those of words last and among the others those of the scope's own part first.

    Keys: table, key, assets [{id, name}] (what it is about), category (its name), what, field, before, after, wording,
    own, risks. Values have names in the place of ids, as they were then and are now; a whole row has None.
    """
    gone, come = then.rows - now.rows, now.rows - then.rows
    changes = {one.place: one for one in compare(gone, come)}
    own, risks = _where(then, now, gone, come)
    for one in owner_changes(then.owners, now.owners):
        changes[one.place] = one
        own.add(_key_of(one))
    for place in sorted(then.supposed.keys() & now.supposed.keys()):
        for one in compare(then.supposed[place], now.supposed[place]):
            changes.setdefault(one.place, one)
            risks.setdefault(_key_of(one), set()).add(place[0])
    if not changes:
        return []
    names = _Names(then), _Names(now)
    ordered = sorted(changes.values(), key=lambda one: (one.wording, _key_of(one) not in own, _order(one.place)))
    return [_row(one, names, own, risks.get(_key_of(one), ())) for one in ordered]


def _where(then: Held, now: Held, gone: Rows, come: Rows) -> tuple[set[_Key], dict[_Key, set[int]]]:
    """Which of the rows that differ are of the scope's own part, and on which the evidence of which risks rests."""
    own = set(_keys((then.own & gone) | (now.own & come)))
    risks: dict[_Key, set[int]] = {}
    for held, differing in ((then, gone), (now, come)):
        for number, rows in held.reached.items():
            for key in _keys(rows & differing):
                risks.setdefault(key, set()).add(number)
    return own, risks


def _keys(texts: Iterable[str]) -> Iterator[_Key]:
    for table, key, _ in map(json.loads, texts):
        yield table, tuple(map(str, key))


def _key_of(one: Change) -> _Key:
    return one.table.value, one.key


def _order(place: Place) -> tuple[object, ...]:
    """A field that says something else before a row that came or went: that may be a scenario that is asked anew."""
    table, key, what, name = place
    return what is not What.CHANGED, list(Table).index(table), key, name


class _Names:
    """What things are called in one slice."""

    def __init__(self, held: Held) -> None:
        self._fields: dict[_Key, dict[str, Any]] = {}
        for text in held.rows.union(*held.supposed.values()):
            table, key, fields = json.loads(text)
            self._fields[table, tuple(map(str, key))] = fields

    def of(self, table: Table, key: str) -> str:
        """The name of an asset or a category; empty where the slice has none of this id."""
        return str(self._fields.get((table.value, (key,)), {}).get("name", ""))

    def fields(self, one: Change) -> dict[str, Any]:
        """The whole row that a change is of."""
        return self._fields.get(_key_of(one), {})


def _row(one: Change, names: tuple[_Names, _Names], own: Collection[_Key], risks: Iterable[int]) -> dict[str, Any]:
    then, now = names

    def called(table: Table, key: str) -> str:
        return now.of(table, key) or then.of(table, key) or key

    about = _assets_of(one, now.fields(one) or then.fields(one))
    is_of_category = one.table in (Table.CATEGORY, Table.HOLDING)
    return {
        "table": one.table.value,
        "key": list(one.key),
        "assets": [{"id": key, "name": called(Table.ASSET, key)} for key in about],
        "category": called(Table.CATEGORY, one.key[-1]) if is_of_category else "",
        "what": one.what.value,
        "field": one.field,
        "before": _value(one, one.before, then),
        "after": _value(one, one.after, now),
        "wording": one.wording,
        "own": _key_of(one) in own,
        "risks": sorted(risks),
    }


def _assets_of(one: Change, fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The ids of the assets that a change is about: the row's own, or its ends."""
    if one.table is Table.FLOW:
        return tuple(str(fields[end]) for end in ("source", "target") if end in fields)
    if one.table is Table.DEPENDENCY:
        return one.key[:2]
    return one.key[:1] if one.table in (Table.ASSET, Table.HOLDING) else ()


def _value(one: Change, value: object, names: _Names) -> object:
    if isinstance(value, dict):
        return None
    if isinstance(value, list):
        table = Table.CATEGORY if one.field == "categories" else Table.ASSET
        return [names.of(table, str(key)) or key for key in value]
    if one.table is Table.FLOW and one.field in ("source", "target"):
        return names.of(Table.ASSET, str(value)) or value
    if one.table is Table.ASSET and one.field in _NAMED:
        return names.fields(one).get(_NAMED[one.field]) or value
    return value
