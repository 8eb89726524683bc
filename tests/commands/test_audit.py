"""The trail on the command line: checked, exported, signed, a name erased from it; each with its exit status."""

import base64
import json
import subprocess
import sys

import pytest

from tests.local_pki import pki  # noqa: F401 - a fixture
from tests.reports.test_levels import nobody_answers


@pytest.fixture
def kept(begun, riskapp, tmp_path):
    """Two checkpoints with a copy in a file elsewhere."""
    path = tmp_path / "kept.jsonl"
    for name in ("one", "two"):
        added = ("users", "add", name, "--name", "Kari Nordmann", "--role", "project member", "--password-stdin")
        assert riskapp(*added, stdin="fjell-og-fjord-2026", RISKAPP_TRAIL_FILE=str(path)).status == 0
        assert riskapp("audit", "checkpoint", RISKAPP_TRAIL_FILE=str(path)).status == 0
    return path


def test_a_new_instance_has_a_key_a_chained_trail_and_says_how_sure_it_is(begun, riskapp):
    said = riskapp("audit", "verify")
    assert said.status == 0, said
    assert "The trail holds: 2 events" in said.out
    assert "No checkpoint holds" in said.out


def test_the_copies_elsewhere_make_it_sure(kept, riskapp):
    said = riskapp("audit", "verify", "--kept", str(kept), "--json")
    assert (said.status, said.json["holds"], said.json["sure_kept"]) == (0, True, said.json["events"])
    lines = kept.read_text().splitlines()
    assert len(lines) == 2
    kept.write_text(json.dumps({"note": json.loads(lines[1])["note"].replace("time 2", "time 1")}) + "\n")
    assert riskapp("audit", "verify", "--kept", str(kept)).status == 1
    kept.write_text("no copy")
    assert (
        riskapp("audit", "verify", "--kept", str(kept)).status,
        riskapp("audit", "verify", "--key", "x").status,
    ) == (2, 2)


def test_the_one_file_checks_the_export_and_the_database_itself_without_riskapp(kept, riskapp, tmp_path, folder):
    assert riskapp("audit", "verifier", str(tmp_path / "check.pyz")).status == 0
    assert riskapp("audit", "export", str(tmp_path / "trail.jsonl")).status == 0
    assert riskapp("audit", "export", str(tmp_path / "trail.jsonl")).status == 2, "an export overwrites nothing"
    for trail in (tmp_path / "trail.jsonl", folder / "riskapp.sqlite"):
        asked = [sys.executable, "-I", "-S", str(tmp_path / "check.pyz"), str(trail), str(kept)]
        answer = subprocess.run(asked, capture_output=True, text=True, check=False)
        assert (answer.returncode, answer.stderr) == (0, "")
        assert "a checkpoint that was kept elsewhere says so" in answer.stdout
    broken = subprocess.run([*asked[:4], str(kept), str(kept)], capture_output=True, text=True, check=False)
    assert broken.returncode == 2
    assert "cannot be read as a trail" in broken.stderr


def test_a_place_that_is_away_is_told_by_status_and_by_check(begun, riskapp, tmp_path):
    away = str(tmp_path / "not/there.jsonl")
    said = riskapp("audit", "checkpoint", RISKAPP_TRAIL_FILE=away)
    assert said.status == 1
    assert "not sent to file" in said.err
    check = riskapp("check", RISKAPP_TRAIL_FILE=away)
    assert check.status == 1
    assert "BAD  trail" in check.out
    (tmp_path / "not").mkdir()
    assert riskapp("audit", "checkpoint", RISKAPP_TRAIL_FILE=away).status == 0
    assert "signed up to event" in riskapp("check", RISKAPP_TRAIL_FILE=away).out
    wrong = riskapp("audit", "checkpoint", RISKAPP_TRAIL_SYSLOG="log server")
    assert (wrong.status, "udp://host:514" in wrong.err) == (2, True)


def test_a_name_is_erased_and_the_trail_holds_with_the_checkpoints_of_before(kept, riskapp):
    look = riskapp("audit", "erase", "Kari Nordmann", "--look")
    assert look.status == 0
    assert riskapp("audit", "erase", "Kari Nordmann").status == 2, "without a reason nothing is erased"
    gone = riskapp("audit", "erase", "Kari Nordmann", "--reason", "request 1")
    assert gone.out == look.out != ""
    said = riskapp("audit", "verify", "--kept", str(kept))
    assert said.status == 0
    assert "values were erased, and their events tell of it" in said.out


