"""A short form for a purpose, a processor and a transfer, and how each becomes a frozen row."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired
from wtforms.validators import Optional as MayBeEmpty

from riskapp.catalogues.processing import load_record_words
from riskapp.estate.directory import directory
from riskapp.graph.vocabulary import Kind
from riskapp.processing.record import Processor, Purpose, Transfer
from riskapp.web.estate.forms import VersionedForm, with_name, without_name
from riskapp.web.processing.wording import bases_of, mechanisms_of, said, words_of

_PLAIN = {"autocomplete": "off"}
ITEM = "item_"
"""Before the id of a point of the checklist in the name of its field."""


class PartForm(VersionedForm):
    """A form about one of several rows."""

    def offer(self) -> None:
        """Fill the choices in the reader's language."""

    def show(self, row: Any) -> None:
        """Fill in what is stored, unless the person has sent something."""
        if not self.is_submitted():
            for name in [name for name in self._fields if hasattr(row, name)]:
                self[name].data = getattr(row, name)


class PurposeForm(PartForm):
    """A purpose with its legal bases."""

    purpose = TextAreaField(
        _("Purpose"),
        [InputRequired()],
        description=_("What we want to achieve, so that a patient understands it."),
        render_kw={"rows": 3},
    )
    basis = SelectField(_("Basis (GDPR Art. 6)"), description=_("One basis for one purpose."))
    condition = SelectField(
        _("Condition for special categories (GDPR Art. 9)"), description=_("Health data always need one.")
    )
    supplement = TextAreaField(
        _("Supplementary basis in national law"),
        description=_("The act and the section. Asked for where the basis or the condition rests on law."),
        render_kw={"rows": 2},
    )

    def offer(self) -> None:
        """Fill the choices in the reader's language."""
        words = load_record_words()
        self.basis.choices = [("", gettext("not chosen yet")), *bases_of(words.bases)]
        self.condition.choices = [("", gettext("none chosen")), *bases_of(words.conditions)]

    def row(self, number: int) -> Purpose:
        """The purpose as it was filled in."""
        return Purpose(
            self.purpose.data or "",
            self.basis.data or "",
            self.condition.data or "",
            self.supplement.data or "",
            number,
        )


class _ProcessorForm(PartForm):
    """A processor with the state of its agreement; `ProcessorForm` adds the checklist."""

    supplier = StringField(
        _("Supplier"),
        [InputRequired()],
        description=_("Who processes for us: a supplier of the estate, or a name."),
        render_kw={**_PLAIN, "data-asset-choice": "supplier"},
    )
    service = TextAreaField(_("What it does for us"), render_kw={"rows": 2})
    agreement = SelectField(_("Processor agreement"), default="none")
    signed = DateField(_("Signed on"), [MayBeEmpty()])
    reference = StringField(
        _("Where it is kept"), description=_("A number in the archive, for example."), render_kw=_PLAIN
    )

    def offer(self) -> None:
        """Fill the choices in the reader's language, and name the points of the checklist."""
        words = load_record_words()
        self.agreement.choices = words_of(words.agreements)
        for item in words.checklist:
            field = self[ITEM + item.id]
            field.choices = words_of(words.answers)
            field.label.text = f"{said(item.label)} ({item.article})"

    def show(self, row: Any) -> None:
        """Fill in what is stored, unless the person has sent something."""
        super().show(row)
        if self.is_submitted():
            return
        self.supplier.data = with_name(directory(), row.supplier, Kind.SUPPLIER)
        for item in load_record_words().checklist:
            self[ITEM + item.id].data = row.checklist.get(item.id, "unknown")

    def row(self, number: int) -> Processor:
        """The processor as it was filled in; what nobody knows is not kept as an answer."""
        answers = {item.id: self[ITEM + item.id].data for item in load_record_words().checklist}
        return Processor(
            supplier=without_name(directory(), self.supplier.data or "", Kind.SUPPLIER),
            service=self.service.data or "",
            agreement=self.agreement.data or "",
            signed=self.signed.data,
            reference=self.reference.data or "",
            checklist={key: answer for key, answer in answers.items() if answer in ("yes", "no")},
            number=number,
        )

    @property
    def points(self) -> list[Any]:
        """The fields of the checklist."""
        return [self[ITEM + item.id] for item in load_record_words().checklist]


ProcessorForm: type[_ProcessorForm] = type(
    "ProcessorForm",
    (_ProcessorForm,),
    {ITEM + one.id: SelectField(one.label.en, default="unknown") for one in load_record_words().checklist},
)
"""The form with a field for each point of the checklist."""


class TransferForm(PartForm):
    """A transfer with what allows it."""

    country = StringField(
        _("Country"),
        [InputRequired()],
        description=_("Also where somebody only looks from there, such as remote support."),
        render_kw=_PLAIN,
    )
    recipient = StringField(_("Who gets the data there"), render_kw=_PLAIN)
    mechanism = SelectField(_("What allows the transfer"))
    safeguards = TextAreaField(_("What protects the data there"), render_kw={"rows": 3})
    assessed = DateField(_("Transfer assessed on"), [MayBeEmpty()])
    assessed_by = StringField(_("Assessed by"), render_kw=_PLAIN)
    reference = StringField(_("Where it is kept"), render_kw=_PLAIN)

    def offer(self) -> None:
        """Fill the choices in the reader's language."""
        choices = mechanisms_of(load_record_words().mechanisms)
        self.mechanism.choices = [("", gettext("not chosen yet")), *choices]

    def row(self, number: int) -> Transfer:
        """The transfer as it was filled in."""
        return Transfer(
            country=self.country.data or "",
            recipient=self.recipient.data or "",
            mechanism=self.mechanism.data or "",
            safeguards=self.safeguards.data or "",
            assessed=self.assessed.data,
            assessed_by=self.assessed_by.data or "",
            reference=self.reference.data or "",
            number=number,
        )


AnyPartForm = PurposeForm | _ProcessorForm | TransferForm

FORMS: Mapping[str, type[AnyPartForm]] = {
    "purposes": PurposeForm,
    "processors": ProcessorForm,
    "transfers": TransferForm,
}
"""The form of each kind of row."""
