"""The list's address and what it asks for: filters, sorting and page live in the address, so that it can be sent on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import request, url_for
from flask_babel import gettext

from riskapp.estate.directory import Directory
from riskapp.estate.listing import COLUMNS, FACETS, Wanted
from riskapp.web.estate.labels import field_label
from riskapp.web.formatting import word
from riskapp.web.numbers import row_number

_DEFAULTS = Wanted()


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on: what it says, and the address without it."""

    label: str
    value: str
    url: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter that can be set: its field, label and values as (value, text)."""

    name: str
    label: str
    values: list[tuple[str, str]]
    chosen: str


def wanted() -> Wanted:
    """What the address asks for; what it cannot mean is passed over."""
    args = request.args
    sort = args.get("sort", "")
    return Wanted(
        text=args.get("q", "").strip(),
        **{name: args.get(name, "").strip() for name in ("kind", *FACETS)},
        sort=sort if sort in COLUMNS else _DEFAULTS.sort,
        descending=args.get("order") == "down",
        page=max(1, args.get("page", 1, type=row_number)),
    )


def address(asked: Wanted, **changes: object) -> str:
    """The address of the list as `asked` for, with changes; other filters or another order start at page 1."""
    changed = replace(asked, **{"page": 1, **changes})  # type: ignore[arg-type]
    values = {name: getattr(changed, name) for name in ("kind", *FACETS)}
    return url_for(
        "estate.assets",
        q=changed.text or None,
        **{name: value or None for name, value in values.items()},
        sort=changed.sort if changed.sort != _DEFAULTS.sort else None,
        order="down" if changed.descending else None,
        page=changed.page if changed.page > 1 else None,
    )


def chips(asked: Wanted, known: Directory) -> list[Chip]:
    """One chip a filter that is on."""
    found = [Chip(gettext("Search"), asked.text, address(asked, text=""))] if asked.text else []
    for name in FACETS:
        value = getattr(asked, name)
        if value:
            found.append(Chip(field_label(name), _text(known, name, value), address(asked, **{name: ""})))
    return found


def choices(asked: Wanted, known: Directory) -> list[Choice]:
    """The filters that the estate gives values for; one whose only value all assets share still says so."""
    found = []
    for name in FACETS:
        values = [(value, _text(known, name, value)) for value in known.values(name)]
        if values:
            found.append(Choice(name, field_label(name), values, getattr(asked, name)))
    return found


def sort_links(asked: Wanted) -> Mapping[str, tuple[str, str]]:
    """For each column its address and how it is sorted now: "ascending", "descending" or nothing."""
    links = {}
    for column in COLUMNS:
        here = asked.sort == column
        direction = ("descending" if asked.descending else "ascending") if here else ""
        links[column] = (address(asked, sort=column, descending=here and not asked.descending), direction)
    return links


def _text(known: Directory, name: str, value: str) -> str:
    if name == "site":
        return known.site_name(value)
    if name == "supplier":
        return known.supplier_name(value)
    return word(value) if name == "lifecycle" else value
