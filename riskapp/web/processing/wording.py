"""The record's words in the reader's language: choices, sections, gaps, and values as people read them."""

from collections.abc import Mapping, Sequence
from datetime import date

from flask_babel import get_locale, gettext

from riskapp.catalogues.measures import Word
from riskapp.catalogues.processing import Basis, Mechanism, load_record_words
from riskapp.catalogues.text import Text
from riskapp.errors import N_
from riskapp.processing.completeness import Gap
from riskapp.processing.record import Known
from riskapp.web.formatting import day

TITLES: Mapping[str, str] = {
    "basics": N_("What it is"),
    "parties": N_("Who answers for it"),
    "data": N_("Whose data, and which"),
    "recipients": N_("Who gets the data"),
    "retention": N_("When the data are erased"),
    "security": N_("Security measures"),
    "review": N_("Review"),
    "purposes": N_("Purpose"),
    "processors": N_("Processor"),
    "transfers": N_("Transfer out of the EEA"),
}
"""What a form is called, by the section or the kind of row that it fills in."""

ADD: Mapping[str, str] = {
    "purposes": N_("Add a purpose"),
    "processors": N_("Add a processor"),
    "transfers": N_("Add a transfer"),
}

_CHANGE: Mapping[str, str] = {
    "about": N_("Change what it is"),
    "basics": N_("Change what it is"),
    "parties": N_("Change who answers"),
    "data": N_("Change the data"),
    "recipients": N_("Change the recipients"),
    "retention": N_("Change when data are erased"),
    "security": N_("Change the measures"),
}


def language() -> str:
    """The reader's language."""
    return str(get_locale() or "en")


def words_of(words: Sequence[Word]) -> list[tuple[str, str]]:
    """Words as the choices of a field."""
    return [(one.id, said(one.label)) for one in words]


def said(text: Text) -> str:
    """A text of the catalogue in the reader's language."""
    return text.in_language(language())


def bases_of(bases: Sequence[Basis]) -> list[tuple[str, str]]:
    """Legal bases as choices: the article, then what it is about."""
    return [(one.id, f"{one.id} – {said(one.label)}") for one in bases]


def mechanisms_of(mechanisms: Sequence[Mechanism]) -> list[tuple[str, str]]:
    """Transfer mechanisms as choices."""
    return [(one.id, f"{one.article.removeprefix('GDPR ')} – {said(one.label)}") for one in mechanisms]


def title_of(name: str) -> str:
    """What the form of a section or of a row is called."""
    return gettext(TITLES[name])


def change_of(section: str) -> str:
    """The words of the link that leads to the form of a section."""
    return gettext(_CHANGE[section])


def gap_in_words(gap: Gap) -> str:
    """What is missing, in a sentence; a long name in it is cut, because the page shows it whole."""
    values = {name: _short(str(value)) for name, value in gap.values.items()}
    return gettext(gap.text) % values if values else gettext(gap.text)


def shown(name: str, value: object, known: Known) -> str:
    """A value as people read it; a dash for nothing."""
    if value is None or value in ("", (), [], {}):
        return "–"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, tuple | list):
        return ", ".join(_named(name, str(one), known) for one in value)
    if isinstance(value, Mapping):
        items = {one.id: one.article for one in load_record_words().checklist}
        answers = dict(words_of(load_record_words().answers))
        return "; ".join(f"{items.get(key, key)}: {answers.get(answer, answer)}" for key, answer in value.items())
    return _named(name, str(value), known)


def _named(name: str, value: str, known: Known) -> str:
    words = load_record_words()
    choices: Mapping[str, Sequence[tuple[str, str]]] = {
        "role": words_of(words.roles),
        "state": words_of(words.states),
        "subjects": words_of(words.subjects),
        "agreement": words_of(words.agreements),
        "basis": bases_of(words.bases),
        "condition": bases_of(words.conditions),
        "mechanism": mechanisms_of(words.mechanisms),
    }
    if name in ("systems", "supplier"):
        return known.assets.get(value, value)
    if name == "categories":
        return known.categories.get(value, value)
    return dict(choices.get(name, ())).get(value, value)


def _short(text: str, most: int = 80) -> str:
    return text if len(text) <= most else text[:most].rstrip() + "…"
