"""Time stamps of checkpoints from the real service: queued, stored for good, kept elsewhere, and told in the check."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from riskapp.audit import checkpoints
from riskapp.audit.checking import exported
from riskapp.audit.models import CheckpointCopy
from riskapp.audit.second_places import FILE, STAMP, STAMPED_FILE, overdue_copies, waiting_copies
from riskapp.database import WRITES, db, now
from riskapp.decisions.deciding import approve
from riskapp.decisions.trail.trail_check import check_everything
from riskapp.decisions.trail.trail_points import deliver_copies, sign_trail
from riskapp.proof.reading import read_kept
from riskapp.proof.telling import told
from riskapp.settings import Signing
from tests.audit.test_bending import rewrite
from tests.audit.trails import bend, write
from tests.decisions.examples import advised, version_of
from tests.reports.test_levels import nobody_answers

BOTH_DATABASES = True


@pytest.fixture
def service(app, pki, tmp_path):
    """Sets the time-stamp service and the file of copies; the real service where no address is given, none for ""."""

    def at(url=pki.url, roots=pki.roots):
        signing = Signing(timestamp_url=url, timestamp_roots=roots)
        now_set = replace(app.extensions["riskapp.settings"], signing=signing, trail_file=tmp_path / "kept.jsonl")
        app.extensions["riskapp.settings"] = now_set

    at()
    return at


@pytest.fixture
def kept(tmp_path):
    return tmp_path / "kept.jsonl"


def stamped(*labels):
    """Write, sign, and have the service attest it; returns the checkpoint's size."""
    write(*labels)
    made = sign_trail()
    assert deliver_copies() == []
    return made.size


def copies(place):
    return list(db.session.scalars(select(CheckpointCopy).where(CheckpointCopy.place == place)))


def kinds(kept=()):
    db.session.rollback()
    return {one.kind for one in check_everything(kept).faults}


def test_a_checkpoint_gets_a_time_stamp_and_the_check_says_whose_clock_saw_which_events_when(service, kept):
    size = stamped("one", "two")
    write("three")
    found = check_everything(read_kept(kept))
    assert (found.faults, found.remarks) == ([], [])
    assert (found.vouched["size"], found.vouched["service"], found.stamps) == (size, "Trust Services AS", 1)
    assert f"Trust Services AS, saw the first {size} events as they are at 20" in "\n".join(told(found))
    lines = [json.loads(line) for line in kept.read_text().splitlines()]
    assert ["token" in line for line in lines] == [False, True], "the file gets the note at once, the stamp behind it"
    assert sum('"token"' in line for line in exported()) == 1


def test_the_next_checkpoint_names_the_time_stamp_before_it(service):
    stamped("one")
    write("two")
    (copy,) = copies(STAMP)
    assert f"stamp {copy.size} " in sign_trail().note


def test_a_service_that_is_down_stops_nobody_and_is_asked_again_for_the_newest_alone(service, people, ward, kept):
    service(nobody_answers())
    version = advised(people, "ros", [ward.lab])
    approve(people.owner, version.id)
    assert version_of(version.assessment_id).state == "approved"
    assert overdue_copies() == [], "nobody tried yet, and it is a moment ago"
    waiting = [copy for copy in deliver_copies() if copy.place == STAMP]
    assert len(waiting) > 1, "one before the decision and one after it"
    assert [copy.tries for copy in waiting] == [*[0] * (len(waiting) - 1), 1], "one question a round, for the newest"
    assert "The time-stamp service cannot be reached." in waiting[-1].fault
    assert overdue_copies() != []
    assert check_everything().faults == []
    service()
    assert deliver_copies() == []
    assert len(copies(STAMP)) == len(copies(STAMPED_FILE)) == 1
    assert check_everything(read_kept(kept)).vouched["size"] == waiting[-1].size


def test_an_answer_that_would_not_hold_here_is_not_stored(service, pki, settings):
    service(roots=settings.keys / "root.pem")
    write("one")
    sign_trail()
    (waiting,) = deliver_copies()
    assert "does not hold" in waiting.fault
    assert waiting.answer is None
    service(pki.url.removesuffix("tsa") + "oldtsa")
    (waiting,) = deliver_copies()
    assert ("stamp_outdated" in waiting.fault, waiting.tries) == (True, 2)


