"""How many risks were open at the end of each month, by level: derived from decided versions and acceptances."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from riskapp.catalogues.matrix import RiskLevel
from riskapp.register.rows import Gauge, PastRisk, PastVersion

MONTHS = 24


@dataclass(slots=True)
class Point:
    """A day: open risks by the value of their level, those that somebody bore, those within the criteria."""

    day: date
    open: dict[int, int] = field(default_factory=dict)
    borne: int = 0
    within: int = 0

    @property
    def total(self) -> int:
        """All open ones."""
        return sum(self.open.values())


def month_ends(today: date, months: int = MONTHS) -> tuple[date, ...]:
    """The last days of so many months, oldest first; the month that is under way ends today."""
    first = today.replace(day=1)
    found = [today]
    for _ in range(months - 1):
        last = first - timedelta(days=1)
        found.append(last)
        first = last.replace(day=1)
    return tuple(reversed(found))


def trend(past: Iterable[PastVersion], gauge: Gauge, days: Sequence[date]) -> tuple[Point, ...]:
    """The point of each day; only versions that are measured with these criteria, because levels of others differ."""
    points = [Point(day, {level.value: 0 for level in above(gauge)}) for day in days]
    for version in past:
        if version.gauge != gauge.key:
            continue
        shown = [p for p in points if version.start <= p.day and (version.end is None or p.day < version.end)]
        for risk in version.risks if shown else ():
            _count(risk, gauge, shown)
    return tuple(points)


def above(gauge: Gauge) -> tuple[RiskLevel, ...]:
    """The levels at which somebody may have to bear a risk, from the lowest: a stricter line may begin at any."""
    levels = {level.value: level for row in gauge.scales.matrix.rows for level in row}
    return tuple(levels[value] for value in sorted(levels))


def _count(risk: PastRisk, gauge: Gauge, points: Sequence[Point]) -> None:
    if risk.level is None:
        return
    if risk.borne:
        for point in points:
            point.within += 1
        return
    value = risk.level.value
    for point in points:
        if any(one.holds(point.day) for one in risk.bearings):
            point.borne += 1
        else:
            point.open[value] += 1
