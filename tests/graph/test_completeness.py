"""Completeness: each rule finds what it is for, and nothing else."""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings

from riskapp.graph.completeness import Finding, Rule, completeness
from riskapp.graph.snapshot import Asset, Holding, Snapshot
from riskapp.graph.vocabulary import Kind, Strength

from .estates import estate, flow, needs, read_ward
from .naive import fallen
from .oracle import groups_of
from .strategies import estates


def found(snapshot: Snapshot, rule: Rule) -> list[Any]:
    return [one for one in completeness(snapshot).findings if one.rule is rule]


def subjects(snapshot: Snapshot, rule: Rule) -> list[str]:
    return [one.subject for one in found(snapshot, rule)]


def of_kind(kind: Kind, **fields: Any) -> Snapshot:
    return Snapshot(assets=(Asset("a", "A", kind, **fields),))


def test_an_asset_that_nothing_touches_is_found() -> None:
    assert subjects(of_kind(Kind.NETWORK), Rule.UNTOUCHED) == ["a"]
    for touching in (needs("a", "b"), needs("b", "a"), flow("f", "a", "b"), flow("f", "b", "c", via=("a",)),
                     Holding("a", "data", 1)):  # fmt: skip
        assert "a" not in subjects(estate(touching), Rule.UNTOUCHED)


def test_a_supplier_or_a_site_that_an_asset_names_is_touched() -> None:
    named = Snapshot(
        assets=(
            Asset("acme", "Acme", Kind.SUPPLIER),
            Asset("north", "North", Kind.LOCATION),
            Asset("x", "X", Kind.NETWORK, supplier="acme", site="north"),
        )
    )
    assert subjects(named, Rule.UNTOUCHED) == ["x"]


def test_processes_systems_and_devices_want_a_provider_an_owner_and_needs() -> None:
    for rule in (Rule.NO_PROVIDER, Rule.NO_OWNER, Rule.NO_NEEDS):
        assert [bool(subjects(of_kind(kind), rule)) for kind in Kind] == [
            kind in (Kind.PROCESS, Kind.SYSTEM, Kind.DEVICE) for kind in Kind
        ]
    assert subjects(of_kind(Kind.SYSTEM, owner="Kari", integrity=2), Rule.NO_OWNER) == []
    assert subjects(of_kind(Kind.SYSTEM, owner="Kari", integrity=2), Rule.NO_NEEDS) == []
    assert subjects(estate(needs("a", "b")), Rule.NO_PROVIDER) == ["b"]


def test_a_system_wants_holdings_and_a_device_does_not() -> None:
    assert subjects(of_kind(Kind.SYSTEM), Rule.NO_HOLDINGS) == ["a"]
    assert subjects(of_kind(Kind.DEVICE), Rule.NO_HOLDINGS) == []
    assert subjects(estate(Holding("a", "data", 0)), Rule.NO_HOLDINGS) == []


def test_flows_want_a_purpose_and_persons() -> None:
    told = estate(flow("f1", "a", "b"), flow("f2", "a", "b", purpose="care", persons=0))
    assert subjects(told, Rule.NO_PURPOSE) == ["f1"]
    assert subjects(told, Rule.NO_PERSONS) == ["f1"]


def test_a_group_with_members_left_out_is_found() -> None:
    pair = estate(*(needs("x", name, "pair", needed=2) for name in "ab"), lifecycle={"b": "retired"})
    rule = Rule.MEMBERS_LEFT_OUT
    assert found(pair, rule) == [Finding(rule, "x", "pair", needed=2, left=1, listed=2)]


def test_a_group_that_has_enough_but_lost_its_spare_members_is_found_too() -> None:
    trio = estate(*(needs("x", name, "trio", needed=1) for name in "abc"), lifecycle={"b": "retired", "c": "planned"})
    rule = Rule.MEMBERS_LEFT_OUT
    assert found(trio, rule) == [Finding(rule, "x", "trio", needed=1, left=1, listed=3)]
    assert found(estate(needs("x", "a", "pair"), needs("x", "b", "pair")), rule) == []


