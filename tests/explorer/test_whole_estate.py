"""The map of the whole estate: everything has its place, and every link is drawn, folded or counted."""

import json
from collections import Counter
from dataclasses import replace
from itertools import accumulate
from math import hypot

import pytest

from riskapp.commands.demo.estate import demo_estate
from riskapp.errors import Invalid
from riskapp.explorer import links
from riskapp.explorer.map_data import KINDS, map_data
from riskapp.explorer.map_rows import device_quarters, map_page
from riskapp.explorer.territories import NOWHERE, SHARED, SITE
from riskapp.explorer.whole_estate import UNITS, Fold, WholeEstate, whole_estate
from riskapp.graph.snapshot import Asset, Dependency, Flow, Snapshot
from riskapp.graph.vocabulary import Access, DependencyKind, Kind, Lifecycle


@pytest.fixture(scope="module")
def trust() -> Snapshot:
    """The demo trust with few devices."""
    return demo_estate(400)


@pytest.fixture(scope="module")
def whole(trust: Snapshot) -> WholeEstate:
    """Its map."""
    return whole_estate(trust)


def house(*more: Asset, lines: tuple[tuple[str, str], ...] = ()) -> Snapshot:
    """A record, a hospital, and eleven pumps there that need the record."""
    pumps = [Asset(f"p{number}", f"Pump {number}", Kind.DEVICE, site="west") for number in range(1, 12)]
    base = (Asset("record", "Record", Kind.SYSTEM), Asset("west", "West", Kind.LOCATION))
    needs = (*((pump.id, "record") for pump in pumps), *lines)
    rows = tuple(Dependency(one, other, DependencyKind.SERVICE) for one, other in needs)
    return Snapshot(assets=(*base, *pumps, *more), dependencies=rows)


def test_everything_that_takes_part_has_one_place_of_its_own(trust: Snapshot, whole: WholeEstate) -> None:
    assert Counter(asset.id for asset in whole.assets) == Counter(asset.id for asset in trust.assets)
    assert len(set(whole.places)) == len(whole.assets)
    by_row = sorted(whole.places, key=lambda place: place[1])
    for at, (x, y) in enumerate(by_row):
        for to_x, to_y in by_row[at + 1 : at + 60]:
            assert hypot(x - to_x, y - to_y) > UNITS * 0.85


def test_an_equal_estate_gives_equal_places(trust: Snapshot, whole: WholeEstate) -> None:
    again = whole_estate(
        replace(trust, assets=(*trust.assets, Asset("old", "Old", Kind.SYSTEM, lifecycle=Lifecycle.RETIRED)))
    )
    assert again is not whole
    assert again.places == whole.places and again.assets == whole.assets
    assert (whole.idle, again.idle) == (0, 1)


def test_each_asset_lies_in_its_district_and_that_in_its_territory(whole: WholeEstate) -> None:
    covered = []
    for quarter in whole.quarters:
        land, circle = whole.lands[quarter.land].circle, quarter.circle
        assert hypot(circle.x - land.x, circle.y - land.y) + circle.radius <= land.radius + 2
        covered += circle.members
        for number in circle.members:
            assert whole.assets[number].kind is quarter.kind
            x, y = whole.places[number]
            assert hypot(x - circle.x, y - circle.y) <= circle.radius
    assert covered == list(range(len(whole.assets)))
    for at, land in enumerate(whole.lands):
        for other in whole.lands[at + 1 :]:
            apart = hypot(land.circle.x - other.circle.x, land.circle.y - other.circle.y)
            assert apart >= land.circle.radius + other.circle.radius - 2


def test_the_shared_lies_in_the_middle_and_sites_around_it(whole: WholeEstate) -> None:
    keys = [land.key for land in whole.lands]
    assert keys[0] == SHARED and whole.lands[0].circle.x == whole.lands[0].circle.y == 0
    assert {NOWHERE, SITE + "hamar", SITE + "tynset"} < set(keys)
    hamar = whole.lands[keys.index(SITE + "hamar")]
    inside = [whole.assets[number] for number in hamar.circle.members]
    assert {"hamar", "lan-hamar", "mtu-hamar"} < {asset.id for asset in inside}, "a location lies in its own territory"
    assert dict(hamar.kinds) == Counter(asset.kind for asset in inside)


def test_devices_that_hang_on_the_same_thing_lie_together_by_name() -> None:
    snapshot = house(Asset("x", "Scale", Kind.DEVICE, site="west"), lines=(("p1", "west"),))
    whole = whole_estate(snapshot)
    first, second = device_quarters(whole)
    assert [whole.assets[number].name for number in first.circle.members] == [f"Pump {n}" for n in range(1, 12)]
    assert whole.assets[first.hub].id == "record", "a system tells more than a location"
    assert (second.hub, second.circle.count) == (-1, 1)


