"""The forms of the statement: one control, and a decision on several at once."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField, TextAreaField

from riskapp.applicability.statement import Decision
from riskapp.catalogues.controls import NOT_BEGUN, UNDECIDED, load_controls
from riskapp.web.applicability.wording import choices_of
from riskapp.web.estate.fields import MultiChoiceField
from riskapp.web.estate.forms import VersionedForm
from riskapp.web.forms import Form

_WHY = _("Why it is included or left out. A control that is left out must have a reason.")


class ControlForm(VersionedForm):
    """What is said of one control."""

    applicable = RadioField(_("Is it applicable?"), validate_choice=False)
    justification = TextAreaField(_("Why"), description=_WHY, render_kw={"rows": 3})
    reasons = MultiChoiceField(_("Reasons to include it"))
    state = RadioField(_("How far it has come"), validate_choice=False)
    responsible = StringField(
        _("Who answers for it"), description=_("A role or a person."), render_kw={"autocomplete": "off"}
    )
    note = TextAreaField(
        _("Note"), description=_("How it is carried out, and where that is written down."), render_kw={"rows": 3}
    )

    def offer(self) -> None:
        """Fill the choices in the reader's language."""
        words = load_controls()
        self.applicable.choices = choices_of(words.choices)
        self.reasons.choices = choices_of(words.reasons)
        self.state.choices = choices_of(words.states)

    def show(self, decision: Decision) -> None:
        """Fill in what is stored, unless the person has sent something."""
        if not self.is_submitted():
            for name in ("applicable", "justification", "state", "responsible", "note"):
                self[name].data = getattr(decision, name)
            self.reasons.data = list(decision.reasons)

    def told(self) -> Decision:
        """What was written."""
        return Decision(
            applicable=self.applicable.data or UNDECIDED,
            justification=self.justification.data or "",
            reasons=tuple(self.reasons.data or ()),
            state=self.state.data or NOT_BEGUN,
            responsible=self.responsible.data or "",
            note=self.note.data or "",
        )


class SeveralForm(Form):
    """The same decision on several controls; which they are, the check boxes of the list say."""

    applicable = RadioField(_("Are they applicable?"), validate_choice=False)
    reasons = MultiChoiceField(_("Reasons to include them"))
    justification = TextAreaField(
        _("Why"),
        description=_("The same for all that are chosen. Controls that are left out must have a reason."),
        render_kw={"rows": 3},
    )

    def offer(self) -> None:
        """Fill the choices in the reader's language."""
        words = load_controls()
        self.applicable.choices = choices_of([one for one in words.choices if one.id != UNDECIDED])
        self.reasons.choices = choices_of(words.reasons)

    def told(self) -> Decision:
        """What was written."""
        return Decision(
            applicable=self.applicable.data or UNDECIDED,
            justification=self.justification.data or "",
            reasons=tuple(self.reasons.data or ()),
        )
