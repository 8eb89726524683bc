"""The dialogue about a version: remarks and requests for change at a place, answers to them, and settling them."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from riskapp.accounts.authority import log, require
from riskapp.accounts.permissions import GRANTED, Actor, Permission, Role
from riskapp.assessments.access import may_read, scoped_ids, subject_of
from riskapp.assessments.answers import clean
from riskapp.assessments.mentions import mentions_in
from riskapp.assessments.models import Remark, Version
from riskapp.assessments.people import readers
from riskapp.assessments.states import decided, who_advises
from riskapp.audit.vocabulary import Action
from riskapp.catalogues.questions import load_questionnaire
from riskapp.database import db, now, transaction
from riskapp.errors import N_, Conflict, Invalid, NotFound
from riskapp.notices.kinds import NoticeKind
from riskapp.notices.telling import Told, tell


class RemarkKind(StrEnum):
    """What a remark asks for: nothing, or that something is changed before it is approved."""

    REMARK = "remark"
    REQUEST = "request for change"


def may_remark(actor: Actor, version: Version) -> bool:
    """Whether the actor takes part: writes, advises, accepts or decides for some system, while nothing is decided."""
    return not decided(version.state) and any(_may(actor, version, one) for one in _taking_part(version))


def may_request(actor: Actor, version: Version) -> bool:
    """Whether the actor may ask for a change, and settle it: whoever advises or decides."""
    return not decided(version.state) and any(_may(actor, version, one) for one in _asking(version))


def make_remark(actor: Actor, version_id: int, step: str, anchor: str, kind: str, text: str) -> int:
    """Say something at a place; returns the remark's id. Saying it makes nobody an author; who is named is told.

    Raises Invalid with the field (`text`, `kind`, `place`), NotAllowed, NotFound.
    """
    with _talking(version_id, actor) as (session, version):
        _require(actor, version, _taking_part(version))
        text = _words(text)
        if kind not in [one.value for one in RemarkKind]:
            raise Invalid(N_("Choose a remark or a request for change."), field="kind")
        if kind == RemarkKind.REQUEST.value:
            _require(actor, version, _asking(version))
        _refuse_nowhere(version, step, anchor)
        named = _named(version, text)
        remark = _remark(actor, version, step, anchor, kind, text)
        version.remarks.append(remark)
        session.flush()
        told: dict[str, object] = {"kind": kind, "place": anchor or step, "text": text}
        log(session, actor, Action.REMARK_MADE, subject_of(version), after=told)
        _tell(session, actor, NoticeKind.MENTIONED, remark, named)
        return remark.id


def answer_remark(actor: Actor, remark_id: int, text: str) -> int:
    """Answer a remark; returns the answer's id. Whoever took part in the thread is told, and whoever is named.

    Raises Invalid without a text or with a name that is nobody's, NotAllowed, NotFound.
    """
    with _talking_of(remark_id, actor) as (session, version, remark):
        _require(actor, version, _taking_part(version))
        text = _words(text)
        named = _named(version, text)
        answer = _remark(actor, version, remark.step, remark.anchor, remark.kind, text)
        answer.answers_id = remark.answers_id or remark.id
        version.remarks.append(answer)
        session.flush()
        told: dict[str, object] = {"place": remark.anchor or remark.step, "text": text}
        log(session, actor, Action.REMARK_ANSWERED, subject_of(version), after=told)
        _tell(session, actor, NoticeKind.MENTIONED, answer, named)
        thread = [one for one in version.remarks if answer.answers_id in (one.id, one.answers_id)]
        took_part = {one.user_id for one in thread} & {user.id for user in readers(version)}
        _tell(session, actor, NoticeKind.ANSWERED, answer, took_part - named)
        return answer.id


def settle_remark(actor: Actor, remark_id: int, row_version: int) -> None:
    """Say that a remark needs nothing more; a request for change is settled by whoever may ask for one.

    Raises NotAllowed, NotFound, or Conflict where somebody settled or opened it meanwhile.
    """
    _mark(actor, remark_id, row_version, settled=True)


def open_remark(actor: Actor, remark_id: int, row_version: int) -> None:
    """Open a settled remark again; by the same people, with the same refusals."""
    _mark(actor, remark_id, row_version, settled=False)


def open_requests(version: Version) -> list[Remark]:
    """The requests for change that nobody has settled."""
    asked = RemarkKind.REQUEST.value
    return [one for one in version.remarks if one.kind == asked and not one.answers_id and one.settled_at is None]


def _mark(actor: Actor, remark_id: int, row_version: int, *, settled: bool) -> None:
    with _talking_of(remark_id, actor) as (session, version, remark):
        asks = remark.kind == RemarkKind.REQUEST.value
        _require(actor, version, _asking(version) if asks else _taking_part(version))
        if (remark.settled_at is not None) == settled:
            return
        if remark.row_version != row_version:
            raise Conflict(
                N_("Somebody else settled or opened this a moment ago. Look at it again."), theirs={}, mine={}
            )
        remark.settled_at, remark.settled_by = (now(), actor.name) if settled else (None, "")
        action = Action.REMARK_SETTLED if settled else Action.REMARK_OPENED
        told: dict[str, object] = {"place": remark.anchor or remark.step, "text": remark.text}
        log(session, actor, action, subject_of(version), after=told)


def _taking_part(version: Version) -> tuple[Permission, ...]:
    return (*_asking(version), Permission.EDIT_ASSESSMENTS, Permission.ACCEPT_RISK)


def _asking(version: Version) -> tuple[Permission, ...]:
    return (who_advises(version.assessment.kind), Permission.DECIDE)


def _may(actor: Actor, version: Version, permission: Permission) -> bool:
    return actor.may_for_any(permission, scoped_ids(version))


def _require(actor: Actor, version: Version, permissions: tuple[Permission, ...]) -> None:
    require(any(_may(actor, version, one) for one in permissions), permissions[0])


def _words(text: str) -> str:
    text = clean(text, "text").strip()
    if not text:
        raise Invalid(N_("Write what you want to say."), field="text")
    return text


def _named(version: Version, text: str) -> set[int | None]:
    """The accounts that a text names; a name that is nobody's is told, for whoever wrote it thinks somebody is told."""
    if "@" not in text:
        return set()
    known = {user.username: user.id for user in readers(version)}
    found = mentions_in(text, known)
    if found.unknown:
        raise Invalid(
            N_("Nobody who may read this assessment has the user name %(name)s. Correct it, or write it without @."),
            field="text",
            name=found.unknown[0],
        )
    return {known[name] for name in found.known}


