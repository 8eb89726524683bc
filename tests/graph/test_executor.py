"""Who is given to share the rankings' work out is given all of it; the answers do not depend on who that is."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from typing import Any

import pytest

from riskapp.graph import spread
from riskapp.graph.ranking import rank
from riskapp.graph.vocabulary import Threat

from .estates import estate, flow, needs


class Backwards(Executor):
    """Works the blocks off itself, the last one first, and keeps how many there were each time."""

    def __init__(self) -> None:
        self.blocks: list[int] = []

    def map(self, fn: Callable[..., Any], *iterables: Iterable[Any], **_: object) -> Iterator[Any]:
        (work,) = map(list, iterables)
        self.blocks.append(len(work))
        return reversed([fn(block) for block in reversed(work)])


@pytest.mark.parametrize(
    ("threat", "blocks"), [(Threat.AVAILABILITY, [3]), (Threat.INTEGRITY, [4]), (Threat.CONFIDENTIALITY, [4, 3])]
)
def test_all_blocks_of_a_ranking_are_given_to_the_executor(
    threat: Threat, blocks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [needs(f"n{place + 1}", f"n{place}", kind="hosting") for place in range(6)]
    snapshot = estate(*rows, flow("f", "n3", "n5", persons=4), processes=["n4"])
    alone = rank(snapshot, threat)
    monkeypatch.setattr(spread, "BLOCK", 2)
    executor = Backwards()
    assert rank(snapshot, threat, executor) == alone
    assert executor.blocks == blocks
