"""Where the worst risks gather: by process, by system, by supplier."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from riskapp.catalogues.matrix import RiskLevel
from riskapp.register.rows import RiskRow

TEN = 10

Names = Callable[[RiskRow], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Top:
    """A process, system or supplier: how many risks it has, how many of them are open, and the worst level left."""

    name: str
    risks: int
    open: int
    worst: RiskLevel | None


def counts_as(row: RiskRow) -> RiskLevel | None:
    """The level by which a risk is ranked: what is left, or what it is now where nobody has judged what is left."""
    return row.left or row.level


def top_ten(rows: Sequence[RiskRow], names: Names) -> tuple[Top, ...]:
    """The ten with the worst level, then the most open risks, then the most risks; alike ones by name."""
    found: dict[str, list[RiskRow]] = {}
    for row in rows:
        for name in dict.fromkeys(names(row)):
            found.setdefault(name, []).append(row)
    tops = [_top(name, own) for name, own in found.items()]
    return tuple(sorted(tops, key=_rank)[:TEN])


def _top(name: str, rows: Sequence[RiskRow]) -> Top:
    levels = [level for row in rows if (level := counts_as(row)) is not None]
    worst = max(levels, key=lambda level: level.gravity, default=None)
    return Top(name, len(rows), sum(row.open for row in rows), worst)


def _rank(top: Top) -> tuple[int, int, int, int, str]:
    tone, value = top.worst.gravity if top.worst else (0, 0)
    return -tone, -value, -top.open, -top.risks, top.name.casefold()
