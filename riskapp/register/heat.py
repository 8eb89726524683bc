"""The heat map: how many risks stand in each cell of one set of criteria, now and after their measures."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from riskapp.catalogues.matrix import RiskLevel
from riskapp.catalogues.scales import ScaleLevel
from riskapp.register.rows import Gauge, RiskRow


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A cell: its place as the address says it, its level, the pattern of that, and how many risks stand in it."""

    cell: str
    consequence: ScaleLevel
    level: RiskLevel
    tone: int
    now: int
    left: int


@dataclass(frozen=True, slots=True)
class HeatLine:
    """All consequences at one likelihood."""

    likelihood: ScaleLevel
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """The cells, highest likelihood on top; how many risks are not judged, now and after the measures."""

    lines: tuple[HeatLine, ...]
    counted: int
    unjudged_now: int
    unjudged_left: int


def usual_gauge(rows: Sequence[RiskRow]) -> str:
    """The criteria that most risks are measured with; of several the first by key. Empty where there is no risk."""
    counts = Counter(row.gauge for row in rows)
    return min(counts, key=lambda key: (-counts[key], key)) if counts else ""


def cell_name(likelihood: int, consequence: int) -> str:
    """A cell as the address says it."""
    return f"{likelihood}-{consequence}"


def cell_now(row: RiskRow) -> str:
    """Where a risk stands now; empty where it is not judged."""
    return cell_name(row.likelihood, row.consequence) if row.likelihood and row.consequence else ""


def cell_left(row: RiskRow) -> str:
    """Where a risk stands after its measures; empty where that is not judged."""
    judged = row.likelihood_after and row.consequence_after
    return cell_name(row.likelihood_after or 0, row.consequence_after or 0) if judged else ""


def heat_map(rows: Iterable[RiskRow], gauge: Gauge) -> HeatMap:
    """The map of those rows that are measured with these criteria."""
    own = [row for row in rows if row.gauge == gauge.key]
    now, left = Counter(map(cell_now, own)), Counter(map(cell_left, own))
    scales = gauge.scales
    lines = []
    for likelihood in reversed(scales.likelihood.levels):
        cells = []
        for consequence in scales.consequence.levels:
            name = cell_name(likelihood.value, consequence.value)
            level = scales.level(likelihood.value, consequence.value)
            cells.append(HeatCell(name, consequence, level, level.pattern, now[name], left[name]))
        lines.append(HeatLine(likelihood, tuple(cells)))
    return HeatMap(tuple(lines), len(own), now[""], left[""])
