"""What a version rests on in the estate: kept when its quoted facts freeze, and anew when somebody confirms it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from riskapp.assessments.evidence import Evidence, evidence_of
from riskapp.assessments.kept_people import keep_people
from riskapp.assessments.models import EstateSlice, StalenessWatch, Version
from riskapp.assessments.persons import kept_form, written
from riskapp.database import now
from riskapp.decisions.staleness.owners_kept import OWNERS, to_be_kept
from riskapp.decisions.staleness.slice_parts import keep_parts
from riskapp.decisions.staleness.supposing import Outcome, Stands, Supposition, kept_row, outcome_once, standing_in
from riskapp.estate import snapshots
from riskapp.graph.memory import Memory
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Threat
from riskapp.staleness.owners import Owners, owners_of
from riskapp.staleness.reach import Question, answer, reached_rows
from riskapp.staleness.slices import Part, fingerprint_of, own_part

_LEFT_OUT = ("estate", "at", "supposed")
"""When and over which state evidence was worked out, and what a question supposed besides."""


class Why(StrEnum):
    """For what a slice was kept."""

    SUBMITTED = "submitted"
    DECIDED = "decided"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Answered:
    """A question asked of one snapshot: what its answer rests on, and its summary; None where it no longer fits."""

    part: Part
    evidence: Evidence | None


_known: Memory[Answered] = Memory(128)


def answers_ahead(version: Version) -> None:
    """Work out what `keep_slice` will need before anybody holds the database: the widest answers take a while."""
    snapshot, asked = snapshots.present(), questions_of(version)
    for question in asked.values():
        answered_once(snapshot, question)
    for one in standing_in(version, asked):
        outcome_once(snapshot, one.supposition)


def keep_slice(session: Session, version: Version, why: Why) -> EstateSlice:
    """Keep what the version rests on in the estate as it is now, its evidence as it stands with the scenarios."""
    evidence = {risk.number: risk.evidence for risk in version.risks if risk.evidence}
    snapshot, asked = snapshots.present(), questions_of(version)
    parts = {one: answered_once(snapshot, one).part for one in set(asked.values())}
    own = own_part(snapshot, scope_of(version))
    supposed = [(one, outcome_once(snapshot, one.supposition).part) for one in standing_in(version, asked)]
    risks = [(number, asked[number], parts[asked[number]], evidence[number]) for number in asked]
    row = EstateSlice(
        version_id=version.id,
        why=why,
        body=_body(version, own, risks, supposed, owners_of(snapshot, scope_of(version))),
    )
    return store(session, row, [own, *parts.values(), *(part for _, part in supposed if part)], now())


def questions_of(version: Version) -> dict[int, Question]:
    """What the version's evidence asked, by the numbers of the risks."""
    return {risk.number: question_of(risk.evidence) for risk in version.risks if risk.evidence}


def question_of(evidence: Mapping[str, Any]) -> Question:
    """What stored evidence asked."""
    threat = Threat(evidence["threat"])
    usual = threat is Threat.INTEGRITY
    hit = tuple(sorted({one["id"] for one in evidence["hit"]}))
    return Question(hit, threat, evidence["outage"], bool(evidence.get("control", usual)))


def answered_once(snapshot: Snapshot, question: Question) -> Answered:
    """The same as `answered`, remembered for the estate as it is."""
    return _known.recall(snapshot, question, lambda: answered(snapshot, question))


def answered(snapshot: Snapshot, question: Question) -> Answered:
    """What the question's answer rests on in this snapshot, and the answer in short; the engine works it out once."""
    result = answer(snapshot, question)
    part = Part.of(reached_rows(snapshot, question, result))
    if result is None:
        return Answered(part, None)
    asked = question.hit, question.threat.value, question.outage, 0, ""
    return Answered(part, told(evidence_of(snapshot, *asked, control=question.control, result=result)))


def stands_of(body: Mapping[str, Any], asked: Mapping[int, Question]) -> list[tuple[Stands, str | None]]:
    """What a slice keeps of changed estates, each with the fingerprint of its part; `asked` by the risks' numbers."""
    found = []
    for row in body.get("supposed", ()):  # slices of before have none
        supposition = Supposition(asked[row["risk"]], row["changes"])
        found.append((Stands(row["risk"], row["measure"], supposition, row["effect"]), row["part"]))
    return found


def told(evidence: Mapping[str, Any]) -> Evidence:
    """As much of stored evidence as can be compared with what is worked out later."""
    return {name: value for name, value in evidence.items() if name not in _LEFT_OUT}


def scope_of(version: Version) -> list[str]:
    """The ids, as people use them, of what the version assesses."""
    return sorted(one.asset.key for one in version.scope)


def confirmed_body(
    version: Version,
    own: Part,
    answers: Mapping[int, tuple[Question, Answered]],
    supposed: Sequence[tuple[Stands, Outcome]],
    owners: Owners,
) -> dict[str, Any]:
    """The body of a slice whose evidence is the answers of this moment, by the numbers of the risks."""
    rows = [(number, asked, one.part, one.evidence) for number, (asked, one) in answers.items()]
    told = [(replace(one, effect=found.effect), found.part) for one, found in supposed]
    return _body(version, own, rows, told, owners)


def _body(
    version: Version,
    own: Part,
    risks: Iterable[tuple[int, Question, Part, Mapping[str, Any] | None]],
    supposed: Iterable[tuple[Stands, Part | None]],
    owners: Owners,
) -> dict[str, Any]:
    return {
        "scope": scope_of(version),
        OWNERS: to_be_kept(owners),
        "own": own.fingerprint,
        "risks": [
            {
                "number": number,
                "hit": list(asked.hit),
                "threat": asked.threat.value,
                "outage": asked.outage,
                "control": asked.control,
                "part": part.fingerprint,
                "evidence": None if evidence is None else told(evidence),
            }
            for number, asked, part, evidence in sorted(risks, key=lambda row: row[0])
        ],
        "supposed": [kept_row(one, part) for one, part in supposed],
    }


def store(session: Session, row: EstateSlice, parts: Iterable[Part], at: datetime) -> EstateSlice:
    """Add the slice with those of its parts that are not there yet, and have it judged; its owners by commitments."""
    named = kept_form(row.body)
    row.at, row.estate_number, row.body = at, snapshots.state_number(), written(named)
    row.fingerprint = fingerprint_of(row.body)
    keep_parts(session, parts)
    keep_people(session, row.fingerprint, named)
    session.add(row)
    ask_again(session)
    session.flush()
    return row


def ask_again(session: Session) -> None:
    """Have all slices judged though the estate stands still."""
    session.execute(update(StalenessWatch).values(asked=StalenessWatch.asked + 1))


def latest_slice(session: Session, version_id: int) -> EstateSlice | None:
    """What a version is judged by; None where it was approved before slices were kept."""
    query = select(EstateSlice).where(EstateSlice.version_id == version_id).order_by(EstateSlice.id.desc()).limit(1)
    return session.scalar(query)
