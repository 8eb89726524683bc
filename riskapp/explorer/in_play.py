"""What is in play: the needs and data flows by which an answer spread, those that most of what it hurts hangs on first.

They are what a person changes to see what would help.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from riskapp.explorer.directory import Directory
from riskapp.explorer.rows import Row
from riskapp.explorer.stories import Lost, Received, Result, TakenOver, story
from riskapp.graph.confidentiality import Confidentiality
from riskapp.graph.readers import readings
from riskapp.graph.reasons import Chains
from riskapp.graph.snapshot import Dependency, Flow, Snapshot
from riskapp.graph.trails import trail_of
from riskapp.graph.vocabulary import Kind

FOLLOWED = 500
"""So many chains are followed: more say nothing new about what matters most."""


@dataclass(frozen=True, slots=True)
class Need:
    """Something that an asset needs: one provider, or the members of a group; `row` is the dependency, or the first."""

    row: Dependency
    providers: tuple[str, ...]

    @property
    def assets(self) -> tuple[str, ...]:
        """All that it joins."""
        return self.row.dependent, *self.providers


@dataclass(frozen=True, slots=True)
class Carriage:
    """A data flow."""

    row: Flow

    @property
    def assets(self) -> tuple[str, ...]:
        """All that it joins."""
        return self.row.source, self.row.target, *self.row.via


Link = Need | Carriage


def in_play(snapshot: Snapshot, directory: Directory, result: Result, rows: Sequence[Row]) -> tuple[Link, ...]:
    """The needs and flows on the ways to what was reached: by how many processes hang on each, nearest the hit first.

    Where no process is reached, by how many assets.
    """
    groups = _groups(snapshot.dependencies)
    others = [row for row in rows if row.key not in result.hit]
    counted = [row.key for row in others if row.kind is Kind.PROCESS] or [row.key for row in others]
    chains, found, steps = Chains(trail_of(result)), Counter[Link](), dict[Link, int]()
    for key in counted[:FOLLOWED]:
        way = list(dict.fromkeys(_on_the_way(chains, key, directory, groups)))
        found.update(way)
        for step, link in enumerate(reversed(way)):
            steps[link] = min(step, steps.get(link, step))
    if isinstance(result, Confidentiality):
        found.update(_read(result, directory))
    return tuple(sorted(found, key=lambda link: (-found[link], steps.get(link, 0))))


def around(snapshot: Snapshot, key: str) -> tuple[Link, ...]:
    """Everything that one asset needs, then what goes in and out of it or through it, then who needs it."""
    groups = _groups(snapshot.dependencies)
    needs = {need: None for need in groups.values() if need.row.dependent == key}
    needed = {need: None for need in groups.values() if key in need.providers}
    flows = [Carriage(flow) for flow in snapshot.flows if key in (flow.source, flow.target, *flow.via)]
    return (*needs, *flows, *(need for need in needed if need not in needs))


Place = tuple[str, str, str, str | None]


def _groups(dependencies: Iterable[Dependency]) -> dict[Place, Need]:
    """Needs by their place."""
    rows: dict[Place, list[Dependency]] = {}
    for row in dependencies:
        rows.setdefault(_place(row), []).append(row)
    return {place: Need(found[0], tuple(dict.fromkeys(row.provider for row in found))) for place, found in rows.items()}


def _place(row: Dependency) -> Place:
    """What tells a need apart: dependent and group, or where there is none also provider and kind."""
    if row.group is not None:
        return row.dependent, "", "", row.group
    return row.dependent, row.provider, row.kind.value, None


def _on_the_way(chains: Chains, key: str, directory: Directory, groups: dict[Place, Need]) -> Iterable[Link]:
    links = chains.of(key)
    for place in range(len(links)):
        why = story(links[place : place + 2], directory).why
        if isinstance(why, Lost | TakenOver):
            yield groups[_place(why.need)]
        elif isinstance(why, Received):
            yield Carriage(why.flow)


def _read(result: Confidentiality, directory: Directory) -> Counter[Link]:
    """The flows by which data are read, one for each exposure."""
    return Counter(Carriage(directory.flows[one.flow]) for one in readings(result) if one.flow is not None)
