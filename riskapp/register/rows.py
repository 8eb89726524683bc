"""A risk and a measure as the register shows them: plain rows, whichever assessment they come from.

There may be tens of thousands, so that those which are many are named tuples, which are made fastest.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from riskapp.catalogues.matrix import RiskLevel
from riskapp.catalogues.scales import Scales


class Standing(StrEnum):
    """Whether somebody bears what is left of a risk, on a day; the order is that of concern."""

    EXPIRED = "has run out"
    WITHDRAWN = "withdrawn"
    STALE = "out of date"
    NEVER = "never accepted"
    ENDING = "runs out soon"
    ACCEPTED = "accepted"
    UNJUDGED = "not judged yet"
    WITHIN = "within the criteria"


OPEN = frozenset({Standing.EXPIRED, Standing.WITHDRAWN, Standing.STALE, Standing.NEVER})
"""What is left is above the criteria, and nobody bears it."""


@dataclass(frozen=True, slots=True)
class Place:
    """An asset that a risk or an assessment is about; `supplier` is what people call it, empty where none is known."""

    id: int
    key: str
    name: str
    kind: str
    supplier: str


@dataclass(frozen=True, slots=True)
class Gauge:
    """One set of criteria that versions are measured with; `key` names it in an address, `name` is the organisation's.

    `name` is empty for the criteria that came with riskapp.
    """

    key: str
    kind: str
    name: str
    number: int
    scales: Scales

    def borne(self, level: RiskLevel) -> bool:
        """Whether a risk of this level needs nobody's acceptance."""
        return level.value <= self.scales.borne


class RiskRow(NamedTuple):
    """A risk as it counts now. Its identity is (assessment, number), because a new version copies the numbers.

    `draft` where no decided version has it; `newer` is the number of an open version that is newer than this one.
    `knowledge` is the weakest behind its judgements; `since` the day from which it is open, None where it is not.
    """

    id: int
    assessment: int
    number: int
    version: int
    version_id: int
    kind: str
    title: str
    state: str
    draft: bool
    newer: int | None
    gauge: str
    scope: tuple[Place, ...]
    asset: Place | None
    lost: str
    threat: str
    cause: str
    event: str
    likelihood: int | None
    consequence: int | None
    likelihood_after: int | None
    consequence_after: int | None
    level: RiskLevel | None
    left: RiskLevel | None
    knowledge: str
    treatment: str
    owner: str
    owner_id: int | None
    processes: tuple[str, ...]
    measures: int
    in_place: int
    overdue: int
    standing: Standing
    borne: bool
    until: date | None
    since: date | None

    @property
    def identity(self) -> tuple[int, int]:
        """What the risk is known by in every version."""
        return self.assessment, self.number

    @property
    def places(self) -> tuple[Place, ...]:
        """Where it is: its own asset, or all of the scope where it names none."""
        return (self.asset,) if self.asset else self.scope

    @property
    def suppliers(self) -> tuple[str, ...]:
        """The suppliers of where it is."""
        return tuple(dict.fromkeys(one.supplier for one in self.places if one.supplier))

    @property
    def open(self) -> bool:
        """Whether what is left is above the criteria and nobody bears it."""
        return self.standing in OPEN

    @property
    def said(self) -> str:
        """What happens, in the words that there are."""
        return self.event or self.threat or self.cause

    def days_open(self, today: date) -> int | None:
        """For how many days it has been open, None where it is not."""
        return None if self.since is None else max(0, (today - self.since).days)


class MeasureRow(NamedTuple):
    """A measure of an assessment that counts; status, due date and owner are the register's where it is in there."""

    id: int
    assessment: int
    number: int
    version: int
    version_id: int
    kind: str
    title: str
    state: str
    draft: bool
    newer: int | None
    text: str
    owner: str
    due: date | None
    status: str
    evidence: int
    treats: tuple[int, ...]

    def overdue(self, today: date) -> bool:
        """Whether its day has passed and it is not in place."""
        return self.status != IN_PLACE and self.due is not None and self.due < today


IN_PLACE = "in place"


class Bearing(NamedTuple):
    """An acceptance as dates: from which day, until which (not included), and the day that it was withdrawn."""

    since: date
    until: date
    withdrawn: date | None
    stale: bool = False

    def holds(self, day: date) -> bool:
        """Whether it carried the risk on that day."""
        return self.since <= day < self.until and (self.withdrawn is None or day < self.withdrawn)


class PastRisk(NamedTuple):
    """A risk of an approved version: its residual level, who bore it when, and whether it needs nobody."""

    level: RiskLevel | None
    bearings: tuple[Bearing, ...]
    borne: bool = False


@dataclass(frozen=True, slots=True)
class PastVersion:
    """A decided version: from which day it counted, until which (None: it does still), and with which risks."""

    gauge: str
    start: date
    end: date | None
    risks: tuple[PastRisk, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """All that somebody may read, on a day."""

    today: date
    risks: tuple[RiskRow, ...]
    measures: tuple[MeasureRow, ...]
    past: tuple[PastVersion, ...]
    gauges: Mapping[str, Gauge]
