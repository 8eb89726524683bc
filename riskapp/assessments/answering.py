"""Saving answers as they are typed: each field has its own lock, so that a second writer sees both texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from riskapp.accounts.models import User
from riskapp.accounts.permissions import Actor
from riskapp.assessments.access import Writing, writing
from riskapp.assessments.answers import check_answer
from riskapp.assessments.models import Answer
from riskapp.audit.vocabulary import Action
from riskapp.catalogues.questions import load_questionnaire
from riskapp.database import db, now
from riskapp.errors import N_, Conflict, Invalid


@dataclass(frozen=True, slots=True)
class Saved:
    """A field as it is stored now; `row_version` is what the next writer of it must have seen."""

    key: str
    text: str
    row_version: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of several fields sent at once: stored, written by somebody else meanwhile, or refused."""

    saved: tuple[Saved, ...]
    conflicts: tuple[Conflict, ...]
    faults: tuple[Invalid, ...]


def save_answer(actor: Actor, version_id: int, key: str, text: str, row_version: int) -> Saved:
    """Store one answer; `row_version` is that of the text which the writer had on the screen, 0 for none.

    Raises Invalid with the key as field, or Conflict with both texts under the key, and with who and when.
    """
    with writing(actor, version_id) as write:
        return _save(write, key, text, row_version)


def save_answers(actor: Actor, version_id: int, sent: Mapping[str, tuple[str, int]]) -> Outcome:
    """Store several answers, {key: (text, row_version)}: what can be stored is, and the rest is told."""
    saved, conflicts, faults = [], [], []
    with writing(actor, version_id) as write:
        for key, (text, row_version) in sent.items():
            try:
                saved.append(_save(write, key, text, row_version))
            except Conflict as conflict:
                conflicts.append(conflict)
            except Invalid as fault:
                faults.append(fault)
    return Outcome(tuple(saved), tuple(conflicts), tuple(faults))


def _save(write: Writing, key: str, text: str, row_version: int) -> Saved:
    text = check_answer(load_questionnaire(write.version.assessment.kind), key, text)
    answer = next((one for one in write.version.answers if one.question == key), None)
    stored, its_version = (answer.text, answer.row_version) if answer else ("", 0)
    if stored == text:  # also the way in which a save whose answer got lost on the way is repeated
        return Saved(key, text, its_version, answer.saved_at if answer else now())
    if its_version != row_version:
        raise _conflict(answer, key, stored, text)
    if answer is None:
        answer = Answer(question=key)
        write.version.answers.append(answer)
    answer.text, answer.saved_at, answer.saved_by = text, now(), write.actor.id
    write.session.flush()
    write.log(Action.ANSWER_SAVED, before={key: stored}, after={key: text})
    return Saved(key, text, answer.row_version, answer.saved_at)


def _conflict(answer: Answer | None, key: str, stored: str, text: str) -> Conflict:
    by = db.session.scalar(select(User.name).where(User.id == answer.saved_by)) if answer else None
    return Conflict(
        N_("%(name)s changed this answer while you were writing. Both texts are below."),
        theirs={
            key: stored,
            "row_version": answer.row_version if answer else 0,
            "by": by or "",
            "at": answer.saved_at if answer else None,
        },
        mine={key: text},
        name=by or N_("Somebody else"),
    )
