"""The form for pasted rows: the rows, what joins them, and the values that every row has which says none itself."""

from collections.abc import Iterable, Mapping

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice

from riskapp.errors import N_, Invalid
from riskapp.estate.links import Link
from riskapp.estate.models import Category
from riskapp.estate.pasted_links import DEPENDENCY_COLUMNS, FLOW_COLUMNS
from riskapp.graph import snapshot as frozen
from riskapp.graph.vocabulary import Access, DependencyKind, Strength
from riskapp.web.estate.labels import FIELDS
from riskapp.web.estate.link_forms import DependencyForm, FlowForm
from riskapp.web.formatting import word
from riskapp.web.forms import Form

_CHOSEN = ("categories", "access", "encrypted", "validated")


class PasteForm(Form):
    """The rows and how to read them."""

    joined = RadioField(
        _("What does a row say?"),
        default="dependency",
        choices=[
            SelectChoice("dependency", _("What stands left needs what stands right")),
            SelectChoice("flow", _("What stands left sends data to what stands right")),
        ],
    )
    rows = TextAreaField(
        _("Rows"),
        description=_(
            "Copy two columns from a spreadsheet: an id or a name in each. Tab, semicolon or comma may stand between "
            "them. A header row may name more columns."
        ),
        render_kw={"rows": 10, "spellcheck": "false", "autocomplete": "off"},
    )
    seen = HiddenField()


class EveryNeedForm(DependencyForm):
    """What each pasted dependency says."""

    dependent = provider = group = None
    needed = None  # type: ignore[assignment]  # WTForms takes an inherited field away so


class EveryFlowForm(FlowForm):
    """What each pasted data flow says."""

    source = target = via = purpose = id = None
    persons = None  # type: ignore[assignment]  # WTForms takes an inherited field away so


def columns_of(joined: str) -> tuple[str, ...]:
    """The columns that may be pasted, the two ends first."""
    return DEPENDENCY_COLUMNS if joined == "dependency" else FLOW_COLUMNS


def header_names(joined: str) -> Mapping[str, str]:
    """What a header may call each column: its word in the files, and its label in English or the reader's language."""
    names = columns_of(joined)
    labels = {text.casefold(): name for name in names for text in (FIELDS[name], gettext(FIELDS[name]))}
    return {**{name: name for name in names}, **labels}


def cell_words(categories: Iterable[Category]) -> Mapping[str, Mapping[str, object]]:
    """What cells may say, in English or the reader's language: by column, from the word to its value."""
    yes_no = {text.casefold(): said == "yes" for said in ("yes", "no") for text in (said, word(said))}
    words: dict[str, Mapping[str, object]] = {
        name: {text.casefold(): one for one in values for text in (one.value, word(one.value))}
        for name, values in (("kind", DependencyKind), ("strength", Strength), ("access", Access))
    }
    kinds = {text.casefold(): row.key for row in categories for text in (row.name, row.key)}
    return {**words, "encrypted": yes_no, "validated": yes_no, "categories": kinds}


def need_pattern(form: EveryNeedForm) -> Link:
    """A dependency with the values for every row, and no ends."""
    return frozen.Dependency(
        dependent="",
        provider="",
        kind=DependencyKind(form.kind.data),
        tolerance=form.tolerance.data or 0,
        strength=Strength(form.strength.data),
    )


def flow_pattern(form: EveryFlowForm, said: Iterable[str]) -> Link:
    """A flow with the values for every row, and no ends; what columns say (`said`) may be open.

    Raises Invalid with the field that is neither chosen nor said.
    """
    for name in _CHOSEN:
        if not form[name].data and name not in said:
            raise Invalid(N_("Choose here what holds for every row, or add a column that says it."), field=name)
    return frozen.Flow(
        id="",
        source="",
        target="",
        categories=tuple(form.categories.data or ()),
        access=Access(form.access.data) if form.access.data else None,  # type: ignore[arg-type]
        encrypted={"yes": True, "no": False}.get(form.encrypted.data),  # type: ignore[arg-type]
        validated={"yes": True, "no": False}.get(form.validated.data),  # type: ignore[arg-type]
    )
