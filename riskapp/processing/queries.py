"""Reading the record for pages, files and assessments."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from riskapp.accounts.models import Organisation
from riskapp.audit.models import AuditEvent
from riskapp.database import db
from riskapp.errors import N_, NotFound
from riskapp.estate.directory import directory, order_of
from riskapp.estate.models import Category
from riskapp.graph.vocabulary import Sensitivity
from riskapp.processing.completeness import Gap, gaps
from riskapp.processing.models import ProcessingActivity, RecordContacts
from riskapp.processing.record import Activity, Contacts, Known
from riskapp.processing.rows import activity_row, frozen

HISTORY = 20


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which activities a list shows: words found in what they say, role, state, and a rule that finds them wanting."""

    text: str = ""
    role: str = ""
    state: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """An activity with what is missing in it."""

    activity: Activity
    gaps: tuple[Gap, ...]


def known() -> Known:
    """What activities name by id, as it is called now."""
    categories = sorted(db.session.scalars(select(Category)), key=lambda one: (order_of(one.name), one.key))
    organisation, stored = db.session.get(Organisation, 1), db.session.get(RecordContacts, 1)
    return Known(
        organisation=organisation.name if organisation else "",
        contacts=frozen(Contacts, stored) if stored else Contacts(),
        assets={key: line.name for key, line in directory().by_key.items()},
        categories={one.key: one.name for one in categories},
        special=frozenset(one.key for one in categories if one.sensitivity == Sensitivity.SPECIAL),
    )


def contacts_version() -> int:
    """The version of the organisation's contacts; 0 where nobody wrote any."""
    stored = db.session.get(RecordContacts, 1)
    return stored.row_version if stored else 0


def stored_activity(number: int) -> ProcessingActivity:
    """One activity as it is stored. Raises NotFound."""
    found = db.session.get(ProcessingActivity, number)
    if found is None:
        raise NotFound(N_("The record has no such processing activity."))
    return found


def activities() -> list[Activity]:
    """Every activity, by name."""
    rows = [activity_row(one) for one in db.session.scalars(select(ProcessingActivity))]
    return sorted(rows, key=lambda one: (order_of(one.basics.name), one.number))


def listed(narrowing: Narrowing, named: Known, today: date) -> list[Listed]:
    """The activities that fit, by name."""
    rows = [Listed(one, gaps(one, named, today)) for one in activities()]
    return [row for row in rows if _fits(row, narrowing, named)]


def activities_naming(systems: Collection[str]) -> list[Activity]:
    """The activities that name one of these systems and have not ended, by name."""
    wanted = set(systems)
    return [one for one in activities() if wanted & set(one.data.systems) and one.basics.state != "ended"]


def history(number: int) -> Sequence[AuditEvent]:
    """The latest changes of an activity, newest first."""
    query = select(AuditEvent).where(AuditEvent.subject_kind == "activity", AuditEvent.subject_id == str(number))
    return db.session.scalars(query.order_by(AuditEvent.id.desc()).limit(HISTORY)).all()


def _fits(row: Listed, by: Narrowing, named: Known) -> bool:
    basics = row.activity.basics
    return (
        (not by.role or basics.role == by.role)
        and (not by.state or basics.state == by.state)
        and (not by.missing or any(gap.rule == by.missing for gap in row.gaps))
        and all(word in _words(row.activity, named) for word in by.text.casefold().split())
    )


def _words(activity: Activity, named: Known) -> str:
    """What a search looks in: the texts of the activity, and the names of what it names by id."""
    keys = (*activity.data.systems, *(one.supplier for one in activity.processors))
    names = [named.assets.get(key, key) for key in keys]
    names += [named.categories.get(key, key) for key in activity.data.categories]
    texts = (activity.basics.name, activity.basics.description, activity.basics.owner, activity.parties.behalf_of)
    rows = (*(one.purpose for one in activity.purposes), *(one.country for one in activity.transfers))
    return "\n".join((*texts, *rows, *names)).casefold()
