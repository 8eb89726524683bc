"""What a person does with questions: keep one under a name, describe or change it, share it, delete it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from urllib.parse import quote

from sqlalchemy.orm import Session

from riskapp.accounts.authority import log, require
from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.answers import clean
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.database import db, now, transaction
from riskapp.errors import N_, Conflict, Invalid, NotAllowed, NotFound
from riskapp.estate.snapshots import present
from riskapp.exchange.change_file import read_changes
from riskapp.graph.index import index_of
from riskapp.graph.question import SEVEN_DAYS, check_minutes, hit_ids
from riskapp.graph.vocabulary import Threat
from riskapp.questions.models import SavedQuestion

LONGEST_NAME = 200
LONGEST_ADDRESS = 6_000
"""Characters that changes may take in an address: with the question they stay below what web servers read."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: ids of the hit assets, minutes (None: until further notice), and supposed changes as JSON."""

    hit: tuple[str, ...]
    threat: str
    outage: int | None = None
    control: bool = False
    changes: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """What a person calls a question, and whether all who may view the estate see it."""

    name: str
    note: str = ""
    shared: bool = False


def keep_question(actor: Actor, asked: Asked, label: Label) -> int:
    """Keep a question for the actor; returns its id. Raises Invalid with the field that does not fit."""
    require(actor.may(Permission.VIEW_ESTATE), Permission.VIEW_ESTATE)
    asked, label = _checked(asked), _labelled(label)
    with transaction() as session:
        values = {**asdict(asked), **asdict(label), "hit": list(asked.hit)}
        question = SavedQuestion(**values, owner_id=actor.id, created_at=now(), changed_at=now())
        session.add(question)
        session.flush()
        log(session, actor, Action.QUESTION_SAVED, subject_of_question(question), after=values)
        return question.id


def label_question(actor: Actor, question_id: int, label: Label, row_version: int) -> None:
    """Name, describe and share a question. Raises Invalid, or Conflict with both texts, in `row_version` theirs."""
    with _own(actor, question_id) as (session, question):
        label = _labelled(label)
        _store(session, actor, question, asdict(label), row_version)


def suppose_instead(actor: Actor, question_id: int, changes: str, row_version: int) -> None:
    """Keep other changes under the name of a question. Raises Invalid, or Conflict with both texts."""
    with _own(actor, question_id) as (session, question):
        _store(session, actor, question, {"changes": _readable(changes)}, row_version)


def delete_question(actor: Actor, question_id: int) -> None:
    """Delete a question; the trail keeps what it asked."""
    with _own(actor, question_id) as (session, question):
        names = ("name", "note", "shared", "hit", "threat", "outage", "control", "changes")
        before = {name: getattr(question, name) for name in names}
        log(session, actor, Action.QUESTION_DELETED, subject_of_question(question), before=before)
        session.delete(question)


def may_see(actor: Actor, question: SavedQuestion) -> bool:
    """Whether it is the actor's own, or shared with all."""
    return actor.may(Permission.VIEW_ESTATE) and (question.shared or question.owner_id == actor.id)


def seen_question(actor: Actor, question_id: int) -> SavedQuestion:
    """A question that the actor may see; raises NotFound."""
    question = db.session.get(SavedQuestion, question_id)
    if question is None or not may_see(actor, question):
        raise NotFound(N_("There is no such question. It may have been deleted, or is no longer shared with you."))
    return question


def subject_of_question(question: SavedQuestion) -> Subject:
    """A question as the audit trail names it."""
    return Subject("question", question.id, question.name)


@contextmanager
def _own(actor: Actor, question_id: int) -> Iterator[tuple[Session, SavedQuestion]]:
    with transaction() as session:
        question = seen_question(actor, question_id)
        if question.owner_id != actor.id:
            raise NotAllowed(
                N_("%(name)s is not yours to change. Open it, and keep it under a name of your own."),
                name=question.name,
            )
        yield session, question


def _store(session: Session, actor: Actor, question: SavedQuestion, mine: dict[str, object], row_version: int) -> None:
    stored = {name: getattr(question, name) for name in mine}
    if mine == stored:
        return
    if question.row_version != row_version:
        differ = [name for name in mine if mine[name] != stored[name]]
        raise Conflict(
            N_("This question was changed while you were writing. Both texts are below."),
            theirs={**{name: stored[name] for name in differ}, "row_version": question.row_version},
            mine={name: mine[name] for name in differ},
        )
    log(session, actor, Action.QUESTION_CHANGED, subject_of_question(question), before=stored, after=mine)
    for name, value in mine.items():
        setattr(question, name, value)
    question.changed_at = now()
    session.flush()


def _checked(asked: Asked) -> Asked:
    if asked.threat not in [one.value for one in Threat]:
        raise Invalid(N_("Choose what happens: it fails, it lies or it leaks."), field="threat")
    timed = asked.threat == Threat.AVAILABILITY
    outage = asked.outage if timed else None
    check_minutes(outage, SEVEN_DAYS)
    hit = hit_ids(index_of(present()), asked.hit)
    control = asked.control and asked.threat != Threat.CONFIDENTIALITY
    return replace(asked, hit=hit, outage=outage, control=control, changes=_readable(asked.changes))


def _readable(changes: str) -> str:
    changes = clean(changes, "changes").strip()
    if changes:
        if len(quote(changes)) > LONGEST_ADDRESS:
            raise Invalid(
                N_("These are more changes than one address can hold. Give them to riskapp what-if as a file instead."),
                field="changes",
            )
        read_changes(changes)
    return changes


def _labelled(label: Label) -> Label:
    name, note = " ".join(clean(label.name, "name").split()), clean(label.note, "note").strip()
    if not name:
        raise Invalid(N_("Give it a name, so that you find it again."), field="name")
    if len(name) > LONGEST_NAME:
        raise Invalid(N_("Keep the name below %(most)s characters."), field="name", most=LONGEST_NAME + 1)
    return Label(name, note, label.shared)
