"""What an import would change, and the estate that it would leave."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from riskapp.errors import Faulty
from riskapp.exchange.differences import compare
from riskapp.exchange.merging import check_groups, merge
from riskapp.exchange.reading import read
from riskapp.graph.snapshot import Asset, Dependency, Holding, Snapshot
from riskapp.graph.vocabulary import DependencyKind, Kind, Lifecycle
from tests.exchange.estates import estates

WARD = read(Path(__file__).parents[1] / "cases" / "ward").snapshot
PRINTER = Asset("printer", "Printer", Kind.DEVICE)


def test_the_same_estate_has_no_differences() -> None:
    differences = compare(WARD, WARD)
    assert differences.writes_nothing
    assert [table.unchanged for table in differences.tables] == [3, 10, 3, 5, 12]


def test_new_rows_are_added_known_rows_changed_and_the_rest_missing() -> None:
    power = replace(WARD.assets[0], name="Feed", recovery=5)
    incoming = replace(WARD, assets=(PRINTER, power, *WARD.assets[2:]))
    assets = compare(WARD, incoming)["assets"]
    assert assets.added == (PRINTER,)
    assert [(change.key, change.fields) for change in assets.changed] == [
        (("power",), {"name": ("Power feed", "Feed"), "recovery": (0, 5)})
    ]
    assert assets.missing == (WARD.assets[1],)
    assert assets.unchanged == 8
    assert not compare(WARD, incoming).writes_nothing


def test_holdings_are_known_by_asset_and_category() -> None:
    incoming = replace(WARD, holdings=(Holding("ehr", "record", 1), Holding("ehr", "results", 2)))
    holdings = compare(WARD, incoming)["holdings"]
    assert holdings.changed[0].fields == {"persons": (400000, 1)}
    assert holdings.added == (Holding("ehr", "results", 2),)
    assert holdings.missing == WARD.holdings[1:]


def test_dependencies_are_known_by_dependent_provider_kind_and_group() -> None:
    first = WARD.dependencies[0]
    incoming = replace(
        WARD,
        dependencies=(
            replace(first, tolerance=9),
            replace(first, kind=DependencyKind.SERVICE),
            replace(first, group="g"),
        ),
    )
    dependencies = compare(WARD, incoming)["dependencies"]
    assert dependencies.changed[0].key == ("dc1", "power", "power", None)
    assert len(dependencies.added) == 2
    assert len(dependencies.missing) == 11


def test_missing_rows_alone_write_nothing() -> None:
    assert compare(WARD, replace(WARD, flows=())).writes_nothing


def test_differences_can_be_written_as_json() -> None:
    power = replace(WARD.assets[0], lifecycle=Lifecycle.RETIRED)
    data = json.loads(json.dumps(compare(WARD, replace(WARD, assets=(power, PRINTER), flows=())).as_data()))
    assert data["assets"]["changed"] == [{"key": ["power"], "fields": {"lifecycle": ["in use", "retired"]}}]
    assert data["assets"]["added"][0]["id"] == "printer"
    assert data["flows"] == {
        "added": [],
        "changed": [],
        "missing": [["f1"], ["f2"], ["f3"], ["f4"], ["f5"]],
        "unchanged": 0,
    }


def test_an_import_updates_in_place_adds_at_the_end_and_keeps_what_is_missing() -> None:
    power = replace(WARD.assets[0], name="Feed")
    merged = merge(WARD, Snapshot(assets=(PRINTER, power)))
    assert merged.assets == (power, *WARD.assets[1:], PRINTER)
    assert merged.flows == WARD.flows


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(estates(), estates())
def test_after_an_import_nothing_more_would_change(stored: Snapshot, incoming: Snapshot) -> None:
    merged = merge(stored, incoming)
    assert compare(merged, incoming).writes_nothing
    assert merge(merged, incoming) == merged
    assert merge(stored, stored) == stored
    assert merge(Snapshot(), incoming) == incoming


def _cluster(provider: str, needed: int = 1, kind: DependencyKind = DependencyKind.HOSTING) -> Snapshot:
    return replace(WARD, dependencies=(Dependency("ehr", provider, kind, "cluster", needed),))


@pytest.mark.parametrize(
    ("incoming", "reason"),
    [
        (_cluster("ad", needed=2), "disagree"),
        (_cluster("dc1", kind=DependencyKind.SERVICE), "names the provider dc1 twice"),
    ],
)
def test_an_import_that_contradicts_a_group_that_stays_is_refused(incoming: Snapshot, reason: str) -> None:
    with pytest.raises(Faulty, match=reason) as caught:
        check_groups(merge(WARD, incoming))
    assert "ehr" in str(caught.value)
    assert "cluster" in str(caught.value)


def test_a_group_whose_needed_cannot_be_is_refused() -> None:
    with pytest.raises(Faulty, match="needs 3, but has 1"):
        check_groups(_cluster("dc1", needed=3))


def test_an_import_that_fits_is_not_refused() -> None:
    check_groups(merge(WARD, _cluster("ad")))
