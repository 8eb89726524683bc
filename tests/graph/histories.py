"""What became of each asset in each minute, and whether it fared worse in one outage than in another."""

from riskapp.graph.availability import Availability
from riskapp.graph.snapshot import Snapshot


def history(result: Availability, snapshot: Snapshot) -> dict[str, list[str]]:
    """The state of each asset in each minute, from the intervals of the timeline."""
    states = {asset.id: ["up"] * result.horizon for asset in snapshot.assets if asset.lifecycle.takes_part}
    for asset in result.assets:
        for interval in asset.intervals:
            states[asset.id][interval.start : interval.end] = [interval.state.value] * interval.minutes
    return states


def worse(states: dict[str, list[str]]) -> dict[str, list[int]]:
    return {name: [("up", "degraded", "down").index(state) for state in row] for name, row in states.items()}


def never_better(left: dict[str, list[str]], right: dict[str, list[str]]) -> bool:
    """Whether every asset fares in `right` as in `left` or worse, in every minute."""
    before, after = worse(left), worse(right)
    return all(old <= new for name in before for old, new in zip(before[name], after[name], strict=True))
