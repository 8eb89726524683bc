"""What hangs on a supplier: what stops, what it delivers, what it could see, also where it is only written by hand."""

import json
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


def fleet() -> Snapshot:
    """A maker of 130 systems, on which 60 processes hang."""
    rows = [needs(f"care {number:02}", f"system {number:03}", tolerance=number) for number in range(60)]
    snapshot = estate(
        *rows,
        Holding("spare00", "data", 5),
        assets=" ".join(f"spare{number:02}" for number in range(70)),
        processes=[f"care {number:02}" for number in range(60)],
    )
    assets = (one if "care" in one.id else replace(one, supplier="maker") for one in snapshot.assets)
    return replace(snapshot, assets=tuple(assets))


def test_each_table_sorts_narrows_and_turns_its_own_pages(store: Store, browse: Browse) -> None:
    store(fleet())
    browser = browse("maja", Role.MEMBER)
    address = "/graph/supplier?name=maker"
    browser.get(address)
    text = browser.page.text
    assert "What it delivers 130" in text and "Everything that stops when all of it fails 190" in text
    assert "Page 1 of 2, 130 rows" in text and "Page 1 of 2, 190 rows" in text
    assert "care 59 down after 59 min" in text, "no process is cut"
    browser.get(f"{address}&delivers=2&processes_q=care+07&kind=process&sort=name")
    text = browser.page.text
    assert "Page 2 of 2, 130 rows" in text and "system 059 system 059" in text
    assert "1 of 60 fits." in text and "60 of 190 fit." in text
    browser.get(f"{address}&processes_sort=name&delivers_q=spare1&delivers_sort=name")
    assert "10 of 130 fit." in browser.page.text
    for odd in ("delivers_sort=lasts", "delivers_state=down", "processes_kind=process", "state=ripe", "delivers=9"):
        assert browser.get(f"{address}&{odd}").status_code == 422


def test_every_table_is_a_file_of_what_it_shows(store: Store, browse: Browse) -> None:
    store(fleet())
    browser = browse("maja", Role.MEMBER)
    browser.get("/graph/supplier?name=maker&delivers_q=spare1&kind=process")
    files = [link["href"] for link in browser.page.all("a") if ".json" in link.get("href", "")]
    found = {address: json.loads(browser.get(address).data) for address in files}
    assert [len(one["rows"]) for one in found.values()] == [60, 10, 130, 60, 190, 1]
    assert {one["question"]["question"] for one in found.values()} == {"What hangs on maker?"}
    processes, *_, exposed = found.values()
    assert processes["rows"][1] == {
        "id": "care 01", "name": "care 01", "state": "down", "first_failure": 1, "longest_down": 10079,
        "minutes_down": 10079, "bears": None, "verdict": "not stated",
    }  # fmt: skip
    assert (exposed["rows"][0]["holder"], exposed["rows"][0]["at_least"]) == ("spare00", 5)
    for kind in ("processes", "delivered", "exposed"):
        assert browser.get(f"/graph/supplier/{kind}.csv?name=nobody").status_code == 404


def test_the_picture_shows_what_comes_from_it_and_what_stops_with_it(store: Store, browse: Browse) -> None:
    store(trust())
    browser = browse("maja", Role.MEMBER)
    html = browser.get("/graph/supplier?name=maker").text
    for key in ("maker", "a", "b", "care"):
        assert f'data-key="{key}"' in html, key
    assert 'data-key="watch"' not in html
    assert 'data-source="a" data-target="care"' in html


def test_the_failure_of_a_supplier_leads_to_what_hangs_on_all_that_it_delivers(store: Store, browse: Browse) -> None:
    store(trust())
    browser = browse("maja", Role.MEMBER)
    browser.get(browser.get("/graph?asset=maker").location)
    assert "What it delivers is not counted here. What hangs on The Maker?" in browser.page.text
    assert "/graph/supplier?name=maker" in [link["href"] for link in browser.page.all("a")]
    browser.get(browser.get("/graph?asset=other").location)
    assert "What it delivers is not counted here." not in browser.page.text
