"""From pasted rows to dependencies or data flows: which assets are meant, what is there already, what cannot be."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from riskapp.errors import N_, Invalid, NotAllowed, RiskappError
from riskapp.estate.choosing import find_asset
from riskapp.estate.directory import Directory, Line
from riskapp.estate.links import Link
from riskapp.estate.pasted_text import PastedLine
from riskapp.estate.values import LARGEST_NUMBER, checked_dependency, checked_flow
from riskapp.graph import snapshot as frozen

DEPENDENCY_COLUMNS = ("dependent", "provider", "kind", "group", "needed", "tolerance", "strength")
FLOW_COLUMNS = ("source", "target", "categories", "access", "encrypted", "validated", "purpose")
_NUMBERS = ("needed", "tolerance")
_TEXTS = ("group", "purpose")


class Standing(StrEnum):
    """What will become of a row."""

    NEW = "new"
    KNOWN = "known"
    TWICE = "twice"
    FAULTY = "faulty"


@dataclass(frozen=True, slots=True)
class PastedLink:
    """One row: the two assets as they were found or else as they were written, and what it says where it can be."""

    number: int
    ends: tuple[Line | str, Line | str]
    standing: Standing
    link: Link | None = None
    fault: RiskappError | None = None


class LinkReader:
    """Turns lines into links. `pattern` gives every row the values that it does not say itself.

    `words` leads, for each column, from what a cell may say, in small letters, to its value; `may` tells of the two
    ends whether the person may join them; `near` gives the names of assets that a mistyped one looks like.
    """

    def __init__(
        self,
        pattern: Link,
        known: Directory,
        words: Mapping[str, Mapping[str, object]],
        may: Callable[[Line, Line], bool],
        near: Callable[[str], Sequence[str]],
    ) -> None:
        self._pattern = pattern
        self._known = known
        self._words = words
        self._may = may
        self._near = near
        self._ends = DEPENDENCY_COLUMNS[:2] if isinstance(pattern, frozen.Dependency) else FLOW_COLUMNS[:2]

    def read(self, lines: Sequence[PastedLine], stored: frozen.Snapshot) -> list[PastedLink]:
        """What becomes of each line, in their order; nothing is stored."""
        rows: tuple[Link, ...] = (*stored.dependencies, *stored.flows)
        there = {identity(row) for row in rows}
        seen: set[Hashable] = set()
        found = []
        for line in lines:
            one = self._one(line)
            if one.link is not None:
                name = identity(one.link)
                standing = Standing.KNOWN if name in there else Standing.TWICE if name in seen else Standing.NEW
                seen.add(name)
                one = replace(one, standing=standing)
            found.append(one)
        return _with_sound_groups(found, stored)

    def _one(self, line: PastedLine) -> PastedLink:
        ends: list[Line | str] = [line.cells.get(name, "") for name in self._ends]
        try:
            if line.fault is not None:
                raise line.fault
            for place, name in enumerate(self._ends):
                ends[place] = self._end(line.cells.get(name, ""), name)
            left, right = ends
            if not (isinstance(left, Line) and isinstance(right, Line) and self._may(left, right)):
                raise NotAllowed(N_("Your roles do not let you change what is said of these assets."))
            link = self._link(line.cells, left, right)
        except RiskappError as error:
            return PastedLink(line.number, (ends[0], ends[1]), Standing.FAULTY, fault=error)
        return PastedLink(line.number, (left, right), Standing.NEW, link)

    def _end(self, typed: str, field: str) -> Line:
        try:
            return find_asset(self._known, typed, field)
        except Invalid as error:
            near = () if "names" in error.values or "typed" not in error.values else self._near(typed)
            if not near:
                raise
            text = N_("No asset has the id or the name %(typed)s. Did you mean %(names)s?")
            raise Invalid(text, field=field, typed=typed, names=", ".join(near)) from error

    def _link(self, cells: Mapping[str, str], left: Line, right: Line) -> Link:
        said = {name: self._value(name, cell) for name, cell in cells.items() if cell and name not in self._ends}
        ends = dict(zip(self._ends, (left.key, right.key), strict=True))
        row: Any = replace(self._pattern, **ends, **said)  # type: ignore[arg-type]
        for name in ("access", "encrypted", "validated"):
            if getattr(row, name, "") is None:
                raise Invalid(
                    N_("The column %(column)s is empty here, and nothing is chosen for all rows."), column=name
                )
        return checked_dependency(row) if isinstance(row, frozen.Dependency) else checked_flow(row)

    def _value(self, name: str, cell: str) -> object:
        if name in _TEXTS:
            return cell
        if name in _NUMBERS:
            return _number(cell)
        if name == "categories":
            parts = [part.strip() for part in cell.replace(",", ";").split(";") if part.strip()]
            return tuple(dict.fromkeys(str(self._word(name, part)) for part in parts))
        return self._word(name, cell)

    def _word(self, name: str, text: str) -> object:
        words = self._words[name]
        if text.casefold() not in words:
            raise Invalid(
                N_("“%(found)s” is not one of: %(words)s."),
                found=text,
                words=", ".join(list(dict.fromkeys(str(word) for word in words))[:20]),
            )
        return words[text.casefold()]


def identity(link: Link) -> Hashable:
    """What makes two rows the same: their ends, and the group or else the kind; of flows, which data."""
    if isinstance(link, frozen.Flow):
        return link.source, link.target, frozenset(link.categories)
    return link.dependent, link.provider, link.group, None if link.group else link.kind


def _number(cell: str) -> int:
    text = "".join(cell.split())
    if not (text.isascii() and text.isdigit()):
        raise Invalid(N_("“%(found)s” is no whole number in digits, such as 30."), found=cell)
    if len(text.lstrip("0")) > 10 or int(text) > LARGEST_NUMBER:
        raise Invalid(N_("Write a whole number from 0 to %(most)s."), most=LARGEST_NUMBER)
    return int(text)


def _with_sound_groups(found: Sequence[PastedLink], stored: frozen.Snapshot) -> list[PastedLink]:
    """The same rows, those of a group that contradicts itself or is too small as faulty ones."""
    new = [(one, one.link) for one in found if one.standing is Standing.NEW and isinstance(one.link, frozen.Dependency)]
    said: dict[tuple[str, str], frozen.Dependency] = {}
    for _, row in new:
        if row.group:
            said.setdefault((row.dependent, row.group), row)
    if not said:
        return list(found)
    members = Counter(_groups(row for _, row in new)) + Counter(_groups(stored.dependencies))
    faults = {one.number: fault for one, row in new if row.group and (fault := _group_fault(row, said, members))}
    # One row that contradicts the others takes its group with it: without it the group would be another one.
    broken = {(row.dependent, row.group) for one, row in new if one.number in faults}
    for one, row in new:
        if row.group and (row.dependent, row.group) in broken:
            faults.setdefault(one.number, Invalid(N_("Another row of its group is faulty."), field="group"))
    return [
        replace(one, standing=Standing.FAULTY, link=None, fault=faults[one.number]) if one.number in faults else one
        for one in found
    ]


def _groups(rows: Iterable[frozen.Dependency]) -> list[tuple[str, str]]:
    return [(row.dependent, row.group) for row in rows if row.group]


def _group_fault(
    row: frozen.Dependency, said: Mapping[tuple[str, str], frozen.Dependency], members: Mapping[tuple[str, str], int]
) -> Invalid | None:
    group = row.dependent, row.group or ""
    first = said[group]
    if (row.needed, row.tolerance, row.strength) != (first.needed, first.tolerance, first.strength):
        return Invalid(N_("The rows above say something else of the group %(group)s."), group=row.group)
    if row.needed > members[group]:
        return Invalid(
            N_("The group %(group)s would have %(members)s members, so it cannot need %(needed)s."),
            group=row.group,
            members=members[group],
            needed=row.needed,
        )
    return None
