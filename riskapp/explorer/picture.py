"""Which members of a blast radius the small picture shows, which it stacks, and how many it leaves out."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping

from riskapp.explorer.drawing import Arrow, Drawing, Node, Rule
from riskapp.explorer.layout import Grid, Spot, layered
from riskapp.explorer.reach import Member
from riskapp.explorer.stacking import PLAIN, By, Stacking
from riskapp.graph.vocabulary import Kind

MOST = 300
USUAL = 60
FIRST = ("hit", "asked", "alone", "start", "end", "holds", "outside")
"""States of those whom a picture is about."""


def picture_of(
    members: Mapping[str, Member],
    most: int = USUAL,
    rule: Rule = Rule.REACH,
    stacking: Stacking = PLAIN,
) -> Drawing:
    """Draw `members` (causes before what they cause) with at most `most` boxes, by the rule (see drawing.RULES)."""
    choice = _Choice(members, most, rule, stacking)
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

    def __init__(self, members: Mapping[str, Member], most: int, rule: Rule, stacking: Stacking) -> None:
        self.members = members
        self.rule = rule
        self.most = most
        self.stacking = stacking
        self.unit: dict[str, str] = {}
        self.boxes: dict[str, tuple[str, ...]] = {}

    def add_way(self, key: str, spare: int = 0) -> None:
        """Add a member with all that lead to it from a hit one, if there is room for all of them and `spare` more."""
        way: list[str] = []
        step: str | None = key
        while step is not None and step not in self.unit:
            way.append(step)
            step = self.members[step].parent
        if len(self.boxes) + len(way) + spare <= self.most:
            for name in reversed(way):
                self._add(name, (name,))

    def add_leaves(self, took: Mapping[str, int]) -> None:
        """Add those that took nobody with them, the largest stacks first, as far as there is room."""
        alike: dict[Hashable, list[str]] = {}
        for key, member in self.members.items():
            if key not in self.unit and key not in took:
                alike.setdefault(self.stacking.mark(member), []).append(key)
        room_for_all = len(self.members) <= self.most
        for keys in sorted(alike.values(), key=lambda keys: (-len(keys), keys[0])):
            least = self.stacking.least(self.members[keys[0]], room_for_all)
            if least is not None and len(keys) >= least:
                self._add_stack(keys)
            else:
                for key in keys:
                    self.add_way(key)

    def _unfold(self, grid: Grid) -> Grid:
        """Give the members of opened stacks a box each, as far as there is room, below what stays where it was.

        A stack of the rest stands where the stack stood, or where there is no rest the first of its members.
        """
        opened = [name for name, keys in self.boxes.items() if len(keys) > 1 and not self._closed(keys)]
        for name in opened:
            keys, shown = self.boxes.pop(name), len(self.boxes)
            for key in keys:
                del self.unit[key]
            for key in keys:
                # The last one may stand where a stack of the rest would.
                last = key == keys[-1] and self.unit.keys() >= {*keys[:-1]}
                self.add_way(key, spare=not last)
            rest = [key for key in keys if key not in self.unit]
            new = list(self.boxes)[shown:]
            heir = name if rest else new.pop(0)
            if rest:
                self._add(name, tuple(rest))
            grid = grid.inherited(name, heir).below(new, grid.cells[name][0])
        return grid

    def _closed(self, keys: tuple[str, ...]) -> bool:
        return self.stacking.opened.isdisjoint(keys)

    def _add_stack(self, keys: list[str]) -> None:
        """One box for all of them."""
        parents = {self.members[key].parent for key in keys}
        if keys and len(self.boxes) < self.most and not parents.isdisjoint({None, *self.unit}):
            # Ids have no blanks around them, so no asset can have the key of a stack.
            self._add(keys[0] if len(keys) == 1 else f" stack {len(self.boxes)}", tuple(keys))

    def _add(self, name: str, keys: tuple[str, ...]) -> None:
        self.boxes[name] = keys
        self.unit.update(dict.fromkeys(keys, name))

    def drawing(self) -> Drawing:
        """Lay out the boxes that were chosen."""
        arrows = self._arrows(lambda member: member.causes)
        layers = _layers(self.boxes, arrows)
        grid = self._unfold(layered((Spot(name, layers[name], self._tie(name)) for name in self.boxes), arrows))
        arrows = self._arrows(lambda member: member.also) | self._arrows(lambda member: member.causes)
        nodes = [self._node(name, *grid.place(name)) for name in sorted(grid.cells, key=grid.cells.__getitem__)]
        stacked = sum(len(keys) for keys in self.boxes.values() if len(keys) > 1)
        return Drawing(
            nodes=tuple(nodes),
            arrows=tuple(Arrow(source, target, kind) for (source, target), kind in sorted(arrows.items())),
            columns=grid.columns,
            rows=grid.rows,
            total=len(self.members),
            stacked=stacked,
            left_out=len(self.members) - len(self.unit),
            rule=self.rule,
            stacked_by="" if self.stacking.by is By.CAUSE else self.stacking.by.value,
        )

    def _tie(self, name: str) -> str:
        first = self.members[self.boxes[name][0]]
        return f"{first.kind} {first.label}"

    def _arrows(self, causes: Callable[[Member], Iterable[str]]) -> dict[tuple[str, str], str]:
        return {
            (self.unit[cause], name): self.members[key].arrow
            for name, keys in self.boxes.items()
            for key in keys
            for cause in causes(self.members[key])
            if cause in self.unit and self.unit[cause] != name
        }

    def _node(self, name: str, x: float, y: float) -> Node:
        keys = self.boxes[name]
        first = self.members[keys[0]]
        if len(keys) == 1:
            return Node(keys[0], first.label, first.kind, first.state, first.at, x, y)
        moments = [at for key in keys if (at := self.members[key].at) is not None]
        return Node(
            key=name,
            label=self.stacking.label(first),
            kind=first.kind,
            state=first.state,
            at=min(moments, default=None),
            x=x,
            y=y,
            count=len(keys),
            members=keys,
            until=max(moments, default=None),
        )


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
