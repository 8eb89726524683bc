"""Judging 500 approved assessments after a change of the demo trust (15 000 devices); seconds of one run each.

    python -m bench.staleness ESTATE [--assessments 500]

Each assessment is of one system or device, with four scenarios whose evidence is: it fails for four hours, it lies, it
leaks, and one of the ten most widely needed assets fails until further notice. The yardstick of the run is one search
of networkx over dependencies for each distinct question, from what is hit to all that depends on it. It gates nothing.
"""

import argparse
import random
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import networkx as nx
from sqlalchemy import func, select, update

from bench.figures import once
from bench.pages import read
from bench.register import instance_in
from riskapp.accounts.permissions import OPERATOR
from riskapp.assessments.models import Assessment, Risk, ScopedAsset, SlicePart, Staleness, Version
from riskapp.database import db, now, transaction
from riskapp.decisions.staleness import resting
from riskapp.decisions.staleness.resting import Why, answered, keep_slice
from riskapp.decisions.staleness.watching import JUDGE, judge_all
from riskapp.estate.assets import change_asset
from riskapp.estate.models import Asset
from riskapp.estate.snapshots import present, state_number
from riskapp.exchange.estate_import import import_estate
from riskapp.graph.ranking import rank
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Kind, Threat
from riskapp.reports.models import SignedReport
from riskapp.staleness.reach import Question

_PLACES = {Threat.AVAILABILITY: 240, Threat.INTEGRITY: None, Threat.CONFIDENTIALITY: None}


def main() -> None:
    """Print one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("estate", type=Path)
    parser.add_argument("--assessments", type=int, default=500)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, instance_in(Path(folder) / "instance").app_context():
        import_estate(OPERATOR, read(asked.estate))
        questions, wide = _fill(asked.assessments)
        print(f"{len(present().assets)} assets, {asked.assessments} approvals, {len(questions)} distinct questions")
        kept = once(lambda: _keep(asked.assessments))
        packed = db.session.scalar(select(func.sum(func.length(SlicePart.packed))))
        print(f"keeping a slice: {kept / asked.assessments * 1000:.0f} ms; all parts: {(packed or 0) / 1e6:.1f} MB")
        _judged("the first round, nothing changed")
        _changed(
            next(one.id for one in present().assets if one.kind is Kind.DEVICE),
            "external_ref",
            "an unrelated field of a device",
        )
        _changed(wide[0], "recovery", f"recovery of {wide[0]}, the most widely needed")
        _changed(wide[0], "name", f"the name of {wide[0]} besides")
        worked = time.process_time()
        spent = _yardstick(present(), questions)
        worked = time.process_time() - worked
        print(
            f"networkx.descendants, one for each question (the yardstick): {spent:.2f} s ({worked:.2f} s of processor)"
        )


def _fill(assessments: int) -> tuple[set[Question], list[str]]:
    draw, snapshot = random.Random(4), present()
    wide = [one.id for one in rank(snapshot, Threat.AVAILABILITY)[:10]]
    scopes = [one.id for one in snapshot.assets if one.kind is Kind.SYSTEM and one.lifecycle.takes_part]
    scopes += draw.sample([one.id for one in snapshot.assets if one.kind is Kind.DEVICE], len(scopes) * 4)
    rows = dict(db.session.execute(select(Asset.key, Asset.id)).all())
    known: dict[Question, dict[str, object]] = {}
    with transaction() as session:
        for number in range(assessments):
            key = draw.choice(scopes)
            asked = [Question((key,), threat, outage, threat is Threat.INTEGRITY) for threat, outage in _PLACES.items()]
            asked.append(Question((draw.choice(wide),), Threat.AVAILABILITY))
            risks = [_risk(n + 1, rows[key], _evidence(snapshot, one, known)) for n, one in enumerate(asked)]
            session.add(Assessment(kind="ros", created_at=now(), versions=[_version(number, rows[key], risks)]))
    return set(known), wide


def _evidence(snapshot: Snapshot, asked: Question, known: dict[Question, dict[str, object]]) -> dict[str, object]:
    if asked not in known:
        hit = [{"id": one, "name": one} for one in asked.hit]
        found = answered(snapshot, asked).evidence
        assert found is not None
        known[asked] = {**resting.told(found), "hit": hit, "estate": state_number(), "at": now().isoformat()}
    return known[asked]


def _risk(number: int, asset: int, evidence: dict[str, object]) -> Risk:
    return Risk(number=number, property=evidence["threat"], asset_id=asset, evidence=evidence, saved_at=now())


def _version(number: int, asset: int, risks: list[Risk]) -> Version:
    begun = now() - timedelta(days=30)
    about = {"number": 1, "title": f"Assessment {number}", "catalogue": "1", "state": "draft"}
    return Version(**about, created_at=begun, changed_at=begun, scope=[ScopedAsset(asset_id=asset)], risks=risks)


def _keep(assessments: int) -> None:
    """As submitting and deciding do it."""
    with transaction() as session:
        for version in session.scalars(select(Version)):
            keep_slice(session, version, Why.SUBMITTED)
            report = {"file_name": "r.pdf", "signed_at": now(), "signed_by": "", "pdf": b""}
            session.add(SignedReport(version_id=version.id, sha256=f"{version.id:064}", **report))
        session.flush()
        session.execute(update(Version).values(state="approved", frozen_form={}, frozen_hash="0" * 64))


def _changed(key: str, field: str, what: str) -> None:
    db.session.expire_all()
    row = db.session.scalars(select(Asset).where(Asset.key == key)).one()
    old = next(one for one in present().assets if one.id == key)
    value = old.recovery + 45 if field == "recovery" else f"{getattr(old, field)} anew"
    change_asset(OPERATOR, row.id, row.version, replace(old, **{field: value}))
    _judged(f"after a change of {what}")


def _judged(what: str) -> None:
    db.session.remove()
    begun, worked = time.perf_counter(), time.process_time()
    done = judge_all(JUDGE)
    spent, worked = time.perf_counter() - begun, time.process_time() - worked
    assert done is not None
    stand = dict(db.session.execute(select(Staleness.gravity, func.count()).group_by(Staleness.gravity)).all())
    told = f"{done.judged} judged, {done.marked} marked, {done.cleared} cleared; {stand}"
    print(f"{what}: {spent:.2f} s ({worked:.2f} s of processor), {told}", flush=True)


def _yardstick(snapshot: Snapshot, questions: set[Question]) -> float:
    graph = nx.DiGraph((one.provider, one.dependent) for one in snapshot.dependencies)
    hits = [key for asked in questions for key in asked.hit if key in graph]
    return once(lambda: [nx.descendants(graph, key) for key in hits])


if __name__ == "__main__":
    main()
