"""Whoever bends the trail is found out: each way of doing it, on both databases, by the command and by the one file."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from riskapp.accounts.authority import log
from riskapp.accounts.permissions import OPERATOR
from riskapp.audit.checking import check_trail, exported
from riskapp.audit.models import AuditSeal
from riskapp.audit.sealing import rows
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.database import db, transaction
from riskapp.proof.hashing import NOTHING_BEFORE, commitment, digest
from riskapp.proof.packing import pack
from riskapp.proof.reading import read_kept
from tests.audit.trails import bend, keep, labels, put_back, stored, write

BOTH_DATABASES = True


@pytest.fixture
def trail(app, settings, tmp_path):
    """Eight events; a checkpoint after five that has a copy elsewhere."""
    write("one", "two", "three", "four", "five")
    keep(settings.keys, tmp_path / "kept.jsonl")
    write("six", "seven", "eight")
    return tmp_path / "kept.jsonl"


def kinds(kept=None):
    db.session.rollback()
    return {fault.kind for fault in check_trail(read_kept(kept) if kept else ()).faults}


def one_file(tmp_path, kept=None):
    """What the check that needs no riskapp says of an export, in a Python that knows nothing of ours."""
    (tmp_path / "trail.jsonl").write_text("".join(exported()), encoding="utf-8")
    pack(tmp_path / "verify_trail.pyz")
    asked = [sys.executable, "-I", "-S", "verify_trail.pyz", "trail.jsonl", *([str(kept)] if kept else [])]
    return subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=False)


def test_a_trail_that_nobody_bent_holds_and_says_up_to_where(trail, tmp_path):
    found = check_trail(read_kept(trail))
    assert (found.faults, found.size, found.sure_kept.size) == ([], 8, 5)
    answer = one_file(tmp_path, trail)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert found.root in answer.stdout
    assert "Up to event 5 nothing was changed" in answer.stdout
    assert "rests on its chain alone (events: 3)" in answer.stdout


ROWS = (("audit_salt", "event_id"), ("audit_seal", "event_id"), ("audit_event", "id"))
PLANTED = (
    "INSERT INTO audit_event (id, at, actor_name, action, subject_kind, subject_id, subject_label) "
    "VALUES (99, '2026-01-01 00:00:00', 'x', 'asset.changed', 'asset', '7', 'planted')"
)
BENT = {
    "a value edited": (["UPDATE audit_event SET subject_label = 'forged' WHERE subject_label = 'two'"], "value"),
    "who did it edited": (["UPDATE audit_event SET actor_id = 99 WHERE subject_label = 'two'"], "changed"),
    "when edited": (["UPDATE audit_event SET at = '2020-01-01 00:00:00' WHERE subject_label = 'two'"], "changed"),
    "deleted in the middle": ([f"DELETE FROM {t} WHERE {c} = 3" for t, c in ROWS], "missing"),
    "only the event deleted": (["DELETE FROM audit_event WHERE id = 3"], "missing"),
    "the tail deleted": ([f"DELETE FROM {t} WHERE {c} > 3" for t, c in ROWS], "shorter"),
    "everything deleted": ([f"DELETE FROM {t}" for t, _ in ROWS], "shorter"),
    "two swapped": (
        [f"UPDATE audit_seal SET number = {new} WHERE number = {old}" for old, new in ((2, 99), (3, 2), (99, 3))],
        "order",
    ),
    "one written past riskapp": (
        [PLANTED],
        "unsealed",
    ),
    "a value taken away without a word": (
        [
            "UPDATE audit_event SET subject_label = '' WHERE subject_label = 'two'",
            "UPDATE audit_salt SET salts = '{}' WHERE event_id = 2",
        ],
        "erased",
    ),
}


@pytest.mark.parametrize("way", BENT)
def test_each_way_of_bending_is_found(trail, tmp_path, way):
    statements, kind = BENT[way]
    assert labels()[:3] == ["one", "two", "three"]
    bend(*statements)
    assert kind in kinds(trail)
    assert one_file(tmp_path, trail).returncode == 1


def test_a_trail_that_was_wholly_written_anew_is_found_by_its_checkpoint(trail, tmp_path):
    rewrite("two", "forged")
    assert kinds() == {"rewritten"}, "the checkpoint in the database finds it"
    bend("DELETE FROM trail_checkpoint")
    assert kinds() == set(), "without any checkpoint nobody could tell, and the answer says so"
    assert "No checkpoint holds" in one_file(tmp_path).stdout
    assert kinds(trail) == {"rewritten"}, "the copy elsewhere finds it"
    assert "the checkpoint of" in one_file(tmp_path, trail).stdout


def rewrite(old: str, new: str) -> None:
    """Change an event and chain everything after it anew, as somebody would who knows how riskapp does it."""
    changed, previous, statements = list(rows(db.session())), NOTHING_BEFORE, []
    for row in changed:
        if row["values"]["subject_label"] == old:
            row["values"]["subject_label"] = new
            salt = row["salts"]["subject_label"]
            row["commitments"] = {**row["commitments"], "subject_label": commitment(salt, new)}
            statements.append(f"UPDATE audit_event SET subject_label = '{new}' WHERE id = {row['event']}")
        row["previous"] = previous
        row["digest"] = previous = digest(row)
        told = json.dumps(row["commitments"])
        statements.append(
            f"UPDATE audit_seal SET previous = '{row['previous']}', digest = '{row['digest']}', "
            f"commitments = '{told}' WHERE number = {row['number']}"
        )
    bend(*statements)


def test_an_older_database_that_was_put_back_is_found_by_the_copy_elsewhere(app, settings, tmp_path):
    write("one", "two")
    old = {table: stored(table) for table in ("audit_event", "audit_seal", "audit_salt")}
    write("three", "four")
    keep(settings.keys, tmp_path / "kept.jsonl")
    bend("DELETE FROM trail_checkpoint", *(f"DELETE FROM {t}" for t in ("audit_salt", "audit_seal", "audit_event")))
    assert labels() == []
    for table, rows_then in old.items():
        put_back(table, rows_then)
    assert labels()[-2:] == ["one", "two"]
    assert kinds() == set()
    assert kinds(tmp_path / "kept.jsonl") == {"shorter"}
    assert "an older database was put back" in one_file(tmp_path, tmp_path / "kept.jsonl").stdout


def test_a_checkpoint_of_another_key_is_no_checkpoint(trail, settings, tmp_path):
    kept = json.loads(trail.read_text())["note"]
    forged = kept.replace("\n5\n", "\n4\n")
    trail.write_text(json.dumps({"note": forged}))
    assert kinds(trail) == {"foreign"}
    assert one_file(tmp_path, trail).returncode == 1


def test_the_numbers_have_no_gap_when_something_is_rolled_back(trail):
    before = db.session.scalar(select(AuditSeal.number).order_by(AuditSeal.number.desc()))
    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    write("nine")
    assert db.session.scalar(select(AuditSeal.number).order_by(AuditSeal.number.desc())) == before + 1
    assert kinds(trail) == set()


def write_and_fail() -> None:
    with transaction() as session:
        log(session, OPERATOR, Action.ASSET_CHANGED, Subject("asset", 7, "never"))
        session.flush()
        raise ZeroDivisionError


def test_twenty_who_write_at_once_make_one_chain(app):
    def write_some(number):
        with app.app_context():
            write(*(f"{number}-{one}" for one in range(5)))
            db.session.remove()

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(write_some, range(20)))
    found = check_trail()
    assert (found.faults, found.size) == ([], 100)


def test_what_was_written_before_there_was_a_chain_is_sealed_with_the_first_event_after(app):
    write("one", "two")
    bend("DELETE FROM audit_salt", "DELETE FROM audit_seal")
    assert kinds() == {"unsealed", "empty"}
    write("three")
    found = check_trail()
    assert (found.faults, found.size) == ([], 3)
