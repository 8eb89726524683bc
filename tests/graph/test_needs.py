"""Need against capability: the strongest need of others, and the way it came."""

import tracemalloc
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskapp.graph.index import index_of
from riskapp.graph.needs import Need, Property, needs
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Strength

from . import estates as made
from .estates import estate, flow
from .strategies import estates


def with_needs(snapshot: Snapshot, **wanted: dict[str, int]) -> Snapshot:
    """The estate with own needs by property and asset."""
    assets = tuple(
        replace(asset, **{name: values.get(asset.id) for name, values in wanted.items()}) for asset in snapshot.assets
    )
    return replace(snapshot, assets=assets)


def of(snapshot: Snapshot, asset: str, wanted: Property) -> Need:
    return next(need for need in needs(snapshot) if (need.asset, need.wanted) == (asset, wanted))


CHAIN = estate(
    made.needs("ward", "record"), made.needs("record", "host"), made.needs("record", "cache", soft=True),
    flow("f1", "record", "ward"), flow("f2", "ward", "archive"),
)  # fmt: skip


def test_availability_goes_to_all_that_a_process_needs_and_tells_the_way() -> None:
    snapshot = with_needs(CHAIN, availability={"ward": 4, "record": 2})
    host = of(snapshot, "host", Property.AVAILABILITY)
    assert (host.own, host.inherited, host.way, host.mismatch) == (None, 4, ("ward", "record", "host"), True)
    assert of(snapshot, "record", Property.AVAILABILITY).mismatch
    assert of(snapshot, "ward", Property.AVAILABILITY).inherited is None
    assert of(snapshot, "cache", Property.AVAILABILITY).inherited is None


def test_the_shortest_downtime_goes_the_same_way() -> None:
    snapshot = with_needs(CHAIN, max_downtime={"ward": 60, "record": 15, "host": 30})
    host = of(snapshot, "host", Property.MAX_DOWNTIME)
    assert (host.own, host.inherited, host.way, host.mismatch) == (30, 15, ("record", "host"), True)
    assert not of(snapshot, "record", Property.MAX_DOWNTIME).mismatch


def test_confidentiality_goes_with_the_data_and_integrity_against_them() -> None:
    secret = with_needs(CHAIN, confidentiality={"record": 4, "archive": 4}, integrity={"archive": 3})
    archive = of(secret, "archive", Property.CONFIDENTIALITY)
    assert (archive.inherited, archive.way, archive.mismatch) == (4, ("record", "ward", "archive"), False)
    assert of(secret, "record", Property.INTEGRITY).way == ("archive", "ward", "record")


def test_every_member_of_a_group_inherits() -> None:
    both = with_needs(estate(*(made.needs("x", name, "pair") for name in "ab")), availability={"x": 3})
    assert [of(both, name, Property.AVAILABILITY).inherited for name in "ab"] == [3, 3]


def test_in_a_circle_each_inherits_from_the_others_and_nobody_from_itself() -> None:
    ring = estate(made.needs("a", "b"), made.needs("b", "c"), made.needs("c", "a"))
    alone = with_needs(ring, availability={"a": 4})
    assert of(alone, "c", Property.AVAILABILITY).way == ("a", "b", "c")
    assert (of(alone, "a", Property.AVAILABILITY).inherited, of(alone, "a", Property.AVAILABILITY).way) == (None, ())
    two = with_needs(ring, availability={"a": 4, "b": 3}, max_downtime={"a": 5, "b": 60, "c": 90})
    assert of(two, "a", Property.AVAILABILITY).way == ("b", "c", "a")
    downtime = of(two, "a", Property.MAX_DOWNTIME)
    assert (downtime.own, downtime.inherited, downtime.mismatch) == (5, 60, False)


def test_of_several_ways_the_shortest_is_told() -> None:
    rows = [
        made.needs("a", "b"),
        made.needs("b", "c"),
        made.needs("a", "c"),
        made.needs("z", "y"),
        made.needs("y", "c"),
    ]
    both = with_needs(estate(*rows), availability={"z": 4, "a": 4})
    assert of(both, "c", Property.AVAILABILITY).way == ("a", "c")


def in_a_row(many: int, ring: bool) -> Snapshot:
    """Each needs the next, the last of a ring the first; the first has the strongest need."""
    rows = [made.needs(f"{place:06}", f"{(place + 1) % many:06}") for place in range(many - 1 + ring)]
    return with_needs(estate(*rows), availability={"000000": 4, "000007": 3})


@pytest.mark.slow
@pytest.mark.parametrize("ring", [False, True])
def test_a_hundred_thousand_in_a_row_or_ring_take_seconds(ring: bool) -> None:
    found = {need.asset: need for need in needs(in_a_row(100_000, ring)) if need.wanted is Property.AVAILABILITY}
    assert len(found["099999"].way) == 100_000
    assert found["000000"].inherited == (3 if ring else None)


@pytest.mark.parametrize("ring", [False, True])
def test_the_memory_that_is_kept_grows_with_the_rows(ring: bool) -> None:
    snapshot = in_a_row(3_000, ring)
    index_of(snapshot)
    tracemalloc.start()
    found = needs(snapshot)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < len(found) * 1_000


@settings(max_examples=80, deadline=None)
@given(estates(), st.data())
def test_what_is_inherited_is_the_strongest_of_all_that_lead_here(snapshot: Snapshot, data: st.DataObject) -> None:
    level = st.none() | st.integers(1, 4)
    snapshot = replace(
        snapshot,
        assets=tuple(
            replace(asset, confidentiality=data.draw(level), integrity=data.draw(level), availability=data.draw(level),
                    max_downtime=data.draw(st.none() | st.sampled_from([5, 30])))
            for asset in snapshot.assets
        ),
    )  # fmt: skip
    own = {asset.id: asset for asset in snapshot.assets if asset.lifecycle.takes_part}
    hard = [row for row in snapshot.dependencies if row.strength is Strength.HARD]
    pairs = {
        Property.AVAILABILITY: {(row.dependent, row.provider) for row in hard},
        Property.MAX_DOWNTIME: {(row.dependent, row.provider) for row in hard},
        Property.CONFIDENTIALITY: {(row.source, row.target) for row in snapshot.flows},
        Property.INTEGRITY: {(row.target, row.source) for row in snapshot.flows},
    }
    for need in needs(snapshot):
        steps = {(one, other) for one, other in pairs[need.wanted] if {one, other} <= own.keys()}
        before: set[str] = set()
        for _ in own:
            before |= {one for one, other in steps if other in before | {need.asset}}
        before.discard(need.asset)
        values: list[Any] = [getattr(own[name], need.wanted.value) for name in before]
        told = [value for value in values if value is not None]
        best = min if need.wanted is Property.MAX_DOWNTIME else max
        assert need.inherited == (best(told) if told else None)
        if need.way:
            assert getattr(own[need.way[0]], need.wanted.value) == need.inherited
            assert need.way[-1] == need.asset
        assert need.names == len(need.way)
        if need.way:
            assert len(set(need.way)) == len(need.way)
            assert all(step in steps for step in zip(need.way, need.way[1:], strict=False))