def _tell(session: Session, actor: Actor, kind: NoticeKind, remark: Remark, people: set[int | None]) -> None:
    assessment_id = session.get_one(Version, remark.version_id).assessment_id
    told = Told(kind, assessment_id, remark.anchor or f"step:{remark.step}", actor.name)
    tell(session, told, sorted(one for one in people if one not in (None, actor.id)))


def _refuse_nowhere(version: Version, step_id: str, anchor: str) -> None:
    step = load_questionnaire(version.assessment.kind).step(step_id)
    known = {question.id for question in step.questions} if step else set()
    known |= {f"R{risk.number}" for risk in version.risks} | {f"T{one.number}" for one in version.measures}
    if step is None or (anchor and anchor not in known):
        raise Invalid(N_("That place is no longer in this assessment. Choose another."), field="place")


def _remark(actor: Actor, version: Version, step: str, anchor: str, kind: str, text: str) -> Remark:
    return Remark(
        step=step,
        anchor=anchor,
        kind=kind,
        text=text,
        at=now(),
        user_id=actor.id,
        author_name=actor.name,
        author_role=_role(actor, version),
    )


def _role(actor: Actor, version: Version) -> str:
    """The role that the actor speaks in: that of whoever advises or decides before that of the team."""
    assets = scoped_ids(version)
    held = {grant.role for grant in actor.grants if grant.asset is None or grant.asset in assets}
    for permission in _taking_part(version):
        for role in Role:
            if role in held and permission in GRANTED[role]:
                return role.value
    return "operator"


@contextmanager
def _talking(version_id: int, actor: Actor) -> Iterator[tuple[Session, Version]]:
    """A transaction over a version that the actor may read and that is not decided, locked until the end."""
    with transaction() as session:
        version = session.scalar(select(Version).where(Version.id == version_id).with_for_update())
        if version is None or not may_read(actor, version):
            raise NotFound(N_("There is no such assessment, or it is not open to you."))
        if decided(version.state):
            raise Invalid(N_("This version is decided; what was said about it stands as it is."))
        yield session, version


@contextmanager
def _talking_of(remark_id: int, actor: Actor) -> Iterator[tuple[Session, Version, Remark]]:
    version_id = db.session.scalar(select(Remark.version_id).where(Remark.id == remark_id))
    if version_id is None:
        raise NotFound(N_("There is no such remark."))
    with _talking(version_id, actor) as (session, version):
        yield session, version, session.get_one(Remark, remark_id)
