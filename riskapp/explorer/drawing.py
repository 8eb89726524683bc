"""A drawing: what a small picture of the estate shows, and where; pages and reports draw from the same one."""

from dataclasses import dataclass, replace
from enum import StrEnum

from riskapp.errors import N_


class Rule(StrEnum):
    """By which rule assets were left out of a picture."""

    REACH = "reach"
    NEEDS = "needs"
    WAYS = "ways"
    LINEAGE = "lineage"
    NEIGHBOURS = "neighbours"


RULES = {
    Rule.REACH: N_(
        "What is hit comes first, then the ways to processes, then whatever took most with it; "
        "assets of one kind that fell to the same cause are one stack."
    ),
    Rule.NEEDS: N_(
        "What stops it alone comes first, with the ways there, then whatever others need most; "
        "assets of one kind that the same ones need are one stack."
    ),
    Rule.WAYS: N_("All assets on the ways are shown."),
    Rule.LINEAGE: N_(
        "Holders and suppliers come first, then whoever passes the data on to most; "
        "assets of one kind that get or send them alike are one stack."
    ),
    Rule.NEIGHBOURS: N_(
        "Processes, systems and infrastructure come first, then devices; many neighbours of one kind are one stack."
    ),
}


@dataclass(frozen=True, slots=True)
class Node:
    """An asset, or a stack of `count` assets of one kind.

    The key of a stack is no asset's id, its label what it is grouped by, or empty; `members` are the ids in it, where
    they are known.

    `x` and `y` are the middle of its box in 0..1 from the top left. `state` is "hit", "down", "degraded", "control",
    "data" or "exposed"; in the answers to other questions "asked", "alone", "helps", "start", "end", "holds" or
    "outside"; or "" (nothing to tell). `at` is the minute or the number of steps where the state has one; `until` the
    last one in a stack.
    """

    key: str
    label: str
    kind: str
    state: str
    at: int | None
    x: float
    y: float
    count: int = 1
    members: tuple[str, ...] = ()
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Arrow:
    """From a provider or sender to whom it takes with it; `kind` is "dependency", "flow" or "exposed" (who reads)."""

    source: str
    target: str
    kind: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Nodes on a grid of `columns` by `rows` boxes. Of `total` assets `stacked` are in stacks, `left_out` nowhere.

    `stacked_by` is what the assets of a stack have in common, where it is not what the rule says.
    """

    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    columns: int
    rows: int
    total: int
    stacked: int
    left_out: int
    rule: Rule
    stacked_by: str = ""

    def turned(self) -> "Drawing":
        """The same from right to left, with every arrow the other way round."""
        return replace(
            self,
            nodes=tuple(replace(node, x=1 - node.x) for node in self.nodes),
            arrows=tuple(sorted((Arrow(one.target, one.source, one.kind) for one in self.arrows), key=_by_ends)),
        )

    @property
    def singles(self) -> int:
        """How many assets have a box of their own."""
        return self.total - self.stacked - self.left_out


def _by_ends(arrow: Arrow) -> tuple[str, str, str]:
    return arrow.source, arrow.target, arrow.kind
