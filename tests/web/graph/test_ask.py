"""The page of the question: finding the asset, and the worst of the estate."""

from collections.abc import Callable

import pytest

from riskapp.accounts.permissions import Role
from riskapp.explorer import worst
from riskapp.graph.memory import Memory
from riskapp.graph.snapshot import Snapshot
from tests.graph.estates import estate, needs
from tests.inspecting_client import InspectingClient

Address = Callable[[str], str]
Browse = Callable[..., InspectingClient]


def test_one_asset_found_leads_straight_to_its_answer(browse: Browse, ward: Address) -> None:
    answer = browse("maja", Role.MEMBER).get("/graph?asset=Patient+record&threat=availability&outage=60")
    assert answer.status_code == 302
    assert answer.location == f"{ward('ehr')}?threat=availability&outage=60"


def test_several_assets_are_listed_to_choose_from(browse: Browse, ward: Address) -> None:
    browser = browse("maja", Role.MEMBER)
    browser.get("/graph?asset=host&threat=integrity")
    assert "2 assets fit “host”: which one?" in browser.page.text
    hrefs = [link["href"] for link in browser.page.all("a")]
    assert f"{ward('dc1')}?threat=integrity" in hrefs
    assert f"{ward('dc2')}?threat=integrity" in hrefs


def test_nothing_found_is_said_and_what_was_typed_stays(browse: Browse, ward: Address) -> None:
    browser = browse("maja", Role.MEMBER)
    assert browser.get("/graph?asset=<b>nothing").status_code == 200
    assert "Nothing fits “<b>nothing”" in browser.page.text
    assert next(field for field in browser.page.all("input") if field.get("id") == "asset")["value"] == "<b>nothing"


def test_a_mistyped_name_is_answered_with_what_it_may_have_been(browse: Browse, ward: Address) -> None:
    browser = browse("maja", Role.MEMBER)
    browser.get("/graph?asset=Patient+reocrd&threat=integrity")
    assert "Did you mean one of these?" in browser.page.text
    assert f"{ward('ehr')}?threat=integrity" in {link.get("href") for link in browser.page.all("a")}


def test_a_wrong_question_is_explained(browse: Browse, ward: Address) -> None:
    browser = browse("maja", Role.MEMBER)
    assert browser.get("/graph?asset=ehr&outage=own&minutes=many").status_code == 422
    assert "Write how many whole minutes the outage lasts, 1 or more." in browser.page.text


@pytest.mark.parametrize(("threat", "first"), [
    ("availability", "Power feed power infrastructure 1 7"),
    ("integrity", "Host 1 dc1 infrastructure 1"),
    ("confidentiality", "at least 400 000, at most"),
])  # fmt: skip
def test_the_worst_of_each_threat_are_listed_with_what_they_reach(
    browse: Browse, ward: Address, threat: str, first: str
) -> None:
    browser = browse("maja", Role.MEMBER)
    browser.get(f"/graph?threat={threat}")
    assert first in browser.page.text.partition("The twenty worst")[2]


def test_a_change_of_the_estate_is_ranked_anew(browse: Browse, store: Callable[[Snapshot], None]) -> None:
    browser = browse("maja", Role.MEMBER)
    store(estate(needs("b", "a"), assets="a b c"))
    browser.get("/graph")
    assert "a a system 0 1" in browser.page.text
    store(estate(needs("b", "a"), needs("c", "a"), assets="a b c"))
    browser.get("/graph")
    assert "a a system 0 2" in browser.page.text


def test_a_huge_estate_is_ranked_only_when_somebody_asks(
    browse: Browse, ward: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worst, "AT_ONCE", 3)
    # Another test of this process may have asked about an equal estate.
    monkeypatch.setattr(worst, "_rankings", Memory(3))
    browser = browse("maja", Role.MEMBER)
    browser.get("/graph")
    assert "takes more than a second" in browser.page.text
    assert "Compute it now" in browser.page.text
    browser.get("/graph?rank=1")
    assert "Power feed power infrastructure 1 7" in browser.page.text
    browser.get("/graph")
    assert "Power feed power infrastructure 1 7" in browser.page.text, "once computed, it is kept"


def test_an_empty_estate_says_what_to_do(browse: Browse) -> None:
    browser = browse("maja", Role.MEMBER)
    browser.get("/graph")
    assert "Add dependencies and data flows, or import an estate." in browser.page.text
