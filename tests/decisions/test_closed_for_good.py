"""The database itself refuses to change what is decided, signed or in the trail, whoever asks it to."""

from datetime import date

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DatabaseError

from riskapp.assessments.models import (
    Acceptance,
    Answer,
    Contributor,
    Fallback,
    Guest,
    Measure,
    MeasureTreatsRisk,
    Participant,
    Risk,
    ScopedAsset,
    SuggestionVerdict,
    TradeOff,
    Transition,
    Version,
    Workshop,
)
from riskapp.audit.models import AuditEvent
from riskapp.database import WRITES, Base, db, now, transaction
from riskapp.decisions.deciding import approve, reject
from riskapp.reports.models import SignedReport
from tests.decisions.conftest import everything
from tests.decisions.examples import Ward, accepted, advised, filled, version_of
from tests.decisions.test_accepting import MEDIUM

BOTH_DATABASES = True

CLOSED = "a decided version cannot change|rows of transition are only ever added"
PARTS: tuple[type[Base], ...] = (
    ScopedAsset,
    Participant,
    Contributor,
    Answer,
    Risk,
    Measure,
    Transition,
    MeasureTreatsRisk,
    Workshop,
    Guest,
    Fallback,
    SuggestionVerdict,
    TradeOff,
)
COLUMN = {Answer: "text", Risk: "event", Measure: "text", Transition: "text", Participant: "name"}
COLUMN |= {Workshop: "notes", Guest: "name", Fallback: "text", SuggestionVerdict: "reason", TradeOff: "reason"}


@pytest.fixture
def closed(people, ward) -> Version:
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    accepted(people, version)
    surround(version, ward)
    approve(people.owner, version.id)
    return version_of(version.assessment_id)


TEXT = {"nb": "Tekst", "en": "Text"}
SAID = {
    **dict.fromkeys(("cause", "event", "effect", "reason"), TEXT),
    "property": "availability",
    "asset": {"key": "lab", "name": "Laboratory system"},
}


def surround(version: Version, ward: Ward) -> None:
    """Give the version a row of what surrounds the scenarios, whichever operation would write it."""
    at = now()
    with transaction() as session:
        version = session.get_one(Version, version.id)
        guest = Guest(name="Nina")
        version.workshops.append(Workshop(number=1, at=at, minutes=60, saved_at=at, guests=[guest]))
        ends = {"dependent_id": ward.ward, "provider_id": ward.lab}
        version.fallbacks.append(Fallback(number=1, kind="manual routine", text="Paper", saved_at=at, **ends))
        version.suggestions.append(SuggestionVerdict(key="k", verdict="dismissed", said=SAID, at=at, by_name="Nina"))
        weighed = TradeOff(chosen="leave", reason="r", then={}, at=at, by_name="Olav", by_role="system owner")
        version.measures[0].trade_offs.append(weighed)


def refuses(statement: object, says: str) -> None:
    """A writer that goes past every operation is refused, and nothing has changed."""
    before = everything()
    db.session.rollback()
    engine = db.engine.execution_options(**{WRITES: True})
    with pytest.raises(DatabaseError, match=says), engine.begin() as connection:
        connection.execute(statement)  # type: ignore[call-overload]
    assert everything() == before


def test_nothing_of_a_decided_version_can_be_removed_rewritten_or_added(closed):
    for part in PARTS:
        refuses(delete(part), CLOSED)
        row = dict(db.session.execute(select(part.__table__)).mappings().first())
        refuses(insert(part.__table__).values({**row, **({"id": 4711} if "id" in row else {})}), CLOSED)
    for part, column in COLUMN.items():
        refuses(update(part).values({column: "forged"}), CLOSED)


def test_an_acceptance_lives_on_and_is_only_ever_given_anew_or_withdrawn_once(closed):
    for column in ("reason", "owner_name", "until", "treatment_before", "risk_then"):
        forged = {"until": date(2099, 1, 1), "risk_then": {"forged": True}}.get(column, "forged")
        refuses(update(Acceptance).values({column: forged}), CLOSED)
    refuses(delete(Acceptance), CLOSED)
    with db.engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        connection.execute(update(Acceptance).values(withdrawn_at=now(), withdrawn_by="Olav", withdrawn_reason="No"))
        row = dict(connection.execute(select(Acceptance.__table__)).mappings().first())
        connection.execute(insert(Acceptance.__table__).values({**row, "id": 4711, "withdrawn_at": None}))
    db.session.rollback()
    first = Acceptance.id != 4711
    refuses(update(Acceptance).where(first).values(withdrawn_reason="forged"), CLOSED)
    refuses(update(Acceptance).where(first).values(withdrawn_at=None), CLOSED)


def test_a_decided_version_itself_cannot_change(closed):
    for column in ("state", "title", "frozen_hash"):
        refuses(update(Version).values({column: "draft"}), CLOSED)
    refuses(delete(Version), CLOSED)


def test_a_part_of_a_draft_cannot_be_moved_into_a_decided_version(closed, people, ward):
    draft = filled(people, "ros", [ward.archive])
    moved = update(Participant).where(Participant.version_id == draft.id).values(version_id=closed.id)
    refuses(moved, CLOSED)


def test_a_draft_can_still_change(closed, people, ward):
    draft = filled(people, "ros", [ward.archive])
    with db.engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        connection.execute(update(Risk).where(Risk.version_id == draft.id).values(event="Changed"))
        connection.execute(delete(Participant).where(Participant.version_id == draft.id))
    db.session.rollback()
    assert version_of(draft.assessment_id).risks[0].event == "Changed"


def test_signed_reports_and_the_trail_are_only_ever_added_to(closed):
    for table, column in ((SignedReport, "file_name"), (AuditEvent, "actor_name")):
        says = f"rows of {table.__tablename__} are only ever added"
        refuses(update(table).values({column: "forged"}), says)
        refuses(delete(table), says)


def test_a_row_cannot_be_slipped_in_over_another(closed, app):
    if db.engine.dialect.name != "sqlite":
        refuses(text("TRUNCATE audit_event CASCADE"), "only ever added")
        return
    event = dict(db.session.execute(select(AuditEvent.__table__).limit(1)).mappings().one())
    statement = AuditEvent.__table__.insert().prefix_with("OR REPLACE").values({**event, "actor_name": "forged"})
    refuses(statement, "only ever added")
    with db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA recursive_triggers=OFF")
    refuses(statement, "only ever added")


def test_no_version_is_decided_without_its_signed_report(people, ward):
    version = advised(people, "ros", [ward.lab])
    for state in ("approved", "rejected"):
        decided = update(Version).where(Version.id == version.id).values(state=state)
        refuses(decided, "decided together with its signed report")


def test_a_rejected_version_is_closed_too(people, ward):
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    accepted(people, version)
    reject(people.owner, version.id, "No")
    refuses(update(Answer).values(text="forged"), CLOSED)
    row = dict(db.session.execute(select(Acceptance.__table__)).mappings().first())
    refuses(insert(Acceptance.__table__).values({**row, "id": 4711}), CLOSED)
