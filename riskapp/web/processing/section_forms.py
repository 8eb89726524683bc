"""A short form for each section of an activity, and how it becomes the frozen section."""

from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired
from wtforms.validators import Optional as MayBeEmpty

from riskapp.catalogues.processing import load_record_words
from riskapp.estate.choosing import find_asset, shown
from riskapp.estate.directory import directory
from riskapp.processing.record import Activity, Basics, Contacts, Data, Known, Section
from riskapp.processing.rows import SECTIONS
from riskapp.web.estate.fields import MultiChoiceField
from riskapp.web.estate.forms import VersionedForm
from riskapp.web.processing.wording import words_of

_PLAIN = {"autocomplete": "off"}
_LINES = {"rows": 4, "spellcheck": "false", "data-asset-choice": "", "data-choice-lines": ""}


class SectionForm(VersionedForm):
    """A form whose fields are called as those of its section."""

    def offer(self, known: Known) -> None:
        """Fill the choices in the reader's language."""

    def show(self, section: Section | Contacts) -> None:
        """Fill in what is stored, unless the person has sent something."""
        if not self.is_submitted():
            for name in self._own(section):
                self[name].data = getattr(section, name)

    def filled(self, stored: Any) -> Any:
        """What is stored with the fields of this form in it. Raises Invalid with the field."""
        return replace(stored, **{name: self[name].data or "" for name in self._own(stored)})

    def _own(self, section: object) -> list[str]:
        return [name for name in self._fields if hasattr(section, name)]


class BasicsForm(SectionForm):
    """What the activity is."""

    name = StringField(
        _("Name"), [InputRequired()], description=_("What people call it, such as “Patient record”."), render_kw=_PLAIN
    )
    role = RadioField(_("What we are"), [InputRequired()], default="controller")
    description = TextAreaField(
        _("Description"),
        description=_("In two or three sentences: where the data come from, what is done with them, where they end."),
        render_kw={"rows": 4},
    )
    owner = StringField(
        _("Who answers for it"), description=_("A role or a unit with somebody to reach."), render_kw=_PLAIN
    )
    state = SelectField(_("State"), default="draft")

    def offer(self, known: Known) -> None:
        """Fill the choices in the reader's language."""
        words = load_record_words()
        self.role.choices, self.state.choices = words_of(words.roles), words_of(words.states)

    def filled(self, stored: Basics) -> Basics:
        """The section as it was filled in."""
        typed: Basics = super().filled(stored)
        return typed


class ControllerForm(SectionForm):
    """Who answers with us."""

    joint_controllers = TextAreaField(
        _("Joint controllers"),
        description=_("Who decides with us on purposes and means, how to reach them, and who does what (Art. 26)."),
        render_kw={"rows": 4},
    )


class ProcessorForm(SectionForm):
    """On whose behalf we process."""

    behalf_of = TextAreaField(
        _("On whose behalf"), description=_("The controller or controllers, one a line."), render_kw={"rows": 3}
    )
    behalf_contact = TextAreaField(
        _("How to reach them"),
        description=_("Address, representative where there is one, and privacy officer."),
        render_kw={"rows": 3},
    )


class DataForm(SectionForm):
    """Whose data, which, and where."""

    systems = TextAreaField(
        _("Systems"), description=_("Systems of the estate: a name or an id, one a line."), render_kw=_LINES
    )
    subjects = MultiChoiceField(_("Whom the data are about"))
    other_subjects = StringField(_("Others"), description=_("In your own words."), render_kw=_PLAIN)
    categories = MultiChoiceField(_("Categories of data"))

    def offer(self, known: Known) -> None:
        """Fill the choices in the reader's language; special categories say so."""
        self.subjects.choices = words_of(load_record_words().subjects)
        special = _("special category")
        self.categories.choices = [
            (key, f"{name} ({special})" if key in known.special else name) for key, name in known.categories.items()
        ]

    def show(self, section: Any) -> None:
        """Fill in what is stored, unless the person has sent something."""
        if self.is_submitted():
            return
        named = directory().by_key
        self.systems.data = "\n".join(shown(named[key]) if key in named else key for key in section.systems)
        self.subjects.data, self.categories.data = list(section.subjects), list(section.categories)
        self.other_subjects.data = section.other_subjects

    def filled(self, stored: Data) -> Data:
        """The section as it was filled in, what was chosen before in its old order first."""
        known = directory()
        lines = [line for line in (self.systems.data or "").splitlines() if line.strip()]
        return Data(
            systems=tuple(find_asset(known, line, "systems").key for line in lines),
            categories=_in_order(stored.categories, self.categories.data or []),
            subjects=_in_order(stored.subjects, self.subjects.data or []),
            other_subjects=self.other_subjects.data or "",
        )


class RecipientsForm(SectionForm):
    """Who gets the data."""

    recipients = TextAreaField(
        _("Who gets the data"),
        description=_("One a line: other hospitals, municipalities, registers, authorities. Write “None” if so."),
        render_kw={"rows": 5},
    )


class RetentionForm(SectionForm):
    """When data are erased."""

    period = TextAreaField(_("How long the data are kept"), render_kw={"rows": 2})
    rule = TextAreaField(_("By which rule"), description=_("An act, a decision, or a need."), render_kw={"rows": 2})
    erasure = TextAreaField(
        _("How they are erased"), description=_("Who or what erases them, and copies too."), render_kw={"rows": 2}
    )


class SecurityForm(SectionForm):
    """What protects the data."""

    measures = TextAreaField(
        _("Security measures"),
        description=_("In general words, technical and organisational. Details belong in the risk assessment."),
        render_kw={"rows": 7},
    )


class ReviewForm(SectionForm):
    """When somebody read the whole."""

    reviewed = DateField(
        _("Read through and found right on"),
        [MayBeEmpty()],
        description=_("Read the whole activity first. It is asked for once a year."),
    )

    def filled(self, stored: Any) -> Any:
        """The section as it was filled in."""
        return replace(stored, reviewed=self.reviewed.data)


class ContactsForm(SectionForm):
    """Whom to turn to, the same for every activity."""

    address = TextAreaField(_("How to reach the organisation"), render_kw={"rows": 3})
    representative = TextAreaField(
        _("Representative in the EEA"),
        description=_("Only for an organisation that is not established in the EEA."),
        render_kw={"rows": 2},
    )
    officer = TextAreaField(_("Privacy officer, and how to reach the officer"), render_kw={"rows": 3})


_FORMS: dict[str, type[SectionForm]] = {
    "basics": BasicsForm,
    "data": DataForm,
    "recipients": RecipientsForm,
    "retention": RetentionForm,
    "security": SecurityForm,
    "review": ReviewForm,
}


def form_of(name: str, activity: Activity) -> type[SectionForm] | None:
    """The form of a section of this activity, or None where it has no such section."""
    if name == "parties":
        return ProcessorForm if activity.for_others else ControllerForm
    return _FORMS.get(name) if name in SECTIONS else None


def _in_order(before: tuple[str, ...], chosen: list[str]) -> tuple[str, ...]:
    return (*(key for key in before if key in chosen), *(key for key in chosen if key not in before))
