"""Forms about assets, categories and holdings, and how they become rows of the estate."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from riskapp.errors import N_
from riskapp.estate.choosing import shown
from riskapp.estate.directory import Directory
from riskapp.graph import snapshot as frozen
from riskapp.graph.vocabulary import Kind, Lifecycle, Sensitivity
from riskapp.web.estate.fields import WholeNumberField
from riskapp.web.formatting import word
from riskapp.web.forms import Form

LEVELS = ("", "1", "2", "3", "4")
LEVEL_WORDS = (N_("not known"), N_("1 – low"), N_("2 – moderate"), N_("3 – high"), N_("4 – very high"))
_PLAIN = {"autocomplete": "off"}


class VersionedForm(Form):
    """A form that knows which version of a row the person saw."""

    version = IntegerField(widget=HiddenInput(), default=0)


class AssetForm(VersionedForm):
    """An asset, new or known."""

    name = StringField(_("Name"), [InputRequired()], render_kw=_PLAIN)
    kind = SelectField(_("Kind"))
    id = StringField(
        _("Id"),
        description=_("What files and other registers call it. Leave it empty to have one made of the name."),
        render_kw={**_PLAIN, "spellcheck": "false"},
    )
    description = TextAreaField(_("Description"), render_kw={"rows": 4})
    owner = StringField(_("Owner"), description=_("The role or person who answers for it."), render_kw=_PLAIN)
    supplier = StringField(
        _("Supplier"),
        description=_("A name, or a supplier of the estate."),
        render_kw={**_PLAIN, "data-asset-choice": "supplier"},
    )
    site = StringField(
        _("Site"),
        description=_("A name, or a location of the estate."),
        render_kw={**_PLAIN, "data-asset-choice": "location"},
    )
    lifecycle = SelectField(
        _("Lifecycle"), description=_("What is planned or retired takes no part in any blast radius.")
    )
    external_ref = StringField(_("Id in another register"), render_kw=_PLAIN)
    confidentiality = SelectField(_("Confidentiality"))
    integrity = SelectField(_("Integrity"))
    availability = SelectField(_("Availability"))
    max_downtime = WholeNumberField(
        _("Longest tolerable downtime, minutes"),
        description=_("For how long the organisation can do without it."),
        render_kw={"inputmode": "numeric"},
    )
    recovery = WholeNumberField(
        _("Recovery time, minutes"),
        description=_("From the moment that everything it needs is there again."),
        render_kw={"inputmode": "numeric"},
    )

    def offer(self) -> None:
        """Fill the choices in the reader's language."""
        self.kind.choices = [(kind.value, word(kind.value)) for kind in Kind]
        self.lifecycle.choices = [(life.value, word(life.value)) for life in Lifecycle]
        levels = [(level, word(text)) for level, text in zip(LEVELS, LEVEL_WORDS, strict=True)]
        for field in (self.confidentiality, self.integrity, self.availability):
            field.choices = levels

    def show(self, row: frozen.Asset, known: Directory) -> None:
        """Fill in what is stored, unless the person has sent something."""
        if self.is_submitted():
            return
        for name in ("name", "id", "description", "owner", "external_ref", "max_downtime", "recovery"):
            self[name].data = getattr(row, name)
        self.kind.data, self.lifecycle.data = row.kind.value, row.lifecycle.value
        self.supplier.data = with_name(known, row.supplier, Kind.SUPPLIER)
        self.site.data = with_name(known, row.site, Kind.LOCATION)
        for name in ("confidentiality", "integrity", "availability"):
            self[name].data = str(getattr(row, name) or "")

    def row(self, known: Directory) -> frozen.Asset:
        """The asset as it was filled in."""
        return frozen.Asset(
            id=self.id.data or "",
            name=self.name.data or "",
            kind=Kind(self.kind.data),
            description=self.description.data or "",
            owner=self.owner.data or "",
            supplier=without_name(known, self.supplier.data or "", Kind.SUPPLIER),
            site=without_name(known, self.site.data or "", Kind.LOCATION),
            lifecycle=Lifecycle(self.lifecycle.data),
            confidentiality=_level(self.confidentiality),
            integrity=_level(self.integrity),
            availability=_level(self.availability),
            max_downtime=self.max_downtime.data,
            recovery=self.recovery.data or 0,
            external_ref=self.external_ref.data or "",
        )


class CategoryForm(VersionedForm):
    """A category of personal data, new or known."""

    name = StringField(_("Name"), [InputRequired()], render_kw=_PLAIN)
    id = StringField(
        _("Id"), description=_("What files call it. Leave it empty to have one made of the name."), render_kw=_PLAIN
    )
    sensitivity = SelectField(
        _("Sensitivity"),
        description=_("Special: health and the like, GDPR Article 9. Confidential: under a duty of secrecy."),
    )

    def offer(self) -> None:
        """Fill the choices in the reader's language."""
        self.sensitivity.choices = [(level.value, word(level.value)) for level in Sensitivity]

    def row(self) -> frozen.Category:
        """The category as it was filled in."""
        return frozen.Category(self.id.data or "", self.name.data or "", Sensitivity(self.sensitivity.data))


class HoldingForm(VersionedForm):
    """Whose data an asset holds."""

    category = SelectField(_("Category of data"), [InputRequired()])
    persons = WholeNumberField(
        _("Persons"),
        [InputRequired()],
        description=_("How many people the data are about. An honest estimate is better than nothing."),
        render_kw={"inputmode": "numeric", **_PLAIN},
    )


class RemovalForm(Form):
    """Asking for a row to go: all that it carries is the version that the person saw."""

    version = HiddenField()


def _level(field: SelectField) -> int | None:
    return int(field.data) if field.data else None


def with_name(known: Directory, text: str, kind: Kind) -> str:
    """What the type-ahead writes for the id of such an asset, else the text."""
    line = known.by_key.get(text)
    return shown(line) if line is not None and line.kind == kind else text


def without_name(known: Directory, text: str, kind: Kind) -> str:
    """The id where the text is what the type-ahead wrote or the exact name of one such asset, else the text."""
    wanted = text.strip()
    if not wanted:
        return ""
    name, _, key = wanted.removesuffix(")").rpartition(" (")
    line = known.by_key.get(key)
    if line is not None and line.kind == kind and line.name == name:
        return line.key
    named = [line for line in known.by_name.get(wanted.casefold(), []) if line.kind == kind]
    return named[0].key if len(named) == 1 else wanted
