"""Common causes: which single failure defeats which redundant group, and what is none."""

from collections.abc import Collection

import pytest

from riskapp.graph.common_causes import CommonCause, common_causes
from riskapp.graph.snapshot import Snapshot

from .all_subsets import down, drawn, hard_groups, living, minimal_cut_sets
from .estates import estate, needs, read_ward
from .fault_trees import all_of


def by_trying(snapshot: Snapshot, target: str, among: Collection[str] | None = None) -> list[tuple[str, str, str]]:
    """Each asset that takes the target down alone, with each redundant group upstream that it leaves short."""
    groups, upstream = hard_groups(snapshot), {target}
    for _ in snapshot.assets:
        upstream |= {name for dependent, _, _, members in groups if dependent in upstream for name in members}
    return sorted(
        (one, dependent, str(name))
        for (one, *others) in minimal_cut_sets(snapshot, target, among)
        for dependent, name, needed, members in groups
        if not others and needed < len(members) and dependent in upstream and dependent != one
        if len(set(members) - down(snapshot, [one])) < needed
    )


def test_a_feed_behind_both_hosts_defeats_the_cluster_of_the_ward() -> None:
    assert common_causes(read_ward(), "ward") == (CommonCause("power", "ehr", "cluster"),)


def test_each_group_that_falls_short_is_named_once_for_each_cause() -> None:
    rows = [needs("t", "s"), needs("s", "m", "hosts"), needs("s", "n", "hosts"), needs("s", "o", "routes")]
    rows += [needs("s", "p", "routes"), *(needs(name, "hall") for name in "mnop"), needs("hall", "feed")]
    found = common_causes(estate(*rows), "t")
    assert [(one.asset, one.dependent, one.group) for one in found] == [
        ("feed", "s", "hosts"),
        ("feed", "s", "routes"),
        ("hall", "s", "hosts"),
        ("hall", "s", "routes"),
    ]
    assert {one.asset for one in common_causes(estate(*rows), "t", ["feed", "m", "n"])} == {"feed"}


def test_a_group_that_is_no_redundancy_or_not_needed_or_not_short_is_not_named() -> None:
    rows = [needs("t", "a", "g", needed=2), needs("t", "b", "g", needed=2), needs("a", "c"), needs("b", "c")]
    rows += [needs("t", "x", "spare"), needs("t", "y", "spare"), needs("x", "c")]
    rows += [needs("t", "u", "soft", soft=True), needs("t", "v", "soft", soft=True), needs("u", "c"), needs("v", "c")]
    rows += [needs("far", "m", "k"), needs("far", "n", "k"), needs("m", "c"), needs("n", "c")]
    assert common_causes(estate(*rows), "t") == ()


def test_the_failing_asset_does_not_defeat_its_own_group() -> None:
    rows = [needs("t", "s"), *all_of("s", "a", "b"), needs("a", "s"), needs("b", "s")]
    assert common_causes(estate(*rows), "t") == ()


@pytest.mark.parametrize("seed", range(60))
def test_they_are_what_trying_every_asset_finds(seed: int) -> None:
    snapshot = drawn(seed)
    among = living(snapshot)[::2] if seed % 3 == 0 else None
    found = common_causes(snapshot, "a", among)
    assert [(one.asset, one.dependent, one.group) for one in found] == by_trying(snapshot, "a", among)
