"""The list of assets, as a person narrows, sorts and leafs through it."""

import re

from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.estate import assets
from riskapp.graph.snapshot import Asset
from riskapp.graph.vocabulary import Kind, Lifecycle


def shown(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return re.findall(r'<th scope="row"><a [^>]*>([^<]*)</a>', answer.text)


def test_the_list_shows_every_asset_with_its_needs_and_the_tabs_their_counts(ward, browse):
    client = browse("maja", Role.MEMBER)

    assert len(shown(client, "/estate")) == 10
    assert "All 10" in client.page.text
    assert "Infrastructure 4" in client.page.text
    assert "confidentiality: 3" in client.page.text


def test_filters_stay_in_the_address_and_each_chip_takes_its_own_away(ward, browse):
    assets.add_asset(OPERATOR, Asset("", "Pump", Kind.DEVICE, site="Hamar", owner="Kari & Co"))
    client = browse("maja", Role.MEMBER)

    assert shown(client, "/estate?site=Hamar&owner=Kari+%26+Co&kind=device&sort=site") == ["Pump"]

    links = {a.get("aria-label", ""): a["href"] for a in client.page.all("a") if "href" in a}
    kept = links["Remove the filter Owner: Kari & Co"]
    assert ("site=Hamar" in kept, "kind=device" in kept, "sort=site" in kept, "owner" in kept) == (
        True, True, True, False,
    )  # fmt: skip


def test_a_search_that_finds_nothing_says_what_to_do(ward, browse):
    client = browse("maja", Role.MEMBER)

    assert shown(client, "/estate?q=%3Cb%3E") == []
    assert "Nothing fits" in client.page.text
    assert "<b>" in client.page.text


def test_columns_sort_both_ways_and_say_so(ward, browse):
    client = browse("maja", Role.MEMBER)

    up = shown(client, "/estate?sort=kind")
    down = shown(client, "/estate?sort=kind&order=down")

    assert up != down
    assert up[0] == "Patient monitor"
    assert [cell["aria-sort"] for cell in client.page.all("th") if "aria-sort" in cell] == ["descending"]


def test_a_long_list_has_pages_that_keep_the_filters(app, browse):
    for number in range(60):
        assets.add_asset(OPERATOR, Asset("", f"Pump {number}", Kind.DEVICE))
    client = browse("maja", Role.MEMBER)

    assert len(shown(client, "/estate?kind=device")) == 50
    assert len(shown(client, "/estate?kind=device&page=2")) == 10
    assert "51 to 60 of 60" in client.page.text
    assert any("kind=device" in link.get("href", "") for link in client.page.all("a") if link.get("rel") == "prev")


def test_an_empty_estate_helps_to_start_and_offers_only_what_the_person_may_do(app, browse):
    client = browse("sara", Role.SECURITY)
    client.get("/estate")
    assert "Import the estate" in client.page.text

    client = browse("rut", Role.AUDITOR)
    client.get("/estate")
    assert "Import the estate" not in client.page.text
    assert "Add an asset" not in client.page.text


def test_what_is_not_in_use_says_so(app, browse):
    assets.add_asset(OPERATOR, Asset("", "Old", Kind.DEVICE, lifecycle=Lifecycle.RETIRED))
    client = browse("maja", Role.MEMBER)
    client.get("/estate")
    assert "retired" in client.page.text.split("Old", 1)[1]


def test_the_list_asks_the_database_as_often_for_fifty_assets_as_for_ten(ward, browse, queries):
    client = browse("maja", Role.MEMBER)
    client.get("/estate")
    few = queries(lambda: client.get("/estate"))
    for number in range(60):
        assets.add_asset(OPERATOR, Asset("", f"Pump {number}", Kind.DEVICE))
    client.get("/estate")

    assert queries(lambda: client.get("/estate")) == few <= 10