def test_links_of_such_devices_are_one_line_and_every_link_is_accounted_for(whole: WholeEstate) -> None:
    bundles = whole_estate(house(lines=(("p1", "p2"), ("record", "west")))).bundles
    assert sorted(line.links for line in bundles.lines) == [1, 11]
    assert (bundles.within, bundles.left_out, bundles.hidden) == (1, 0, 0)
    for one in (whole.bundles, whole.between):
        assert sum(line.links for line in one.lines) + one.within + one.hidden == len(whole.links)


def test_too_many_lines_are_folded_further_and_then_the_weakest_cut_and_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    more = [Asset(f"s{number}", f"System {number}", Kind.SYSTEM) for number in range(3)]
    far = [Asset(f"d{number}", f"Scale {number}", Kind.DEVICE, site="east") for number in range(2)]
    wanted = (("s0", "s1"), ("s1", "s2"), ("p1", "s0"), ("p2", "s0"), ("p3", "s1"), ("d0", "s0"), ("d1", "s1"))
    snapshot = house(*more, *far, lines=wanted)
    found = {}
    for most in (100, 4, 2, 1):
        monkeypatch.setattr(links, "MOST_LINES", most)
        # Another estate in name only, so that the map of before is not remembered.
        whole = whole_estate(replace(snapshot, assets=(*snapshot.assets, Asset(f"x{most}", "X", Kind.PROCESS))))
        assert sum(line.links for line in whole.bundles.lines) + whole.bundles.within + whole.bundles.hidden == 18
        found[most] = (whole.fold, len(whole.bundles.lines), whole.bundles.left_out, whole.bundles.hidden)
    assert found == {
        100: (Fold.DEVICES, 7, 0, 0),
        4: (Fold.GROUPS, 3, 0, 0),
        2: (Fold.PLACES, 2, 0, 0),
        1: (Fold.PLACES, 1, 1, 2),
    }


def test_the_browser_reads_the_same_map(trust: Snapshot, whole: WholeEstate) -> None:
    data = json.loads(map_data(whole, range(5, 5 + len(whole.assets)), "now"))
    assert data["names"] == [asset.name for asset in whole.assets]
    assert list(zip(accumulate(data["x"]), accumulate(data["y"]), strict=True)) == list(whole.places)
    assert list(accumulate(data["numbers"]))[:2] == [5, 6]
    assert [KINDS[int(kind)] for kind in data["kinds"]] == [asset.kind for asset in whole.assets]
    for name, rows in (
        ("needs", {(one.dependent, one.provider) for one in trust.dependencies}),
        ("flows", {(one.source, one.target) for one in trust.flows}),
    ):
        by_first, by_second = data[name]
        pairs = [(end, other) for end, *steps in by_first for other in accumulate(steps)]
        pairs += [(other, end) for end, *steps in by_second for other in accumulate(steps)]
        assert len(pairs) == len(rows)
        assert {(data["ids"][one], data["ids"][other]) for one, other in pairs} == rows


def test_the_table_counts_each_way_of_being_linked() -> None:
    snapshot = house()
    flow = Flow("f", "p1", "record", (), Access.PUSH, encrypted=True, validated=True)
    whole = whole_estate(replace(snapshot, flows=(flow, replace(flow, id="g"))))
    rows = {row.asset.id: row for row in map_page(whole, frozenset(), None, 1).rows}
    record, pump = rows["record"], rows["p1"]
    assert (record.needs, record.needed_by, record.sends_to, record.gets_from) == (0, 11, 0, 1)
    assert (pump.needs, pump.needed_by, pump.sends_to, pump.gets_from) == (1, 0, 1, 0)
    assert (record.land.key, pump.land.key) == (SHARED, SITE + "west")


def test_the_table_is_narrowed_by_kind_and_place(whole: WholeEstate) -> None:
    hamar = next(land for land in whole.lands if land.key == SITE + "hamar")
    page = map_page(whole, frozenset({Kind.NETWORK}), hamar, 1)
    assert sorted(row.asset.id for row in page.rows) == ["lan-hamar", "mtu-hamar"]
    everything = map_page(whole, frozenset(), None, 1)
    assert everything.total == len(whole.assets) and everything.pages == -(-everything.total // len(everything.rows))
    with pytest.raises(Invalid):
        map_page(whole, frozenset(), None, everything.pages + 1)


def test_an_empty_estate_is_an_empty_map() -> None:
    whole = whole_estate(Snapshot())
    assert (whole.assets, whole.lands, whole.bundles.lines, len(whole.links)) == ((), (), (), 0)
    assert map_page(whole, frozenset(), None, 1).rows == ()
    assert json.loads(map_data(whole, [], ""))["names"] == []
