"""Groups of alternatives, compiled: what each asset needs, how much of it, and for how long it can do without."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from riskapp.graph.adjacency import Adjacency, Marks, Numbers, by_owner
from riskapp.graph.need_columns import NO_GROUP, NeedColumns
from riskapp.graph.snapshot import Dependency

NOBODY = -1
"""The number of an asset that takes no part."""


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


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """The rows of the dependents that take part, put together as groups, which are numbered as they come.

    `row` are their places in the file and `group` the group of each; of each group `first` is its first row, `listed`
    counts its rows and `left` those whose provider takes part.
    """

    row: Numbers
    group: Numbers
    first: Numbers
    listed: Numbers
    left: Numbers


def gather(needs: NeedColumns, number: Numbers) -> Gathered:
    """Put the rows together; `number` has for each place of an asset its number, or NOBODY."""
    row = np.flatnonzero(number[needs.dependent] != NOBODY)
    # A row without a group is one of its own: its key lies beyond those of dependents with names.
    names = int(needs.group.max(initial=NO_GROUP)) + 1
    lone = needs.group[row] == NO_GROUP
    key = np.where(lone, len(number) * names + row, needs.dependent[row] * names + needs.group[row])
    _, first, group = np.unique(key, return_index=True, return_inverse=True)
    partaking = number[needs.provider[row]] != NOBODY
    return Gathered(
        row=row,
        group=group,
        first=row[first],
        listed=np.bincount(group, minlength=len(first)),
        left=np.bincount(group[partaking], minlength=len(first)),
    )


def is_sound(needs: NeedColumns, gathered: Gathered, assets: int) -> bool:
    """Whether no row and no group contradicts itself; see `check_groups` for what may be wrong."""
    row, first = gathered.row, gathered.first[gathered.group]
    named = np.sort((gathered.group * assets + needs.provider[row])[needs.group[row] != NO_GROUP])
    return not (
        (needs.dependent == needs.provider).any()
        or (needs.needed < 1).any()
        or (needs.tolerance < 0).any()
        or (needs.needed > 1)[needs.group == NO_GROUP].any()
        or any((column[row] != column[first]).any() for column in (needs.needed, needs.tolerance, needs.hard))
        or (named[1:] == named[:-1]).any()
        or (needs.needed[gathered.first] > gathered.listed).any()
    )


def compile_groups(
    needs: NeedColumns, gathered: Gathered, number: Numbers, dependencies: Sequence[Dependency]
) -> Groups:
    """The groups that have members which take part."""
    partaking = number[needs.provider[gathered.row]] != NOBODY
    row, group = gathered.row[partaking], gathered.group[partaking]
    found, first = np.unique(group, return_index=True)
    order = np.argsort(first)
    rank = np.empty(len(gathered.first), dtype=np.int64)
    rank[found[order]] = np.arange(len(found))
    leading = row[first[order]]
    return Groups(
        dependent=number[needs.dependent[leading]],
        name=[dependencies[place].group for place in leading.tolist()],
        needed=np.minimum(needs.needed[leading], gathered.left[found[order]]),
        tolerance=needs.tolerance[leading],
        hard=needs.hard[leading],
        members=by_owner(rank[group], number[needs.provider[row]], len(found)),
    )


def incomplete_groups(gathered: Gathered, dependencies: Sequence[Dependency]) -> tuple[IncompleteGroup, ...]:
    """The groups of dependents that take part which lack listed members, in the order of the file."""
    lacking = np.flatnonzero(gathered.left < gathered.listed)
    lacking = lacking[np.argsort(gathered.first[lacking])]
    found = []
    for group in lacking.tolist():
        row = dependencies[gathered.first[group]]
        counts = int(gathered.listed[group]), int(gathered.left[group])
        found.append(IncompleteGroup(row.dependent, row.group, row.needed, *counts))
    return tuple(found)
