"""What hangs on a supplier: what stops, what it delivers, what it could see, also where it is only written by hand."""

from collections.abc import Callable
from dataclasses import replace

from riskapp.accounts.permissions import Role
from riskapp.graph.snapshot import Holding, Snapshot
from riskapp.graph.vocabulary import Kind, Lifecycle
from tests.graph.estates import estate, flow, needs
from tests.inspecting_client import InspectingClient

Browse = Callable[..., InspectingClient]
Store = Callable[[Snapshot], None]


def trust() -> Snapshot:
    """Two systems of one maker that stand in for each other, one that is retired, and one of a maker by hand."""
    snapshot = estate(
        needs("care", "a", "both"),
        needs("care", "b", "both"),
        needs("watch", "other", tolerance=60),
        flow("f1", "b", "maker"),
        assets="old",
        processes=["care", "watch"],
    )
    changed = {
        "maker": {"kind": Kind.SUPPLIER, "name": "The Maker"},
        "a": {"supplier": "maker", "kind": Kind.SYSTEM},
        "b": {"supplier": "maker", "kind": Kind.SYSTEM},
        "old": {"supplier": "maker", "lifecycle": Lifecycle.RETIRED},
        "other": {"supplier": "Somebody & Sons", "kind": Kind.SYSTEM},
    }
    assets = tuple(replace(asset, **changed.get(asset.id, {})) for asset in snapshot.assets)
    return replace(snapshot, assets=assets, holdings=(Holding("b", "data", 500),))


def test_all_that_it_delivers_fails_together(store: Store, browse: Browse) -> None:
    store(trust())
    browser = browse("maja", Role.MEMBER)
    browser.get("/graph/supplier")
    assert "The Maker maker 2 Somebody" not in browser.page.text, "sorted by name"
    assert "Somebody & Sons 1 The Maker maker 2" in browser.page.text
    browser.get("/graph/supplier?name=maker")
    text = browser.page.text
    assert "1 process stops when all that comes from The Maker fails: care, at once." in text
    assert "It delivers 2 systems." in text
    assert (
        "Whoever gets control of all that comes from it could see data about at least 500 persons; at most 500." in text
    )
    assert "old" not in text.split("What it delivers")[1].split("Data that could be seen")[0]


def test_a_supplier_that_is_only_written_is_found_by_its_name(store: Store, browse: Browse) -> None:
    store(trust())
    browser = browse("maja", Role.MEMBER)
    browser.get("/graph/supplier?name=Somebody+%26+Sons")
    assert "watch, after 1 h." in browser.page.text
    assert browser.get("/graph/supplier?name=THE+maker").location == "/graph/supplier?name=maker"
    assert browser.get("/graph/supplier?name=nobody").status_code == 404
    assert "Nothing in the estate comes from a supplier called nobody." in browser.page.text


def test_what_stops_comes_as_a_file(store: Store, browse: Browse) -> None:
    store(trust())
    browser = browse("maja", Role.MEMBER)
    rows = browser.get("/graph/supplier.csv?name=maker").text.splitlines()
    assert {row.split(",")[0] for row in rows[1:]} == {"maker", "a", "b", "care"}
    assert browser.get("/graph/supplier.csv?name=nobody").status_code == 404


def test_an_estate_without_suppliers_says_what_to_do(store: Store, browse: Browse) -> None:
    store(estate(needs("a", "b")))
    browser = browse("maja", Role.MEMBER)
    browser.get("/graph/supplier")
    assert "No asset says who its supplier is yet." in browser.page.text
