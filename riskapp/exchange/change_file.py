"""Changes for a what-if, read from JSON: the verbs, and the words and columns of the estate files."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from riskapp.errors import N_, Invalid
from riskapp.exchange.cells import Known, take, taker
from riskapp.exchange.columns import ASSETS, DEPENDENCIES, FLOWS, HOLDINGS, Column
from riskapp.exchange.columns import Table as Columns
from riskapp.exchange.faults import Refusals, Refused
from riskapp.exchange.limits import CHANGES
from riskapp.graph.changes import (
    Added,
    Altered,
    Change,
    GroupAltered,
    GroupRemoved,
    MadeRedundant,
    Removed,
    ToleranceLengthened,
    refused,
)
from riskapp.graph.draft import Key, Table

Fields = Mapping[str, Any]

_TABLES: Mapping[str, Columns] = {
    Table.ASSET: ASSETS,
    Table.HOLDING: HOLDINGS,
    Table.FLOW: FLOWS,
    Table.DEPENDENCY: DEPENDENCIES,
}
_GROUP_FIELDS = ("needed", "tolerance", "strength")


def read_changes(text: str) -> tuple[Change, ...]:
    """The changes in a JSON text: a list of objects. Raises Invalid with the number of the change and what is wrong."""
    try:
        changes = json.loads(text, object_pairs_hook=_each_once)
    except (ValueError, RecursionError) as error:
        raise Invalid(N_("The changes are no JSON: %(reason)s."), field="changes", reason=str(error)) from error
    if _NO_TEXT.search(json.dumps(changes, ensure_ascii=False)):
        raise Invalid(N_("The changes hold a character that no file can hold. Type them again."), field="changes")
    if not isinstance(changes, list):
        raise Invalid(N_("The changes are a list of objects: [{...}, {...}]."), field="changes")
    if len(changes) > CHANGES:
        raise Invalid(N_("These are more than %(limit)s changes. Import such an estate instead."), limit=CHANGES)
    return tuple(_change(number, change) for number, change in enumerate(changes, start=1))


# NUL as JSON writes it, and the halves of characters that UTF-16 alone knows.
_NO_TEXT = re.compile(r"\\u0000|[\ud800-\udfff]")


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object of these pairs; of a key that is there twice neither may be dropped in silence."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise Invalid(N_('"%(name)s" is there twice in one object. Keep one of them.'), name=name)
        found[name] = value
    return found


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
        raise Invalid(N_("Add a group by adding its dependencies, or make a dependency redundant."))
    columns = _TABLES[what]
    given = _object(value)
    _refuse_strangers(given, [column.name for column in columns.columns])
    values = [_value(column, given.get(column.name)) for column in columns.columns]
    return Added(columns.row(*values))  # type: ignore[arg-type]  # no change adds a category


def _remove(change: Fields) -> Change:
    what, value = _subject(change)
    if what == "group":
        return GroupRemoved(*_group(value))
    return Removed(Table(what), _key(what, value))


def _alter(change: Fields) -> Change:
    what, value = _subject(change, "set")
    given = _object(change.get("set"))
    if not given:
        raise Invalid(N_('"set" names the fields that change, and their new values.'))
    columns = _TABLES[Table.DEPENDENCY if what == "group" else what]
    names = [column.name for column in columns.columns if column.name not in columns.key]
    _refuse_strangers(given, names)
    fields = {column.name: _value(column, given[column.name]) for column in columns.columns if column.name in given}
    if what == "group":
        return GroupAltered(*_group(value), fields)
    return Altered(Table(what), _key(what, value), fields)


def _encrypt(change: Fields) -> Change:
    return _mark_flow(change, "encrypted")


def _validate(change: Fields) -> Change:
    return _mark_flow(change, "validated")


def _mark_flow(change: Fields, field: str) -> Change:
    _refuse_strangers(change, ["flow"])
    return Altered(Table.FLOW, _key("flow", change.get("flow")), {field: True})


def _lengthen(change: Fields) -> Change:
    _refuse_strangers(change, ["dependent", "provider", "kind", "group", "tolerance"])
    key, group = _need(change)
    return ToleranceLengthened(key, group, _number(change, "tolerance"))


def _make_redundant(change: Fields) -> Change:
    _refuse_strangers(change, ["dependent", "provider", "kind", "group", "with", "name", "needed"])
    key, group = _need(change)
    others = change.get("with")
    if not isinstance(others, list) or not others or not all(isinstance(one, str) and one for one in others):
        raise Invalid(N_('"with" lists the ids of the assets that stand in: ["dc2"].'))
    name = _text(change.get("name"), "name") if "name" in change else f"{key[1] or group} +"
    return MadeRedundant(key, group, tuple(others), name, _number(change, "needed") if "needed" in change else None)


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
    _refuse_strangers(change, [*known, *others])
    if len(named) != 1:
        raise Invalid(N_("Name one of these in each change: %(words)s."), words=", ".join(known))
    return named[0], change[named[0]]


def _key(what: str, value: Any) -> Key:
    """The key that a change names: an id as text, else an object with the key's columns."""
    columns = _TABLES[what]
    if len(columns.key) == 1:
        return (_text(value, what),)
    given = _object(value)
    _refuse_strangers(given, columns.key)
    values = [_text(given[name], name) if given.get(name) is not None else None for name in columns.key]
    if None in values[:2]:
        raise Invalid(N_("Name the %(first)s and the %(second)s."), first=columns.key[0], second=columns.key[1])
    return tuple(values)


