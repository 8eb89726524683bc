"""Which members of a blast radius the small picture shows, which it stacks, and how many it leaves out."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from riskapp.explorer.drawing import Arrow, Drawing, Node, Rule
from riskapp.explorer.layout import Spot, layered
from riskapp.explorer.reach import Member
from riskapp.graph.vocabulary import Kind

MOST = 150
USUAL = 60
FIRST = ("hit", "asked", "alone", "start", "end", "holds", "outside")
"""States of those whom a picture is about."""
STACK, STACK_OTHERS = 4, 13
"""The fewest leaves that make a stack, of devices and of other kinds: boxes with names say more than a count."""


def picture_of(members: Mapping[str, Member], most: int = USUAL, rule: Rule = Rule.REACH) -> Drawing:
    """Draw `members` (causes before what they cause) with at most `most` boxes, by the rule (see drawing.RULES)."""
    choice = _Choice(members, most, rule)
    for key, member in members.items():
        if member.state in FIRST:
            choice.add_way(key)
    for key, member in members.items():
        if member.kind == Kind.PROCESS:
            choice.add_way(key)
    took = Counter(member.parent for member in members.values() if member.parent is not None)
    for key, _ in sorted(took.items(), key=lambda pair: (-pair[1], pair[0])):
        choice.add_way(key)
    choice.add_leaves(took)
    return choice.drawing()


class _Choice:
    """The boxes so far: `unit` names the box of each member that has one, alone or in a stack."""

    def __init__(self, members: Mapping[str, Member], most: int, rule: Rule) -> None:
        self.members = members
        self.rule = rule
        self.most = most
        self.unit: dict[str, str] = {}
        self.boxes: dict[str, Member] = {}
        self.counts: dict[str, int] = {}

    def add_way(self, key: str) -> None:
        """Add a member with all that lead to it from a hit one, if there is room for all of them."""
        way: list[str] = []
        step: str | None = key
        while step is not None and step not in self.unit:
            way.append(step)
            step = self.members[step].parent
        if len(self.boxes) + len(way) <= self.most:
            for name in reversed(way):
                self._add(name, self.members[name], (name,))

    def add_leaves(self, took: Mapping[str, int]) -> None:
        """Add those that took nobody with them, the largest stacks first, as far as there is room."""
        alike: dict[tuple[object, ...], list[str]] = {}
        for key, member in self.members.items():
            if key not in self.unit and key not in took:
                alike.setdefault((member.causes, member.kind, member.state), []).append(key)
        for keys in sorted(alike.values(), key=lambda keys: (-len(keys), keys[0])):
            if len(keys) < self._least(keys[0]):
                for key in keys:
                    self.add_way(key)
                continue
            first = self.members[keys[0]]
            if len(self.boxes) < self.most and (first.parent is None or first.parent in self.unit):
                # Ids have no blanks around them, so no asset can have this key.
                self._add(f" stack {len(self.counts)}", first, keys)

    def _least(self, key: str) -> int:
        if len(self.members) <= self.most:
            return self.most + 1  # there is room for everybody
        return STACK if self.members[key].kind == Kind.DEVICE else STACK_OTHERS

    def _add(self, name: str, member: Member, keys: Iterable[str]) -> None:
        self.boxes[name] = member
        before = len(self.unit)
        self.unit.update(dict.fromkeys(keys, name))
        self.counts[name] = len(self.unit) - before

    def drawing(self) -> Drawing:
        """Lay out the boxes that were chosen."""
        arrows = self._arrows(lambda member: member.causes)
        layers = _layers(self.boxes, arrows)
        grid = layered(
            (Spot(name, layers[name], f"{member.kind} {member.label}") for name, member in self.boxes.items()), arrows
        )
        arrows = self._arrows(lambda member: member.also) | arrows
        nodes = [self._node(name, *grid.place(name)) for name in sorted(grid.cells, key=grid.cells.__getitem__)]
        stacked = sum(count for count in self.counts.values() if count > 1)
        return Drawing(
            nodes=tuple(nodes),
            arrows=tuple(Arrow(source, target, kind) for (source, target), kind in sorted(arrows.items())),
            columns=grid.columns,
            rows=grid.rows,
            total=len(self.members),
            stacked=stacked,
            left_out=len(self.members) - len(self.unit),
            rule=self.rule,
        )

    def _arrows(self, causes: Callable[[Member], Iterable[str]]) -> dict[tuple[str, str], str]:
        return {
            (self.unit[cause], name): member.arrow
            for name, member in self.boxes.items()
            for cause in causes(member)
            if cause in self.unit and self.unit[cause] != name
        }

    def _node(self, name: str, x: float, y: float) -> Node:
        member, count = self.boxes[name], self.counts[name]
        label = member.label if count == 1 else ""
        return Node(name, label, member.kind, member.state, member.at, x, y, count)


def _layers(boxes: Iterable[str], arrows: Iterable[tuple[str, str]]) -> dict[str, int]:
    """The layer of each box: right of everything that leads to it."""
    layers = dict.fromkeys(boxes, 0)
    pairs = sorted(arrows)
    for _ in layers:  # causes come before what they cause, so there is no circle and this ends long before
        behind = [(source, target) for source, target in pairs if layers[target] <= layers[source]]
        if not behind:
            break
        for source, target in behind:
            layers[target] = max(layers[target], layers[source] + 1)
    return layers
