"""The page of where a category of data goes."""

from collections.abc import Callable

from sqlalchemy import select

from riskapp.accounts.permissions import Role
from riskapp.database import db
from riskapp.estate.models import Category
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
