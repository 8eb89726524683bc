"""What a person does with the record: add an activity, write a section of it, review it, say whom to turn to."""

from riskapp.accounts.authority import log, require
from riskapp.accounts.permissions import Actor, Permission
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.database import now, transaction
from riskapp.processing.access import activity_to_write, refuse_old, require_keeping, subject_of
from riskapp.processing.models import ProcessingActivity, RecordContacts
from riskapp.processing.record import Basics, Contacts, Review, Section
from riskapp.processing.rows import SECTIONS, frozen, told
from riskapp.processing.values import checked_contacts, checked_section


def add_activity(actor: Actor, basics: Basics) -> int:
    """Add a processing activity; returns its number. Raises Invalid with the field."""
    require(actor.may_everywhere(Permission.KEEP_RECORD), Permission.KEEP_RECORD)
    with transaction() as session:
        values = told(checked_section(session, basics))
        lists: dict[str, list[str]] = {"systems": [], "categories": [], "subjects": []}
        activity = ProcessingActivity(**values, **lists, versions={}, created_at=now())
        session.add(activity)
        session.flush()
        log(session, actor, Action.ACTIVITY_ADDED, subject_of(activity), after=values)
        return activity.id


def change_section(actor: Actor, number: int, section: Section, version: int) -> None:
    """Write one section of an activity. Raises Invalid with the field, and Conflict where it is not `version` any more.

    Each section has a version of its own, so that two people can write in two of them.
    """
    name = next(name for name, kind in SECTIONS.items() if isinstance(section, kind))
    with transaction() as session:
        activity = activity_to_write(session, actor, number)
        stored, new = told(frozen(SECTIONS[name], activity)), told(checked_section(session, section))
        if new == stored:
            return
        refuse_old(section_version(activity, name), version, stored, new)
        action = Action.ACTIVITY_REVIEWED if isinstance(section, Review) else Action.ACTIVITY_CHANGED
        for field, value in new.items():
            setattr(activity, field, list(value) if isinstance(value, tuple) else value)
        activity.versions = {**activity.versions, name: section_version(activity, name) + 1}
        session.flush()
        log(session, actor, action, subject_of(activity), before=stored, after=new)


def section_version(activity: ProcessingActivity, name: str) -> int:
    """How often a section was written, the first time included."""
    return activity.versions.get(name, 1)


def change_contacts(actor: Actor, contacts: Contacts, version: int) -> None:
    """Say whom to turn to; the same for every activity. Raises Invalid with the field, or Conflict."""
    require_keeping(actor)
    with transaction() as session:
        stored = session.get(RecordContacts, 1)
        old, new = told(frozen(Contacts, stored) if stored else Contacts()), told(checked_contacts(contacts))
        if new == old:
            return
        refuse_old(stored.row_version if stored else 0, version, old, new)
        if stored is None:
            stored = RecordContacts(id=1, **new)
            session.add(stored)
        for field, value in new.items():
            setattr(stored, field, value)
        session.flush()
        log(session, actor, Action.CONTACTS_CHANGED, Subject("record", 1), before=old, after=new)
