"""Confirming that an approval still holds: somebody who may decide looked at what changed, and says why it does."""

from collections.abc import Mapping
from functools import partial

from sqlalchemy.orm import Session

from riskapp.accounts.authority import log, require
from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.access import scoped_ids, subject_of
from riskapp.assessments.models import EstateSlice, Staleness, Version
from riskapp.audit.vocabulary import Action
from riskapp.database import db, now, transaction
from riskapp.decisions.authority import require_person, role_of
from riskapp.decisions.in_force import in_force
from riskapp.decisions.staleness.about import about
from riskapp.decisions.staleness.judging import Judge, Judged, asked_of
from riskapp.decisions.staleness.resting import (
    Why,
    answered_once,
    confirmed_body,
    latest_slice,
    questions_of,
    scope_of,
    stands_of,
    store,
)
from riskapp.decisions.staleness.supposing import Stands, outcome_once, standing_in
from riskapp.decisions.stepping import locked_version, words
from riskapp.errors import N_, Conflict, Invalid
from riskapp.estate import snapshots
from riskapp.staleness.owners import owners_of
from riskapp.staleness.reach import Question
from riskapp.staleness.slices import own_part


def may_confirm(actor: Actor, version: Version) -> bool:
    """Whether the actor may say that the approval still holds: who may approve it, author or not."""
    return actor.id is not None and in_force(version) and actor.may_for_all(Permission.DECIDE, scoped_ids(version))


def confirm_holds(actor: Actor, version_id: int, reason: str, seen: str) -> None:
    """Put on record that the approval holds though the estate changed; from here on it is judged by the estate as now.

    `seen` is the fingerprint of the finding that the actor had before the eyes, empty where a version had none because
    it was approved before slices were kept. Raises NotAllowed, Invalid (`reason`) without a reason or where nothing
    changed, or Conflict where the estate changed after what was seen.
    """
    require_person(actor)
    snapshots.present()  # built before the lock is taken: on a large estate it takes a second that others would wait
    with transaction() as session:
        version = locked_version(session, actor, version_id, None)
        assets = scoped_ids(version)
        require(actor.may_for_all(Permission.DECIDE, assets), Permission.DECIDE)
        if not in_force(version):
            raise Invalid(N_("Only an approval that is in force can be confirmed."))
        kept = latest_slice(session, version_id)
        _refuse_unseen(kept, judged_now(version, kept) if kept else None, seen)
        reason = _reason(reason)
        role = role_of(actor, Permission.DECIDE, assets)
        _keep(session, actor, version, kept, reason, role)


def judged_now(version: Version, kept: EstateSlice) -> Judged | None:
    """What changed under one version up to this moment."""
    return Judge(db.session(), snapshots.present(), [kept]).judge(kept, partial(about, version))


def _refuse_unseen(kept: EstateSlice | None, judged: Judged | None, seen: str) -> None:
    if kept is not None and judged is None:
        raise Invalid(N_("Nothing that this approval rests on differs now, so there is nothing to confirm."))
    if seen != (judged.seen if judged else ""):
        raise Conflict(
            N_("The estate changed once more after what you saw. Look at what changed again, then confirm."),
            theirs={},
            mine={},
        )


def _reason(text: str) -> str:
    try:
        return words(text, N_("Write what you looked at and why it still holds. The auditor reads it."))
    except Invalid as fault:
        fault.field = "reason"
        raise


def _keep(session: Session, actor: Actor, version: Version, kept: EstateSlice | None, reason: str, role: str) -> None:
    snapshot, found = snapshots.present(), session.get(Staleness, version.id)
    asked = _asked(version, kept)
    answers = {one: answered_once(snapshot, one) for one in set(asked.values())}
    supposed = [(one, outcome_once(snapshot, one.supposition)) for one in _supposed(version, kept, asked)]
    own, owners = own_part(snapshot, scope_of(version)), owners_of(snapshot, scope_of(version))
    body = confirmed_body(
        version, own, {number: (one, answers[one]) for number, one in asked.items()}, supposed, owners
    )
    row = EstateSlice(
        version_id=version.id,
        why=Why.CONFIRMED,
        body=body,
        reason=reason,
        user_id=actor.id,
        by_name=actor.name,
        by_role=role,
    )
    parts = [own, *(one.part for one in answers.values()), *(found.part for _, found in supposed if found.part)]
    store(session, row, parts, now())
    after: dict[str, object] = {"reason": reason, "version": version.number, "estate": row.estate_number}
    if found is not None:
        after["gravity"] = found.gravity
        session.delete(found)
    log(session, actor, Action.STALENESS_CONFIRMED, subject_of(version), after=after)


def _asked(version: Version, kept: EstateSlice | None) -> dict[int, Question]:
    """The questions of the evidence by the numbers of the risks, as kept, else as they stand with the scenarios."""
    if kept is not None:
        return {risk["number"]: asked_of(risk) for risk in kept.body["risks"]}
    return questions_of(version)


def _supposed(version: Version, kept: EstateSlice | None, asked: Mapping[int, Question]) -> list[Stands]:
    """A slice from before suppositions were kept takes them up now."""
    if kept is None or "supposed" not in kept.body:
        return standing_in(version, asked)
    return [one for one, _ in stands_of(kept.body, asked)]
