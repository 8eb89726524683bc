"""Faults of groups of dependencies: rows that disagree, a `needed` that cannot be, a provider named twice."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from riskapp.errors import N_
from riskapp.exchange.columns import DEPENDENCIES
from riskapp.exchange.faults import Fault, Refused
from riskapp.graph.snapshot import Dependency

_SHARED = ("needed", "tolerance", "strength")


@dataclass(frozen=True, slots=True)
class Member:
    """One row of a group, as far as it could be read; None stands for what could not. `row` is None outside a file."""

    row: int | None
    provider: object
    kind: object
    needed: object
    tolerance: object
    strength: object


class Groups:
    """Gathers rows by dependent and group name."""

    def __init__(self) -> None:
        self._groups: dict[tuple[str, str], list[Member]] = {}
        self._alone: list[tuple[str, Member]] = []

    def add(self, dependent: str, group: str | None, member: Member) -> None:
        """Take a row; one without a group name is a group of its own."""
        if group is not None:
            self._groups.setdefault((dependent, group), []).append(member)
        elif member.needed not in (1, None):
            self._alone.append((dependent, member))

    def faults(self, file: str) -> Iterator[Fault]:
        """Every fault, group by group."""
        for (dependent, group), members in self._groups.items():
            for check in _CHECKS:
                for row, column, refusal in check(dependent, group, members):
                    yield refusal.at(file, row, column)
        for dependent, member in self._alone:
            text = N_(
                "%(dependent)s needs %(needed)s of one provider: only rows with a group name can need more than 1."
            )
            if member.needed == 0:
                text = N_("%(dependent)s needs 0 of this provider: needed must be 1 or more.")
            refusal = Refused(text, found=str(member.needed), dependent=dependent, needed=member.needed)
            yield refusal.at(file, member.row, "needed")


_Found = Iterator[tuple[int | None, str, Refused]]


def _disagreements(dependent: str, group: str, members: Sequence[Member]) -> _Found:
    for column in _SHARED:
        values = [(member, getattr(member, column)) for member in members]
        told = [(member, value) for member, value in values if value is not None]
        for member, value in told[1:]:
            if value != told[0][1]:
                text = N_("The rows of group %(group)s of %(dependent)s disagree: %(found)s here, %(first)s before.")
                refusal = Refused(text, found=str(value), group=group, dependent=dependent, first=told[0][1])
                yield member.row, column, refusal


def _needed(dependent: str, group: str, members: Sequence[Member]) -> _Found:
    told = {member.needed: member for member in reversed(members)}
    for needed, member in told.items():
        if isinstance(needed, int) and not 1 <= needed <= len(members):
            text = N_("Group %(group)s of %(dependent)s needs %(found)s, but has %(size)s: at least 1, at most all.")
            refusal = Refused(text, found=str(needed), group=group, dependent=dependent, size=len(members))
            yield member.row, "needed", refusal


def _providers(dependent: str, group: str, members: Sequence[Member]) -> _Found:
    kinds: dict[object, set[object]] = {}
    for member in members:
        if member.provider is None:
            continue
        # The same kind as well is the same dependency twice, which is told as that.
        if member.provider in kinds and member.kind not in kinds[member.provider]:
            text = N_("Group %(group)s of %(dependent)s names the provider %(found)s twice.")
            refusal = Refused(text, found=str(member.provider), group=group, dependent=dependent)
            yield member.row, "provider", refusal
        kinds.setdefault(member.provider, set()).add(member.kind)


_CHECKS: tuple[Callable[[str, str, Sequence[Member]], _Found], ...] = (_disagreements, _needed, _providers)


def group_faults(dependencies: Iterable[Dependency]) -> Iterator[Fault]:
    """The faults of groups in an estate that is no file, such as one that an import would leave behind."""
    groups = Groups()
    for row in dependencies:
        member = Member(None, row.provider, row.kind, row.needed, row.tolerance, row.strength)
        groups.add(row.dependent, row.group, member)
    return groups.faults(DEPENDENCIES.name)