def test_a_service_that_is_no_longer_set_says_so_and_its_stamps_go_on_to_count(service, kept):
    size = stamped("one")
    service("")
    write("two")
    sign_trail()
    deliver_copies()
    assert [one.place for one in waiting_copies()] == []
    assert check_everything().vouched["size"] == size
    assert FILE in {copy.place for copy in db.session.scalars(select(CheckpointCopy))}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE trail_checkpoint_copy SET answer = NULL",
        "UPDATE trail_checkpoint_copy SET tries = 9 WHERE answer IS NOT NULL",
        "DELETE FROM trail_checkpoint_copy",
    ],
)
def test_a_stored_time_stamp_can_be_neither_changed_nor_removed(service, statement):
    stamped("one")
    db.session.rollback()
    with (
        pytest.raises(DatabaseError, match="never changed"),
        db.engine.connect().execution_options(**{WRITES: True}) as connection,
    ):
        connection.execute(text(statement))
    assert check_everything().vouched is not None


def test_a_trail_that_was_made_anew_with_the_stolen_key_has_no_old_time_stamp(service, kept):
    stamped("one", "two")
    size = stamped("three")
    rewrite("two", "forged")
    bend("CREATE TABLE old AS SELECT * FROM trail_checkpoint_copy", "DELETE FROM trail_checkpoint_copy")
    bend("DELETE FROM trail_checkpoint")
    remade = sign_trail()
    assert (remade.size, kinds()) == (size, set()), "with the key, and without copies, nobody could tell but the clock"
    assert check_everything().vouched is None
    assert kinds(read_kept(kept)) == {"rewritten"}, "the copy elsewhere finds it"
    bend(f"DELETE FROM trail_checkpoint_copy WHERE size = {size}")
    bend(f"INSERT INTO trail_checkpoint_copy SELECT * FROM old WHERE size = {size} AND answer IS NOT NULL")
    bend("DROP TABLE old")
    assert kinds() == {"stamp_other"}, "the old time stamp fits no note that was made anew"


def test_a_time_stamp_that_was_taken_away_is_missed_by_the_checkpoint_after_it(service):
    size = stamped("one")
    stamped("two")
    bend(f"DELETE FROM trail_checkpoint_copy WHERE size = {size}")
    found = check_everything()
    assert [one.kind for one in found.faults] == ["stamp_lost"]
    assert f"names a time stamp over {size} events, and that is gone" in told(found)[0]


def test_a_copy_elsewhere_with_its_time_stamp_makes_good_for_one_that_was_taken_away(service, kept):
    size = stamped("one")
    stamped("two")
    bend(f"DELETE FROM trail_checkpoint_copy WHERE size = {size}")
    assert kinds(read_kept(kept)) == set()


def test_where_somebody_waits_the_older_ones_are_held_to_their_notes_alone_and_that_is_told(service):
    stamped("one")
    size = stamped("two")
    found = check_everything(most=1)
    assert (found.faults, found.unread, found.vouched["size"]) == ([], 1, size)
    said = "\n".join(told(found))
    assert "only the fingerprint was looked at here: 1." in said
    assert "Its oldest time stamp" not in said


def test_a_time_stamp_of_a_service_that_is_not_trusted_is_a_finding(service, settings):
    stamped("one")
    service(roots=settings.keys / "root.pem")
    found = check_everything()
    assert [one.kind for one in found.faults] == ["stamp_foreign"]
    assert (found.vouched, found.unread) == (None, 0)


def test_a_clock_that_jumped_ahead_is_told_by_the_time_stamp_and_bends_nothing(service, monkeypatch):
    monkeypatch.setattr(checkpoints, "now", lambda: now() + timedelta(days=3))
    size = stamped("while the clock is wrong")
    monkeypatch.undo()
    stamped("after")
    found = check_everything()
    assert (found.faults, [(one.kind, one.values["size"]) for one in found.remarks]) == ([], [("clock", size)])
