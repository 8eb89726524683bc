"""Judging slices against the estate of this moment: each question answered once, each part compared once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from riskapp.assessments.evidence import Evidence
from riskapp.assessments.models import EstateSlice
from riskapp.catalogues.questionnaire import Quote
from riskapp.catalogues.scales import Scales
from riskapp.decisions.staleness.owners_kept import owners_then
from riskapp.decisions.staleness.resting import answered, question_of, stands_of
from riskapp.decisions.staleness.slice_parts import rows_of
from riskapp.decisions.staleness.supposing import Effect, Stands, Supposition, effect_changes, outcomes
from riskapp.decisions.staleness.touched import assets_of, gravity_of, moved_levels, quotes_touched
from riskapp.graph.snapshot import Snapshot
from riskapp.staleness.comparing import Change, Place, compare
from riskapp.staleness.evidence_changes import evidence_changes
from riskapp.staleness.gravity import Gravity
from riskapp.staleness.owners import owner_changes, owners_of
from riskapp.staleness.reach import Question
from riskapp.staleness.row_texts import Table, row_texts
from riskapp.staleness.slices import Part, fingerprint_of, own_part

MOST = 100
"""So many changes, or figures of one scenario, that a finding lists; the rest are counted."""

Found = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found of one version; `seen` is the fingerprint of it."""

    gravity: Gravity
    found: Found

    @property
    def seen(self) -> str:
        """Two findings that say the same have the same."""
        return fingerprint_of([self.gravity.value, self.found])


@dataclass(frozen=True, slots=True)
class About:
    """What of an assessment a change may touch, read only where something changed.

    `assets`: the id of each risk's asset by the risk's number. `quoting`: for each kind of quoted facts the ids of the
    answered questions that show it.
    """

    scales: Scales
    assets: Mapping[int, str]
    quoting: Mapping[Quote, Sequence[str]]


