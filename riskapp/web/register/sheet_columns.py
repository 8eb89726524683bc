"""The columns of the register's workbook: those of the tables that are edited in an assessment, and a few more."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flask_babel import gettext
from sqlalchemy import select

from riskapp.accounts.models import User
from riskapp.assessments.cell_words import Words, read_word
from riskapp.assessments.models import Measure, Risk
from riskapp.assessments.risk import KNOWLEDGE, TREATMENTS
from riskapp.catalogues.measures import KINDS
from riskapp.catalogues.scales import Scales
from riskapp.database import db
from riskapp.errors import N_, Invalid
from riskapp.exchange.limits import CELL_CHARACTERS
from riskapp.web.assessments.grid_columns import Choice, Column, measure_columns, risk_columns

_TREATMENTS: Words = {
    **{one: one for one in TREATMENTS},
    "redusere": "modify",
    "reduce": "modify",
    "unngå": "avoid",
    "dele": "share",
    "beholde": "retain",
}
_KNOWLEDGE: Words = {
    **{one: one for one in KNOWLEDGE},
    **dict.fromkeys(("lav", "svak", "weak"), "low"),
    "middels": "medium",
    **dict.fromkeys(("høy", "sterk", "strong"), "high"),
}
_KINDS: Words = {**{one: one for one in KINDS}, "forebyggende": "preventive", "skadebegrensende": "damage-limiting"}


def columns_of_risks(kind: str, scales: Scales) -> tuple[Column, ...]:
    """The columns of a risk of this kind of assessment; a field that the table has itself is not there twice."""
    return _with(risk_columns(kind, scales), _more_of_risks(kind))


def columns_of_measures() -> tuple[Column, ...]:
    """The columns of a measure."""
    return _with(measure_columns(), _more_of_measures())


def _with(own: tuple[Column, ...], more: Iterator[Column]) -> tuple[Column, ...]:
    fields = {one.field for one in own}
    return (*own, *(one for one in more if one.field not in fields))


def _more_of_risks(kind: str) -> Iterator[Column]:
    if kind != "dpia":
        yield _text("value", N_("What is of value"))
        yield _text("vulnerability", N_("Vulnerability"))
        yield _text("departs_reason", N_("Why other than the estate points at?"))
    yield _word("likelihood_knowledge", N_("Knowledge of the likelihood"), _KNOWLEDGE)
    yield _word("consequence_knowledge", N_("Knowledge of the consequence"), _KNOWLEDGE)
    yield _word("after_knowledge", N_("Knowledge of what is left"), _KNOWLEDGE)
    yield _word("treatment", N_("Treatment"), _TREATMENTS)
    yield _text("treatment_reason", N_("Why this treatment?"))
    yield Column("owner", N_("Risk owner (user name)"), "text", _owner_of, _owner_id, target="owner_id")


def _more_of_measures() -> Iterator[Column]:
    yield _word("kind", N_("Preventive or damage-limiting"), _KINDS)
    yield _text("references", N_("References"))
    yield _number("cost", N_("Cost once, in kroner"))
    yield _number("yearly_cost", N_("Cost a year, in kroner"))
    yield _number("lowers_likelihood", N_("Lowers the likelihood by"), empty=0)
    yield _number("lowers_consequence", N_("Lowers the consequence by"), empty=0)
    yield _text("safety_whom", N_("Whom it touches"))
    yield _text("compensating", N_("What makes up for it"))


def _text(name: str, head: str) -> Column:
    return Column(name, head, "text", lambda row: str(getattr(row, name)))


def _word(name: str, head: str, words: Words) -> Column:
    values = tuple(dict.fromkeys(words.values()))
    choices = tuple(Choice(value, _label(value, words), tuple(words)) for value in values)
    return Column(name, head, "choice", lambda row: str(getattr(row, name)), _reader(words, name), choices)


def _label(value: str, words: Words) -> str:
    """The word as the reader's language has it; every language's word reads back."""
    said = gettext(_SAID.get(value, value))
    return said if said.casefold() in words else value


_SAID: Mapping[str, str] = {
    "modify": N_("reduce"),
    "avoid": N_("avoid"),
    "share": N_("share"),
    "retain": N_("retain"),
    "low": N_("low"),
    "medium": N_("medium"),
    "high": N_("high"),
    "preventive": N_("preventive"),
    "damage-limiting": N_("damage-limiting"),
}


def _reader(words: Words, name: str) -> Callable[[str], str]:
    return lambda typed: read_word(words, typed, name) if typed.strip() else ""


def _number(name: str, head: str, empty: int | None = None) -> Column:
    def shown(row: Any) -> str:
        value = getattr(row, name)
        return "" if value is None or value == empty else str(value)

    def read(typed: str) -> int | None:
        text = "".join(typed.split())
        if not text:
            return empty
        if not (text.isascii() and text.isdigit() and len(text) <= 15):
            raise Invalid(N_("“%(typed)s” is not a whole number of zero or more."), field=name, typed=typed.strip())
        return int(text)

    return Column(name, head, "text", shown, read)


def _owner_of(risk: Risk) -> str:
    return risk.owner.username if risk.owner else ""


def _owner_id(typed: str) -> int | None:
    if not typed.strip():
        return None
    found = db.session.scalar(select(User.id).where(User.username == typed.strip()))
    if found is None:
        raise Invalid(N_("There is no person with the user name “%(typed)s”."), field="owner", typed=typed.strip())
    return found


def cell_of(column: Column, row: Risk | Measure) -> str:
    """What a cell says of a stored row: a choice by its word, with plain line ends, as much of it as a cell holds."""
    value = column.shown(row).replace("\r\n", "\n").replace("\r", "\n")
    labels = {choice.value: choice.label for choice in column.choices}
    text = labels.get(value, value)
    return text if len(text) <= CELL_CHARACTERS else text[: CELL_CHARACTERS - len(CUT)] + CUT


def is_cut(cell: str) -> bool:
    """Whether the stored text is longer than its cell."""
    return cell.endswith(CUT) and len(cell) == CELL_CHARACTERS


CUT = "\n[…]"
"""What ends a text that is longer than a cell: such a one is changed in riskapp only, so that nothing of it is lost."""