@pytest.fixture
def stamped(begun, riskapp, pki, tmp_path):  # noqa: F811
    """A checkpoint with its time stamp, a copy of both elsewhere, and one event after it; returns the settings."""
    given = {
        "RISKAPP_TIMESTAMP_URL": pki.url,
        "RISKAPP_TIMESTAMP_ROOTS": str(pki.roots),
        "RISKAPP_TRAIL_FILE": str(tmp_path / "kept.jsonl"),
    }
    assert riskapp("audit", "checkpoint", **given).status == 0
    added = ("users", "add", "one", "--name", "Kari", "--role", "project member", "--password-stdin")
    assert riskapp(*added, stdin="fjell-og-fjord-2026", **given).status == 0
    return given


def test_a_time_stamp_is_told_by_verify_and_check_and_a_service_that_is_down_by_both(stamped, riskapp, tmp_path):
    said = riskapp("audit", "verify", "--kept", str(tmp_path / "kept.jsonl"), "--json", **stamped)
    assert (said.status, said.json["stamps"], said.json["remarks"]) == (0, 1, [])
    assert said.json["vouched"]["service"] == "Trust Services AS"
    assert said.json["vouched"]["size"] == said.json["sure_kept"] < said.json["events"]
    assert "A foreign clock, that of Trust Services AS" in riskapp("audit", "verify", **stamped).out
    assert f"with a time stamp up to event {said.json['vouched']['size']}" in riskapp("check", **stamped).out
    assert riskapp("audit", "verify").status == 1, "without its root nobody here trusts the service"
    down = {**stamped, "RISKAPP_TIMESTAMP_URL": nobody_answers()}
    tried = riskapp("audit", "checkpoint", **down)
    assert tried.status == 1
    assert "not sent to time-stamp service" in tried.err
    assert tried.err.count("\n") == 1
    bad = [one for one in riskapp("check", "--json", **down).json if not one["ok"]]
    assert [one["name"] for one in bad] == ["trail"]
    assert "The time-stamp service cannot be reached." in bad[0]["text"]


def test_the_one_file_says_that_it_cannot_judge_time_stamps_and_openssl_can(stamped, riskapp, pki, tmp_path, folder):  # noqa: F811
    assert riskapp("audit", "verifier", str(tmp_path / "check.pyz")).status == 0
    assert riskapp("audit", "export", str(tmp_path / "trail.jsonl")).status == 0
    for trail, out in ((tmp_path / "trail.jsonl", "a"), (folder / "riskapp.sqlite", "b")):
        asked = [sys.executable, "-I", "-S", "check.pyz", str(trail), "kept.jsonl", "--stamps", out]
        answer = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (answer.returncode, answer.stderr) == (0, "")
        assert "This check cannot judge their signatures" in answer.stdout
        (note,) = (tmp_path / out).glob("*.note")
        command = answer.stdout.partition("judge each: ")[2].strip()
        command = command.replace("checkpoint-N", str(note.with_suffix(""))).replace("ROOTS.pem", str(pki.roots))
        judged = subprocess.run(command.split(), capture_output=True, text=True, check=False)
        assert "Verification: OK" in judged.stdout, judged.stderr
        note.write_bytes(note.read_bytes() + b"x")
        assert subprocess.run(command.split(), capture_output=True, check=False).returncode != 0
    blocked = [*asked[:-1], "kept.jsonl"]
    assert subprocess.run(blocked, cwd=tmp_path, capture_output=True, check=False).returncode == 2


def test_the_one_file_finds_a_time_stamp_that_is_over_something_else(stamped, riskapp, tmp_path):
    assert riskapp("audit", "verifier", str(tmp_path / "check.pyz")).status == 0
    assert riskapp("audit", "export", str(tmp_path / "trail.jsonl")).status == 0
    lines = (tmp_path / "trail.jsonl").read_text().splitlines()
    last = {**json.loads(lines[-1]), "token": base64.b64encode(b"another").decode()}
    (tmp_path / "trail.jsonl").write_text("\n".join([*lines[:-1], json.dumps(last)]))
    asked = [sys.executable, "-I", "-S", str(tmp_path / "check.pyz"), str(tmp_path / "trail.jsonl")]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert answer.returncode == 1
    assert "is over something else" in answer.stdout
