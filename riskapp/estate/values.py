"""Which values a row of the estate may hold when a person types it: the same rules as for files, by field."""

import re
from collections.abc import Sequence
from dataclasses import replace

from riskapp.errors import N_, Invalid
from riskapp.graph import snapshot as frozen

MOST_CHARACTERS = 10_000
MOST_OF_ID = 200
"""Of an id and of a group's name: what a database can index, and what leaves room for others in a list."""
LARGEST_NUMBER = 2_147_483_647

# NUL and halves of characters: neither PostgreSQL nor any file can hold them.
_NO_TEXT = re.compile("[\0\ud800-\udfff]")


def checked_category(row: frozen.Category) -> frozen.Category:
    """`row` without blanks around its texts; its id is not looked at. Raises Invalid with the field."""
    return replace(row, name=checked_text(row.name, "name", required=True))


def checked_asset(row: frozen.Asset) -> frozen.Asset:
    """`row` without blanks around its texts; its id is not looked at. Raises Invalid with the field."""
    for field in ("confidentiality", "integrity", "availability"):
        _level(getattr(row, field), field)
    _number(row.max_downtime, "max_downtime")
    _number(row.recovery, "recovery")
    return replace(
        row,
        name=checked_text(row.name, "name", required=True),
        description=checked_text(row.description, "description"),
        owner=checked_text(row.owner, "owner"),
        supplier=checked_text(row.supplier, "supplier"),
        site=checked_text(row.site, "site"),
        external_ref=checked_text(row.external_ref, "external_ref"),
    )


def checked_persons(persons: int | None) -> int:
    """A number of data subjects that must be there. Raises Invalid."""
    if persons is None:
        raise Invalid(N_("Write the number of persons, or your best estimate."), field="persons")
    _number(persons, "persons")
    return persons


def checked_flow(row: frozen.Flow) -> frozen.Flow:
    """`row` without blanks around its texts; whether its ends exist is not looked at, and neither is its id.

    Raises Invalid with the field.
    """
    if not row.categories:
        raise Invalid(N_("Choose at least one category of data that the flow carries."), field="categories")
    _number(row.persons, "persons")
    _list(row.categories, "categories")
    _list(row.via, "via")
    return replace(row, purpose=checked_text(row.purpose, "purpose"))


def checked_dependency(row: frozen.Dependency, old_group: str | None = None) -> frozen.Dependency:
    """`row` with an empty group name as None; `old_group` may stay whatever it is. Raises Invalid with the field."""
    if row.dependent == row.provider:
        raise Invalid(N_("An asset cannot need itself. Choose another one."), field="provider")
    group = checked_text(row.group or "", "group") or None
    if group is not None and group != old_group:
        _refuse_long(group, "group")
    _number(row.tolerance, "tolerance")
    _number(row.needed, "needed")
    if row.needed < 1:
        raise Invalid(N_("Write 1 or more: so many of the group must work."), field="needed")
    if group is None and row.needed != 1:
        raise Invalid(N_("Only a group can need more than 1. Give the group a name, or write 1."), field="needed")
    return replace(row, group=group)


def checked_text(value: str, field: str, *, required: bool = False) -> str:
    """A text without blanks around it and with plain line ends. Raises Invalid with `field`."""
    text = value.replace("\r\n", "\n").strip()
    if required and not text:
        raise Invalid(N_("Write something here."), field=field)
    if len(text) > MOST_CHARACTERS:
        raise Invalid(
            N_("This text has %(found)s characters. The most is %(most)s: shorten it."),
            field=field,
            found=len(text),
            most=MOST_CHARACTERS,
        )
    if _NO_TEXT.search(text):
        raise Invalid(N_("This text holds a character that cannot be stored. Type it again."), field=field)
    return text


def checked_id(value: str) -> str:
    """The id of a new row without blanks around it. Raises Invalid: it must go into any index, file and list."""
    key = checked_text(value, "id", required=True)
    _refuse_long(key, "id")
    if ";" in key:
        raise Invalid(N_("An id cannot hold a semicolon, which separates ids in files."), field="id")
    return key


def _refuse_long(name: str, field: str) -> None:
    if len(name) > MOST_OF_ID:
        raise Invalid(
            N_("This text has %(found)s characters. The most is %(most)s: shorten it."),
            field=field,
            found=len(name),
            most=MOST_OF_ID,
        )


def _list(keys: Sequence[str], field: str) -> None:
    """Raise Invalid for ids that cannot stand in one cell of a file: then no estate could be written to files."""
    for key in keys:
        if ";" in key:
            raise Invalid(
                N_("The id %(id)s holds a semicolon, which separates ids in files. Leave it out of this list."),
                field=field,
                id=key,
            )
    length = len(";".join(keys))
    if length > MOST_CHARACTERS:
        raise Invalid(
            N_("These ids have %(found)s characters together. The most is %(most)s: choose fewer."),
            field=field,
            found=length,
            most=MOST_CHARACTERS,
        )


def _level(value: int | None, field: str) -> None:
    if value is not None and not 1 <= value <= 4:
        raise Invalid(N_("Choose a level from 1 to 4, or leave it open."), field=field)


def _number(value: int | None, field: str) -> None:
    if value is not None and not 0 <= value <= LARGEST_NUMBER:
        raise Invalid(N_("Write a whole number from 0 to %(most)s."), field=field, most=LARGEST_NUMBER)
