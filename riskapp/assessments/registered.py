"""The organisation's register of measures: where a team's measure lives on, and how it is followed up."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, timedelta
from secrets import token_hex
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from riskapp.accounts.authority import log, require
from riskapp.accounts.models import Organisation
from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.access import leave_marks, note_contributor
from riskapp.assessments.answers import clean
from riskapp.assessments.control import STATUSES, Control, check_amount
from riskapp.assessments.field_saving import FieldsSaved, Sent, lay
from riskapp.assessments.models import Measure, RegisteredMeasure, ScopedAsset, Version
from riskapp.assessments.states import State, decided, editable
from riskapp.audit.models import AuditEvent
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.database import db, now, transaction
from riskapp.errors import N_, Invalid, NotFound

LIVING = ("owner", "due", "status", "cost", "yearly_cost")
"""What goes on after a version is decided; a new version begins with it as it stands then."""

SHARED = ("text", "kind", "catalogue", "references", *LIVING)
"""What a version's measure and the registered one both say."""

IN_PLACE = "in place"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """How a registered measure stands."""

    status: str = "planned"
    owner: str = ""
    due: date | None = None
    done_on: date | None = None
    note: str = ""
    cost: int | None = None
    yearly_cost: int | None = None


FOLLOWED = tuple(one.name for one in fields(FollowUp))


def follow_up_of(registered: RegisteredMeasure) -> FollowUp:
    """How it stands, in the form that it is written in."""
    return FollowUp(**{name: getattr(registered, name) for name in FOLLOWED})


def follow_up(actor: Actor, registered_id: int, told: FollowUp, row_version: int) -> int:
    """Store how a measure stands as a whole; returns its new row version.

    Raises Invalid with the field that does not fit, or Conflict with the fields that differ on both sides.
    """
    saved = save_follow_up(actor, registered_id, told, Sent(FOLLOWED, row_version))
    return saved.undisputed(N_("Somebody else followed up this measure while you were writing. Both texts are below."))


def save_follow_up(actor: Actor, registered_id: int, written: FollowUp, sent: Sent) -> FieldsSaved:
    """Store the fields that were sent of how a measure stands, in the register and in the open drafts that use it.

    Raises Invalid with the field that does not fit, NotFound, NotAllowed.
    """
    with writing_registered(actor, registered_id) as (session, registered):
        laid = lay(asdict(follow_up_of(registered)), asdict(written), sent, registered.row_version)
        if laid.changes:
            _store(session, actor, registered, _checked(FollowUp(**laid.values)))
        return laid.saved(registered.row_version, asdict(follow_up_of(registered)))


def _store(session: Session, actor: Actor, registered: RegisteredMeasure, told: FollowUp) -> None:
    mine, stored = asdict(told), asdict(follow_up_of(registered))
    if mine == stored:
        return
    differ = [name for name in mine if mine[name] != stored[name]]
    changed = carry(session, actor, registered, {name: mine[name] for name in differ})
    subject = subject_of_registered(registered)
    log(session, actor, Action.MEASURE_FOLLOWED_UP, subject, before=stored, after={**mine, **changed})
    session.flush()


def carry(
    session: Session, actor: Actor, registered: RegisteredMeasure, values: Mapping[str, Any]
) -> dict[str, object]:
    """Write into the register what changed, and into the open drafts that say otherwise.

    Returns which drafts changed with it, for the audit event.
    """
    for name, value in values.items():
        setattr(registered, name, value)
    if registered.status != IN_PLACE:
        registered.done_on = None
    registered.saved_at = now()
    shared = {name: value for name, value in values.items() if name in SHARED}
    drafts = []
    for version in _open_drafts(session, registered.id):
        for measure in version.measures:
            if measure.registered_id != registered.id:
                continue
            if all(getattr(measure, name) == value for name, value in shared.items()):
                continue  # as it is in the draft that began it
            before = {name: getattr(measure, name) for name in shared}
            for name, value in shared.items():
                setattr(measure, name, value)
            subject = Subject("measure", measure.id, f"T{measure.number} {measure.text}".strip()[:200])
            log(session, actor, Action.MEASURE_CHANGED, subject, before=before, after=shared)
            measure.saved_at = now()
            leave_marks(session, actor, version)
            drafts.append(f"T{measure.number} {version.title}")
    return {"drafts": drafts} if drafts else {}


def found_for(actor: Actor, control: Control, version: Version) -> RegisteredMeasure | None:
    """The registered measure that somebody chose to use (again) in a version; None where nobody chose one.

    Raises Invalid where it is not there, not open to the actor, or used in the version already.
    """
    if control.registered_id is None:
        return None
    registered = db.session.get(RegisteredMeasure, control.registered_id)
    if registered is None or not may_read_registered(actor, registered.id):
        raise Invalid(N_("That measure is no longer in the register. Choose again."), field="registered_id")
    twin = next((one for one in version.measures if one.registered_id == registered.id), None)
    if twin is not None:
        raise Invalid(
            N_("That measure stands here already, as T%(number)s."), field="registered_id", number=twin.number
        )
    return registered


def with_words_of(control: Control, registered: RegisteredMeasure | None) -> Control:
    """The measure in the register's words; as it is where there is none."""
    return control if registered is None else replace(control, **{name: getattr(registered, name) for name in SHARED})


