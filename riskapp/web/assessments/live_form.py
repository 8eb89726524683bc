"""The forms of the page for the projector: the judgement of the scenario on the screen, and a scenario in one line."""

import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField

from riskapp.assessments.models import Risk, Version
from riskapp.assessments.risk import KNOWLEDGE, what_is_feared
from riskapp.assessments.risks import Scenario, scenario_of
from riskapp.catalogues.scales import Scale, Scales
from riskapp.errors import N_, Invalid
from riskapp.web.assessments.field_layout import Layout
from riskapp.web.forms import Form

KNOWN = {"low": N_("weak"), "medium": N_("fair"), "high": N_("strong")}
"""How strong the knowledge behind a judgement is."""
WRITTEN = ("likelihood_reason", "consequence_reason", "likelihood_knowledge", "consequence_knowledge")
LEVELS = ("likelihood", "consequence")
_LEVEL = re.compile(r"[0-9]{1,3}")


class LiveForm(Form):
    """The judgement of one scenario: the cell of the matrix, why, and how well it is known."""

    likelihood = HiddenField(_("Likelihood now"))
    consequence = HiddenField(_("Consequence now"))
    likelihood_knowledge = RadioField(_("How well do we know the likelihood?"), validate_choice=False)
    likelihood_reason = TextAreaField(_("Why this likelihood?"), render_kw={"rows": 2})
    consequence_knowledge = RadioField(_("How well do we know the consequence?"), validate_choice=False)
    consequence_reason = TextAreaField(_("Why this consequence?"), render_kw={"rows": 2})
    row_version = HiddenField()

    def offer(self) -> None:
        """Fill the choices in the reader's language."""
        choices = [(one, gettext(KNOWN[one])) for one in KNOWLEDGE]
        self.likelihood_knowledge.choices = self.consequence_knowledge.choices = [*choices, ("", gettext("not said"))]

    def scenario(self, before: Scenario, cell: str) -> Scenario:
        """The scenario as it is judged here; `cell` is the pressed button, likelihood and consequence, or empty."""
        likelihood, consequence = self.likelihood.data or "", self.consequence.data or ""
        if cell:
            likelihood, _dash, consequence = cell.partition("-")
        return replace(
            before,
            likelihood=_level(likelihood, "likelihood"),
            consequence=_level(consequence, "consequence"),
            likelihood_reason=self.likelihood_reason.data or "",
            consequence_reason=self.consequence_reason.data or "",
            likelihood_knowledge=self.likelihood_knowledge.data or "",
            consequence_knowledge=self.consequence_knowledge.data or "",
        )


class LineForm(Form):
    """A scenario in one line; the rest is filled in later."""

    event = StringField(_("Something else that can happen"), render_kw={"autocomplete": "off"})
    property = SelectField(_("What is lost"), validate_choice=False, default="availability")

    def offer(self, version: Version) -> None:
        """Fill the choice in the reader's language."""
        self.property.choices = [
            (one, gettext(words)) for one, words in what_is_feared(version.assessment.kind).items()
        ]


def filled(risk: Risk) -> dict[str, object]:
    """The values of a stored scenario as the form shows them."""
    return {**shown_fields(asdict(scenario_of(risk))), "row_version": risk.row_version}


def shown_fields(values: Mapping[str, Any]) -> dict[str, object]:
    """The fields of a judgement as the form shows them."""
    return {**values, **{name: str(values.get(name) or "") for name in LEVELS}}


def live_layout(scales: Scales) -> Layout:
    """The form of a judgement, for saving it field by field."""
    return Layout(
        LiveForm,
        (*LEVELS, *WRITTEN),
        shown_fields,
        lambda form: form.offer(),
        words={"likelihood": _words(scales.likelihood), "consequence": _words(scales.consequence)},
    )


def _words(scale: Scale) -> dict[str, str]:
    language = str(get_locale() or "en")
    levels = {str(one.value): f"{one.value} {one.word.in_language(language)}" for one in scale.levels}
    return {"": gettext("not judged yet"), **levels}


def _level(text: str, field: str) -> int | None:
    if not text:
        return None
    if not _LEVEL.fullmatch(text):
        raise Invalid(N_("Choose a cell of the matrix."), field=field)
    return int(text)
