"""Killed at any moment: after the next start all that was said to be stored is there, and nothing is half there.

`make test` does a few runs; `make soak` sets RISKAPP_SOAK_RUNS and does two hundred.
"""

import hashlib
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import func, select, text

from riskapp.assessments.content import fingerprint
from riskapp.assessments.models import Version
from riskapp.audit.models import AuditEvent
from riskapp.database import db
from riskapp.decisions.reports.report_files import signed_report_of
from riskapp.decisions.reports.verifying import verify_report
from riskapp.decisions.trail.trail_check import check_everything
from riskapp.proof.reading import read_kept
from riskapp.reports.models import ConsultationPackage, IssuedReport, SignedReport, StampedFile
from tests.faults.acts import ACTS

BOTH_DATABASES = True
RUNS = int(os.environ.get("RISKAPP_SOAK_RUNS", "6")) // 2
SEED = int(os.environ.get("RISKAPP_SOAK_SEED", "2026"))
ROOT = Path(__file__).parents[2]


def test_whatever_moment_it_dies_in_the_instance_is_whole_again(app, settings, ward, tmp_path):
    chance, names, killed_in, reports = random.Random(SEED), list(ACTS), set(), set()
    took = dict.fromkeys(names, 1.0)
    for run in range(RUNS):
        first = names[run // 2 % len(names)]
        # Half of the runs end while the first act is done, however short it is.
        seconds = chance.uniform(0, took[first]) if run % 2 else chance.uniform(0.05, 6)
        said = written_until_killed(settings, ward, tmp_path / "kept.jsonl", (SEED + run, first), seconds)
        killed_in |= {words[1] for words in said[-1:] if words[0] == "begun"}
        took |= {words[0]: float(words[2]) for words in said if words[0] != "begun"}
        stored = [int(words[1]) for words in said if words[0] != "begun"]
        found = check_whole(tmp_path / "kept.jsonl", reports)
        assert found >= max(stored, default=0), f"run {run}: something that was stored is gone"
    if 2 * len(names) <= RUNS:
        assert killed_in == set(names), "no act was spared"


def written_until_killed(settings, ward, kept: Path, seed: tuple[int, str], seconds: float) -> list[list[str]]:
    """Start the writer, kill it so many seconds after it has begun, and return the lines that it said, in words."""
    db.session.remove()
    db.engine.dispose()
    given = {
        **os.environ,
        "RISKAPP_INSTANCE": str(settings.instance),
        "RISKAPP_DATABASE_URL": settings.database_url.replace("+psycopg", ""),
        "RISKAPP_TRAIL_FILE": str(kept),
        "RISKAPP_LANGUAGE": "en",
    }
    asked = [
        sys.executable,
        "-m",
        "tests.faults.writer",
        *map(str, (*seed, ward.lab, ward.archive, ward.analyser, ward.ward)),
    ]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(asked, cwd=ROOT, env=given, **pipes) as process:
        assert process.stdout.readline() == "ready\n", process.stderr.read()
        begun = process.stdout.readline()
        time.sleep(seconds)
        assert process.poll() is None, process.stderr.read()
        process.kill()
        # Not communicate(): it passes over what was read ahead together with the first line.
        said = [begun, *process.stdout.readlines()]
    return [line.split() for line in said if " " in line and line.endswith("\n")]


def check_whole(kept: Path, reports: set[str]) -> int:
    """Every promise that holds at every moment; returns how many events there are.

    `reports` are the fingerprints of files whose signatures held before: a file that is still the same holds still.
    """
    if db.engine.dialect.name == "sqlite":
        assert db.session.scalar(text("PRAGMA integrity_check")) == "ok"
        assert db.session.execute(text("PRAGMA foreign_key_check")).all() == []
    assert check_everything(read_kept(kept) if kept.exists() else ()).faults == []
    for version in db.session.scalars(select(Version)):
        report = signed_report_of(version.id, with_bytes=True)
        decided = version.state in ("approved", "rejected")
        assert decided == (report is not None) == (version.frozen is not None)
        if report is not None:
            assert version.frozen_hash == fingerprint(version.frozen)
    for model in (SignedReport, StampedFile, ConsultationPackage, IssuedReport):
        for pdf in db.session.scalars(select(model.pdf)).all():
            if (found := hashlib.sha256(pdf).hexdigest()) not in reports:
                assert verify_report(pdf).valid
                reports.add(found)
    return db.session.scalar(select(func.count()).select_from(AuditEvent))
