"""What the fields of the estate are called, and their values as people read them."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext

from riskapp.errors import N_
from riskapp.graph.snapshot import Dependency, Flow
from riskapp.graph.vocabulary import Kind, Strength
from riskapp.web.formatting import minutes, number, word

FIELDS: Mapping[str, str] = {
    "id": N_("Id"),
    "name": N_("Name"),
    "kind": N_("Kind"),
    "description": N_("Description"),
    "owner": N_("Owner"),
    "supplier": N_("Supplier"),
    "site": N_("Site"),
    "lifecycle": N_("Lifecycle"),
    "confidentiality": N_("Need for confidentiality"),
    "integrity": N_("Need for integrity"),
    "availability": N_("Need for availability"),
    "max_downtime": N_("Longest tolerable downtime, minutes"),
    "recovery": N_("Recovery time, minutes"),
    "external_ref": N_("Id in another register"),
    "sensitivity": N_("Sensitivity"),
    "asset": N_("Asset"),
    "category": N_("Category"),
    "persons": N_("Persons"),
    "source": N_("From"),
    "target": N_("To"),
    "categories": N_("Categories of data"),
    "access": N_("Who starts it"),
    "encrypted": N_("Encrypted"),
    "validated": N_("Checked on arrival"),
    "via": N_("Passes through"),
    "purpose": N_("Purpose"),
    "dependent": N_("Who needs it"),
    "provider": N_("What is needed"),
    "group": N_("Group"),
    "needed": N_("So many must work"),
    "tolerance": N_("Does without for, minutes"),
    "strength": N_("If it is gone"),
    "other_rows_of_group": N_("Other rows of the group that changed"),
    "undone": N_("Undone event"),
}

TABLES: Mapping[str, str] = {
    "categories": N_("Categories of data"),
    "assets": N_("Assets"),
    "holdings": N_("Whose data are held"),
    "flows": N_("Data flows"),
    "dependencies": N_("Dependencies"),
}

_WORDS = {"kind", "lifecycle", "sensitivity", "access", "strength"}


_NEEDS = ("confidentiality", "integrity", "availability")


@dataclass(frozen=True, slots=True)
class NeedWords:
    """What marks of need and lists say in the reader's language: (field, letter, word) of each need, kinds by value."""

    needs: tuple[tuple[str, str, str], ...]
    unknown: str
    kinds: Mapping[str, str]


def need_words() -> NeedWords:
    """The words, looked up once a page: a list has hundreds of them."""
    said = [(name, word(name)) for name in _NEEDS]
    return NeedWords(
        tuple((name, text[0].upper(), text) for name, text in said),
        gettext("not known"),
        {kind.value: word(kind.value) for kind in Kind},
    )


def field_label(name: str) -> str:
    """The label of a field; one of a part ("journal: persons") keeps the part's id in front."""
    part, colon, field = name.rpartition(": ")
    label = gettext(FIELDS.get(field, field))
    return f"{part}: {label}" if colon else label


def shown_value(name: str, value: object) -> str:
    """A value as people read it; a dash for nothing."""
    if value is None or value in ("", (), []):
        return "–"
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, int):
        return number(value)
    if isinstance(value, tuple | list):
        return ", ".join(str(part) for part in value)
    return word(str(value)) if name.rpartition(": ")[2] in _WORDS else str(value)


def said_of_link(link: Dependency | Flow, categories: Mapping[str, str]) -> str:
    """What a dependency or a flow says beside its ends, in a few words; `categories` are names by id."""
    if isinstance(link, Flow):
        return ", ".join(categories.get(key, key) for key in link.categories)
    gone = gettext("stops") if link.strength is Strength.HARD else gettext("goes on, but worse")
    time = gettext("after %(time)s", time=minutes(link.tolerance)) if link.tolerance else ""
    group = f"{link.group}: " + gettext("%(n)s must work", n=link.needed) if link.group else ""
    return " · ".join(filter(None, (word(link.kind.value), group, f"{gone} {time}".strip())))
