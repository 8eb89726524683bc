"""Incidents that really happened, as small estates: read them, ask the engine, and set its answer beside what happened.

A case is a folder of tests/cases/incidents: the five estate files, README.md and expected.toml.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from riskapp.exchange.reading import read
from riskapp.graph.availability import Availability, simulate
from riskapp.graph.confidentiality import Confidentiality, expose
from riskapp.graph.integrity import Integrity, trace
from riskapp.graph.question import SEVEN_DAYS
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Threat

FOLDER = Path(__file__).parents[1] / "cases" / "incidents"
SPARED = "spared"

Answer = Availability | Integrity | Confidentiality


@dataclass(frozen=True)
class Question:
    """What is asked of a case; `must` is what the engine has to say, `happened` what the sources tell, if they do."""

    case: str
    id: str
    asks: str
    threat: Threat
    hit: tuple[str, ...]
    control: bool
    outage: int | None
    horizon: int
    must: dict[str, Any]
    happened: dict[str, Any]
    differs: tuple[str, ...]

    @property
    def real(self) -> bool:
        """Whether it is what happened; else it is a question that somebody could have asked before."""
        return bool(self.happened)


@dataclass(frozen=True)
class Case:
    """One incident: its estate, its questions, and which of its dependencies and flows the sources state."""

    id: str
    title: str
    source: str
    estate: Snapshot
    stated: frozenset[tuple[str, str]]
    stated_flows: frozenset[str]
    questions: tuple[Question, ...]
    silent: tuple[str, ...]


def names() -> list[str]:
    """The cases, by the order that expected.toml gives them: the order of the document."""
    folders = [path.parent.name for path in FOLDER.glob("*/expected.toml")]
    return sorted(folders, key=lambda name: _expected(name)["place"])


@cache
def load(name: str) -> Case:
    """A case, its estate read as any estate is."""
    told = _expected(name)
    return Case(
        name,
        told["title"],
        told["source"],
        read(FOLDER / name).snapshot,
        frozenset((dependent, provider) for dependent, provider in told["stated"]),
        frozenset(told.get("stated_flows", ())),
        tuple(_question(name, one) for one in told["question"]),
        tuple(told["silent"]),
    )


def ask(question: Question, estate: Snapshot | None = None) -> Answer:
    """The engine's answer on the estate of the case, or on a changed one."""
    snapshot = load(question.case).estate if estate is None else estate
    if question.threat is Threat.AVAILABILITY:
        return simulate(snapshot, question.hit, question.outage, question.horizon, question.control)
    if question.threat is Threat.INTEGRITY:
        return trace(snapshot, question.hit, question.control)
    return expose(snapshot, question.hit)


def states(answer: Answer) -> dict[str, str]:
    """Every asset that the answer reaches, with how: down or degraded, control or data, control or exposed."""
    if isinstance(answer, Availability):
        return {one.id: "degraded" if one.first_failure is None else "down" for one in answer.assets}
    if isinstance(answer, Integrity):
        return {one.id: one.state.value for one in answer.assets}
    return {one.holder: "exposed" for one in answer.exposures} | {one.id: "control" for one in answer.controlled}


def moments(answer: Answer) -> dict[str, int]:
    """When each asset is reached: the minute of its first outage or degradation, or the steps from the hit."""
    if isinstance(answer, Availability):
        return {one.id: one.intervals[0].start for one in answer.assets}
    if isinstance(answer, Integrity):
        return {one.id: one.steps for one in answer.assets}
    return {one.id: one.steps for one in answer.controlled}


def _expected(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name / "expected.toml").read_text(encoding="utf-8"))


def _question(case: str, told: dict[str, Any]) -> Question:
    return Question(
        case,
        told["id"],
        told["asks"],
        Threat(told["threat"]),
        tuple(told["hit"]),
        told.get("control", False),
        told.get("outage"),
        told.get("horizon", SEVEN_DAYS),
        told["must"],
        told.get("happened", {}),
        tuple(told.get("differs", ())),
    )
