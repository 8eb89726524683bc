"""How long each round of an assessment stood in each state, and where papers wait longest: from its steps.

A round is one version: it begins as a draft when it is made, and ends when it is approved or rejected.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from riskapp.accounts.authority import require
from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.models import ScopedAsset, Version
from riskapp.assessments.states import Act, State, decided
from riskapp.database import db

STATES = (State.DRAFT, State.IN_REVIEW, State.ADVISED, State.SENT_BACK)
"""Those in which a paper waits for somebody."""
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Round:
    """A version: when it began, and its steps (when, to which state) in order."""

    assessment: int
    number: int
    kind: str
    title: str
    systems: str
    began: datetime
    steps: tuple[tuple[datetime, State], ...] = ()

    @property
    def state(self) -> State:
        """Where it stands."""
        return self.steps[-1][1] if self.steps else State.DRAFT


@dataclass(frozen=True, slots=True)
class LeadTime:
    """Days in each state (only those that it was in), in all, and in the present one where it is not decided."""

    of: Round
    days: Mapping[State, float]
    waiting: float | None

    @property
    def total(self) -> float:
        """From the beginning to the decision, or until now."""
        return sum(self.days.values())


@dataclass(frozen=True, slots=True)
class Spread:
    """One state over all rounds: how many were in it, how many are now, the days in the middle and at the most."""

    state: State
    rounds: int
    now: int
    middle: float
    longest: LeadTime


def lead_time(one: Round, now: datetime) -> LeadTime:
    """The days of one round; a state that it came back to counts all its stays."""
    days: dict[State, float] = {}
    for state, begin, end in _stays(one, now):
        days[state] = days.get(state, 0.0) + (end - begin).total_seconds() / _DAY
    last = one.steps[-1][0] if one.steps else one.began
    waiting = None if decided(one.state) else (now - last).total_seconds() / _DAY
    return LeadTime(one, days, waiting)


def spreads(times: Iterable[LeadTime]) -> list[Spread]:
    """Each state that some round was in, in the order of the work."""
    found, times = [], list(times)
    for state in STATES:
        there = [one for one in times if state in one.days]
        if there:
            now = sum(1 for one in there if one.of.state is state)
            middle = median(one.days[state] for one in there)
            longest = max(there, key=lambda one: (one.days[state], -one.of.assessment))
            found.append(Spread(state, len(there), now, middle, longest))
    return found


def all_lead_times(actor: Actor, now: datetime) -> list[LeadTime]:
    """Those of every assessment: first what waits, the longest first, then what is decided, the newest first.

    Raises NotAllowed for whoever may not read all assessments: a part of them would tell the board something wrong.
    """
    require(actor.may_everywhere(Permission.VIEW_ASSESSMENTS), Permission.VIEW_ASSESSMENTS)
    systems = selectinload(Version.scope).selectinload(ScopedAsset.asset)
    query = select(Version).options(systems, selectinload(Version.transitions), selectinload(Version.assessment))
    times = [lead_time(_round(version), now) for version in db.session.scalars(query)]
    waits = sorted((one for one in times if one.waiting is not None), key=lambda one: -(one.waiting or 0))
    done = sorted((one for one in times if one.waiting is None), key=lambda one: one.of.steps[-1][0], reverse=True)
    return [*waits, *done]


def _round(version: Version) -> Round:
    taken = [(one.at, State(one.to_state)) for one in version.transitions if one.act != Act.NEW_VERSION.value]
    systems = ", ".join(one.asset.name for one in version.scope)
    kind = version.assessment.kind
    return Round(version.assessment_id, version.number, kind, version.title, systems, version.created_at, tuple(taken))


def _stays(one: Round, now: datetime) -> Iterator[tuple[State, datetime, datetime]]:
    begins: Sequence[tuple[datetime, State]] = ((one.began, State.DRAFT), *one.steps)
    ends = [*(at for at, _ in begins[1:]), now]
    for (begin, state), end in zip(begins, ends, strict=True):
        if not decided(state):
            yield state, begin, max(begin, end)
