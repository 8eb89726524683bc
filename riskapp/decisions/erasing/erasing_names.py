"""Taking a person's name out of everything that can lose it (GDPR Art. 17): trail, contents, closed rows, accounts.

What is hashed, signed or chained holds salted commitments to the name, so all of it goes on to hold. Where the name
stands in words that are hashed themselves, or in a signed PDF, it stays, and that is told.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Table, select, update
from sqlalchemy.orm import Session

from riskapp.accounts.authority import log, require
from riskapp.accounts.erasing import Mention, checked_name, checked_reason, mentions, take_from_trail
from riskapp.accounts.models import User
from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.models import ContentPerson, ContentSnapshot, EstateSlice, Staleness, Transition, Version
from riskapp.assessments.persons import ERASED
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.database import Base, db, transaction
from riskapp.decisions.erasing.name_places import Home, Standing, homes, paths_to, replaced, standing
from riskapp.decisions.erasing.named_reports import reports_naming
from riskapp.decisions.erasing.person_columns import ACCOUNT, ACTS, READ, TYPED
from riskapp.decisions.staleness.resting import ask_again
from riskapp.decisions.staleness.watching import clear
from riskapp.errors import N_, Invalid


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands: of what, and in which field of it."""

    of: str
    field: str


@dataclass(frozen=True, slots=True)
class Named:
    """Where a person is named: values of the trail and places that are erased, and places that stay as they are."""

    trail: tuple[Mention, ...]
    places: tuple[Place, ...]
    stays: tuple[Place, ...]


def look(actor: Actor, name: str) -> Named:
    """Where `name` stands; raises NotAllowed, or Invalid where it is too short to be one."""
    require(actor.may(Permission.MANAGE_USERS), Permission.MANAGE_USERS)
    session, wanted = db.session(), checked_name(name)
    return _Search(session, wanted).named(mentions(session, wanted), reports_naming(session, wanted))


def erase(actor: Actor, name: str, reason: str) -> Named:
    """Take `name` out of all that can lose it, with its salts, in one transaction; returns what went and what stays.

    What is left is hashes that nobody can try names against. The event that tells of it names events, fields,
    commitments and rows, not the person. Raises NotAllowed, Invalid (`name`, `reason`), or Invalid where nothing that
    can be erased names it.
    """
    require(actor.may(Permission.MANAGE_USERS), Permission.MANAGE_USERS)
    wanted = checked_name(name)
    why = checked_reason(reason, wanted)
    files = reports_naming(db.session(), wanted)  # opens every PDF, which nobody who writes should wait for
    with transaction() as session:
        search = _Search(session, wanted)
        found = search.named(take_from_trail(session, wanted), files)
        if not found.trail and not found.places:
            raise Invalid(N_("Nothing that can be erased names %(name)s."), field="name", name=wanted)
        told = {
            "erased": [[one.number, one.field] for one in found.trail],
            "erased_names": [one.digest for one in search.people],
            "erased_rows": [[one.table, "-".join(map(str, one.key)), one.column] for one in search.rows],
            "reason": why,
        }
        search.take()
        _judge_anew(session, actor, wanted)
        log(session, actor, Action.VALUES_ERASED, Subject("trail", 1), after=told)
    return found


def _judge_anew(session: Session, actor: Actor, name: str) -> None:
    """Findings that have the name are taken back, and all are judged again without it."""
    for found in session.scalars(select(Staleness)):
        if any(paths_to(found.found, name)):
            clear(session, actor, found)
    ask_again(session)


class _Search:
    """What names the person outside the trail."""

    def __init__(self, session: Session, name: str) -> None:
        self.session, self.name = session, name
        self.homes = homes(session)
        query = select(ContentPerson).where(ContentPerson.name.contains(name, autoescape=True))
        found = session.scalars(query.order_by(ContentPerson.content_hash, ContentPerson.digest))
        self.people = [one for one in found if name in one.name]
        standing_now = standing(session, name, self.homes)
        self.rows = [one for one in standing_now if self._goes(one)]
        self._others = [one for one in standing_now if not self._goes(one)]

    def named(self, trail: Iterable[Mention], files: Iterable[str]) -> Named:
        """All of it, said in words; `files` are signed PDFs with the name."""
        contents = _contents(self.session, self.homes)
        people = [Place(contents.get(one.content_hash, "a content"), "name") for one in self.people]
        rows = [_place(one) for one in self.rows]
        findings = [_place(one) for one in self._others if one.table == Staleness.__tablename__]
        others = [one for one in self._others if one.table != Staleness.__tablename__]
        stays = [place for one in others for place in self._told(one)]
        stays += [Place(file, "signed, and not changed") for file in files]
        return Named(tuple(trail), tuple(dict.fromkeys([*people, *rows, *findings])), tuple(dict.fromkeys(stays)))

    def take(self) -> None:
        """Empty the names beside the contents, and put a word in the place of those in rows."""
        for person in self.people:
            person.name = person.salt = ""
        for one in self.rows:
            table: Table = Base.metadata.tables[one.table]
            row = [column == value for column, value in zip(table.primary_key.columns, one.key, strict=True)]
            word = ERASED[self._language(one)]
            said = replaced(one.value, self.name, word) if (one.table, one.column) == READ else word
            self.session.execute(update(table).where(*row).values({one.column: said}))
        self.session.flush()
        self.session.expire_all()

    def _goes(self, one: Standing) -> bool:
        if (one.table, one.column) == ACCOUNT:
            return not self.session.get_one(User, one.key).active
        if one.column in TYPED.get(one.table, ()):
            return one.home is not None and one.home.closed
        return (one.table, one.column) == READ or one.column in ACTS.get(one.table, ())

    def _language(self, one: Standing) -> str:
        """That of the version or of the account; what belongs to neither is shown in the product's first language."""
        if (one.table, one.column) == ACCOUNT:
            return self.session.get_one(User, one.key).language
        return one.home.language if one.home else "nb"

    def _told(self, one: Standing) -> Iterator[Place]:
        """The fields of a content that have the name in their words; any other value as it is."""
        content = one.value
        if (one.table, one.column) == ("content_snapshot", "content"):
            content = json.loads(content)
        elif (one.table, one.column) != ("assessment_version", "frozen"):
            yield _place(one)
            return
        kept = "" if one.table == "assessment_version" else f", kept state {one.key[0]}"
        for path in paths_to(content, self.name):
            yield Place(f"{one.home}{kept}", f"content: {path}")


def _place(one: Standing) -> Place:
    return Place(str(one.home) if one.home else f"{one.table} {'-'.join(map(str, one.key))}", _field(one))


def _field(one: Standing) -> str:
    return f"{one.table}.{one.column}" if one.home else one.column


def _contents(session: Session, known: Mapping[int, Home]) -> dict[str, str]:
    """What the names beside contents belong to, by its hash."""
    kept = session.execute(select(ContentSnapshot.content_hash, ContentSnapshot.version_id, ContentSnapshot.id))
    found = {hash_: f"{known[version]}, kept state {id_}" for hash_, version, id_ in kept}
    steps = session.execute(select(Transition.content_hash, Transition.version_id, Transition.act))
    found |= {hash_: f"{known[version]}, step {act}" for hash_, version, act in steps if hash_ and hash_ not in found}
    frozen = session.execute(select(Version.frozen_hash, Version.id).where(Version.frozen_hash.is_not(None)))
    found |= {str(hash_): f"{known[version]}, content" for hash_, version in frozen}
    slices = session.execute(select(EstateSlice.fingerprint, EstateSlice.version_id))
    return found | {hash_: f"{known[version]}, what it rests on" for hash_, version in slices}
