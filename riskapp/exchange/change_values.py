"""What the fields of a change hold: from JSON to values, by the rules of the estate files' cells."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from riskapp.errors import N_, Invalid
from riskapp.exchange.cells import Known, take, taker
from riskapp.exchange.columns import Column, Holds, Table
from riskapp.exchange.faults import Refusals, Refused, shown

Fields = Mapping[str, Any]

_LISTS = (Holds.ASSETS, Holds.CATEGORIES)


def object_of(value: Any) -> Fields:
    """The object that `value` must be. Raises Invalid."""
    if not isinstance(value, dict):
        raise Invalid(N_('"%(found)s" is no object such as {"id": "dc3"}.'), found=json_of(value))
    return value


def text_of(value: Any, name: str) -> str:
    """The text that `value` must be, without blanks around it. Raises Invalid."""
    if not isinstance(value, str) or not value.strip():
        raise Invalid(N_('"%(name)s" is a text such as "dc1", not %(found)s.'), name=name, found=json_of(value))
    return value.strip()


def refuse_strangers(given: Fields, known: Sequence[str]) -> None:
    """Raise Invalid for a field that nothing would be done with."""
    strangers = [name for name in given if name not in known]
    if strangers:
        raise Invalid(
            N_('"%(name)s" is not known here. Known are: %(words)s.'), name=shown(strangers[0]), words=", ".join(known)
        )


def field_of(table: Table, name: str, value: Any) -> object:
    """The value of the column called `name`. Raises Invalid with the column."""
    return value_of(next(column for column in table.columns if column.name == name), value)


def value_of(column: Column, value: Any) -> object:
    """The value of a field; null is an empty cell. Raises Invalid with the column."""
    try:
        if isinstance(value, list) and column.holds in _LISTS:
            return _each(column, value)
        return take(_cell(column, value), column, taker(column, Known()))
    except Refused as refusal:
        raise _about(column, refusal) from refusal
    except Refusals as several:
        raise _about(column, several.refusals[0]) from several


def json_of(value: Any) -> str:
    """A value as the person wrote it, shortened."""
    return shown(json.dumps(value, ensure_ascii=False))


def _each(column: Column, values: list[Any]) -> object:
    """Each text is one id, whatever characters it holds; together they keep to the limits of a cell."""
    ids = tuple(text_of(value, column.name) for value in values)
    take(";".join(ids), column, taker(column, Known()))
    return ids


def _cell(column: Column, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) and True in (column.words or {}).values():
        return "yes" if value else "no"
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return str(value)
    raise Refused(_WANTED.get(column.holds, N_("%(found)s is no text.")), found=json_of(value))


_WANTED: Mapping[Holds, str] = {
    Holds.NUMBER: N_("%(found)s is no whole number."),
    Holds.LEVEL: N_("%(found)s is no whole number."),
    Holds.ASSETS: N_('%(found)s is no list of texts such as ["dc1"].'),
    Holds.CATEGORIES: N_('%(found)s is no list of texts such as ["dc1"].'),
}


def _about(column: Column, refusal: Refused) -> Invalid:
    return Invalid(N_("%(column)s: %(reason)s"), column=column.name, reason=refusal.of_everything())
