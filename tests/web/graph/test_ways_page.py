"""The page of how one asset reaches another."""

from collections.abc import Callable

from riskapp.accounts.permissions import Role
from tests.inspecting_client import InspectingClient

Address = Callable[[str], str]
Browse = Callable[..., InspectingClient]


def test_the_ways_are_a_sentence_a_picture_and_a_list(browse: Browse, ward: Address) -> None:
    browser = browse("maja", Role.MEMBER)
    browser.get("/graph/ways?start=power&end=ward")
    text = browser.page.text
    assert "How does Power feed reach Ward?" in text
    assert "Power feed reaches Ward in 3 steps." in text
    assert "1. 3 steps: Power feed → Host 1 → Patient record → Ward" in text
    assert "Ward: it uses Patient record" in text
    drawn = {group["data-key"] for group in browser.page.all("g") if "data-key" in group}
    assert drawn >= {"power", "dc1", "dc2", "ehr", "ward"}
    assert "/graph/ways?start=ward&end=power" in {link.get("href") for link in browser.page.all("a")}


def test_the_wrong_way_round_is_told(browse: Browse, ward: Address) -> None:
    browser = browse("maja", Role.MEMBER)
    browser.get("/graph/ways?start=ward&end=power")
    assert "Nothing leads from Ward to Power feed. It is the other way round: Power feed reaches Ward." in (
        browser.page.text
    )


def test_what_is_not_there_is_refused_by_its_field_and_stays(browse: Browse, ward: Address) -> None:
    browser = browse("maja", Role.MEMBER)
    for query, field in (
        ("start=power&end=nobody", "end"),
        ("start=&end=ward", "start"),
        ("start=ward&end=ward", "end"),
    ):
        answer = browser.get(f"/graph/ways?{query}")
        assert answer.status_code == 422
        assert f'href="#{field}"' in answer.text
    assert browser.get("/graph/ways").status_code == 200


def test_the_first_page_leads_to_what_is_needed(browse: Browse, ward: Address) -> None:
    answer = browse("maja", Role.MEMBER).get("/graph?about=needs&asset=ehr")
    assert (answer.status_code, answer.location) == (302, f"{ward('ehr')}/needs")
