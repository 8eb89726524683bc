"""Forms of scenarios: a short one, pasted rows, and the whole with its judgement and evidence."""

import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField, StringField, TextAreaField

from riskapp.assessments.measuring import scales_of
from riskapp.assessments.models import Risk, Version
from riskapp.assessments.queries import asset_named
from riskapp.assessments.risk import what_is_feared
from riskapp.assessments.risks import Scenario, scenario_of
from riskapp.catalogues.incidents import Incident
from riskapp.catalogues.scales import Scale
from riskapp.catalogues.threats import PROPERTIES, Threat
from riskapp.database import db
from riskapp.errors import N_, Invalid
from riskapp.estate.models import Asset
from riskapp.web.assessments.treatment_form import TreatmentFields
from riskapp.web.formatting import minutes
from riskapp.web.forms import Form

OUTAGES = (15, 60, 240, 720, 1440, 4320, 10080)
FOR_GOOD = "none"
_LENGTH = re.compile(r"[1-9][0-9]{0,10}")

THREATS = {"availability": N_("it fails"), "integrity": N_("it lies"), "confidentiality": N_("it leaks")}


class ScenarioForm(Form):
    """A new scenario in a few words; the rest is filled in on its own page."""

    property = SelectField(_("What is lost"), validate_choice=False)
    asset = StringField(
        _("Where"),
        description=_("The asset's id or name. Leave it empty if it concerns all."),
        render_kw={"autocomplete": "off", "data-asset-choice": ""},
    )
    threat = StringField(_("Threat"), render_kw={"autocomplete": "off", "list": "threats"})
    cause = TextAreaField(_("Cause"), description=_("Why does it happen?"), render_kw={"rows": 2})
    event = TextAreaField(_("Event"), description=_("What happens?"), render_kw={"rows": 2})
    effect = TextAreaField(_("Consequence"), description=_("What follows, and for whom?"), render_kw={"rows": 2})

    def offer(self, version: Version) -> None:
        """Fill the choice in the words of the kind of assessment, in the reader's language."""
        kind = version.assessment.kind
        self.property.choices = [(one, gettext(words)) for one, words in what_is_feared(kind).items()]
        if kind == "dpia":
            self.property.label.text = gettext("What happens")

    def scenario(self, before: Scenario | None = None) -> Scenario:
        """What was written, over what the form has no field for; raises Invalid for an asset that is not there."""
        asset = (self.asset.data or "").strip()
        return replace(
            before or Scenario(property=""),
            property=self.property.data or "",
            threat=self.threat.data or "",
            asset_id=asset_named(asset) if asset else None,
            cause=self.cause.data or "",
            event=self.event.data or "",
            effect=self.effect.data or "",
        )


def begun_with(idea: Threat | None, incident: Incident | None = None) -> ScenarioForm:
    """The short form, empty or begun with a threat of the catalogue: it names what is lost and what happens.

    An incident names what was lost and what began it; what happens here is for the team to say.
    """
    if incident is not None:
        language = str(get_locale() or "en")
        words = {"threat": incident.name.in_language(language), "cause": incident.started.in_language(language)}
        return ScenarioForm(formdata=None, property=incident.properties[0], **words)
    if idea is None:
        return ScenarioForm(formdata=None)
    label = idea.label.in_language(str(get_locale() or "en"))
    return ScenarioForm(formdata=None, property=idea.property, threat=label, event=label)


class PasteForm(Form):
    """Scenarios pasted from a spreadsheet."""

    rows = TextAreaField(
        _("Rows from a spreadsheet"),
        description=_("One scenario a row: what is lost, asset id, cause, event, consequence, with tabs between."),
        render_kw={"rows": 6},
    )


