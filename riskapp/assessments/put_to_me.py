"""Remarks and requests that are put to somebody: who is named and has not answered, and the team that is asked."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from riskapp.accounts.models import User
from riskapp.accounts.permissions import Actor
from riskapp.assessments.access import latest_query
from riskapp.assessments.dialogue import RemarkKind, may_remark
from riskapp.assessments.mentions import mentions_in
from riskapp.assessments.models import Remark, Version
from riskapp.assessments.people import authors
from riskapp.assessments.waiting_rounds import OPEN
from riskapp.assessments.waits import Wait, Waiting
from riskapp.database import db


@dataclass(frozen=True, slots=True)
class Word:
    """One remark or answer of a thread."""

    id: int
    author: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Thread:
    """What was said about one thing, in order; the first word opened it."""

    words: tuple[Word, ...]
    settled: bool
    asks_for_change: bool


def last_word_to(thread: Thread, user_id: int | None, username: str, team: frozenset[int]) -> Word | None:
    """The word that still waits for this person; None where none does.

    It waits for whoever is named until that person says something, and a request for change for the whole team until
    one of them says something. What is settled waits for nobody.
    """
    if thread.settled or user_id is None:
        return None
    to_me = to_team = None
    for word in thread.words:
        if word.author == user_id:
            to_me = None
        elif username in mentions_in(word.text, {username}).known:
            to_me = word
        if thread.asks_for_change and user_id in team:
            to_team = None if word.author in team else word
    return to_me or to_team


def of_remarks(actor: Actor, today: date) -> Iterator[Waiting]:
    """Every thread of an open version in which something waits for the actor's answer."""
    username = db.session.scalar(select(User.username).where(User.id == actor.id))
    said = select(Remark.version_id).where(Remark.settled_at.is_(None))
    query = latest_query(actor).where(Version.state.in_([state.value for state in OPEN]), Version.id.in_(said))
    query = query.options(
        selectinload(Version.scope), selectinload(Version.contributors), selectinload(Version.remarks)
    )
    for version in db.session.scalars(query) if username else ():
        team = authors(version)
        remarks = {one.id: one for one in version.remarks}
        for thread in _threads(version.remarks) if may_remark(actor, version) else ():
            word = last_word_to(thread, actor.id, username or "", team)
            if word is not None:
                yield Waiting(Wait.REPLY, version, remarks[word.id].at, remark=remarks[thread.words[0].id])


def _threads(remarks: Sequence[Remark]) -> list[Thread]:
    answers: Mapping[int, list[Remark]] = defaultdict(list)
    for one in remarks:
        if one.answers_id is not None:
            answers[one.answers_id].append(one)
    return [
        Thread(
            tuple(Word(word.id, word.user_id, word.text) for word in (one, *answers[one.id])),
            one.settled_at is not None,
            one.kind == RemarkKind.REQUEST.value,
        )
        for one in remarks
        if one.answers_id is None
    ]
