"""The columns of a table that is edited as a whole: their heads and words, and how a cell is written and read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import force_locale, get_locale, gettext

from riskapp.assessments.cell_words import (
    KIND_WORDS,
    STATUS_WORDS,
    Words,
    level_words,
    property_words,
    read_day,
    read_risks,
    read_word,
    safety_words,
)
from riskapp.assessments.control import STATUSES
from riskapp.assessments.models import Measure, Risk
from riskapp.assessments.queries import asset_named
from riskapp.assessments.risk import what_is_feared
from riskapp.catalogues.measures import KINDS, NOT_ASSESSED, load_measures
from riskapp.catalogues.scales import Scale, Scales
from riskapp.errors import N_
from riskapp.web.formatting import word
from riskapp.web.kroner import read_kroner

Read = Callable[[str], Any]
LANGUAGES = ("nb", "en")


@dataclass(frozen=True)
class Choice:
    """One value of a cell: what a person reads, and all that may be pasted for it."""

    value: str
    label: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A column. `kind` says how its cells are edited: text, choice, asset, risks or day; `head` is a message id.

    `name` is its field in the form, `target` what the operation calls it, `shown` the text of a stored row's cell.
    """

    name: str
    head: str
    kind: str
    shown: Callable[[Any], str]
    read: Read = str
    choices: tuple[Choice, ...] = ()
    target: str = ""
    empty: str | None = None
    """What an empty choice is called; None where a stored row must have a value."""

    @property
    def label(self) -> str:
        """The head in the reader's language."""
        return gettext(self.head)

    @property
    def names(self) -> str:
        """What a pasted head may say, one a line: the label in both languages, and the field."""
        said = [self.name]
        for language in LANGUAGES:
            with force_locale(language):
                said.append(gettext(self.head))
        return "\n".join(dict.fromkeys(one.casefold() for one in said))

    @property
    def field(self) -> str:
        """The field of the operation."""
        return self.target or self.name


def risk_columns(kind: str, scales: Scales) -> tuple[Column, ...]:
    """The columns of scenarios of this kind of assessment, with the words of its scales."""
    dpia = kind == "dpia"
    return (
        _chosen(
            "property", N_("What happens") if dpia else N_("What is lost"), _properties(kind), property_words(kind)
        ),
        Column("asset", N_("Where"), "asset", _asset_of, _asset_id, target="asset_id"),
        _text("threat", N_("Threat")),
        _text("cause", N_("Cause")),
        _text("event", N_("Event")),
        _text("effect", N_("Consequence")),
        *(_people() if dpia else ()),
        _level("likelihood", N_("Likelihood now"), scales.likelihood),
        _text("likelihood_reason", N_("Why this likelihood?")),
        _level("consequence", N_("Consequence now"), scales.consequence),
        _text("consequence_reason", N_("Why this consequence?")),
        _level("likelihood_after", N_("Likelihood after the measures"), scales.likelihood),
        _level("consequence_after", N_("Consequence after the measures"), scales.consequence),
        _text("after_reason", N_("Why does it change, or stay?")),
    )


def measure_columns() -> tuple[Column, ...]:
    """The columns of measures."""
    effects = {one.id: one.label.in_language(_language()) for one in load_measures().safety_effects}
    return (
        _text("text", N_("What is to be done")),
        _text("owner", N_("Who answers for it")),
        Column("due", N_("Done by"), "day", _day_of, lambda typed: read_day(typed, "due")),
        _chosen("status", N_("State"), {one: word(one) for one in STATUSES}, STATUS_WORDS, "planned"),
        Column("treats", N_("Lowers"), "risks", _risks_of, lambda typed: read_risks(typed, "treats")),
        _chosen("kind", N_("Kind"), {one: word(one) for one in KINDS}, KIND_WORDS, empty=gettext("not said yet")),
        _amount("cost", N_("Cost once, NOK")),
        _amount("yearly_cost", N_("Cost a year, NOK")),
        _chosen("safety_effect", N_("Effect on patient safety"), effects, safety_words(), NOT_ASSESSED),
        _text("safety_note", N_("How, and in which situations?")),
        _text("safety_assessed_by", N_("Who judged it?")),
    )


def _people() -> Iterator[Column]:
    yield _text("sources", N_("Who or what brings it about?"))
    yield _text("bodily", N_("To the body"))
    yield _text("material", N_("To what the person has"))
    yield _text("moral", N_("To mind and dignity"))


def _text(name: str, head: str) -> Column:
    return Column(name, head, "text", lambda row: str(getattr(row, name)))


def _amount(name: str, head: str) -> Column:
    def shown(measure: Measure) -> str:
        amount = getattr(measure, name)
        return "" if amount is None else str(amount)

    return Column(name, head, "text", shown, lambda typed: read_kroner(typed, name))


def _chosen(
    name: str, head: str, labels: Mapping[str, str], words: Words, default: str = "", empty: str | None = None
) -> Column:
    choices = tuple(_choice(value, label, words) for value, label in labels.items())

    def read(typed: str) -> str:
        return read_word(words, typed, name) if typed.strip() else default

    return Column(name, head, "choice", lambda row: str(getattr(row, name)), read, choices, empty=empty)


def _level(name: str, head: str, scale: Scale) -> Column:
    words, language = level_words(scale), _language()
    labels = {str(one.value): f"{one.value} {one.word.in_language(language)}" for one in scale.levels}

    def read(typed: str) -> int | None:
        return int(read_word(words, typed, name)) if typed.strip() else None

    choices = tuple(_choice(value, label, words) for value, label in labels.items())
    unjudged = gettext("not judged yet")
    return Column(name, head, "choice", lambda row: str(getattr(row, name) or ""), read, choices, empty=unjudged)


def _choice(value: str, label: str, words: Words) -> Choice:
    said = [one for one, meant in words.items() if meant == value]
    return Choice(value, label, tuple(dict.fromkeys((value.casefold(), label.casefold(), *said))))


def _properties(kind: str) -> dict[str, str]:
    return {value: gettext(words) for value, words in what_is_feared(kind).items()}


def _asset_of(risk: Risk) -> str:
    return f"{risk.asset.name} ({risk.asset.key})" if risk.asset else ""


def _asset_id(typed: str) -> int | None:
    return asset_named(typed) if typed.strip() else None


def _day_of(measure: Measure) -> str:
    if measure.due is None:
        return ""
    return measure.due.strftime("%d.%m.%Y") if _language() == "nb" else measure.due.isoformat()


def _risks_of(measure: Measure) -> str:
    return ", ".join(f"R{risk.number}" for risk in measure.treats)


def _language() -> str:
    return str(get_locale() or "en")