class Judge:
    """Judges slices against one snapshot; questions and comparisons that slices share are worked out once.

    Answers are kept short: of a question's part nothing stays but what differs from the parts that slices name.
    """

    def __init__(self, session: Session, snapshot: Snapshot, slices: Iterable[EstateSlice]) -> None:
        self._session = session
        self._snapshot = snapshot
        judged = list(slices)
        self._owners = owners_then(session, judged)
        self._named: dict[Question, set[str]] = {}
        self._evidence: dict[Question, Evidence | None] = {}
        self._changes: dict[tuple[object, str], tuple[Change, ...]] = {}
        self._supposed: dict[Supposition, set[str | None]] = {}
        self._effects: dict[Supposition, Effect | None] = {}
        for one in judged:
            for risk in one.body["risks"]:
                self._named.setdefault(asked_of(risk), set()).add(risk["part"])
            for stands, part in _standing(one):
                self._supposed.setdefault(stands.supposition, set()).add(part)

    def judge(self, one: EstateSlice, about: Callable[[], About]) -> Judged | None:
        """What changed of what the slice says; None where nothing did."""
        own = self._own(one)
        by_risk = {risk["number"]: self._reached(asked_of(risk), risk["part"]) for risk in one.body["risks"]}
        evidence = [row for risk in one.body["risks"] if (row := self._answer(risk))]
        supposed = [row for stands, _ in _standing(one) if (row := self._effect(stands))]
        for stands, part in _standing(one):
            by_risk[stands.risk] += self._changed_by(stands, part)
        if not own and not evidence and not supposed and not any(by_risk.values()):
            return None
        return self._told(one, own, by_risk, evidence, supposed, about())

    def _own(self, one: EstateSlice) -> tuple[Change, ...]:
        key = tuple(one.body["scope"]), one.body["own"]
        if key not in self._changes:
            self._changes[key] = self._compared(one.body["own"], own_part(self._snapshot, one.body["scope"]))
        owners = self._owners[one.id], owners_of(self._snapshot, one.body["scope"])
        return *self._changes[key], *owner_changes(*owners)

    def _reached(self, question: Question, then: str) -> tuple[Change, ...]:
        if question not in self._evidence:
            now = answered(self._snapshot, question)
            self._evidence[question] = now.evidence
            for named in self._named[question]:
                self._changes[question, named] = self._compared(named, now.part)
        return self._changes[question, then]

    def _effect(self, stands: Stands) -> Found | None:
        """What differs of what a supposition would do; all of them are worked out at the first that is asked for."""
        if not self._effects:
            for one, outcome in outcomes(self._snapshot, self._supposed):
                self._effects[one] = outcome.effect
                for named in filter(None, self._supposed[one]):
                    found = () if outcome.part is None else self._compared(named, outcome.part)
                    self._changes[one, named] = found
        rows = effect_changes(stands.effect, self._effects[stands.supposition])
        return {"risk": stands.risk, "measure": stands.measure, "rows": rows} if rows else None

    def _changed_by(self, stands: Stands, part: str | None) -> tuple[Change, ...]:
        return self._changes[stands.supposition, part] if part else ()

    def _compared(self, then: str, now: Part) -> tuple[Change, ...]:
        return () if now.fingerprint == then else compare(rows_of(self._session, then), now.rows)

    def _answer(self, risk: Found) -> Found | None:
        now = self._evidence[asked_of(risk)]
        rows = evidence_changes(risk["evidence"], now)
        return {"risk": risk["number"], "rows": rows, "then": risk["evidence"], "now": now} if rows else None

    def _told(
        self,
        one: EstateSlice,
        own: Sequence[Change],
        by_risk: Mapping[int, Sequence[Change]],
        evidence: Sequence[Found],
        supposed: Sequence[Found],
        about: About,
    ) -> Judged:
        mine = {change.place for change in own}
        where: dict[Place, list[int]] = {place: [] for place in mine}
        changes = {change.place: change for change in own}
        for number, reached in by_risk.items():
            for change in reached:
                changes.setdefault(change.place, change)
                known = where.setdefault(change.place, [])
                known += [] if number in known else [number]
        ordered = sorted(changes.values(), key=lambda change: (change.wording, change.place not in mine))
        answers = [self._told_evidence(row, about.scales) for row in evidence]
        touched = {number for numbers in where.values() for number in numbers}
        touched |= {row["risk"] for row in (*answers, *supposed)}
        changed = {key for change in own for key in assets_of(change, self._snapshot)}
        touched |= {number for number, key in about.assets.items() if key in changed}
        quotes = quotes_touched(self._snapshot, one.body["scope"], own)
        found = {
            "changes": [self._row(change, change.place in mine, where[change.place]) for change in ordered[:MOST]],
            "changes_more": max(0, len(ordered) - MOST),
            "evidence": answers,
            "supposed": list(supposed),
            "risks": sorted(touched),
            "answers": sorted({key for quote in quotes for key in about.quoting.get(quote, ())}),
        }
        return Judged(gravity_of(ordered, [*answers, *({**one, "levels": []} for one in supposed)]), found)

    def _told_evidence(self, row: Found, scales: Scales) -> Found:
        return {
            "risk": row["risk"],
            "rows": row["rows"][:MOST],
            "rows_more": max(0, len(row["rows"]) - MOST),
            "levels": moved_levels(scales, row["then"], row["now"]),
        }

    def _row(self, change: Change, own: bool, risks: Sequence[int]) -> Found:
        named = partial(_named, self._snapshot, change.table)
        return {
            "table": change.table.value,
            "key": list(change.key),
            "assets": [{"id": key, "name": _name(self._snapshot, key)} for key in assets_of(change, self._snapshot)],
            "category": _category(self._snapshot, change),
            "what": change.what.value,
            "field": change.field,
            "before": named(change.field, change.before),
            "after": named(change.field, change.after),
            "wording": change.wording,
            "own": own,
            "risks": list(risks),
        }


def _standing(one: EstateSlice) -> list[tuple[Stands, str | None]]:
    return stands_of(one.body, {risk["number"]: asked_of(risk) for risk in one.body["risks"]})


def asked_of(risk: Found) -> Question:
    """The question of a risk of a slice."""
    return question_of({**risk, "hit": [{"id": key} for key in risk["hit"]]})


def _name(snapshot: Snapshot, key: str) -> str:
    known = row_texts(snapshot).assets
    return known[key].name if key in known else key


def _category(snapshot: Snapshot, change: Change) -> str:
    """The name of the category that the row is about, where it is about one."""
    if change.table not in (Table.CATEGORY, Table.HOLDING):
        return ""
    known = row_texts(snapshot).categories
    return known[change.key[-1]].name if change.key[-1] in known else change.key[-1]


def _named(snapshot: Snapshot, table: Table, field: str, value: object) -> object:
    """A value with names in the place of ids; of a whole row nothing, for its key says which it is."""
    if isinstance(value, dict):
        return None
    if isinstance(value, list):
        known = row_texts(snapshot).categories
        return [known[one].name if one in known else _name(snapshot, one) for one in value]
    if table is Table.FLOW and field in ("source", "target") and isinstance(value, str):
        return _name(snapshot, value)
    return value
