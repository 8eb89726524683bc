"""Which cut sets of two assets or more can be listed: all of them, or those of the lower orders that can be found."""

from itertools import count as counting
from itertools import product

from riskapp.errors import N_, Invalid
from riskapp.graph.failure_logic import FailureLogic
from riskapp.graph.families import Families
from riskapp.graph.minimal_failures import target_family
from riskapp.graph.set_diagram import ANY, Exhausted
from riskapp.graph.set_listing import counts_by_order, sets_up_to

CutSet = tuple[str, ...]

_NAMES = 20_000_000
"""How many names may stand in the sets that are listed."""

_WORK, _WORK_TO_KNOW_OF_LARGER = 1_500_000, 300_000
"""How many steps an attempt may take: some seconds, and up to 600 megabytes."""


class _Found:
    """The cut sets of a logic with at most `order` members, found but not yet written out."""

    def __init__(self, logic: FailureLogic, order: int, work: int) -> None:
        self.families = Families(order, work)
        self._logic = logic
        self._family = target_family(logic, self.families)
        self.largest = self.families.most[self._family]

    def fitting(self, limit: int) -> int:
        """The order up to which they are no more than `limit`, with a bearable number of names; ANY for all."""
        names = 0
        weights = list(map(len, self._logic.events))
        for order, count in counts_by_order(self.families, self._family, weights, limit).items():
            limit -= count
            names += order * count
            if limit < 0 or names > _NAMES:
                return order - 1
        return ANY

    def sets(self, order: int) -> list[CutSet]:
        """Those of at most `order` members, in no particular order."""
        return [
            tuple(sorted(names))
            for nodes in sets_up_to(self.families, self._family, order)
            for names in product(*(self._logic.events[node] for node in nodes))
        ]


def list_all(logic: FailureLogic, limit: int) -> tuple[list[CutSet], int | None]:
    """The sets, and the order up to which they are all there; None for every order."""
    try:
        found = _Found(logic, ANY, _WORK)
    except Exhausted:
        return _in_turn(logic, limit)
    order = found.fitting(limit)
    return found.sets(order), None if order >= found.largest else order


def _in_turn(logic: FailureLogic, limit: int) -> tuple[list[CutSet], int]:
    """Those of the orders 2, 3 and so on, until there are too many or it costs too much."""
    best, work = None, _WORK
    for order in counting(2):
        try:
            found = _Found(logic, order, work)
        except Exhausted:
            break
        if found.fitting(limit) < order:
            break
        best, work = found, found.families.work
    return ([], 1) if best is None else (best.sets(ANY), best.families.order)


def list_up_to(logic: FailureLogic, order: int, limit: int) -> tuple[list[CutSet], int | None]:
    """Those up to `order`, and the order or None as above. Raises Invalid where they are too many."""
    try:
        found = _with_larger(logic, order)
    except Exhausted:
        found = None
    if found is None or found.fitting(limit) < min(order, found.largest):
        raise Invalid(
            N_(
                "The minimal cut sets up to order %(order)s are too many to be listed."
                " Ask for a lower order, or let fewer assets fail."
            ),
            field="max_order",
            order=order,
        )
    complete = found.families.order == ANY and found.largest <= order
    return found.sets(order), None if complete else order


def _with_larger(logic: FailureLogic, order: int) -> _Found:
    """All sets, so that it is known whether there are larger ones, or where that costs too much those up to `order`."""
    try:
        return _Found(logic, ANY, _WORK_TO_KNOW_OF_LARGER)
    except Exhausted:
        return _Found(logic, order, _WORK)
