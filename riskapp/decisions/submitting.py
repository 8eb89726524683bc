"""Submitting: a project member hands a version over to those who advise, with the estate as it is at that moment."""

from riskapp.accounts.authority import require
from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.access import note_contributor, scoped_ids
from riskapp.assessments.content import content_of
from riskapp.assessments.models import Version
from riskapp.assessments.queries import present_quotes, progress_of_version
from riskapp.assessments.states import Act
from riskapp.database import db, now, transaction
from riskapp.decisions.authority import role_of
from riskapp.decisions.obstacles import Obstructed, for_submission
from riskapp.decisions.reviews.reviewing import unreviewed
from riskapp.decisions.staleness.resting import Why, answers_ahead, keep_slice
from riskapp.decisions.stepping import locked_version, take_step, transition_of
from riskapp.errors import N_
from riskapp.estate import snapshots


def submit(actor: Actor, version_id: int, row_version: int | None = None) -> None:
    """Hand a draft over for advice; from here on the quoted facts of the estate stand still.

    Raises Obstructed with everything that is missing, NotAllowed, Conflict, or Invalid where it is no draft.
    """
    snapshots.present()  # built before the lock is taken: on a large estate it takes a second that others would wait
    there = db.session.get(Version, version_id)
    if there is not None:
        answers_ahead(there)
    with transaction() as session:
        version = locked_version(session, actor, version_id, row_version)
        assets = scoped_ids(version)
        require(actor.may_for_any(Permission.EDIT_ASSESSMENTS, assets), Permission.EDIT_ASSESSMENTS)
        role = role_of(actor, Permission.EDIT_ASSESSMENTS, assets)
        transition = transition_of(actor, version, Act.SUBMIT, role, now())
        refuse_gaps(version)
        version.quoted = present_quotes(version)
        version.estate_number = snapshots.state_number()
        keep_slice(session, version, Why.SUBMITTED)
        # Whoever hands it over stands behind it, and does not decide on it either.
        note_contributor(session, actor, version.id)
        take_step(session, actor, version, transition, content_of(version))


def refuse_gaps(version: Version) -> None:
    """Raise Obstructed where something that readers need is not there yet."""
    missing = (*for_submission(progress_of_version(version).missing, content_of(version)), *unreviewed(version))
    if missing:
        raise Obstructed(N_("This cannot be submitted yet: %(count)s things are missing."), missing)
