"""Which values a section or a row of the record may hold when a person types it: errors name the field."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any, Protocol, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from riskapp.catalogues.processing import load_record_words
from riskapp.database import now
from riskapp.errors import N_, Invalid
from riskapp.estate.models import Asset, Category
from riskapp.estate.values import checked_text
from riskapp.processing.record import Basics, Contacts, Data, Part, Processor, Purpose, Section, Transfer

MOST_LISTED = 200
"""So many systems or categories one activity names: more is a sign that it is several activities."""

_REQUIRED = {"name", "purpose", "supplier", "country"}
_FIRST_DAY = date(1970, 1, 1)
Typed = TypeVar("Typed", bound=Section | Part | Contacts)


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


def checked_section(session: Session, section: Section) -> Section:
    """`section` as it is stored. Raises Invalid with the field."""
    section = _plain(section)
    words = load_record_words()
    if isinstance(section, Basics):
        _among(section.role, words.roles, "role")
        _among(section.state, words.states, "state")
    if isinstance(section, Data):
        section = replace(
            section,
            systems=_known(session, Asset.key, section.systems, "systems"),
            categories=_known(session, Category.key, section.categories, "categories"),
            subjects=tuple(dict.fromkeys(section.subjects)),
        )
        for one in section.subjects:
            _among(one, words.subjects, "subjects")
    return section


def checked_part(part: Part) -> Part:
    """`part` as it is stored. Raises Invalid with the field."""
    part, words = _plain(part), load_record_words()
    match part:
        case Purpose():
            _among(part.basis, words.bases, "basis", empty=True)
            _among(part.condition, words.conditions, "condition", empty=True)
        case Processor():
            _among(part.agreement, words.agreements, "agreement")
            for item, answer in part.checklist.items():
                _among(item, words.checklist, "checklist")
                _among(answer, words.answers, "checklist")
            if part.agreement == "none" and part.signed is not None:
                raise Invalid(N_("Say that the agreement is signed, or take the date away."), field="agreement")
        case Transfer():
            _among(part.mechanism, words.mechanisms, "mechanism", empty=True)
    return part


def checked_contacts(contacts: Contacts) -> Contacts:
    """`contacts` as they are stored. Raises Invalid with the field."""
    return _plain(contacts)


def _plain(typed: Typed) -> Typed:
    """Texts without blanks around them, and days that can be: every field, whatever it is called."""
    values: dict[str, Any] = {}
    for field in fields(typed):
        value = getattr(typed, field.name)
        if isinstance(value, str):
            values[field.name] = checked_text(value, field.name, required=field.name in _REQUIRED)
        elif isinstance(value, date):
            values[field.name] = _day(value, field.name)
    return replace(typed, **values)


def _day(day: date, field: str) -> date:
    # A day ahead, because it is tomorrow already where people sit while it is today in UTC.
    if not _FIRST_DAY <= day <= now().date() + timedelta(days=1):
        raise Invalid(N_("Write a day that has been, from 1970 on."), field=field)
    return day


def _among(value: str, known: Iterable[_HasId], field: str, *, empty: bool = False) -> None:
    if not (empty and not value) and value not in [one.id for one in known]:
        raise Invalid(N_("Choose one of the words that are offered; %(value)s is none."), field=field, value=value)


def _known(session: Session, column: InstrumentedAttribute[str], keys: Sequence[str], field: str) -> tuple[str, ...]:
    """The ids without repetition. Raises Invalid for one that the estate does not have."""
    wanted = tuple(dict.fromkeys(checked_text(key, field) for key in keys))
    if len(wanted) > MOST_LISTED:
        raise Invalid(
            N_("Name at most %(most)s here, or make several activities of it."), field=field, most=MOST_LISTED
        )
    there: Collection[str] = set(session.scalars(select(column).where(column.in_(wanted))))
    for key in wanted:
        if key not in there:
            raise Invalid(N_("The estate has nothing with the id %(id)s."), field=field, id=key)
    return wanted
