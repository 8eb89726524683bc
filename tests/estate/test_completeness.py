"""What is not known about an asset."""

from riskapp.estate.completeness import gaps
from riskapp.graph.snapshot import Asset, Dependency
from riskapp.graph.vocabulary import DependencyKind, Kind, Lifecycle

KNOWN = Asset(
    "a", "A", Kind.SYSTEM, owner="Kari", confidentiality=1, integrity=1, availability=1, max_downtime=0, recovery=5
)


def texts(asset, flows=1, dependencies=1, needs=()):
    return [gap.text % gap.values for gap in gaps(asset, flows=flows, dependencies=dependencies, needs=needs)]


def need(provider, group=None, needed=1):
    return Dependency("a", provider, DependencyKind.SERVICE, group, needed)


def test_an_asset_of_which_all_is_known_has_no_gap():
    assert texts(KNOWN, needs=[(need("b"), Lifecycle.IN_USE)]) == []


def test_an_empty_system_lacks_everything_and_a_supplier_only_what_it_could_have():
    assert len(texts(Asset("a", "A", Kind.SYSTEM), flows=0, dependencies=0)) == 6
    assert len(texts(Asset("a", "A", Kind.SUPPLIER), flows=0, dependencies=0)) == 2


def test_a_level_for_some_needs_only_is_a_gap_of_its_own():
    half = Asset("a", "A", Kind.SUPPLIER, owner="Kari", integrity=2)
    assert texts(half) == ["A part of its needs: not every property has a level."]


def test_a_group_with_too_few_members_in_use_is_told_with_its_numbers():
    needs = [
        (need("b", "power", 2), Lifecycle.IN_USE),
        (need("c", "power", 2), Lifecycle.RETIRED),
        (need("d", "power", 2), Lifecycle.PLANNED),
        (need("e"), Lifecycle.RETIRING),
        (need("f"), Lifecycle.RETIRED),
    ]
    found = texts(KNOWN, needs=needs)

    assert len(found) == 2
    assert "power" in found[0]
    assert "needs 2" in found[0]
    assert "1 of them" in found[0]
    assert "“f”" in found[1]
