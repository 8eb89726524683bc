"""Need against capability: the strongest need of others, the way it came, and downtimes that cannot be kept."""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from riskapp.graph.availability import simulate
from riskapp.graph.needs import Need, Property, needs, too_long
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Strength

from . import estates as made
from .estates import estate, flow, read_ward
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


def test_in_a_circle_each_inherits_from_the_others() -> None:
    circle = with_needs(estate(made.needs("a", "b"), made.needs("b", "c"), made.needs("c", "a")), availability={"a": 4})
    assert of(circle, "c", Property.AVAILABILITY).way == ("a", "b", "c")
    assert of(circle, "a", Property.AVAILABILITY).way == ("a", "b", "c", "a")


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
        values: list[Any] = [getattr(own[name], need.wanted.value) for name in before]
        told = [value for value in values if value is not None]
        best = min if need.wanted is Property.MAX_DOWNTIME else max
        assert need.inherited == (best(told) if told else None)
        if need.way:
            assert getattr(own[need.way[0]], need.wanted.value) == need.inherited
            assert need.way[-1] == need.asset
            assert all(step in steps for step in zip(need.way, need.way[1:], strict=False))


def test_a_downtime_that_a_single_failure_exceeds_is_told_with_its_chain() -> None:
    snapshot = with_needs(read_ward(), max_downtime={"ward": 60, "ehr": 100})
    (ward,) = too_long(snapshot)
    longest = {
        asset.id: next((row.minutes_down for row in simulate(snapshot, [asset.id], asset.recovery).assets
                        if row.id == "ward"), 0)
        for asset in snapshot.assets if asset.recovery
    }  # fmt: skip
    assert (ward.asset, ward.max_downtime, ward.minutes_down) == ("ward", 60, max(longest.values()))
    assert longest[ward.failing] == ward.minutes_down
    assert (ward.chain[0].asset, ward.chain[-1].asset) == ("ward", ward.failing)
    assert ward.others == sum(minutes > 60 for minutes in longest.values()) - 1


def test_who_bears_it_is_not_told() -> None:
    assert too_long(with_needs(read_ward(), max_downtime={"ward": 10_000})) == ()
    assert too_long(read_ward()) == ()
