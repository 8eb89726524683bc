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
from riskapp.graph.snapshot import Dependency, Flow
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


def in_play(directory: Directory, result: Result, rows: Sequence[Row]) -> tuple[Link, ...]:
    """The needs and flows on the ways to what was reached: by how many processes hang on each, nearest the hit first.

    Where no process is reached, by how many assets.
    """
    others = [row for row in rows if row.key not in result.hit]
    counted = [row.key for row in others if row.kind is Kind.PROCESS] or [row.key for row in others]
    chains, found, steps = Chains(trail_of(result)), Counter[Link](), dict[Link, int]()
    for key in counted[:FOLLOWED]:
        way = list(dict.fromkeys(_on_the_way(chains, key, directory)))
        found.update(way)
        for step, link in enumerate(reversed(way)):
            steps[link] = min(step, steps.get(link, step))
    if isinstance(result, Confidentiality):
        found.update(_read(result, directory))
    return tuple(sorted(found, key=lambda link: (-found[link], steps.get(link, 0))))


def around(directory: Directory, key: str) -> tuple[Link, ...]:
    """Everything that one asset needs, then what goes in and out of it or through it, then who needs it."""
    rows = directory.needs_naming(key)
    needs = dict.fromkeys(_need(row, directory) for row in rows if row.dependent == key)
    needed = dict.fromkeys(_need(row, directory) for row in rows if row.provider == key)
    flows = [Carriage(flow) for flow in directory.flows_naming(key)]
    return (*needs, *flows, *(need for need in needed if need not in needs))


def _need(row: Dependency, directory: Directory) -> Need:
    """The need that a dependency belongs to: the rows of its group, or on its own the first that says the same."""
    if row.group is None:
        return Need(directory.first(row), (row.provider,))
    rows = directory.group(row.dependent, row.group)
    return Need(rows[0], tuple(dict.fromkeys(one.provider for one in rows)))


def _on_the_way(chains: Chains, key: str, directory: Directory) -> Iterable[Link]:
    links = chains.of(key)
    for place in range(len(links)):
        why = story(links[place : place + 2], directory).why
        if isinstance(why, Lost | TakenOver):
            yield _need(why.need, directory)
        elif isinstance(why, Received):
            yield Carriage(why.flow)


def _read(result: Confidentiality, directory: Directory) -> Counter[Link]:
    """The flows by which data are read, one for each exposure."""
    return Counter(Carriage(directory.flows[one.flow]) for one in readings(result) if one.flow is not None)
