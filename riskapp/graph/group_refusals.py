"""What is wrong with dependencies that cannot be compiled: the first fault of the file, in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from riskapp.errors import N_, Invalid
from riskapp.graph.snapshot import Dependency


class TooFewMembers(Invalid):
    """A group lists fewer members than it needs."""


@dataclass(slots=True)
class _Named:
    """A group with a name while its rows are gathered."""

    row: Dependency
    providers: set[str] = field(default_factory=set)


def check_groups(dependencies: Sequence[Dependency], counts: Callable[[str], bool]) -> None:
    """Raise Invalid for the first row or group that contradicts itself; `counts` tells whose groups matter.

    The exchange reports the same with file and row. TooFewMembers is raised for a group with a name only where nothing
    else is wrong with the rows.
    """
    named: dict[tuple[str, str], _Named] = {}
    for row in dependencies:
        if row.dependent == row.provider:
            raise Invalid(N_("%(id)s depends on itself. Remove that dependency."), id=row.dependent)
        _check_row(row)
        if row.group is not None and counts(row.dependent):
            _join(named.setdefault((row.dependent, row.group), _Named(row)), row)
    for group in named.values():
        _check_needed(group.row, len(group.providers))


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


def _join(group: _Named, row: Dependency) -> None:
    """Add a row to its group."""
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
    group.providers.add(row.provider)
