"""The page of how one asset reaches another."""

import json
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


def test_two_wrong_names_are_both_told_each_beside_its_field(browse: Browse, ward: Address) -> None:
    browser = browse("maja", Role.MEMBER)
    answer = browser.get("/graph/ways?start=nobody&end=nothing")
    assert answer.status_code == 422
    assert 'href="#start"' in answer.text and 'href="#end"' in answer.text
    fields = {field["id"]: field for field in browser.page.all("input") if field.get("id") in ("start", "end")}
    assert [fields[name]["value"] for name in ("start", "end")] == ["nobody", "nothing"]
    assert all(field["aria-invalid"] == "true" for field in fields.values())
    for name, typed in (("start", "nobody"), ("end", "nothing")):
        beside = answer.text.partition(f'id="{name}-error"')[2].partition("</div>")[0]
        assert f"No asset has the id or the name {typed}." in beside


def test_the_steps_are_a_table_that_sorts_and_narrows(browse: Browse, ward: Address) -> None:
    browser = browse("maja", Role.MEMBER)
    browser.get("/graph/ways?start=power&end=ward&sort=source&q=patient+record")
    table = browser.page.text.partition("All steps as a table")[2]
    assert "Patient record Ward Ward: it uses Patient record" in table
    assert "Power feed Host 1" not in table
    assert [head.get("aria-sort") for head in browser.page.all("th") if "aria-sort" in head] == ["ascending"]
    assert "/graph/ways?start=power&end=ward&sort=target&q=patient+record#steps" in {
        link.get("href") for link in browser.page.all("a")
    }
    assert browser.get("/graph/ways?start=power&end=ward&sort=lasts").status_code == 422


def test_the_steps_are_a_file(browse: Browse, ward: Address) -> None:
    browser = browse("maja", Role.MEMBER)
    answer = browser.get("/graph/ways.json?start=Power+feed&end=ward")
    assert answer.headers["Content-Disposition"].endswith("filename=ways-power-ward.json")
    found = json.loads(answer.data)
    assert found["question"]["question"] == "How does Power feed reach Ward?"
    assert [list(row.values()) for row in found["rows"][:3]] == [
        [1, 1, "power", "Power feed", "dc1", "Host 1", "power dependency"],
        [1, 2, "dc1", "Host 1", "ehr", "Patient record", "hosting dependency"],
        [1, 3, "ehr", "Patient record", "ward", "Ward", "service dependency;flow f4"],
    ]
    assert browser.get("/graph/ways.csv?start=power&end=nobody").status_code == 422
    assert browser.get("/graph/ways.csv").status_code == 422
