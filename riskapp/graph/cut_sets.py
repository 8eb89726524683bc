"""Minimal cut sets: the smallest sets of assets whose joint failure takes a target down, whatever the time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from riskapp.errors import N_, Invalid
from riskapp.graph.cut_set_search import CutSet, list_all, list_up_to
from riskapp.graph.failure_logic import FailureLogic, merged, upstream
from riskapp.graph.index import Index, index_of
from riskapp.graph.question import hit_ids
from riskapp.graph.single_failures import set_apart
from riskapp.graph.snapshot import Snapshot

LIMIT = 100_000
"""How many sets are listed where no order is asked for."""

MOST = 1_000_000
"""How many sets are listed where an order is asked for."""

_TOLD = 10


@dataclass(frozen=True, slots=True)
class CutSets:
    """The minimal cut sets of `asset`, by order (their size), then ids; each is sorted.

    `max_order` is the order that was asked for, None for all. `complete`: there are no others. `listed_to` is the
    order up to which every minimal cut set is listed; None where `complete`.
    """

    asset: str
    max_order: int | None
    complete: bool
    cut_sets: tuple[CutSet, ...]
    listed_to: int | None


def cut_sets(
    snapshot: Snapshot,
    target: str,
    among: Collection[str] | None = None,
    max_order: int | None = None,
    limit: int = LIMIT,
) -> CutSets:
    """The smallest sets of assets whose joint failure takes `target` down in the end, whatever its tolerances.

    The target itself is not among those that may fail, even where `among` names it; without `among` all others may.
    With `max_order` every minimal cut set up to that order is listed, and `complete` may be False, too, where it
    would have cost too much to know of larger ones. Without, all are listed, or where they are more than `limit`
    or too many to be found, those of the orders 1, 2, 3 and so on that fit. Soft needs play no part.

    Raises Invalid for an unknown, planned or retired asset, an order below 1, an estate that contradicts itself, and
    where the sets up to `max_order` are more than MOST or too many to be found.
    Source: Rauzy 1993 for the diagram; the least fixed point for assets that wait for each other.
    """
    if max_order is not None and max_order < 1:
        raise Invalid(N_("The order of a cut set is 1 or more, not %(order)s."), field="max_order", order=max_order)
    index = index_of(snapshot)
    hit_ids(index, [target])
    logic = merged(upstream(index, index.number[target], _able(index, among)))
    single, rest = set_apart(logic)
    found, listed_to = _listed(single, rest, max_order, limit)
    found.sort(key=lambda names: (len(names), names))
    return CutSets(target, max_order, listed_to is None, tuple(found), listed_to)


def _listed(
    single: Sequence[str], rest: FailureLogic, max_order: int | None, limit: int
) -> tuple[list[CutSet], int | None]:
    """The sets, and the order up to which they are all there; None for every order."""
    if max_order is None and len(single) > limit:
        return [], 0
    alone: list[CutSet] = [(name,) for name in single]
    if not rest.gates[0]:
        return alone, None
    if max_order == 1:
        return alone, 1
    if max_order is None:
        larger, listed_to = list_all(rest, limit - len(single))
    else:
        larger, listed_to = list_up_to(rest, max_order, MOST - len(single))
    return alone + larger, listed_to


def _able(index: Index, among: Collection[str] | None) -> frozenset[str] | None:
    """Who may fail. Raises Invalid, naming them, for those that are not in the estate or take no part."""
    if among is None:
        return None
    able = frozenset(among)
    unknown = sorted(name for name in able if name not in index.number and name not in index.idle)
    if unknown:
        raise Invalid(
            N_("Not in the estate: %(ids)s. Correct the list of the assets that may fail."), ids=_told(unknown)
        )
    idle = sorted(able & index.idle)
    if idle:
        raise Invalid(
            N_("Planned or retired: %(ids)s. Leave them out of the list of the assets that may fail."), ids=_told(idle)
        )
    return able


def _told(names: list[str]) -> str:
    return ", ".join(names[:_TOLD]) + (" …" if len(names) > _TOLD else "")