def _group(value: Any) -> tuple[str, str]:
    given = _object(value)
    _refuse_strangers(given, ["dependent", "group"])
    return _text(given.get("dependent"), "dependent"), _text(given.get("group"), "group")


def _need(change: Fields) -> tuple[Key, str | None]:
    """A dependency by its key, or a group where no provider is named."""
    dependent = _text(change.get("dependent"), "dependent")
    group = _text(change["group"], "group") if change.get("group") is not None else None
    if change.get("provider") is None:
        return (dependent, None), _text(group, "group")
    kind = _text(change["kind"], "kind") if change.get("kind") is not None else None
    key: Key = (dependent, _text(change["provider"], "provider"), kind, group)
    return key, None


def _number(change: Fields, name: str) -> int:
    column = next(column for column in DEPENDENCIES.columns if column.name == name)
    value = _value(column, change.get(name))
    if change.get(name) is None or not isinstance(value, int):
        raise Invalid(N_('"%(name)s" is missing.'), name=name)
    return value


def _object(value: Any) -> Fields:
    if not isinstance(value, dict):
        raise Invalid(N_('"%(found)s" is no object such as {"id": "dc3"}.'), found=_shown(value))
    return value


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Invalid(N_('"%(name)s" is a text such as "dc1", not %(found)s.'), name=name, found=_shown(value))
    return value.strip()


def _refuse_strangers(given: Fields, known: list[str] | tuple[str, ...]) -> None:
    strangers = [name for name in given if name not in known]
    if strangers:
        raise Invalid(
            N_('"%(name)s" is not known here. Known are: %(words)s.'), name=strangers[0], words=", ".join(known)
        )


def _value(column: Column, value: Any) -> object:
    """The value of a field, by the rules of the estate files' cells."""
    try:
        return take(_cell(value), column, taker(column, Known()))
    except Refused as refusal:
        raise _about(column, refusal) from refusal
    except Refusals as several:
        raise _about(column, several.refusals[0]) from several


def _about(column: Column, refusal: Refused) -> Invalid:
    return Invalid(N_("%(column)s: %(reason)s"), column=column.name, reason=refusal.of_everything())


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ";".join(value)
    if isinstance(value, str):
        return value
    raise Refused(N_("%(found)s is neither text, whole number, yes or no, nor a list of texts."), found=_shown(value))


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:60]