def register(session: Session, control: Control) -> RegisteredMeasure:
    """A new place in the register, with the next number."""
    # Two drafts in two assessments would else take the same number at once.
    session.execute(select(Organisation.id).with_for_update())
    number = (session.scalar(select(func.max(RegisteredMeasure.number))) or 0) + 1
    shared = {name: getattr(control, name) for name in SHARED}
    registered = RegisteredMeasure(number=number, mark=token_hex(8), saved_at=now(), **shared)
    session.add(registered)
    session.flush()
    return registered


def leave_register(session: Session, registered: RegisteredMeasure | None) -> None:
    """Take a measure out of the register where no version uses it and nobody has done anything with it there."""
    if registered is None:
        return
    session.flush()
    used = session.scalar(select(exists().where(Measure.registered_id == registered.id)))
    followed = exists().where(
        AuditEvent.subject_kind == subject_of_registered(registered).kind,
        AuditEvent.subject_id == str(registered.id),
    )
    if not used and not registered.evidence and not session.scalar(select(followed)):
        session.delete(registered)


@contextmanager
def writing_registered(actor: Actor, registered_id: int) -> Iterator[tuple[Session, RegisteredMeasure]]:
    """A write in the register: raises NotFound where it is not open to the actor, NotAllowed without the right."""
    with transaction() as session:
        _open_drafts(session, registered_id)  # first, in the order in which a draft's own writers lock
        registered = session.get(RegisteredMeasure, registered_id, with_for_update=True)
        if registered is None or not may_read_registered(actor, registered_id):
            raise NotFound(N_("There is no such measure in the register, or it is not open to you."))
        require(may_write_registered(actor, registered_id), Permission.EDIT_ASSESSMENTS)
        yield session, registered


def note_writer(session: Session, actor: Actor, registered_id: int) -> None:
    """Whoever adds to what an undecided version will say of a measure has written in it, and does not decide on it."""
    using = select(Measure.version_id).where(Measure.registered_id == registered_id)
    undecided = [state.value for state in State if not decided(state.value)]
    for number in session.scalars(select(Version.id).where(Version.id.in_(using), Version.state.in_(undecided))):
        note_contributor(session, actor, number)


def may_read_registered(actor: Actor, registered_id: int) -> bool:
    """Whether the actor may read an assessment that uses it; what is used nowhere, who may read them all."""
    return actor.may_for_any(Permission.VIEW_ASSESSMENTS, _scope_of(registered_id))


def may_write_registered(actor: Actor, registered_id: int) -> bool:
    """Whether the actor may write in every assessment that uses it; what is used nowhere, who may write in them all.

    One of them would not do: whoever uses a measure of others in an assessment of their own would write in theirs.
    """
    scopes = _scopes_of(registered_id)
    if not scopes:
        return actor.may_everywhere(Permission.EDIT_ASSESSMENTS)
    return all(actor.may_for_any(Permission.EDIT_ASSESSMENTS, scope) for scope in scopes)


def subject_of_registered(registered: RegisteredMeasure) -> Subject:
    """A registered measure as the audit trail names it."""
    return Subject("registered measure", registered.id, f"M{registered.number} {registered.text}".strip()[:200])


def _scope_of(registered_id: int) -> Collection[int]:
    query = select(ScopedAsset.asset_id).join(Measure, Measure.version_id == ScopedAsset.version_id)
    return frozenset(db.session.scalars(query.where(Measure.registered_id == registered_id)))


def _scopes_of(registered_id: int) -> list[frozenset[int]]:
    """The assets of the newest version of each assessment that uses it in any version."""
    using = select(Version.assessment_id).join(Measure).where(Measure.registered_id == registered_id)
    newest = select(func.max(Version.id)).where(Version.assessment_id.in_(using)).group_by(Version.assessment_id)
    query = select(ScopedAsset.version_id, ScopedAsset.asset_id).where(ScopedAsset.version_id.in_(newest))
    found: dict[int, set[int]] = {}
    for version, asset in db.session.execute(query):
        found.setdefault(version, set()).add(asset)
    return [frozenset(assets) for assets in found.values()]


def _open_drafts(session: Session, registered_id: int) -> list[Version]:
    """The versions with it that can be written in, locked so that none is submitted meanwhile."""
    using = select(Measure.version_id).where(Measure.registered_id == registered_id)
    writable = [state.value for state in State if editable(state.value)]
    query = select(Version).where(Version.id.in_(using), Version.state.in_(writable))
    return list(session.scalars(query.order_by(Version.id).with_for_update()))


def _checked(told: FollowUp) -> FollowUp:
    told = replace(told, owner=clean(told.owner, "owner").strip(), note=clean(told.note, "note").strip())
    if told.status not in STATUSES:
        raise Invalid(N_("Choose planned, started or in place."), field="status")
    for name in ("cost", "yearly_cost"):
        check_amount(getattr(told, name), name)
    if told.done_on is not None and told.status != IN_PLACE:
        raise Invalid(N_("It is not in place yet, so it has no day on which it was done."), field="done_on")
    # The day of the server may be the one before that of the people.
    if told.done_on is not None and told.done_on > now().date() + timedelta(days=1):
        raise Invalid(N_("That day is still to come. Write the day on which it was done."), field="done_on")
    return told
