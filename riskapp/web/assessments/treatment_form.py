"""What a risk assessment asks of a scenario besides its level, as fields."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField, TextAreaField

from riskapp.accounts.models import User
from riskapp.assessments import risk as said
from riskapp.assessments.measuring import scales_of
from riskapp.assessments.models import Risk, Version
from riskapp.assessments.risk_owners import possible_owners
from riskapp.assessments.risks import Scenario
from riskapp.catalogues.scales import Scales
from riskapp.database import db
from riskapp.errors import N_, Invalid
from riskapp.web.assessments.wording import KNOWLEDGE, TREATMENTS
from riskapp.web.forms import Form

SIDES = (("now", 0), ("after", 1))
JUDGEMENTS = ("likelihood_knowledge", "consequence_knowledge", "after_knowledge")


class TreatmentFields(Form):
    """The fields; those of the aspects depend on the version's criteria and are made by `aspect_fields`."""

    value = TextAreaField(
        _("What is worth protecting here?"), description=_("The value, in the words of NS 5832."), render_kw={"rows": 2}
    )
    vulnerability = TextAreaField(
        _("What makes it vulnerable?"), description=_("Why would the threat succeed here?"), render_kw={"rows": 2}
    )
    likelihood_knowledge = SelectField(_("How well do you know the likelihood?"), validate_choice=False)
    consequence_knowledge = SelectField(_("How well do you know the consequence?"), validate_choice=False)
    after_knowledge = SelectField(_("How well do you know what is left?"), validate_choice=False)
    departs_reason = TextAreaField(
        _("Why other than the estate points at?"),
        description=_("Needed where your judgement differs from what the blast radius proposes."),
        render_kw={"rows": 2},
    )
    treatment = SelectField(_("What is done about the risk?"), validate_choice=False)
    treatment_reason = TextAreaField(
        _("How, and why so?"),
        description=_("Needed where the risk is avoided, shared or retained."),
        render_kw={"rows": 2},
    )
    owner_id = SelectField(_("Who owns the risk?"), validate_choice=False)

    def offer_treatment(self, version: Version, asset: int | None = None) -> None:
        """Fill the choices in the reader's language."""
        for name in JUDGEMENTS:
            self[name].choices = [(one, gettext(KNOWLEDGE[one])) for one in ("", *said.KNOWLEDGE)]
        self.treatment.choices = [(one, gettext(TREATMENTS[one])) for one in ("", *said.TREATMENTS)]
        people = [(str(user.id), user.name) for user in possible_owners(version, asset)]
        if self.owner_id.data and self.owner_id.data not in [number for number, _name in people]:
            people.append((self.owner_id.data, _name_of(self.owner_id.data)))
        self.owner_id.choices = [("", gettext("nobody yet")), *people]

    def treated(self, before: Scenario, version: Version, typed: Mapping[str, str]) -> Scenario:
        """What was written, over `before`; `typed` has the levels of the aspects. Raises Invalid."""
        return replace(
            before,
            value=self.value.data or "",
            vulnerability=self.vulnerability.data or "",
            likelihood_knowledge=self.likelihood_knowledge.data or "",
            consequence_knowledge=self.consequence_knowledge.data or "",
            after_knowledge=self.after_knowledge.data or "",
            departs_reason=self.departs_reason.data or "",
            treatment=self.treatment.data or "",
            treatment_reason=self.treatment_reason.data or "",
            owner_id=_number(self.owner_id.data or "", "owner_id"),
            aspects=_aspects(scales_of(version), typed),
        )


def aspect_fields(scales: Scales, risk: Risk, typed: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """For each aspect of the criteria its name and the two choices, as stored or as typed."""
    language = str(get_locale() or "en")
    levels = [(level.value, f"{level.value} {level.word.in_language(language)}") for level in scales.consequence.levels]
    found = []
    for aspect, name in scales.consequence.dimensions.items():
        stored = risk.aspects.get(aspect, [None, None])
        chosen = {
            side: (typed.get(f"aspect-{aspect}-{side}", "") if typed is not None else str(stored[place] or ""))
            for side, place in SIDES
        }
        found.append({"id": aspect, "name": name, "chosen": chosen, "levels": levels})
    return found


def _aspects(scales: Scales, typed: Mapping[str, str]) -> dict[str, list[int | None]]:
    return {
        aspect: [_number(typed.get(f"aspect-{aspect}-{side}", ""), "aspects") for side, _place in SIDES]
        for aspect in scales.consequence.dimensions
    }


def _number(text: str, field: str) -> int | None:
    if not text.strip():
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Invalid(N_("Choose from the list."), field=field)
    return int(text)


def _name_of(number: str) -> str:
    user = db.session.get(User, int(number)) if number.isascii() and number.isdigit() and len(number) < 10 else None
    return user.name if user else number
