"""The page of where a category of data goes."""

import json
from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import select

from riskapp.accounts.permissions import Role
from riskapp.database import db
from riskapp.estate.models import Category
from riskapp.graph.snapshot import Holding, Snapshot
from riskapp.graph.vocabulary import Kind
from tests.graph.estates import estate, flow
from tests.inspecting_client import InspectingClient

Browse = Callable[..., InspectingClient]


def test_the_list_of_categories_leads_to_where_each_goes(browse: Browse, ward: Callable[[str], str]) -> None:
    browser = browse("maja", Role.MEMBER)
    number, name = db.session.execute(select(Category.id, Category.name).order_by(Category.id)).first() or (0, "")
    browser.get("/estate/categories")
    assert f"/graph/categories/{number}" in {link.get("href") for link in browser.page.all("a")}
    browser.get(f"/graph/categories/{number}")
    text = browser.page.text
    assert f"Where do the data in “{name}” go?" in text
    assert "stores them" in text or "store them" in text
    assert "Who stores them" in text and "Flows that carry them" in text
    assert any("data-key" in group for group in browser.page.all("g"))


def test_a_category_that_is_not_there_is_not_found(browse: Browse, ward: Callable[[str], str]) -> None:
    assert browse("maja", Role.MEMBER).get("/graph/categories/99999").status_code == 404


def house() -> Snapshot:
    """120 archives, and eight pumps that send to the first one what only some encrypt."""
    archives = [Holding(f"archive {number:03}", "data", 1000 - number) for number in range(120)]
    flows = [flow(f"f{number}", f"pump {number}", "archive 000") for number in range(8)]
    snapshot = estate(*archives, *flows, flow("g", "archive 001", "archive 002", persons=7))
    kinds = (replace(one, kind=Kind.DEVICE if "pump" in one.id else one.kind) for one in snapshot.assets)
    return replace(snapshot, assets=tuple(kinds))


def test_every_holder_has_a_row_on_some_page(browse: Browse, store: Callable[[Snapshot], None]) -> None:
    store(house())
    browser = browse("maja", Role.MEMBER)
    browser.get("/graph/categories/1")
    text = browser.page.text
    assert "Who stores them 120" in text and "Page 1 of 2, 120 rows" in text
    browser.get("/graph/categories/1?holders=2&sort=source")
    assert "archive 119 archive 119 system 881" in browser.page.text
    links = {link["href"] for link in browser.page.all("a") if link.get("rel") == "prev"}
    assert links == {"/graph/categories/1?sort=source&holders=1#holders"}
    assert browser.get("/graph/categories/1?holders=3").status_code == 422


def test_the_two_tables_are_chosen_one_by_one(browse: Browse, store: Callable[[Snapshot], None]) -> None:
    store(house())
    browser = browse("maja", Role.MEMBER)
    browser.get("/graph/categories/1?holders_sort=name&holders_q=archive+01&q=archive+001")
    holders, _, flows = browser.page.text.partition("Flows that carry them")
    assert "10 of 120 fit." in holders and "archive 010 archive 010 system" in holders
    assert "1 of 9 fits." in flows and "archive 001 archive 002" in flows and "8 devices" not in flows
    hidden = [(one["name"], one["value"]) for one in browser.page.all("input") if one.get("type") == "hidden"]
    assert hidden.count(("holders_q", "archive 01")) == 3, "the picture, the flows and the kept question keep it"
    assert browser.get("/graph/categories/1?holders_sort=border").status_code == 422
    assert browser.get("/graph/categories/1?state=down").status_code == 422


def test_devices_that_send_alike_lead_to_each_of_them(browse: Browse, store: Callable[[Snapshot], None]) -> None:
    store(house())
    browser = browse("maja", Role.MEMBER)
    browser.get("/graph/categories/1")
    assert "8 devices alike, such as pump 0" in browser.page.text
    browser.get("/graph/categories/1?q=archive+000")
    assert "pump 7" in browser.page.text.partition("Flows that carry them")[2]


def test_files_have_the_narrowed_rows_or_all(browse: Browse, store: Callable[[Snapshot], None]) -> None:
    store(house())
    browser = browse("maja", Role.MEMBER)
    browser.get("/graph/categories/1?holders_q=archive+01&q=pump")
    text = browser.page.text
    assert "These 10 rows: Excel · CSV · JSON The whole table: Excel · CSV · JSON" in text
    assert "These 8 rows: Excel · CSV · JSON" in text
    files = [link["href"] for link in browser.page.all("a") if ".json" in link.get("href", "")]
    sizes = [len(json.loads(browser.get(address).data)["rows"]) for address in files]
    assert sizes == [10, 120, 8, 9]