@settings(max_examples=60, deadline=None)
@given(estates(flows=False))
def test_members_are_left_out_wherever_the_files_list_more_than_take_part(snapshot: Snapshot) -> None:
    living = {asset.id for asset in snapshot.assets if asset.lifecycle.takes_part}
    expected = []
    listed: dict[Any, list[Any]] = {}
    for number, row in enumerate(snapshot.dependencies):
        listed.setdefault((row.dependent, row.group or number), []).append(row)
    for (dependent, _), rows in listed.items():
        left = sum(row.provider in living for row in rows)
        if dependent in living and left < len(rows):
            expected.append((dependent, rows[0].group or "", rows[0].needed, left, len(rows)))
    told = [(one.subject, one.group or "", one.needed, one.left, one.listed)
            for one in found(snapshot, Rule.MEMBERS_LEFT_OUT)]  # fmt: skip
    assert sorted(told) == sorted(expected)


def test_redundant_hosts_on_one_power_feed_are_no_redundancy() -> None:
    assert found(read_ward(), Rule.SHARED_PROVIDER) == [
        Finding(Rule.SHARED_PROVIDER, "ehr", "cluster", others=("power",))
    ]


def test_a_member_that_takes_its_stand_in_with_it_is_no_redundancy() -> None:
    leaning = estate(needs("x", "a", "pair"), needs("x", "b", "pair"), needs("b", "a"))
    assert found(leaning, Rule.SHARED_PROVIDER) == [Finding(Rule.SHARED_PROVIDER, "x", "pair", others=("a",))]


def test_a_soft_group_is_no_redundancy_either_where_its_members_share_a_provider() -> None:
    soft = estate(
        *(replace(needs("x", one, "pair"), strength=Strength.SOFT) for one in "ab"), needs("a", "c"), needs("b", "c")
    )
    assert found(soft, Rule.SHARED_PROVIDER) == [Finding(Rule.SHARED_PROVIDER, "x", "pair", others=("c",))]


def test_what_takes_no_part_is_not_asked_about() -> None:
    ward = read_ward()
    retired = replace(ward, assets=tuple(replace(one, lifecycle=type(one.lifecycle).RETIRED) for one in ward.assets))
    assert completeness(retired).findings == ()


def test_the_share_of_a_kind_counts_its_assets_without_findings() -> None:
    shares = {one.kind: (one.complete, one.assets) for one in completeness(read_ward()).shares}
    assert shares[Kind.NETWORK] == (1, 1)
    assert shares[Kind.SYSTEM] == (0, 3)


@settings(max_examples=60, deadline=None)
@given(estates(flows=False))
def test_a_shared_provider_is_whoever_alone_makes_a_redundant_group_short(snapshot: Snapshot) -> None:
    living = {asset.id for asset in snapshot.assets if asset.lifecycle.takes_part}
    expected = set()
    for group in groups_of(snapshot):
        if len(group.members) > min(group.needed, len(group.members)):
            alone = {one for one in living - {group.dependent} if group.short(living - fallen(snapshot, one))}
            if alone:
                expected.add((group.dependent, group.name, tuple(sorted(alone))))
    assert {(one.subject, one.group, one.others) for one in found(snapshot, Rule.SHARED_PROVIDER)} == expected


def test_an_asset_that_is_touched_in_two_ways_is_no_less_touched() -> None:
    touching = {
        "held and carrying": [Holding("a", "data", 1), flow("f", "b", "c", via=("a",))],
        "needing and carrying": [needs("a", "b"), flow("f", "b", "c", via=("a",))],
        "needing and sending": [needs("a", "b"), flow("f", "a", "b")],
    }
    for how, rows in touching.items():
        assert "a" not in subjects(estate(*rows), Rule.UNTOUCHED), how


def test_of_an_asset_a_lone_dependency_comes_before_the_groups_with_a_name() -> None:
    rows = [needs("x", "a", "GROUP"), needs("x", "b", "GROUP"), needs("x", "c")]
    left_out = found(estate(*rows, lifecycle={"b": "retired", "c": "retired"}), Rule.MEMBERS_LEFT_OUT)
    assert [one.group for one in left_out] == [None, "GROUP"]