class RiskForm(ScenarioForm):
    """A scenario with its judgement now and after the measures, and what its evidence is computed from."""

    sources = TextAreaField(
        _("Who or what brings it about?"),
        description=_("People inside or outside, by intent or by mistake; or no human at all, such as water or wear."),
        render_kw={"rows": 2},
    )
    bodily = TextAreaField(
        _("To the body"), description=_("Such as wrong treatment, pain, injury, death."), render_kw={"rows": 2}
    )
    material = TextAreaField(
        _("To what the person has"),
        description=_("Such as money, work, insurance, time, a lost appointment."),
        render_kw={"rows": 2},
    )
    moral = TextAreaField(
        _("To mind and dignity"),
        description=_("Such as shame, fear, lost trust, a secret that is out, less freedom."),
        render_kw={"rows": 2},
    )
    likelihood = SelectField(_("Likelihood now"), validate_choice=False)
    likelihood_reason = TextAreaField(_("Why this likelihood?"), render_kw={"rows": 3})
    consequence = SelectField(_("Consequence now"), validate_choice=False)
    consequence_reason = TextAreaField(_("Why this consequence?"), render_kw={"rows": 3})
    likelihood_after = SelectField(_("Likelihood after the measures"), validate_choice=False)
    consequence_after = SelectField(_("Consequence after the measures"), validate_choice=False)
    after_reason = TextAreaField(
        _("Why does it change, or stay?"),
        description=_("Needed where no measure explains it."),
        render_kw={"rows": 3},
    )
    hit = TextAreaField(
        _("What is hit"),
        description=_("Id or name, one a line."),
        render_kw={"autocomplete": "off", "rows": 2, "data-asset-choice": "", "data-choice-lines": ""},
    )
    what = SelectField(_("What happens to it"), validate_choice=False)
    outage = SelectField(_("For how long, where it fails"), validate_choice=False)
    row_version = HiddenField()

    def offer(self, version: Version) -> None:
        """Fill the choices in the reader's language, with the levels of the version's scales."""
        super().offer(version)
        scales = scales_of(version)
        self.likelihood.choices = self.likelihood_after.choices = _levels(scales.likelihood)
        self.consequence.choices = self.consequence_after.choices = _levels(scales.consequence)
        self.what.choices = [(threat, gettext(words)) for threat, words in THREATS.items()]
        self.outage.choices = [(str(length), minutes(length)) for length in OUTAGES]
        own = self.outage.data or ""
        if _LENGTH.fullmatch(own) and int(own) not in OUTAGES:  # a saved question may ask about any length
            self.outage.choices.append((own, minutes(int(own))))
        self.outage.choices.append((FOR_GOOD, gettext("until further notice")))

    def scenario(self, before: Scenario | None = None) -> Scenario:
        """What was written and judged."""
        return replace(
            super().scenario(before),
            sources=self.sources.data or "",
            bodily=self.bodily.data or "",
            material=self.material.data or "",
            moral=self.moral.data or "",
            likelihood=_number(self.likelihood),
            likelihood_reason=self.likelihood_reason.data or "",
            consequence=_number(self.consequence),
            consequence_reason=self.consequence_reason.data or "",
            likelihood_after=_number(self.likelihood_after),
            consequence_after=_number(self.consequence_after),
            after_reason=self.after_reason.data or "",
        )


class RiskOfRosForm(RiskForm, TreatmentFields):
    """A scenario of a risk assessment, which asks for knowledge, treatment and an owner besides."""

    def offer(self, version: Version) -> None:
        """Fill the choices in the reader's language."""
        super().offer(version)
        self.offer_treatment(version)


def form_for(version: Version) -> type[RiskForm]:
    """The form of a scenario of this kind of assessment."""
    return RiskOfRosForm if version.assessment.kind == "ros" else RiskForm


def filled(risk: Risk) -> dict[str, object]:
    """The values of a stored scenario as the form shows them, with a sensible question for its evidence."""
    return {**shown_fields(asdict(scenario_of(risk)), risk), "row_version": risk.row_version}


def shown_fields(values: Mapping[str, Any], risk: Risk) -> dict[str, object]:
    """The fields of a scenario as the form shows them; the question is that of the evidence of `risk`."""
    evidence = risk.evidence or {}
    hit = "\n".join(one["id"] for one in evidence.get("hit", ())) or (risk.asset.key if risk.asset else "")
    outage = evidence.get("outage") if evidence else 240
    asset = db.session.get(Asset, values["asset_id"]) if values.get("asset_id") is not None else None
    return {
        **{name: str(one) if isinstance(one, int) else one for name, one in values.items()},
        "asset": f"{asset.name} ({asset.key})" if asset else "",
        "hit": hit,
        "what": evidence.get("threat", risk.property if risk.property in PROPERTIES else "confidentiality"),
        "outage": FOR_GOOD if outage is None else str(outage),
    }


def asked(form: RiskForm) -> tuple[str, int | None]:
    """The threat and the length of the outage in minutes that the form asks about."""
    length = form.outage.data
    if length != FOR_GOOD and not _LENGTH.fullmatch(length or ""):
        raise Invalid(N_("Choose for how long."), field="outage")
    return form.what.data or "", None if length == FOR_GOOD else int(length)


def _levels(scale: Scale) -> list[tuple[str, str]]:
    language = str(get_locale() or "en")
    levels = [(str(one.value), f"{one.value} {one.word.in_language(language)}") for one in scale.levels]
    return [("", gettext("not judged yet")), *levels]


def _number(field: SelectField) -> int | None:
    text = (field.data or "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Invalid(N_("Choose a level from the list."), field=field.name)
    return int(text)
