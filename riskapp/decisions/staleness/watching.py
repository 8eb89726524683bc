"""The judge of all approvals: once for each state of the estate, one process at a time, every mark on the record."""

import os
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer, joinedload

from riskapp.accounts.authority import log
from riskapp.accounts.permissions import Actor
from riskapp.assessments.access import subject_of
from riskapp.assessments.models import EstateSlice, Staleness, StalenessWatch, Version
from riskapp.assessments.states import State
from riskapp.audit.vocabulary import Action
from riskapp.database import db, now, transaction
from riskapp.decisions.staleness.about import about
from riskapp.decisions.staleness.judging import Judge, Judged
from riskapp.decisions.staleness.telling_owners import Telling
from riskapp.errors import N_, NotAllowed
from riskapp.estate import snapshots
from riskapp.graph.index import index_of

LEASE = timedelta(minutes=5)
"""So long others leave the judging to whoever began it; a process that dies meanwhile holds it no longer."""

JUDGE = Actor(id=None, name="riskapp", operator=True)
"""Who marks and clears where nobody has asked for it."""


@dataclass(frozen=True, slots=True)
class Round:
    """One judging: the state of the estate, how many versions were judged, marked and cleared, and how long it took."""

    number: int
    judged: int
    marked: int
    cleared: int
    seconds: float


def judge_all(actor: Actor, *, anew: bool = False) -> Round | None:
    """Judge every approved version in force by its newest slice, and store what is found with its audit events.

    None where nothing changed since the last round (unless `anew`), or another process is at it. Raises NotAllowed for
    anybody but riskapp itself and the operator at the machine, and Invalid where the estate contradicts itself.
    """
    if not actor.operator:
        raise NotAllowed(N_("Approvals are judged by riskapp itself, or by the operator at the machine."))
    if not anew and not is_due():
        return None
    begun = time.monotonic()
    lease = _take(anew)
    if lease is None:
        return None
    try:
        number, findings = _judge()
        marked, cleared = _store(actor, findings, number, lease.asked)
    finally:
        _give_back(lease.holder)
    return Round(number, len(findings), marked, cleared, time.monotonic() - begun)


def is_due() -> bool:
    """Whether the estate or a slice changed since the last round; looks at two rows and locks none."""
    db.session.rollback()  # a transaction that stands open would show the state at which it began
    watch = db.session.get(StalenessWatch, 1, populate_existing=True)
    number = snapshots.state_number()
    db.session.rollback()
    return watch is None or (watch.judged_number, watch.judged_asked) != (number, watch.asked)


@dataclass(frozen=True, slots=True)
class _Lease:
    holder: str
    asked: int


def _take(anew: bool) -> _Lease | None:
    me = f"{socket.gethostname()}:{os.getpid()}:{time.monotonic_ns()}"
    with transaction() as session:
        watch = session.get(StalenessWatch, 1, with_for_update=True, populate_existing=True)
        if watch is None:
            watch = StalenessWatch(id=1, asked=0, holder="")
            session.add(watch)
        if _is_held(watch):
            return None
        current = (watch.judged_number, watch.judged_asked) == (snapshots.state_number(), watch.asked)
        if current and not anew:
            return None
        watch.holder, watch.held_until = me, now() + LEASE
        return _Lease(me, watch.asked)


def _is_held(watch: StalenessWatch) -> bool:
    """Whether somebody is at it: not where that process of this machine is gone, nor for longer than a lease lasts."""
    if watch.held_until is None or not now() < watch.held_until <= now() + LEASE:
        return False
    machine, _, rest = watch.holder.rpartition(":")[0].rpartition(":")
    return machine != socket.gethostname() or _is_alive(int(rest))


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True  # it is another account's
    return True


def _give_back(holder: str) -> None:
    with transaction() as session:
        watch = session.get(StalenessWatch, 1, with_for_update=True, populate_existing=True)
        if watch is not None and watch.holder == holder:
            watch.holder, watch.held_until = "", None


