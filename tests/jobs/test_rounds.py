"""What is done when nobody asks: each job at its time, and one that fails stops no other."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from riskapp.jobs.all_jobs import JOBS
from riskapp.jobs.rounds import Job, Rounds
from riskapp.jobs.side_by_side import SideBySide
from tests.audit.trails import write


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_each_job_is_done_when_it_is_due_and_not_before(app):
    clock, done = Clock(), []
    jobs = [Job("often", 10, lambda: done.append("often")), Job("seldom", 60, lambda: done.append("seldom"))]
    rounds = Rounds(jobs, clock)
    rounds.run_due()
    clock.now += 9
    rounds.run_due()
    assert done == ["often", "seldom"]
    for _ in range(6):
        clock.now += 10
        rounds.run_due()
    assert (done.count("often"), done.count("seldom")) == (7, 2)


def test_approvals_are_looked_at_within_a_minute_and_the_trail_is_signed_every_hour():
    every = {job.name: job.every for job in JOBS}
    assert every["judge approvals"] <= 60
    assert every["sign the trail"] <= 3600


def test_a_job_that_fails_is_in_the_log_stops_no_other_and_is_tried_again(app, caplog):
    clock, done = Clock(), []
    rounds = Rounds([Job("breaks", 10, lambda: 1 / 0), Job("works", 10, lambda: done.append(1))], clock)
    assert rounds.run_due() == ["works"]
    assert "The job breaks failed" in caplog.text
    assert "ZeroDivisionError" in caplog.text
    clock.now += 10
    caplog.clear()
    assert rounds.run_due() == ["works"]
    assert "The job breaks failed" in caplog.text
    assert len(done) == 2


def test_a_job_that_hangs_holds_up_no_other(app):
    free, judged = threading.Event(), []
    jobs = SideBySide(app, [Job("hangs", 60, free.wait), Job("judges", 0, lambda: judged.append(1))])
    jobs.start()
    deadline = time.monotonic() + 30
    while len(judged) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    free.set()
    jobs.stop()
    assert len(judged) >= 2


@pytest.fixture
def environment(settings, tmp_path):
    """An instance on disk with a second place for its checkpoints."""
    kept = tmp_path / "kept.jsonl"
    return kept, {**os.environ, "RISKAPP_INSTANCE": str(settings.instance), "RISKAPP_TRAIL_FILE": str(kept)}


def test_the_jobs_sign_the_trail_send_it_away_and_end_when_they_are_told(app, environment):
    write("one")
    kept, given = environment
    with subprocess.Popen([sys.executable, "-m", "riskapp", "jobs"], env=given) as process:
        deadline = time.monotonic() + 60
        while not kept.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
    assert "note" in json.loads(kept.read_text())


def test_every_job_succeeds_in_an_instance_where_nothing_more_is_set(app, environment):
    _, given = environment
    asked = [sys.executable, "-m", "riskapp", "jobs", "--once"]
    done = subprocess.run(asked, env=given, timeout=120, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_jobs_that_were_killed_begin_anew_and_end_with_the_server(tmp_path):
    told, jobs, keeper = (tmp_path / name for name in ("told", "jobs.py", "keeper.py"))
    jobs.write_text(
        f"import os, sys, time\nwith open({str(told)!r}, 'a') as file:\n"
        "    print(os.getpid(), sys.argv[1], file=file)\ntime.sleep(60)\n"
    )
    keeper.write_text(
        "import os, sys\nfrom riskapp.jobs.keeping import keep\n"
        f"keep(os.getppid(), [sys.executable, {str(jobs)!r}], pause=0.1)\n"
    )
    server = f"import subprocess, sys; subprocess.Popen([sys.executable, {str(keeper)!r}]).wait()"

    def begun(count):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            lines = told.read_text().split("\n")[:-1] if told.exists() else []
            if len(lines) >= count:
                return [tuple(map(int, line.split())) for line in lines]
            time.sleep(0.05)
        raise AssertionError("nobody began")

    with subprocess.Popen([sys.executable, "-c", server]) as process:
        ((first, keeping),) = begun(1)
        os.kill(first, signal.SIGKILL)
        second, beside = begun(2)[1]
        assert (second != first, beside) == (True, keeping), "the jobs know beside whom they run"
        process.kill()
        process.wait()
    deadline = time.monotonic() + 30
    while (_is_there(second) or _is_there(keeping)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not _is_there(second) and not _is_there(keeping)


def _is_there(process):
    status = Path(f"/proc/{process}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def test_the_jobs_end_with_the_process_that_they_stand_beside(environment):
    _, given = environment
    started = subprocess.run(
        [sys.executable, "-m", "riskapp", "jobs", f"--beside={os.getppid()}"], env=given, timeout=60, check=False
    )
    assert started.returncode == 0, "its parent is another, so it ends at once"
