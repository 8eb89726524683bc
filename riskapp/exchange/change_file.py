"""Changes for a what-if, read from JSON: the verbs, and the words and columns of the estate files."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, cast

from riskapp.errors import N_, Invalid
from riskapp.exchange.change_json import listed
from riskapp.exchange.change_values import Fields, field_of, object_of, refuse_strangers, text_of, value_of
from riskapp.exchange.columns import ASSETS, DEPENDENCIES, FLOWS, HOLDINGS
from riskapp.exchange.columns import Table as Columns
from riskapp.graph.changes import (
    Added,
    Altered,
    Change,
    GroupAdded,
    GroupAltered,
    GroupRemoved,
    MadeRedundant,
    Removed,
    ToleranceLengthened,
    refused,
)
from riskapp.graph.draft import Named, Table
from riskapp.graph.snapshot import Dependency

_TABLES: Mapping[str, Columns] = {
    Table.ASSET: ASSETS,
    Table.HOLDING: HOLDINGS,
    Table.FLOW: FLOWS,
    Table.DEPENDENCY: DEPENDENCIES,
}


def read_changes(text: str) -> tuple[Change, ...]:
    """The changes in a JSON text: a list of objects. Raises Invalid with the number of the change and what is wrong."""
    return tuple(_change(number, change) for number, change in enumerate(listed(text), start=1))


def _change(number: int, change: Any) -> Change:
    try:
        if not isinstance(change, dict):
            raise Invalid(N_('It is no object such as {"do": "encrypt", "flow": "f1"}.'))  # it is input
        do = change.get("do")
        if not isinstance(do, str) or do not in _VERBS:
            raise Invalid(N_('"do" is one of: %(words)s.'), words=", ".join(_VERBS))
        return _VERBS[do]({name: value for name, value in change.items() if name != "do"})
    except Invalid as reason:
        raise refused(number, reason) from reason


def _add(change: Fields) -> Change:
    what, value = _subject(change)
    if what == "group":
        return _add_group(object_of(value))
    columns = _TABLES[what]
    given = object_of(value)
    refuse_strangers(given, [column.name for column in columns.columns])
    values = [value_of(column, given.get(column.name)) for column in columns.columns]
    return Added(columns.row(*values))  # type: ignore[arg-type]  # no change adds a category


def _add_group(given: Fields) -> Change:
    """The columns of its dependencies, but for the provider: each of the `members` is one."""
    shared = [column for column in DEPENDENCIES.columns if column.name != "provider"]
    refuse_strangers(given, [*(column.name for column in shared), "members"])
    text_of(given.get("group"), "group")
    values = {column.name: value_of(column, given.get(column.name)) for column in shared}
    members = _ids(given.get("members"))
    if members is None:
        raise Invalid(N_('"members" lists the ids of the assets that stand in for each other: ["dc1", "dc2"].'))
    twice = next((provider for provider, times in Counter(members).items() if times > 1), None)
    if twice is not None:
        raise Invalid(N_('"members" names %(provider)s twice. Keep one of them.'), provider=twice)
    row = cast(Callable[..., Dependency], DEPENDENCIES.row)
    return GroupAdded(tuple(row(provider=provider, **values) for provider in members))


def _remove(change: Fields) -> Change:
    what, value = _subject(change)
    if what == "group":
        return GroupRemoved(_group(value))
    return Removed(Table(what), _named(what, value))


def _alter(change: Fields) -> Change:
    what, value = _subject(change, "set")
    given = object_of(change.get("set"))
    if not given:
        raise Invalid(N_('"set" names the fields that change, and their new values.'))
    columns = _TABLES[Table.DEPENDENCY if what == "group" else what]
    names = [column.name for column in columns.columns if column.name not in columns.key]
    refuse_strangers(given, names)
    fields = {column.name: value_of(column, given[column.name]) for column in columns.columns if column.name in given}
    if what == "group":
        return GroupAltered(_group(value), fields)
    return Altered(Table(what), _named(what, value), fields)


def _encrypt(change: Fields) -> Change:
    return _mark_flow(change, "encrypted")


def _validate(change: Fields) -> Change:
    return _mark_flow(change, "validated")


def _mark_flow(change: Fields, field: str) -> Change:
    refuse_strangers(change, ["flow"])
    return Altered(Table.FLOW, _named("flow", change.get("flow")), {field: True})


def _lengthen(change: Fields) -> Change:
    refuse_strangers(change, [*DEPENDENCIES.key, "tolerance"])
    return ToleranceLengthened(_need(change), _number(change, "tolerance"))


def _make_redundant(change: Fields) -> Change:
    refuse_strangers(change, [*DEPENDENCIES.key, "with", "name", "needed"])
    need, others = _need(change), _ids(change.get("with"))
    if others is None:
        raise Invalid(N_('"with" lists the ids of the assets that stand in: ["dc2"].'))
    name = field_of(DEPENDENCIES, "group", text_of(change["name"], "name")) if "name" in change else None
    needed = _number(change, "needed") if "needed" in change else None
    return MadeRedundant(need, others, None if name is None else str(name), needed)


_VERBS: Mapping[str, Callable[[Fields], Change]] = {
    "add": _add,
    "remove": _remove,
    "change": _alter,
    "encrypt": _encrypt,
    "validate": _validate,
    "lengthen tolerance": _lengthen,
    "make redundant": _make_redundant,
}


def _subject(change: Fields, *others: str) -> tuple[str, Any]:
    """What is changed, and its value: the one key that names a table, or a group."""
    known = [*_TABLES, "group"]
    named = [name for name in change if name in known]
    refuse_strangers(change, [*known, *others])
    if len(named) != 1:
        raise Invalid(N_("Name one of these in each change: %(words)s."), words=", ".join(known))
    return named[0], change[named[0]]


def _named(what: str, value: Any) -> Named:
    """The row that a change names: by an id as text, else by an object with the key's columns, in their order."""
    columns = _TABLES[what]
    if len(columns.key) == 1:
        return {columns.key[0]: text_of(value, what)}
    given = object_of(value)
    refuse_strangers(given, columns.key)
    first, second = columns.key[:2]
    if given.get(first) is None or given.get(second) is None:
        raise Invalid(N_("Name the %(first)s and the %(second)s."), first=first, second=second)
    ends = {name: text_of(given[name], name) for name in (first, second)}
    return {**ends, **_kind_and_group(given)} if what == Table.DEPENDENCY else ends


