"""Groups of alternatives, compiled: what each asset needs, how much of it, and for how long it can do without."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from riskapp.errors import N_, Invalid
from riskapp.graph.adjacency import Adjacency, Marks, Numbers, numbers, rows
from riskapp.graph.snapshot import Dependency
from riskapp.graph.vocabulary import Strength


class TooFewMembers(Invalid):
    """A group lists fewer members than it needs."""


@dataclass(frozen=True, slots=True)
class IncompleteGroup:
    """A group some of whose listed members are planned or retired, so that fewer are left than the files say.

    With fewer left than it needs it needs all of them; with none left it is no group. A finding for the completeness
    list.
    """

    dependent: str
    group: str | None
    needed: int
    listed: int
    left: int


@dataclass(slots=True, eq=False)
class Groups:
    """One entry a group, in the order of their first rows that take part; assets are numbers (see Index).

    `needed` is at most the number of members; `tolerance` is minutes.
    """

    dependent: Numbers
    name: list[str | None]
    needed: Numbers
    tolerance: Numbers
    hard: Marks
    members: Adjacency

    def spare(self) -> Numbers:
        """For each group how many members may be down before it is short."""
        return self.members.degrees() - self.needed


@dataclass(slots=True)
class _Named:
    """A group with a name while its rows are gathered; `providers` is a set that keeps its order."""

    row: Dependency
    position: int
    providers: dict[str, None] = field(default_factory=dict)
    left: list[int] = field(default_factory=list)


def compile_groups(
    dependencies: Sequence[Dependency], number: Mapping[str, int]
) -> tuple[Groups, tuple[IncompleteGroup, ...]]:
    """The groups whose dependents take part (are in `number`), and those that take part without all their members.

    Raises Invalid for a group that contradicts itself: the exchange reports the same with file and row. TooFewMembers
    is raised for a group with a name only where nothing else is wrong with the rows.
    """
    found: list[tuple[Dependency, Sequence[int]]] = []
    named: dict[tuple[str, str], _Named] = {}
    incomplete: list[tuple[int, IncompleteGroup]] = []
    for position, row in enumerate(dependencies):
        _check_row(row)
        if row.dependent not in number:
            continue
        if row.group is not None:
            group = named.setdefault((row.dependent, row.group), _Named(row, position))
            _join(group, row, number, found)
        elif row.provider in number:
            found.append((row, (number[row.provider],)))
        else:
            incomplete.append((position, IncompleteGroup(row.dependent, None, 1, 1, 0)))
    for group in named.values():
        row, listed, left = group.row, len(group.providers), len(group.left)
        _check_needed(row, listed)
        if left < listed:
            incomplete.append((group.position, IncompleteGroup(row.dependent, row.group, row.needed, listed, left)))
    incomplete.sort(key=lambda finding: finding[0])
    return _table(found, number), tuple(finding for _, finding in incomplete)


def _check_row(row: Dependency) -> None:
    if row.needed < 1 or row.tolerance < 0:
        raise Invalid(
            N_("The need of %(id)s for %(provider)s must ask for 1 or more and tolerate 0 minutes or more."),
            id=row.dependent,
            provider=row.provider,
        )
    if row.group is None:
        _check_needed(row, 1)


def _check_needed(row: Dependency, listed: int) -> None:
    if row.needed > listed:
        raise TooFewMembers(
            N_("%(id)s needs %(needed)s of the group %(group)s, which has only %(listed)s members. Ask for fewer."),
            id=row.dependent,
            needed=row.needed,
            group=row.group or row.provider,
            listed=listed,
        )


def _join(
    group: _Named, row: Dependency, number: Mapping[str, int], found: list[tuple[Dependency, Sequence[int]]]
) -> None:
    """Add a row to its group, and the group to `found` with its first member that takes part."""
    first = group.row
    if (row.needed, row.tolerance, row.strength) != (first.needed, first.tolerance, first.strength):
        raise Invalid(
            N_("The rows of the group %(group)s of %(id)s disagree: make needed, tolerance and strength the same."),
            id=row.dependent,
            group=row.group,
        )
    if row.provider in group.providers:
        raise Invalid(
            N_("The group %(group)s of %(id)s names %(provider)s twice. Remove one of the rows."),
            id=row.dependent,
            group=row.group,
            provider=row.provider,
        )
    group.providers[row.provider] = None
    if row.provider in number:
        if not group.left:
            found.append((row, group.left))
        group.left.append(number[row.provider])


def _table(found: Sequence[tuple[Dependency, Sequence[int]]], number: Mapping[str, int]) -> Groups:
    return Groups(
        dependent=numbers(number[row.dependent] for row, _ in found),
        name=[row.group for row, _ in found],
        needed=numbers(min(row.needed, len(left)) for row, left in found),
        tolerance=numbers(row.tolerance for row, _ in found),
        hard=np.fromiter((row.strength is Strength.HARD for row, _ in found), dtype=np.bool_, count=len(found)),
        members=rows([left for _, left in found]),
    )
