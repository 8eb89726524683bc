"""The part of a measure's form that is about care: what it does, to whom, when, who judged it, and what is done."""

from collections.abc import Mapping
from dataclasses import replace

from flask_babel import force_locale, get_locale, gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.widgets import CheckboxInput, ListWidget

from riskapp.assessments.control import SAFETY_ROLES, Control
from riskapp.assessments.models import Version
from riskapp.assessments.risks import Scenario
from riskapp.catalogues.measures import NOT_ASSESSED, load_measures
from riskapp.errors import N_, Invalid
from riskapp.web.assessments.blueprint import blueprint

ROLES: Mapping[str, str] = {
    "clinician": N_("clinician"),
    "medical technology": N_("medical technology"),
    "other": N_("another role"),
}
"""In which role it was judged, as pages say it."""


class SituationsField(SelectMultipleField):
    """Situations of care, as check boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class SafetyFields:
    """The fields about care; a form inherits them."""

    safety_effect = RadioField(_("What does it do to patient safety?"), validate_choice=False)
    safety_note = TextAreaField(
        _("How does it do that?"),
        description=_(
            "Such as: signing in again takes a minute with gloves on, or a scan slows the monitor while it runs."
        ),
        render_kw={"rows": 3},
    )
    situations = SituationsField(_("In which situations?"), validate_choice=False)
    safety_whom = StringField(
        _("Whom does it touch?"),
        description=_("Such as patients with a large bleeding, or the nurse on the night shift."),
        render_kw={"autocomplete": "off"},
    )
    safety_assessed_by = StringField(
        _("Who judged it?"),
        description=_("A clinician or somebody from medical engineering, where devices are touched."),
        render_kw={"autocomplete": "off"},
    )
    safety_role = SelectField(_("In which role?"), validate_choice=False)
    compensating = TextAreaField(
        _("What is done instead, so that nobody comes to harm?"),
        description=_("Such as a badge that signs in within seconds, or a screen that is covered instead of closed."),
        render_kw={"rows": 2},
    )
    safety_risk = SelectField(
        _("Which scenario does it bring to care?"),
        description=_("Where it is worse for the patient, that harm is a scenario of its own, judged like the others."),
        validate_choice=False,
    )

    def offer_safety(self, version: Version) -> None:
        """Fill the choices in the reader's language."""
        language, catalogue = str(get_locale() or "en"), load_measures()
        self.safety_effect.choices = [(one.id, one.label.in_language(language)) for one in catalogue.safety_effects]
        self.situations.choices = [(one.id, one.label.in_language(language)) for one in catalogue.situations]
        self.safety_role.choices = [
            ("", gettext("not said yet")),
            *((one, gettext(ROLES[one])) for one in SAFETY_ROLES),
        ]
        told = [(str(risk.number), _short(risk.number, risk.event or risk.cause)) for risk in version.risks]
        self.safety_risk.choices = [("", gettext("none chosen yet")), *told]

    def with_safety(self, control: Control) -> Control:
        """The measure with what was written about care."""
        return replace(
            control,
            safety_note=_text(self.safety_note),
            safety_assessed_by=_text(self.safety_assessed_by),
            safety_whom=_text(self.safety_whom),
            compensating=_text(self.compensating),
            safety_effect=_text(self.safety_effect) or NOT_ASSESSED,
            safety_role=_text(self.safety_role),
            situations=tuple(self.situations.data or ()),
            safety_risk=_risk(self.safety_risk),
        )


def scenario_of_care(version: Version, control: Control) -> Scenario:
    """A scenario with what the measure says of care, in the language of the assessment."""
    which = [situation(one, version.language) for one in control.situations]
    with force_locale(version.language):
        said = (
            gettext("Hits: %(whom)s.", whom=control.safety_whom.rstrip(".")) if control.safety_whom else "",
            gettext("In these situations: %(which)s.", which=", ".join(which)) if which else "",
        )
        return Scenario(
            property="availability",
            asset_id=version.scope[0].asset_id if version.scope else None,
            cause=gettext("This measure is carried out: %(measure)s", measure=control.text),
            event=control.safety_note
            or gettext("Giving care takes longer, or becomes harder, because of the measure."),
            effect=" ".join(one for one in said if one),
        )


@blueprint.app_template_filter()
def situation(id_: str, language: str = "") -> str:
    """A situation of care in words; an id that the catalogue does not know stands as it is."""
    labels = {one.id: one.label for one in load_measures().situations}
    return labels[id_].in_language(language or str(get_locale() or "en")) if id_ in labels else id_


@blueprint.app_template_filter()
def role_of_care(role: str) -> str:
    """In which role it was judged, in the reader's language; nothing where nobody said."""
    return gettext(ROLES[role]) if role in ROLES else role


def _text(field: Field) -> str:
    return field.data or ""


def _risk(field: Field) -> int | None:
    text = _text(field).strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Invalid(N_("Choose the scenario that the measure brings to care."), field="safety_risk")
    return int(text)


def _short(number: int, event: str) -> str:
    event = " ".join(event.split())
    text = f"R{number} {event}"
    return f"{text[:80]}…" if len(text) > 80 else text
