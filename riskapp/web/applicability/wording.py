"""How the statement's words are said to a person: choices, reasons, states and what does not go together."""

from collections.abc import Iterable, Sequence

from flask_babel import get_locale

from riskapp.applicability.findings import findings_of
from riskapp.applicability.statement import Standing
from riskapp.catalogues.controls import APPLICABLE, EXCLUDED, IN_PLACE, FindingWords, Theme, load_controls
from riskapp.catalogues.measures import Word
from riskapp.web.applicability.blueprint import blueprint

COLOURS = {APPLICABLE: "success", EXCLUDED: "neutral", IN_PLACE: "success", "partly": "warning", "planned": "info"}
"""The colour that helps the eye; the word stands beside it."""


def choices_of(words: Sequence[Word]) -> list[tuple[str, str]]:
    """Words as the choices of a field."""
    return [(one.id, _said(one)) for one in words]


@blueprint.app_template_global()
def control_words(kind: str, ids: Iterable[str] | str) -> str:
    """One or several words of the statement in the reader's language; `kind` is choices, reasons or states."""
    known = dict(choices_of(getattr(load_controls(), kind)))
    return ", ".join(known.get(one, one) for one in ([ids] if isinstance(ids, str) else ids))


@blueprint.app_template_filter()
def pair_of_word(one: Theme | FindingWords) -> tuple[str, str]:
    """A part of Annex A or a finding as a choice of a field."""
    return one.id, one.label.in_language(str(get_locale() or "en"))


def finding_words(row: Standing) -> list[FindingWords]:
    """What does not go together in a row."""
    found = findings_of(row)
    return [one for one in load_controls().findings if one.id in found]


def _said(word: Word) -> str:
    return word.label.in_language(str(get_locale() or "en"))
