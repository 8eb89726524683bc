"""Which risks of the register somebody wants to see: narrowed by facets, grouped, sorted, page by page."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from riskapp.catalogues.matrix import RiskLevel
from riskapp.errors import N_, Invalid
from riskapp.explorer.table import PAGE, page_count
from riskapp.register.heat import cell_left, cell_now
from riskapp.register.rows import RiskRow, Standing

Args = Mapping[str, str]
"""An address line: the value of each name."""

NONE = "-"
"""What stands in the address for risks that have no value of a facet."""

FACETS: Mapping[str, Callable[[RiskRow], Collection[str]]] = {
    "level": lambda row: [str(row.level.value)] if row.level else [],
    "left": lambda row: [str(row.left.value)] if row.left else [],
    "treatment": lambda row: [row.treatment] if row.treatment else [],
    "standing": lambda row: [row.standing.value],
    "owner": lambda row: [row.owner] if row.owner else [],
    "system": lambda row: list(dict.fromkeys(one.name for one in row.places)),
    "supplier": lambda row: row.suppliers,
    "process": lambda row: row.processes,
    "kind": lambda row: [row.kind],
    "state": lambda row: [row.state],
    "assessment": lambda row: [str(row.assessment)],
    "criteria": lambda row: [row.gauge],
    "cell": lambda row: [cell_now(row)] if cell_now(row) else [],
    "cell_left": lambda row: [cell_left(row)] if cell_left(row) else [],
    "late": lambda row: ["measures"] if row.overdue else [],
    "open": lambda row: ["yes"] if row.open else [],
}
"""What rows are narrowed by: each has the values that a row has of it."""

OFFERED = ("level", "left", "treatment", "standing", "owner", "system", "supplier", "process", "kind")
"""What the form offers; the others come from links."""
GROUPS = ("level", "left", "treatment", "standing", "owner", "system", "supplier", "process", "kind", "assessment")
_UNSET = date.max


def _worst(row: RiskRow) -> Any:
    return _gravest(row.left), _gravest(row.level), row.identity


def _gravest(level: RiskLevel | None) -> tuple[int, int]:
    """The gravest first, and what nobody has judged before all."""
    tone, value = level.gravity if level else (99, 99)
    return -tone, -value


SORTS: Mapping[str, Callable[[RiskRow], Any]] = {
    "worst": _worst,
    "number": lambda row: row.identity,
    "event": lambda row: (row.said.casefold(), row.identity),
    "level": lambda row: (_gravest(row.level), row.identity),
    "standing": lambda row: (list(Standing).index(row.standing), row.identity),
    "owner": lambda row: (not row.owner, row.owner.casefold(), row.identity),
    "open": lambda row: (row.since or _UNSET, row.identity),
    "until": lambda row: (row.until or _UNSET, row.identity),
}
"""In which order rows come; the first is the usual one."""
USUAL = next(iter(SORTS))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A choice of rows. `values` has the value wanted of each facet; `text` is looked for in what a row says."""

    values: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    group: str = ""
    sort: str = USUAL
    newest: bool = False

    @property
    def narrows(self) -> bool:
        """Whether some rows may be left out."""
        return bool(self.values or self.text)

    def args(self, **others: str | None) -> dict[str, Any]:
        """The choice as it stands in the address line, with other values for some; empty ones are left out."""
        own = {
            **self.values,
            "q": self.text,
            "group": self.group,
            "sort": "" if self.sort == USUAL else self.sort,
            "basis": "newest" if self.newest else "",
        }
        return {name: value for name, value in {**own, **others}.items() if value}

    def without_narrowing(self) -> "Wanted":
        """The same order of all rows."""
        return replace(self, values={}, text="")


def wanted_in(args: Args) -> Wanted:
    """The choice in the address line; raises Invalid for an order or a group that there is not."""
    sort, group, basis = args.get("sort") or USUAL, args.get("group", ""), args.get("basis", "")
    if sort not in SORTS or group not in ("", *GROUPS) or basis not in ("", "newest"):
        raise Invalid(N_("This address asks for an order or a group that does not exist. Go back and choose again."))
    values = {name: value for name in FACETS if (value := " ".join(args.get(name, "").split()))}
    return Wanted(values, " ".join(args.get("q", "").split()), group, sort, basis == "newest")


def chosen(rows: Iterable[RiskRow], wanted: Wanted) -> list[RiskRow]:
    """The rows that are wanted, sorted."""
    found = [row for row in rows if _fits(row, wanted)]
    return sorted(found, key=SORTS[wanted.sort])


def _fits(row: RiskRow, wanted: Wanted) -> bool:
    for name, value in wanted.values.items():
        has = FACETS[name](row)
        if not (value in has or (value == NONE and not has)):
            return False
    words = wanted.text.casefold().split()
    if not words:
        return True
    told = (f"R{row.number}", row.event, row.threat, row.cause, row.title, row.owner, *(one.name for one in row.places))
    shown = "\n".join(told).casefold()
    return all(word in shown for word in words)


def counts(rows: Iterable[RiskRow], facet: str) -> list[tuple[str, int]]:
    """The values that rows have of a facet, with how many rows have each; most first for names, else by value."""
    counted = Counter(value for row in rows for value in (FACETS[facet](row) or (NONE,)))
    if facet == "standing":
        order = {one.value: place for place, one in enumerate(Standing)}
        return sorted(counted.items(), key=lambda one: order[one[0]])
    return sorted(counted.items(), key=lambda one: (one[0] == NONE, one[0].casefold()))


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that have a value in common; `value` is empty where nothing is grouped, `total` counts all of the group."""

    value: str
    total: int
    rows: tuple[RiskRow, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of groups. `chosen` counts the rows that fit, each once; `total` all lines, for a row may be in two."""

    groups: tuple[Group, ...]
    chosen: int
    total: int
    number: int
    pages: int


def page_of(rows: Sequence[RiskRow], wanted: Wanted, number: int = 1) -> Shown:
    """A page of rows that are chosen already. Raises Invalid where there is no such page."""
    if not wanted.group:
        pages = page_count(len(rows), number)
        part = rows[(number - 1) * PAGE : number * PAGE]
        return Shown((Group("", len(rows), tuple(part)),) if part else (), len(rows), len(rows), number, pages)
    totals = dict(counts(rows, wanted.group))
    lines = [(value, row) for value in _ordered(totals, wanted.group) for row in _having(rows, wanted.group, value)]
    pages = page_count(len(lines), number)
    groups: dict[str, list[RiskRow]] = {}
    for value, row in lines[(number - 1) * PAGE : number * PAGE]:
        groups.setdefault(value, []).append(row)
    shown = tuple(Group(value, totals[value], tuple(own)) for value, own in groups.items())
    return Shown(shown, len(rows), len(lines), number, pages)


def _ordered(totals: Mapping[str, int], group: str) -> list[str]:
    """Levels begin with the highest."""
    values = list(totals)
    return sorted(values, key=lambda one: 1 if one == NONE else -int(one)) if group in ("level", "left") else values


def _having(rows: Iterable[RiskRow], group: str, value: str) -> list[RiskRow]:
    return [row for row in rows if value in (FACETS[group](row) or (NONE,))]
