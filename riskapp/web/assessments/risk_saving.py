"""A scenario's form as fields that are saved each by itself: the aspects of its criteria are fields, too."""

from collections.abc import Mapping
from typing import Any

from flask_babel import get_locale, gettext

from riskapp.assessments.measuring import scales_of
from riskapp.assessments.models import Risk, Version
from riskapp.assessments.risk_fields import ASPECTS
from riskapp.assessments.risks import FIELDS
from riskapp.catalogues.scales import Scale
from riskapp.web.assessments.field_layout import Layout
from riskapp.web.assessments.risk_form import form_for, shown_fields

SIDES = ("now", "after")
OTHERS = ("hit", "what", "outage")
"""Inputs of the form that are asked about and not stored."""


def risk_layout(version: Version, risk: Risk) -> Layout:
    """The form of a scenario of this version."""
    scale, kind = scales_of(version).consequence, form_for(version)
    language = str(get_locale() or "en")
    aspects = {f"{ASPECTS}.{one}": _inputs(one) for one in scale.dimensions}
    names = [name for name in FIELDS if name != ASPECTS and (name == "asset_id" or hasattr(kind, name))]
    return Layout(
        kind,
        (*names, *aspects),
        lambda values: {**shown_fields(values, risk), **_levels(scale, values)},
        lambda form: form.offer(version),
        elsewhere={"asset_id": ("asset",), **aspects},
        labels={f"{ASPECTS}.{one}": name.in_language(language) for one, name in scale.dimensions.items()},
        words={place: _words(scale, language) for inputs in aspects.values() for place in inputs},
        between=" → ",
    )


def _inputs(aspect: str) -> tuple[str, ...]:
    return tuple(f"aspect-{aspect}-{side}" for side in SIDES)


def _levels(scale: Scale, values: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for aspect in scale.dimensions:
        levels = values.get(f"{ASPECTS}.{aspect}") or [None, None]
        found |= {place: str(one or "") for place, one in zip(_inputs(aspect), levels, strict=True)}
    return found


def _words(scale: Scale, language: str) -> dict[str, str]:
    levels = {str(one.value): f"{one.value} {one.word.in_language(language)}" for one in scale.levels}
    return {"": gettext("nothing"), **levels}