def slices_in_force(session: Session) -> list[tuple[EstateSlice, Version]]:
    """The newest slice of every approved version that no later approved one replaced, where there is one."""
    newest = select(func.max(EstateSlice.id)).group_by(EstateSlice.version_id)
    last = (
        select(Version.assessment_id, func.max(Version.number).label("number"))
        .where(Version.state == State.APPROVED.value)
        .group_by(Version.assessment_id)
        .subquery()
    )
    query = (
        select(EstateSlice, Version)
        .join(Version, Version.id == EstateSlice.version_id)
        .join(last, (last.c.assessment_id == Version.assessment_id) & (last.c.number == Version.number))
        .where(EstateSlice.id.in_(newest))
        .options(defer(Version.frozen_form), defer(Version.quoted), joinedload(Version.assessment))
        .order_by(EstateSlice.id)
    )
    return [(one, version) for one, version in session.execute(query)]


_Finding = tuple[EstateSlice, Version, Judged | None]


def _judge() -> tuple[int, list[_Finding]]:
    """The findings over one state of the estate, under a read: nobody waits for the engine."""
    number = snapshots.state_number()
    snapshot = snapshots.present()
    index_of(snapshot)  # an estate that contradicts itself answers nothing, which must not look like a change
    session = db.session()
    rows = slices_in_force(session)
    judge = Judge(session, snapshot, [one for one, _ in rows])
    return number, [(one, version, judge.judge(one, partial(about, version))) for one, version in rows]


def _store(actor: Actor, findings: Sequence[_Finding], number: int, asked: int) -> tuple[int, int]:
    told = [(one.id, one.version_id, judged, judged.seen if judged else "") for one, _, judged in findings]
    with transaction() as session:
        before = {one.version_id: one for one in session.scalars(select(Staleness))}
        rows = slices_in_force(session)  # kept, so that each version is read once
        newest = {one.version_id: one.id for one, _ in rows}
        marked, cleared, telling = 0, 0, Telling(session)
        for slice_id, version_id, judged, seen in told:
            if newest.get(version_id) != slice_id:
                continue  # somebody confirmed it meanwhile, or decided anew: the next round sees to it
            known = before.get(version_id)
            if judged is None:
                cleared += known is not None and clear(session, actor, known)
            elif known is None or known.seen != seen or known.slice_id != slice_id:
                mark(session, actor, known, judged, slice_id, version_id, number)
                telling.changed(version_id, slice_id, judged.gravity)
                marked += 1
        for version_id, known in before.items():
            if version_id not in newest:
                cleared += clear(session, actor, known)
        watch = session.get_one(StalenessWatch, 1)
        watch.judged_number, watch.judged_asked, watch.judged_at = number, asked, now()
        return marked, cleared


def mark(
    session: Session,
    actor: Actor,
    known: Staleness | None,
    judged: Judged,
    slice_id: int,
    version_id: int,
    number: int,
) -> None:
    """Store a finding in the place of the one before, and tell the trail."""
    version = session.get_one(Version, version_id)
    before = {"gravity": known.gravity} if known else None
    row = known or Staleness(version_id=version_id)
    row.slice_id, row.estate_number, row.gravity, row.at = slice_id, number, judged.gravity.value, now()
    row.found, row.seen = judged.found, judged.seen
    session.add(row)
    after = {
        "gravity": judged.gravity,
        "estate": number,
        "version": version.number,
        "changes": len(judged.found["changes"]) + judged.found["changes_more"],
        "risks": judged.found["risks"],
    }
    log(session, actor, Action.STALENESS_MARKED, subject_of(version), before=before, after=after)


def clear(session: Session, actor: Actor, known: Staleness) -> bool:
    """Take a finding away that no longer holds, and tell the trail; True, for whoever counts."""
    version = session.get_one(Version, known.version_id)
    told = {"gravity": known.gravity, "version": version.number}
    session.delete(known)
    log(session, actor, Action.STALENESS_CLEARED, subject_of(version), before=told)
    return True
