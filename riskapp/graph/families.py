"""Families of minimal sets, reckoned with: what must fail together, as "either" (union) and as "both" (product).

No set of a family holds another. Every operation is a function of the parts of its operands (Rauzy 1993), written as
a generator that asks for the answers it needs: a diagram may be 100 000 variables deep, more than Python can call.
"""

from collections.abc import Callable, Generator

from riskapp.graph.set_diagram import ANY, EMPTY, UNIT, SetDiagram

Request = tuple[int, int, int, int]
"""An operation, its two operands, and the order up to which sets are kept."""

Steps = Generator[Request, int, int]

_UNION, _WITHOUT, _PRODUCT, _CUT, _DOWN, _UP = range(6)


class Families(SetDiagram):
    """A diagram that keeps sets of at most `order` elements, and raises Exhausted after `work` steps.

    A step costs some 300 bytes and 2 microseconds.
    """

    def __init__(self, order: int = ANY, work: int = ANY) -> None:
        super().__init__(work)
        self.order = order
        self._known: dict[Request, int] = {}

    def union(self, left: int, right: int) -> int:
        """The minimal ones among the sets of either."""
        return self._answer((_UNION, left, right, ANY))

    def product(self, left: int, right: int, order: int = ANY) -> int:
        """The minimal ones among the joins of a set of each that have at most `order` elements."""
        return self._answer((_PRODUCT, left, right, min(order, self.order)))

    def cut(self, family: int, order: int) -> int:
        """The sets of at most `order` elements."""
        return self._answer((_CUT, family, EMPTY, order))

    def given_down(self, family: int, variable: int) -> int:
        """What must fail besides, once `variable` has failed."""
        return self._answer((_DOWN, family, variable, ANY))

    def given_up(self, family: int, variable: int) -> int:
        """The sets without `variable`."""
        return self._answer((_UP, family, variable, ANY))

    def _answer(self, request: Request) -> int:
        stack: list[tuple[Request, Steps]] = []
        answer = self._begin(request, stack)
        while stack:
            try:
                # A generator that has just begun takes None, which is what `answer` then is.
                request = stack[-1][1].send(answer)  # type: ignore[arg-type]
            except StopIteration as end:
                answer = self._known[stack.pop()[0]] = end.value
            else:
                answer = self._begin(request, stack)
        assert answer is not None
        return answer

    def _begin(self, request: Request, stack: list[tuple[Request, Steps]]) -> int | None:
        """The answer where it is plain or known; else None, and the steps to it lie on the stack."""
        kind, left, right, order = request
        plain, steps, symmetric = _OPERATIONS[kind]
        if symmetric and left > right:
            left, right = right, left
        if kind == _PRODUCT and self.most[left] + self.most[right] <= order:
            order = ANY
        answer = plain(self, left, right, order)
        if answer is None:
            request = (kind, left, right, order)
            answer = self._known.get(request)
            if answer is None:
                self.spend(1)
                stack.append((request, steps(self, left, right, order)))
        return answer


# -- each operation's plain answers, and the steps to the others; a symmetric one has left < right or both equal -------


def _plain_union(_: Families, left: int, right: int, __: int) -> int | None:
    if left in (EMPTY, right):
        return right
    return UNIT if left == UNIT else None


def _union(found: Families, left: int, right: int, _: int) -> Steps:
    if found.variable[left] > found.variable[right]:
        left, right = right, left
    top, present = found.variable[left], found.present[left]
    if found.variable[right] == top:
        absent = yield _UNION, found.absent[left], found.absent[right], ANY
        present = yield _UNION, present, found.present[right], ANY
    else:
        absent = yield _UNION, found.absent[left], right, ANY
    present = yield _WITHOUT, present, absent, ANY
    return found.node(top, present, absent)


def _plain_without(found: Families, left: int, right: int, _: int) -> int | None:
    """Without takes away the sets of `left` that hold a set of `right`."""
    if right in (UNIT, left):
        return EMPTY
    # A set holds none that is larger than itself: so much for an EMPTY right, and an EMPTY or UNIT left.
    return left if found.least[right] > found.most[left] else None


def _without(found: Families, left: int, right: int, _: int) -> Steps:
    top = found.variable[left]
    while found.variable[right] < top:
        right = found.absent[right]
        found.spend(1)
    if found.variable[right] > top:
        present = yield _WITHOUT, found.present[left], right, ANY
        absent = yield _WITHOUT, found.absent[left], right, ANY
    else:
        present = yield _WITHOUT, found.present[left], found.absent[right], ANY
        present = yield _WITHOUT, present, found.present[right], ANY
        absent = yield _WITHOUT, found.absent[left], found.absent[right], ANY
    return found.node(top, present, absent)


def _plain_product(found: Families, left: int, right: int, order: int) -> int | None:
    if left == EMPTY or max(found.least[left], found.least[right]) > order:
        return EMPTY
    return right if left in (UNIT, right) and found.most[right] <= order else None


def _product(found: Families, left: int, right: int, order: int) -> Steps:
    if left in (UNIT, right):
        return (yield _CUT, right, EMPTY, order)
    if found.variable[left] > found.variable[right]:
        left, right = right, left
    top, fewer = found.variable[left], order if order == ANY else order - 1
    if found.variable[right] == top:
        absent = yield _PRODUCT, found.absent[left], found.absent[right], order
        one = yield _UNION, found.present[left], found.absent[left], ANY
        other = yield _UNION, found.present[right], found.absent[right], ANY
        present = yield _PRODUCT, one, other, fewer
    else:
        absent = yield _PRODUCT, found.absent[left], right, order
        present = yield _PRODUCT, found.present[left], right, fewer
    present = yield _WITHOUT, present, absent, ANY
    return found.node(top, present, absent)


def _plain_cut(found: Families, left: int, _: int, order: int) -> int | None:
    if found.most[left] <= order:
        return left
    return EMPTY if found.least[left] > order else None


def _cut(found: Families, left: int, _: int, order: int) -> Steps:
    present = yield _CUT, found.present[left], EMPTY, order - 1
    absent = yield _CUT, found.absent[left], EMPTY, order
    return found.node(found.variable[left], present, absent)


def _plain_down(found: Families, left: int, variable: int, _: int) -> int | None:
    return left if found.variable[left] > variable else None


def _down(found: Families, left: int, variable: int, _: int) -> Steps:
    top = found.variable[left]
    if top == variable:
        return (yield _UNION, found.present[left], found.absent[left], ANY)
    present = yield _DOWN, found.present[left], variable, ANY
    absent = yield _DOWN, found.absent[left], variable, ANY
    present = yield _WITHOUT, present, absent, ANY
    return found.node(top, present, absent)


def _plain_up(found: Families, left: int, variable: int, _: int) -> int | None:
    if found.variable[left] == variable:
        return found.absent[left]
    return left if found.variable[left] > variable else None


def _up(found: Families, left: int, variable: int, _: int) -> Steps:
    present = yield _UP, found.present[left], variable, ANY
    absent = yield _UP, found.absent[left], variable, ANY
    return found.node(found.variable[left], present, absent)


_OPERATIONS: tuple[
    tuple[Callable[[Families, int, int, int], int | None], Callable[[Families, int, int, int], Steps], bool], ...
] = (
    (_plain_union, _union, True),
    (_plain_without, _without, False),
    (_plain_product, _product, True),
    (_plain_cut, _cut, False),
    (_plain_down, _down, False),
    (_plain_up, _up, False),
)
