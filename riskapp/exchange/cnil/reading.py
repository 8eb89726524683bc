"""Reads a file of the CNIL PIA tool; refuses with a sentence that says where what its tool would never write."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from riskapp.assessments.answers import MOST
from riskapp.errors import N_, Invalid
from riskapp.exchange.cnil.form import Answer, Comment, Evaluation, LeftOut, Measure, Pia
from riskapp.exchange.cnil.json_text import parsed

MOST_ENTRIES = 300
"""In one list: the tool's own form has some forty answers, and each entry is stored and told in the trail by itself."""

_LISTS = ("answers", "measures", "evaluations", "comments")

# Numbers, times and switches of the tool itself, which say nothing about the processing.
_TECHNICAL = (
    "id pia_id dbVersion tableName serverUrl objectStore numberOfQuestions created_at updated_at progress lock_version "
    "is_archive is_example structure_id structure_data structure_name structure_sector_name user_pias authors "
    "evaluators validators guests"
)
_ANSWER = "reference_to data"
_MEASURE = "title content placeholder"
_EVALUATION = (
    "reference_to status global_status action_plan_comment evaluation_comment evaluation_date evaluation_infos gauges "
    "estimated_implementation_date person_in_charge"
)
_COMMENT = "reference_to description for_measure"

Made = TypeVar("Made")


def read_pia(text: str) -> Pia:
    """The PIA that a JSON text tells. Raises Invalid, saying what and where, for anything that is none."""
    top = parsed(text)
    if not isinstance(top, dict) or "pia" not in top:
        raise Invalid(
            N_("This is no PIA of the CNIL tool: its file is one object with “pia”, “answers” and “measures” in it."),
            field="file",
        )
    facts = _object(top["pia"], "pia")
    if "answers" not in top:
        raise Invalid(N_("The file has no “answers”. Export the PIA again as JSON."), field="file")
    unread = [
        LeftOut(name, N_("riskapp does not know this part of the file."), _shown(value))
        for name, value in top.items()
        if name != "pia" and name not in _LISTS and value not in (None, "", [], {})
    ]
    return Pia(
        {name: _fact(value, f"pia.{name}") for name, value in facts.items() if name not in _TECHNICAL.split()},
        _each(top, "answers", _answer, _ANSWER, unread),
        _each(top, "measures", _measure, _MEASURE, unread),
        _each(top, "evaluations", _evaluation, _EVALUATION, unread),
        _each(top, "comments", _comment, _COMMENT, unread),
        tuple(unread),
    )


def _each(
    top: dict[str, Any],
    name: str,
    make: Callable[[dict[str, Any], str], Made],
    known: str,
    unread: list[LeftOut],
) -> tuple[Made, ...]:
    entries = _list(top.get(name) or [], name)
    made = []
    for number, entry in enumerate(entries, 1):
        where = f"{name} {number}"
        fields = _object(entry, where)
        made.append(make(fields, where))
        unread.extend(
            LeftOut(f"{where}, {key}", N_("riskapp does not know this part of the file."), _shown(value))
            for key, value in fields.items()
            if key not in f"{_TECHNICAL} {known}".split() and value not in (None, "", [], {}, False, 0)
        )
    return tuple(made)


def _answer(entry: dict[str, Any], where: str) -> Answer:
    data = _object(entry.get("data") or {}, f"{where}, data")
    items = _list(data.get("list") or [], f"{where}, data.list")
    return Answer(
        where,
        _reference(entry, where),
        _text(data.get("text"), f"{where}, data.text"),
        _level(data.get("gauge"), f"{where}, data.gauge"),
        tuple(_text(item, f"{where}, data.list {number}").strip() for number, item in enumerate(items, 1)),
    )


def _measure(entry: dict[str, Any], where: str) -> Measure:
    number = entry.get("id")
    return Measure(
        where,
        str(number) if isinstance(number, int | str) else "",
        _text(entry.get("title"), f"{where}, title").strip(),
        _text(entry.get("content"), f"{where}, content"),
    )


def _evaluation(entry: dict[str, Any], where: str) -> Evaluation:
    gauges = _object(entry.get("gauges") or {}, f"{where}, gauges")
    status = entry.get("status") or 0
    if status not in (0, 1, 2, 3) or isinstance(status, bool | float):
        raise _odd(f"{where}, status", N_("%(where)s is %(value)s, but must be 0, 1, 2 or 3."), value=_shown(status))
    return Evaluation(
        where,
        _reference(entry, where),
        status,
        _text(entry.get("evaluation_comment"), f"{where}, evaluation_comment"),
        _text(entry.get("action_plan_comment"), f"{where}, action_plan_comment"),
        _text(entry.get("person_in_charge"), f"{where}, person_in_charge").strip(),
        _day(entry.get("estimated_implementation_date"), f"{where}, estimated_implementation_date"),
        _level(gauges.get("x"), f"{where}, gauges.x"),
        _level(gauges.get("y"), f"{where}, gauges.y"),
    )


def _comment(entry: dict[str, Any], where: str) -> Comment:
    return Comment(where, _reference(entry, where), _text(entry.get("description"), f"{where}, description"))


def _object(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _odd(where, N_("%(where)s must be an object with named fields."))
    return value


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise _odd(where, N_("%(where)s must be a list."))
    if len(value) > MOST_ENTRIES:
        raise _odd(where, N_("%(where)s has more than %(most)s entries."), most=MOST_ENTRIES)
    return value


def _reference(entry: dict[str, Any], where: str) -> str:
    value = entry.get("reference_to")
    if value is None or isinstance(value, bool | float | list | dict):
        raise _odd(f"{where}, reference_to", N_("%(where)s must say which question it answers."))
    return str(value)[:100]


def _text(value: Any, where: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _odd(where, N_("%(where)s must be a text."))
    if len(value) > MOST:
        raise _odd(where, N_("%(where)s is longer than %(most)s characters."), most=MOST)
    return value


def _level(value: Any, where: str) -> int | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 4:
        raise _odd(
            where,
            N_("%(where)s is %(value)s, but a level is a whole number from 1 to 4, or 0 where nobody has judged."),
            value=_shown(value),
        )
    return value or None


def _day(value: Any, where: str) -> date | None:
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else _no_day(value, where)
    except ValueError:
        return _no_day(value, where)


def _no_day(value: Any, where: str) -> date:
    raise _odd(where, N_("%(where)s is %(value)s, but must be a day such as 2027-01-31."), value=_shown(value))


def _fact(value: Any, where: str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return (
        str(value)
        if isinstance(value, int)
        else _shown(value)
        if isinstance(value, list | dict | float)
        else _text(value, where)
    )


def _shown(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 500 else f"{text[:500]}…"


def _odd(where: str, text: str, **values: object) -> Invalid:
    return Invalid(text, field="file", where=where, **values)
