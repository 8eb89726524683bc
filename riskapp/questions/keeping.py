"""What a person does with questions: keep one under a name, describe or change it, share it, delete it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from sqlalchemy.orm import Session

from riskapp.accounts.authority import log, require
from riskapp.accounts.permissions import Actor, Permission
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.database import db, now, transaction
from riskapp.errors import N_, Conflict, Invalid, NotAllowed, NotFound
from riskapp.questions.asked import Asked, Topic
from riskapp.questions.checking import checked, readable
from riskapp.questions.models import SavedQuestion
from riskapp.questions.naming import Label, folded, labelled, refuse_taken


def keep_question(actor: Actor, asked: Asked, label: Label) -> int:
    """Keep a question for the actor; returns its id. Raises Invalid with the field that does not fit."""
    require(actor.may(Permission.VIEW_ESTATE), Permission.VIEW_ESTATE)
    asked, label = checked(asked), labelled(label)
    with transaction() as session:
        refuse_taken(session, actor.id, label.name)
        values = {**asdict(asked), **asdict(label), "about": list(asked.about)}
        question = SavedQuestion(**values, owner_id=actor.id, created_at=now(), changed_at=now())
        question.folded_name = folded(label.name)
        session.add(question)
        session.flush()
        log(session, actor, Action.QUESTION_SAVED, subject_of_question(question), after=values)
        return question.id


def label_question(actor: Actor, question_id: int, label: Label, row_version: int) -> None:
    """Name, describe and share a question. Raises Invalid, or Conflict with both texts, in `row_version` theirs."""
    with _own(actor, question_id) as (session, question):
        label = labelled(label)
        refuse_taken(session, question.owner_id, label.name, but=question.id)
        _store(session, actor, question, asdict(label), row_version)


def suppose_instead(actor: Actor, question_id: int, changes: str, row_version: int) -> None:
    """Keep other changes under the name of a question. Raises Invalid, or Conflict with both texts."""
    with _own(actor, question_id) as (session, question):
        if question.topic != Topic.RADIUS:
            raise Invalid(N_("Only the question of a blast radius can suppose changes of the estate."), field="changes")
        _store(session, actor, question, {"changes": readable(changes)}, row_version)


def delete_question(actor: Actor, question_id: int) -> None:
    """Delete a question; the trail keeps what it asked."""
    with _own(actor, question_id) as (session, question):
        names = ("name", "note", "shared", "topic", "about", "threat", "outage", "control", "changes", "view")
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
    question.folded_name = folded(question.name)
    question.changed_at = now()
    session.flush()
