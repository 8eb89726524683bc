"""Black starts: which set is named, what is said of it when work runs out, and when looking stops."""

from collections.abc import Sequence

import pytest

from riskapp.graph.black_start import SmallStart, smallest_start
from riskapp.graph.index import index_of
from riskapp.graph.restart import restart
from riskapp.graph.snapshot import Dependency, Snapshot

from .estates import estate, needs


def knot(names: str) -> list[Dependency]:
    """Everybody needs all others: all but one must be started."""
    return [needs(one, other) for one in names for other in names if one != other]


def every(dependent: str, providers: str, group: str) -> list[Dependency]:
    return [needs(dependent, name, group, needed=len(providers)) for name in providers]


def smallest(snapshot: Snapshot, work: int = 2_000_000) -> tuple[Sequence[str], SmallStart]:
    """Of an estate in which all are down."""
    index = index_of(snapshot)
    together = list(range(len(index.ids)))
    start = smallest_start(index, together, [False] * len(together), (-index.groups.needed).tolist(), work)
    return [index.ids[one] for one in start.chosen], start


# -- which set --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "chosen"),
    [
        # c raises b, and both raise a.
        ([needs("b", "c"), *every("a", "cb", "g"), *every("c", "ba", "g")], ["c"]),
        # a and c will do, and so will b and d: the first by id is named.
        ([*every("e", "bd", "g"), *every("b", "dac", "g"), *every("c", "da", "g"), *every("a", "eb", "g"),
          *every("d", "ca", "g")], ["a", "c"]),
        ([needs("e", "c"), *every("a", "eb", "g"), *every("f", "be", "g"), *every("e", "af", "h"),
          *every("b", "ef", "g"), needs("c", "b")], ["b", "e"]),
        # Three are needed, and a, c and e would do as well: which three are named does not change.
        ([*every("a", "fd", "g"), *every("b", "ae", "g"), *every("b", "ad", "h"), *every("c", "df", "g"),
          *(needs("d", name, "any") for name in "fae"), *every("d", "ec", "g"), needs("e", "f"),
          *every("e", "db", "g"), *every("f", "bcd", "g")], ["b", "c", "d"]),
        # d follows e, so e is named and not d.
        ([needs("f", "b"), needs("d", "e"), *every("e", "bf", "g"), *every("b", "df", "g"), needs("f", "d")],
         ["b", "e"]),
    ],
)  # fmt: skip
def test_of_the_smallest_sets_always_the_same_is_named(rows: list[Dependency], chosen: list[str]) -> None:
    named, start = smallest(estate(*rows))
    assert (named, start.exact) == (chosen, True)


def test_five_are_too_many_to_be_sure_of() -> None:
    named, start = smallest(estate(*knot("abcdef")))
    assert (named, start.exact) == (["a", "b", "c", "d", "e"], False)


# -- when work runs out -----------------------------------------------------------------------------------------------


def test_whatever_the_work_a_knot_gets_all_but_one_and_is_sure_only_after_looking() -> None:
    for names in ("abc", "abcde", "abcdef"):
        snapshot = estate(*knot(names))
        starts = [smallest(snapshot, work)[1] for work in (*range(0, 60, 4), *range(60, 2_000, 97))]
        assert {len(start.chosen) for start in starts} == {len(names) - 1}
        assert not starts[0].exact
        assert starts[-1].exact is (len(names) <= 5)
        # Once there is work enough to be sure, more of it changes nothing.
        assert [start.exact for start in starts] == sorted(start.exact for start in starts)


def test_four_are_sure_once_three_are_ruled_out() -> None:
    full = smallest(estate(*knot("abcde")))[1]
    assert (len(full.chosen), full.exact) == (4, True)
    # The last that is started brings up the fifth, at eight looks; without them nothing smaller has been overlooked.
    short = smallest(estate(*knot("abcde")), full.work - 9)[1]
    assert (len(short.chosen), short.exact) == (4, True)


def test_without_work_the_most_awaited_is_named_and_one_alone_is_sure() -> None:
    hub = [*(needs(name, "z") for name in "abcd"), needs("z", "b"), needs("z", "c"), needs("b", "a"), needs("z", "d")]
    named, start = smallest(estate(*hub, assets="a b c d"), 0)
    assert (named, start.exact) == (["z"], True)


@pytest.mark.parametrize("work", [0, 1])
def test_without_work_who_is_not_needed_beside_the_others_is_still_left_out(work: int) -> None:
    # Most wait for a; but y must be started for s, and brings up a too.
    rows = [*(needs(name, "a") for name in "pqr"), needs("a", "y"), needs("s", "y"), *(needs("y", x) for x in "pqrs")]
    named, start = smallest(estate(*rows, assets="a"), work)
    assert (named, start.exact) == (["y"], True)


def test_all_black_starts_of_a_plan_share_their_work(monkeypatch: pytest.MonkeyPatch) -> None:
    enough = smallest(estate(*knot("abcde")))[1].work
    two = estate(*knot("abcde"), *knot("vwxyz"), needs("a", "power"), needs("v", "power"))
    assert [black.exact for black in restart(two, ["power"]).black_starts] == [True, True]
    monkeypatch.setattr("riskapp.graph.restart_run.WORK_IN_ALL", enough)
    assert [black.exact for black in restart(two, ["power"]).black_starts] == [True, False]


# -- when looking stops -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("looks", "prompt"), [(7, False), (8, True)])
def test_the_looks_of_all_searches_count_together(looks: int, prompt: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    # One look at each of a, b and slow, and at each of the four for whom they wait.
    monkeypatch.setattr("riskapp.graph.deadlock_watch.LOOKS", looks)
    rows = [needs("a", "b"), needs("b", "a"), needs("a", "p"), needs("slow", "p")]
    plan = restart(estate(*rows, recovery={"p": 3, "slow": 600}), ["p"])
    assert ([black.minute for black in plan.black_starts], plan.prompt) == ([3 if prompt else 603], prompt)


def test_a_black_start_that_was_put_off_is_not_forgotten_for_a_later_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("riskapp.graph.deadlock_watch.LOOKS", 0)
    rows = [needs("a", "b"), needs("b", "a"), needs("a", "p"), needs("c", "q"), needs("c", "d"), needs("d", "slow")]
    late = estate(*rows, *(needs(name, "main") for name in ("p", "q", "slow")), recovery={"p": 3, "q": 5, "slow": 600})
    plan = restart(late, ["main"])
    assert [(black.minute, black.assets) for black in plan.black_starts] == [(600, ("a", "b"))]
    assert not plan.prompt


@pytest.mark.parametrize(
    ("rows", "recovery"),
    [
        ([needs("b", "c", "g", needed=2), needs("b", "d", "g", needed=2)], {"c": 1, "d": 2}),  # b waits for d all along
        ([needs("b", "c"), needs("b", "c", "g"), needs("b", "d", "g")], {"c": 1, "b": 1}),  # b starts as c is back
    ],
)
def test_a_plan_with_nothing_to_look_for_is_prompt_without_a_look(
    rows: list[Dependency], recovery: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("riskapp.graph.deadlock_watch.LOOKS", 0)
    assert restart(estate(*rows, recovery=recovery), ["c", "d"]).prompt
