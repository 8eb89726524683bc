"""Which versions an actor may read or write, and the one way in which a write begins and leaves its marks."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from blinker import Signal
from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from riskapp.accounts.authority import log, require
from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.models import Assessment, Contributor, ScopedAsset, Version
from riskapp.assessments.states import editable
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.database import db, now, transaction
from riskapp.errors import N_, Invalid, NotFound

about_to_write = Signal("An actor, the sender, is about to write in `version` within `session`: rights are checked.")
about_to_write_many = Signal("The same, where one act is about to change many rows.")


def scoped_ids(version: Version) -> frozenset[int]:
    """The database ids of the assets that the version assesses: what rights are asked for."""
    return frozenset(scoped.asset_id for scoped in version.scope)


def may_read(actor: Actor, version: Version) -> bool:
    """Whether the actor may read: the right for any of the assets, or as somebody who may write it."""
    assets = scoped_ids(version)
    return actor.may_for_any(Permission.VIEW_ASSESSMENTS, assets)


def may_write(actor: Actor, version: Version) -> bool:
    """Whether the actor may write in the version now."""
    return editable(version.state) and actor.may_for_any(Permission.EDIT_ASSESSMENTS, scoped_ids(version))


def readable_version(actor: Actor, assessment_id: int, number: int | None = None) -> Version:
    """A version of an assessment, the latest unless `number` says otherwise.

    Raises NotFound where there is none or the actor may not know of it.
    """
    query = select(Version).where(Version.assessment_id == assessment_id)
    if number is not None:
        query = query.where(Version.number == number)
    version = db.session.scalar(query.order_by(Version.number.desc()).limit(1))
    if version is None or not may_read(actor, version):
        raise NotFound(N_("There is no such assessment, or it is not open to you."))
    return version


def visible(actor: Actor) -> frozenset[int] | None:
    """The assets whose assessments the actor may read; None is all of them."""
    if actor.may_everywhere(Permission.VIEW_ASSESSMENTS):
        return None
    return actor.assets(Permission.VIEW_ASSESSMENTS)


def latest_query(actor: Actor) -> Select[Version]:
    """The latest version of every assessment that the actor may read, newest change first, as a query to narrow."""
    newer = (
        select(Version.id)
        .where(Version.assessment_id == Assessment.id)
        .order_by(Version.number.desc())
        .limit(1)
        .correlate(Assessment)
        .scalar_subquery()
    )
    query = select(Version).join(Assessment, Version.assessment_id == Assessment.id).where(Version.id == newer)
    assets = visible(actor)
    if assets is not None:
        scoped = select(ScopedAsset.version_id).where(ScopedAsset.asset_id.in_(assets))
        query = query.where(Version.id.in_(scoped))
    return query.order_by(Version.changed_at.desc(), Version.id.desc())


@dataclass(frozen=True, slots=True)
class Writing:
    """A write that is under way: the session, who writes, and the version, locked until the end."""

    session: Session
    actor: Actor
    version: Version

    def before_many(self) -> None:
        """Say that one act is about to change many rows, so that what stands there can be kept."""
        about_to_write_many.send(self.actor, session=self.session, version=self.version)

    def log(
        self,
        action: Action,
        *,
        before: dict[str, object] | None = None,
        after: dict[str, object] | None = None,
        subject: Subject | None = None,
    ) -> None:
        """Leave the audit event of a change, and with it the contributor and the time: no change, no marks."""
        log(self.session, self.actor, action, subject or subject_of(self.version), before=before, after=after)
        leave_marks(self.session, self.actor, self.version)


@contextmanager
def writing(actor: Actor, version_id: int) -> Iterator[Writing]:
    """A transaction in which the actor writes in a version: right and state are checked.

    Raises NotFound, NotAllowed, or Invalid where the version is no longer a draft.
    """
    with transaction() as session:
        # The lock keeps a submission from slipping in between the check of the state and the write.
        version = session.scalar(select(Version).where(Version.id == version_id).with_for_update())
        if version is None:
            raise NotFound(N_("There is no such assessment, or it is not open to you."))
        allowed = actor.may_for_any(Permission.EDIT_ASSESSMENTS, scoped_ids(version))
        require(allowed, Permission.EDIT_ASSESSMENTS)
        if not editable(version.state):
            raise Invalid(
                N_(
                    "This assessment is %(state)s and cannot be changed. Ask for it to be sent back, "
                    "or start a new version."
                ),
                state=version.state,
            )
        about_to_write.send(actor, session=session, version=version)
        yield Writing(session, actor, version)


def leave_marks(session: Session, actor: Actor, version: Version) -> None:
    """Remember that the actor wrote in the version, and when."""
    note_contributor(session, actor, version.id)
    _touch(session, version)


def note_contributor(session: Session, actor: Actor, version_id: int) -> None:
    """Remember that the actor wrote, so that he or she does not decide; the operator has no account."""
    if actor.id is None or session.get(Contributor, (version_id, actor.id)) is not None:
        return
    session.add(Contributor(version_id=version_id, user_id=actor.id))


def _touch(session: Session, version: Version) -> None:
    # Past the mapper, because an answer does not make the title that somebody else has open an old one.
    session.flush()
    session.execute(update(Version).where(Version.id == version.id).values(changed_at=now()))


def subject_of(version: Version) -> Subject:
    """The assessment as the audit trail names it."""
    return Subject("assessment", version.assessment_id, version.title)
