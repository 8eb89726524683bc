"""What evidence rests on: the part of the estate that gives the same figures, kept under its fingerprint."""

import hashlib
import zlib
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from riskapp.assessments.evidence import Evidence, evidence_of
from riskapp.assessments.models import EvidenceEstate
from riskapp.database import db
from riskapp.graph.slicing import reached_by, sliced, whole
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.snapshot_json import snapshot_bytes
from riskapp.graph.vocabulary import Threat

BESIDE = ("slice", "supposed")
"""What stands in evidence besides the answer of the engine."""


def slice_of(snapshot: Snapshot, evidence: Evidence, also: Collection[str] = ()) -> Snapshot:
    """The smallest part known to give this very evidence, with the assets `also`; where it does not, the whole."""
    hit, outage = [one["id"] for one in evidence["hit"]], evidence["outage"]
    core = reached_by(snapshot, hit, Threat(evidence["threat"]), outage, in_control(evidence))
    part = sliced(snapshot, core | frozenset(also))
    return part if computed_anew(part, evidence) == answer_of(evidence) else whole(snapshot)


def computed_anew(snapshot: Snapshot, evidence: Evidence) -> Evidence:
    """The answer over `snapshot` to what `evidence` was asked. Raises Invalid where it cannot be asked there."""
    hit = [one["id"] for one in evidence["hit"]]
    return evidence_of(
        snapshot,
        hit,
        evidence["threat"],
        evidence["outage"],
        evidence["estate"],
        evidence["at"],
        control=evidence.get("control"),
    )


def answer_of(evidence: Evidence) -> Evidence:
    """What the engine said, without what was kept beside it."""
    return {name: value for name, value in evidence.items() if name not in BESIDE}


def in_control(evidence: Evidence) -> bool:
    """Whether somebody else controls what is hit: as said, else as usual."""
    return bool(evidence.get("control", evidence["threat"] == Threat.INTEGRITY))


def question_row(evidence: Evidence) -> dict[str, Any]:
    """What evidence asked, as plain data: {hit, threat, outage, control}."""
    return {
        "hit": [one["id"] for one in evidence["hit"]],
        "threat": evidence["threat"],
        "outage": evidence["outage"],
        "control": in_control(evidence),
    }


def keep_slice(session: Session, part: Snapshot) -> str:
    """Keep a part of the estate unless it is kept already; returns the SHA-256 of its JSON."""
    data = snapshot_bytes(part)
    name = hashlib.sha256(data).hexdigest()
    if session.get(EvidenceEstate, name) is None:
        session.add(EvidenceEstate(sha256=name, packed=zlib.compress(data, 9)))
    return name


def slices_of(content: Mapping[str, Any]) -> dict[str, bytes]:
    """By fingerprint, the JSON of every part that the blast radiuses and the effects of measures in it rest on."""
    rests = [one.get("evidence") or {} for one in content["risks"]]
    rests += [told for one in content["measures"] for told in one.get("effect") or ()]
    names = {one.get("slice") for one in rests} - {None}
    query = select(EvidenceEstate.sha256, EvidenceEstate.packed).where(EvidenceEstate.sha256.in_(names))
    return {name: zlib.decompress(packed) for name, packed in sorted(db.session.execute(query).all())}
