"""The values that a comparison tells, in words of one language."""

from typing import Any

from riskapp.catalogues.verdicts import VERDICTS
from riskapp.reports.assessment.numbers import estimated, percent
from riskapp.reports.assessment.reader import Reader, Values
from riskapp.reports.assessment.supposed import figure_in_words

_MINUTES = frozenset(
    {
        *("max_downtime", "tolerance", "minutes", "evidence outage", "evidence horizon"),
        *("row first_failure", "row minutes_down", "row restored"),
    }
)
_DAYS = frozenset({"due", "tested_on", "until"})
_MOMENTS = frozenset({"at"})
_TEXTS = frozenset(
    {
        *("text", "answer", "reason", "purpose", "title", "name", "notes", "agenda", "place", "site", "role", "note"),
        *("owner", "by", "withdrawn_by", "withdrawn_reason"),
    }
)
"""What people wrote and must not be read as a word of a vocabulary."""
_CAME = {True: "guest came", False: "guest did not come", None: "guest not said"}


def value_in_words(field: str, value: Any, reader: Reader) -> str:
    """A value as people say it; nothing is an empty text."""
    if value is None and field.startswith("row "):
        return reader.say("never")
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        yes, no = ("reached", "not reached") if field in _REACHED else ("yes", "no")
        return reader.say(yes if value else no)
    if isinstance(value, int):
        return reader.minutes(value) if field in _MINUTES else reader.number(value)
    if isinstance(value, list):
        return _listed(field, value, reader)
    if isinstance(value, dict):
        return _row(field, value, reader)
    if field in _DAYS:
        return reader.day(value)
    return reader.moment(value) if field in _MOMENTS else _word(field, str(value), reader)


_REACHED = frozenset({"evidence processes", "evidence holders", "evidence categories"})


def _listed(field: str, value: list[Any], reader: Reader) -> str:
    first = field.partition(" ")[0]
    if first == "aspect":
        return " → ".join("–" if one is None else str(one) for one in value)
    if first == "guest":
        return reader.listed((*map(str, value[:-1]), reader.say(_CAME[value[-1]])))
    if first == "file":
        return reader.listed(reader.say("file by", sha256=sha256, by=by) for sha256, by in value)
    letter = {"measures": "T", "treats": "R"}.get(field, "")
    return reader.listed(f"{letter}{value_in_words('name', one, reader)}" for one in value)


def _row(field: str, value: dict[str, Any], reader: Reader) -> str:
    """A text in both languages, a level, what was worked out, or the three needs of an asset."""
    if "word" in value:
        return reader.level_word(value)
    if set(value) == {"nb", "en"}:
        return reader.text(value)
    if field == "estimate":
        return reader.listed(f"{label}: {told}" for label, told in estimated(value, reader))
    if field == "figures":
        return _years(value, reader)
    if "totals" in value:
        return _effect(value, reader)
    return "/".join("–" if one is None else str(one) for one in value.values())


def _years(figures: Values, reader: Reader) -> str:
    """What the drawn years say, now and after."""
    now, after = figures["before"], figures["after"]
    loss = f"{reader.number(now['expected'])} → {reader.number(after['expected'])}"
    chance = f"{percent(now['chance_of_loss'], reader)} → {percent(after['chance_of_loss'], reader)}"
    return reader.listed((f"{reader.say('expected loss')}: {loss}", f"{reader.say('chance of any loss')}: {chance}"))


def _effect(effect: Values, reader: Reader) -> str:
    """What changes of the estate would do: the changes where they are told, what is spared, and each total."""
    changes = [reader.text(one) for one in effect.get("changes") or ()]
    moved = reader.say("saved by it", saved=reader.number(effect["saved"]), new=reader.number(effect["new"]))
    totals = (
        f"{reader.say(f'figure {name}')}: {' → '.join(figure_in_words(name, one, reader) for one in pair)}"
        for name, pair in effect["totals"].items()
    )
    return reader.listed((*changes, moved, *totals))


def _word(field: str, value: str, reader: Reader) -> str:
    if field in _TEXTS or len(value) > 40:
        return value
    if field == "row state":
        return reader.say(f"grip {value}")
    if field.endswith("_knowledge"):
        return reader.say(f"knowledge {value}")
    if field == "verdict" and value in VERDICTS:
        return VERDICTS[value].in_language(reader.language)
    return reader.word(value)
