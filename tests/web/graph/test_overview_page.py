"""The page of the whole estate: the map for the picture, and all of it as tables."""

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote

from riskapp.accounts.permissions import Role
from riskapp.commands.demo.estate import demo_estate
from riskapp.graph.snapshot import Asset, Snapshot
from riskapp.graph.vocabulary import Kind, Lifecycle
from tests.graph.estates import read_ward
from tests.inspecting_client import InspectingClient

Browse = Callable[..., InspectingClient]
Store = Callable[[Snapshot], None]


def hrefs(browser: InspectingClient) -> set[str]:
    return {link.get("href", "") for link in browser.page.all("a")}


def test_the_questions_lead_to_the_whole_estate(browse: Browse, ward: Callable[[str], str]) -> None:
    browser = browse("maja", Role.MEMBER)
    browser.get("/graph")
    assert "/graph/overview" in hrefs(browser)


def test_the_page_says_how_much_there_is_and_what_is_folded(browse: Browse, store: Store) -> None:
    store(demo_estate(300))
    browser = browse("maja", Role.MEMBER)
    browser.get("/graph/overview")
    text = browser.page.text
    assert "The picture shows all 377 assets, each as a dot." in text
    assert "links are folded into" in text
    assert "The picture needs a browser that runs scripts and draws with WebGL." in text
    assert {"Hamar", "Shared by all sites", "Devices without a site"} <= {words.strip() for words in browser.page.words}
    assert "/estate?site=hamar" in hrefs(browser), "the same place in the estate's list"
    assert "/graph/overview?kind=network&place=site:hamar#assets-heading" in hrefs(browser)


def test_the_filter_narrows_the_table_and_stays_in_the_address(browse: Browse, store: Store) -> None:
    store(demo_estate(300))
    browser = browse("maja", Role.MEMBER)
    browser.get("/graph/overview?kind=network&kind=location&place=site:hamar")
    assert "The assets that are shown 3" in browser.page.text
    checked = {field["value"] for field in browser.page.all("input") if "checked" in field}
    assert checked == {"network", "location"}
    assert [option["value"] for option in browser.page.all("option") if "selected" in option] == ["site:hamar"]
    browser.get("/graph/overview?kind=device&place=shared")
    assert "None of these kinds is in this place." in browser.page.text


def test_pages_turn_within_the_filter(browse: Browse, store: Store) -> None:
    store(demo_estate(300))
    browser = browse("maja", Role.MEMBER)
    browser.get("/graph/overview?kind=device&page=2")
    assert {
        "/graph/overview?kind=device&page=1#assets-heading",
        "/graph/overview?kind=device&page=3#assets-heading",
    } <= (hrefs(browser))


def test_one_that_is_found_is_chosen_without_scripts_too(browse: Browse, ward: Callable[[str], str]) -> None:
    browser, address = browse("maja", Role.MEMBER), ward("ehr")
    for wanted in ("ehr", f"{read_name('ehr')} (ehr)"):
        browser.get(f"/graph/overview?asset={quote(wanted)}")
        assert {address, f"{address}/needs", address.replace("/graph", "/estate")} <= hrefs(browser)
        assert any(part.get("data-chosen") == "ehr" for part in browser.page.all("div"))


def read_name(key: str) -> str:
    return next(asset.name for asset in read_ward().assets if asset.id == key)


def test_several_that_fit_or_none_are_told(browse: Browse, store: Store) -> None:
    snapshot = demo_estate(100)
    store(replace(snapshot, assets=(*snapshot.assets, Asset("gone", "Gone", Kind.SYSTEM, lifecycle=Lifecycle.RETIRED))))
    browser = browse("maja", Role.MEMBER)
    browser.get("/graph/overview?asset=virtualisering&kind=device")
    assert "2 assets fit “virtualisering”: which one?" in browser.page.text
    assert "/graph/overview?asset=vmA&kind=device" in hrefs(browser), "the filter is kept"
    browser.get("/graph/overview?asset=lvmz")
    assert "Nothing fits “lvmz”" in browser.page.text
    assert "/graph/overview?asset=lvms" in hrefs(browser)
    browser.get("/graph/overview?asset=gone")
    assert "Gone is retired, so it takes no part and is not in the picture." in browser.page.text
    assert "1 planned or retired asset is not in it." in browser.page.text


