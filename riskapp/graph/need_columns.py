"""The dependencies of an estate as columns of numbers, one entry a row in the order of the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from riskapp.errors import N_, Invalid
from riskapp.graph.adjacency import Marks, Numbers, numbers
from riskapp.graph.coding import coded
from riskapp.graph.snapshot import Dependency
from riskapp.graph.vocabulary import DependencyKind, Strength

NO_GROUP = -1
KINDS = tuple(DependencyKind)


@dataclass(frozen=True, slots=True, eq=False)
class NeedColumns:
    """Assets are places in their table, `kind` a place in KINDS, `group` a number of a name or NO_GROUP."""

    dependent: Numbers
    provider: Numbers
    kind: Numbers
    group: Numbers
    needed: Numbers
    tolerance: Numbers
    hard: Marks


def read_needs(rows: Sequence[Dependency], places: Mapping[str, int], names: dict[str | None, int]) -> NeedColumns:
    """The columns of `rows`; group names that are new get the next numbers in `names`.

    Raises Invalid for a row that names an asset which is not in the estate.
    """
    for name in dict.fromkeys(map(attrgetter("group"), rows)):
        names.setdefault(name, len(names) - 1)
    try:
        dependent = numbers(map(places.__getitem__, map(attrgetter("dependent"), rows)))
        provider = numbers(map(places.__getitem__, map(attrgetter("provider"), rows)))
    except KeyError as missing:
        raise Invalid(
            N_("A dependency names the asset %(id)s, which is not in the estate."), id=missing.args[0]
        ) from None
    return NeedColumns(
        dependent=dependent,
        provider=provider,
        kind=coded(map(attrgetter("kind"), rows), KINDS),
        group=numbers(map(names.__getitem__, map(attrgetter("group"), rows))),
        needed=numbers(map(attrgetter("needed"), rows)),
        tolerance=numbers(map(attrgetter("tolerance"), rows)),
        hard=coded(map(attrgetter("strength"), rows), tuple(Strength)) == list(Strength).index(Strength.HARD),
    )
