"""The form of a fallback: what people do while a system is away, and for how long it was tested."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import Optional

from riskapp.assessments.fallbacks import FIELDS, KINDS, Routine, routine_of
from riskapp.assessments.models import Fallback
from riskapp.database import db
from riskapp.errors import N_, Invalid
from riskapp.estate.choosing import find_asset
from riskapp.estate.directory import directory
from riskapp.estate.models import Asset
from riskapp.web.assessments.field_layout import Layout
from riskapp.web.forms import Form

_ASSET = {"autocomplete": "off", "data-asset-choice": ""}


class FallbackForm(Form):
    """A fallback as a whole."""

    kind = RadioField(_("What is it?"), default="manual routine", validate_choice=False)
    dependent_id = StringField(
        _("Who goes on?"),
        description=_("A process or a system: its id or its name, as in the estate."),
        render_kw=_ASSET,
    )
    provider_id = StringField(
        _("Without what?"), description=_("What is away or shut: its id or its name."), render_kw=_ASSET
    )
    text = TextAreaField(
        _("What do people do?"),
        description=_("Such as: paper requisitions from the cupboard, results by telephone, one named leader."),
        render_kw={"rows": 3},
    )
    minutes = StringField(
        _("For how many minutes did it work when it was tested?"),
        description=_("Whole minutes, measured. Leave it empty until somebody has tested it."),
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    tested_on = DateField(_("Tested on"), [Optional()])
    tested_by = StringField(_("Tested by"), render_kw={"autocomplete": "off"})
    row_version = HiddenField()

    def offer(self) -> None:
        """Fill the choices in the reader's language."""
        self.kind.choices = [(kind, gettext(words)) for kind, words in KINDS.items()]

    def routine(self) -> Routine:
        """What was written; raises Invalid with the field that does not fit."""
        return Routine(
            kind=self.kind.data or "",
            text=self.text.data or "",
            dependent_id=_asset(self.dependent_id),
            provider_id=_asset(self.provider_id),
            minutes=_minutes(self.minutes),
            tested_on=_day(self.tested_on),
            tested_by=self.tested_by.data or "",
        )


def begun_fallback() -> FallbackForm:
    """An empty form."""
    form = FallbackForm(formdata=None)
    form.offer()
    return form


def filled_fallback(row: Fallback) -> dict[str, object]:
    """The values of a stored fallback as the form shows them."""
    return {**shown_fields(asdict(routine_of(row))), "row_version": row.row_version}


def shown_fields(values: Mapping[str, Any]) -> dict[str, object]:
    """The fields of a fallback as the form shows them."""
    minutes = values.get("minutes")
    assets = {name: _name(values.get(name)) for name in ("dependent_id", "provider_id")}
    return {**values, "minutes": "" if minutes is None else str(minutes), **assets}


def fallback_layout() -> Layout:
    """The form of a fallback, for saving it field by field."""
    return Layout(FallbackForm, FIELDS, shown_fields, lambda form: form.offer())


def _name(number: int | None) -> str:
    asset = db.session.get(Asset, number) if number is not None else None
    return f"{asset.name} ({asset.key})" if asset else ""


def _asset(field: StringField) -> int:
    return find_asset(directory(), field.data or "", field.name).number


def _minutes(field: StringField) -> int | None:
    text = (field.data or "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Invalid(N_("Write whole minutes, such as 120."), field="minutes")
    return int(text)


def _day(field: DateField) -> date | None:
    found: date | None = field.data
    return found
