"""Ideas for a team: threats that suit a property and a kind of asset, and measures that suit a property."""

from collections.abc import Container, Iterable
from dataclasses import replace

from riskapp.assessments.control import Control
from riskapp.catalogues.measures import MeasureSuggestion, load_measures
from riskapp.catalogues.threats import PROPERTIES, Threat, load_threats


def threat_ideas(property_lost: str | None = None, asset_kind: str | None = None) -> tuple[Threat, ...]:
    """The catalogue's threats for a property and a kind of asset; None leaves either open."""
    return load_threats().suggest(property_lost, asset_kind)


def measure_ideas(property_lost: str | None = None) -> tuple[MeasureSuggestion, ...]:
    """The catalogue's measures against the loss of a property; None leaves it open."""
    return load_measures().suggest(property_lost)


def measure_named(text: str) -> MeasureSuggestion | None:
    """The catalogue's measure that is called so in either language, or None."""
    wanted = " ".join(text.split()).casefold()
    return next((one for one in load_measures().measures if wanted in _names(one)), None)


def begun_as(control: Control, idea: MeasureSuggestion, language: str) -> Control:
    """A measure in the catalogue's words, with its kind and references."""
    text, references = idea.label.in_language(language), "\n".join(idea.references)
    return replace(control, text=text, kind=idea.kind, references=references, catalogue=idea.id)


def _names(idea: MeasureSuggestion) -> tuple[str, str]:
    return idea.label.nb.casefold(), idea.label.en.casefold()


def unused_threats(
    kinds: Iterable[str], written: Iterable[str], feared: Container[str] = PROPERTIES
) -> tuple[Threat, ...]:
    """Threats that concern any of the asset `kinds` and whose label stands in no scenario yet, in either language.

    `feared` are the things that a risk may be about: only a DPIA knows risks by design.
    """
    told = {text.strip().casefold() for text in written}
    wanted = frozenset(kinds)
    return tuple(
        threat
        for threat in load_threats().threats
        if threat.property in feared
        and (not threat.kinds or wanted & frozenset(threat.kinds))
        and threat.label.nb.casefold() not in told
        and threat.label.en.casefold() not in told
    )