def _kind_and_group(given: Fields) -> Named:
    """What tells several dependencies apart. A group of null is a row without a group; to leave it out says nothing."""
    named: dict[str, str | None] = {}
    if given.get("kind") is not None:
        named["kind"] = str(field_of(DEPENDENCIES, "kind", text_of(given["kind"], "kind")))
    if "group" in given:
        named["group"] = None if given["group"] is None else text_of(given["group"], "group")
    return named


def _group(value: Any) -> Named:
    given = object_of(value)
    refuse_strangers(given, ["dependent", "group"])
    return {name: text_of(given.get(name), name) for name in ("dependent", "group")}


def _need(change: Fields) -> Named:
    """A dependency, or a group where no provider is named."""
    given = {name: change[name] for name in DEPENDENCIES.key if name in change}
    dependent = text_of(given.get("dependent"), "dependent")
    if given.get("provider") is not None:
        return _named(Table.DEPENDENCY, given)
    if given.get("kind") is not None:
        raise Invalid(N_("Name the provider too: a kind alone names no dependency, and a group has none."))
    return {"dependent": dependent, "group": text_of(given.get("group"), "group")}


def _ids(value: Any) -> tuple[str, ...] | None:
    """The ids in a list, without blanks around them; None where it is no list of one or more of them."""
    if not isinstance(value, list) or not value or not all(isinstance(one, str) and one.strip() for one in value):
        return None
    return tuple(one.strip() for one in value)


def _number(change: Fields, name: str) -> int:
    value = field_of(DEPENDENCIES, name, change.get(name))
    if change.get(name) is None or not isinstance(value, int):
        raise Invalid(N_('"%(name)s" is missing.'), name=name)
    return value