def test_a_wrong_address_is_a_sentence(browse: Browse, ward: Callable[[str], str]) -> None:
    browser = browse("maja", Role.MEMBER)
    for wrong in ("kind=cat", "place=nowhere-land", "page=x", "page=0", "page=99"):
        answer = browser.get(f"/graph/overview?{wrong}")
        assert answer.status_code == 422, wrong
        assert "does not exist" in browser.page.text or "There is no page" in browser.page.text


def test_the_map_is_packed_for_who_takes_it_packed_and_kept_by_nobody(browse: Browse, store: Store) -> None:
    store(demo_estate(300))
    browser = browse("maja", Role.MEMBER)
    packed = browser.get("/graph/overview.json", headers={"Accept-Encoding": "gzip"})
    plain = browser.get("/graph/overview.json", headers={"Accept-Encoding": "identity"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.data) == plain.data
    assert plain.headers["Cache-Control"] == "no-store"
    assert plain.headers["Vary"] == "Accept-Encoding"
    data = json.loads(plain.data)
    assert len(data["names"]) == 377
    browser.get("/graph/overview")
    assert any(part.get("data-state") == data["state"] for part in browser.page.all("div"))


def test_the_numbers_of_the_map_are_those_of_the_pages(browse: Browse, ward: Callable[[str], str]) -> None:
    browser, address = browse("maja", Role.MEMBER), ward("ehr")
    data = json.loads(browser.get("/graph/overview.json", headers={"Accept-Encoding": "identity"}).data)
    number = sum(data["numbers"][: data["ids"].index("ehr") + 1])
    assert address == f"/graph/assets/{number}"


def test_an_empty_estate_offers_the_next_step(browse: Browse) -> None:
    browser = browse("maja", Role.MEMBER)
    browser.get("/graph/overview")
    assert "There is nothing in the estate yet." in browser.page.text
    assert not any("sigma" in script["src"] for script in browser.page.all("script"))


def test_who_is_not_signed_in_gets_no_map(app) -> None:  # type: ignore[no-untyped-def]
    answer = app.test_client().get("/graph/overview.json")
    assert answer.status_code in (302, 401)


def test_the_tables_are_files(browse: Browse, store: Store) -> None:
    store(demo_estate(300))
    browser = browse("maja", Role.MEMBER)
    browser.get("/graph/overview")
    files = [link for link in sorted(hrefs(browser)) if link.endswith(".json")]
    assert files == [f"/graph/overview/{table}.json" for table in ("assets", "hubs", "links", "places")]
    assets, hubs, links, places = (json.loads(browser.get(link).data)["rows"] for link in files)
    assert sum(place["assets"] for place in places) == len(assets) == 377
    assert {place["place_name"] for place in places} >= {"Hamar", "Shared by all sites", "Devices without a site"}
    devices = sum(asset["kind"] == "device" for asset in assets)
    assert sum(hub["devices"] for hub in hubs) == devices == sum(place["device"] for place in places)
    assert [row["links"] for row in links] == sorted((row["links"] for row in links), reverse=True)


def test_the_file_of_assets_follows_the_filter_and_the_order(browse: Browse, store: Store) -> None:
    store(demo_estate(300))
    browser = browse("maja", Role.MEMBER)
    browser.get("/graph/overview?kind=network&kind=location&place=site:hamar&sort=needed_by")
    assert "These 3 rows: Excel · CSV · JSON The whole table:" in browser.page.text
    narrowed = "/graph/overview/assets.json?kind=location&kind=network&place=site:hamar&sort=needed_by"
    assert {narrowed, "/graph/overview/assets.json?sort=needed_by"} <= hrefs(browser)
    found = json.loads(browser.get(narrowed).data)
    counts = [row["needed_by"] for row in found["rows"]]
    assert len(counts) == 3 and counts == sorted(counts, reverse=True)
    asked = found["question"]
    assert (asked["kinds"], asked["place"], asked["rows"], asked["rows_in_all"]) == (
        ["location", "network"], "site:hamar", 3, 377,
    )  # fmt: skip
    assert browser.get("/graph/overview?sort=colour").status_code == 422
    assert browser.get("/graph/overview/assets.csv?place=nowhere-at-all").status_code == 422
    assert browser.get("/graph/overview/places.pdf").status_code == 404


def test_the_assets_sort_by_their_links(browse: Browse, store: Store) -> None:
    store(demo_estate(300))
    browser = browse("maja", Role.MEMBER)
    browser.get("/graph/overview?sort=needed_by&page=2")
    assert [head["aria-sort"] for head in browser.page.all("th") if "aria-sort" in head] == ["descending"]
    assert "/graph/overview?sort=needed_by&page=3#assets-heading" in hrefs(browser)
