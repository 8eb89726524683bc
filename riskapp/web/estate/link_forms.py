"""Forms about what joins assets: data flows and dependencies, and how they become rows of the estate."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from riskapp.errors import N_, Invalid
from riskapp.estate.choosing import find_asset, shown
from riskapp.estate.directory import Directory
from riskapp.graph import snapshot as frozen
from riskapp.graph.vocabulary import Access, DependencyKind, Strength
from riskapp.web.estate.fields import MultiChoiceField, WholeNumberField
from riskapp.web.estate.forms import VersionedForm
from riskapp.web.formatting import word

_YES_NO = [SelectChoice("yes", _("yes")), SelectChoice("no", _("no"))]
_ASSET = {"autocomplete": "off", "spellcheck": "false", "data-asset-choice": ""}
_NUMBER = {"autocomplete": "off", "inputmode": "numeric"}


class FlowForm(VersionedForm):
    """A data flow, new or known."""

    source = StringField(_("From"), [InputRequired()], description=_("Type a name or an id."), render_kw=_ASSET)
    target = StringField(_("To"), [InputRequired()], description=_("Type a name or an id."), render_kw=_ASSET)
    categories = MultiChoiceField(_("Which data"))
    access = RadioField(
        _("Who starts it"),
        [InputRequired()],
        choices=[
            SelectChoice("push", _("The sender: it sends what it chooses")),
            SelectChoice("query", _("The receiver: it can ask for anything at any time")),
        ],
    )
    encrypted = RadioField(_("Is it encrypted on the way?"), [InputRequired()], choices=_YES_NO)
    validated = RadioField(_("Does the receiver check what arrives?"), [InputRequired()], choices=_YES_NO)
    via = TextAreaField(
        _("Passes through"),
        description=_("Networks and the like that carry it: a name or an id, one a line."),
        render_kw={"rows": 3, "spellcheck": "false", "data-asset-choice": "", "data-choice-lines": ""},
    )
    purpose = StringField(_("Purpose"), render_kw={"autocomplete": "off"})
    persons = WholeNumberField(_("Persons a year"), render_kw=_NUMBER)
    id = StringField(
        _("Id"),
        description=_("What files call it. Leave it empty to have one made."),
        render_kw={"autocomplete": "off"},
    )

    def offer(self, categories: Iterable[tuple[str, str]]) -> None:
        """Fill in the categories to choose from, as (id, name)."""
        self.categories.choices = list(categories)

    def show(self, row: frozen.Flow, known: Directory) -> None:
        """Fill in what is stored, unless the person has sent something."""
        if self.is_submitted():
            return
        self.source.data, self.target.data = _shown(known, row.source), _shown(known, row.target)
        self.categories.data, self.access.data = list(row.categories), row.access.value
        self.encrypted.data, self.validated.data = _yes_no(row.encrypted), _yes_no(row.validated)
        self.via.data = "\n".join(_shown(known, key) for key in row.via)
        self.purpose.data, self.persons.data, self.id.data = row.purpose, row.persons, row.id

    def row(self, known: Directory, stored: frozen.Flow | None = None) -> frozen.Flow:
        """The flow as it was filled in, its categories in the stored order first. Raises Invalid with the field."""
        chosen = self.categories.data or []
        before = [key for key in stored.categories if key in chosen] if stored else []
        lines = [line for line in (self.via.data or "").splitlines() if line.strip()]
        return frozen.Flow(
            id=self.id.data or "",
            source=find_asset(known, self.source.data or "", "source").key,
            target=find_asset(known, self.target.data or "", "target").key,
            categories=(*before, *(key for key in chosen if key not in before)),
            access=Access(self.access.data),
            encrypted=self.encrypted.data == "yes",
            validated=self.validated.data == "yes",
            via=tuple(find_asset(known, line, "via").key for line in lines),
            purpose=self.purpose.data or "",
            persons=self.persons.data,
        )


class DependencyForm(VersionedForm):
    """A dependency, new or known, with what its group shares."""

    dependent = StringField(_("Who needs something"), description=_("Type a name or an id."), render_kw=_ASSET)
    provider = StringField(
        _("What is needed"), [InputRequired()], description=_("Type a name or an id."), render_kw=_ASSET
    )
    kind = SelectField(_("For what"))
    group = StringField(
        _("Group"),
        description=_("Where several can stand in for each other, give them one name, such as “power”."),
        render_kw={"autocomplete": "off", "list": "groups"},
    )
    needed = WholeNumberField(
        _("How many of the group must work"), description=_("1 where one is enough."), default=1, render_kw=_NUMBER
    )
    tolerance = WholeNumberField(
        _("How long it does without, minutes"),
        description=_("A battery of half an hour is 30."),
        default=0,
        render_kw=_NUMBER,
    )
    strength = RadioField(
        _("If it is gone"),
        default="hard",
        choices=[SelectChoice("hard", _("it stops")), SelectChoice("soft", _("it goes on, but worse"))],
    )

    def offer(self) -> None:
        """Fill the choices in the reader's language."""
        self.kind.choices = [(kind.value, word(kind.value)) for kind in DependencyKind]

    def show(self, row: frozen.Dependency, known: Directory) -> None:
        """Fill in what is stored, unless the person has sent something."""
        if self.is_submitted():
            return
        self.dependent.data, self.provider.data = _shown(known, row.dependent), _shown(known, row.provider)
        self.kind.data, self.strength.data = row.kind.value, row.strength.value
        self.group.data, self.needed.data, self.tolerance.data = row.group or "", row.needed, row.tolerance

    def row(self, known: Directory) -> frozen.Dependency:
        """The dependency as it was filled in. Raises Invalid with the field."""
        if self.needed.data is None:
            raise Invalid(N_("Write 1 or more: so many of the group must work."), field="needed")
        return frozen.Dependency(
            dependent=find_asset(known, self.dependent.data or "", "dependent").key,
            provider=find_asset(known, self.provider.data or "", "provider").key,
            kind=DependencyKind(self.kind.data),
            group=self.group.data or None,
            needed=self.needed.data,
            tolerance=self.tolerance.data or 0,
            strength=Strength(self.strength.data),
        )


def _shown(known: Directory, key: str) -> str:
    line = known.by_key.get(key)
    return shown(line) if line is not None else key


def _yes_no(value: bool) -> str:
    return "yes" if value else "no"
