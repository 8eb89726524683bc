"""The tables of the graph as files: every row, in each format, and no text a formula."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest

from riskapp import __version__
from riskapp.accounts.permissions import Role
from riskapp.estate.snapshots import present
from riskapp.graph.confidentiality import expose
from riskapp.graph.fingerprint import fingerprint_of
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Kind
from tests.graph.estates import estate, needs, read_ward
from tests.inspecting_client import InspectingClient

Address = Callable[[str], str]
Browse = Callable[..., InspectingClient]


def rows(browser: InspectingClient, address: str, written: str) -> list[dict[str, str]]:
    """The rows of a file, as texts by column."""
    answer = browser.get(address.replace("FORMAT", written))
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith(f".{written}")
    if written == "json":
        found = json.loads(answer.data)["rows"]
        return [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in found]
    if written == "csv":
        return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    head, *body = openpyxl.load_workbook(io.BytesIO(answer.data)).active.iter_rows(values_only=True)
    return [
        {str(name): "" if cell is None else str(cell) for name, cell in zip(head, row, strict=True)} for row in body
    ]


@pytest.mark.parametrize("written", ["csv", "xlsx", "json"])
def test_a_blast_radius_is_a_file_with_its_minutes(browse: Browse, ward: Address, written: str) -> None:
    found = rows(browse("maja", Role.MEMBER), f"{ward('power')}/radius.FORMAT?threat=availability&outage=240", written)
    assert {row["id"]: row["first_failure"] for row in found}["ward"] == "105"
    assert {row["id"]: row["by"] for row in found}["ward"] == "ehr"


@pytest.mark.parametrize("threat", ["integrity", "confidentiality"])
def test_the_other_threats_have_steps(browse: Browse, ward: Address, threat: str) -> None:
    found = rows(browse("maja", Role.MEMBER), f"{ward('dc1')}/radius.FORMAT?threat={threat}&control=1", "json")
    assert {row["id"]: row["steps"] for row in found}["dc1"] == "0"


@pytest.mark.parametrize("written", ["csv", "xlsx", "json"])
def test_a_leak_is_a_file_with_persons_and_grounds(browse: Browse, ward: Address, written: str) -> None:
    found = rows(browse("maja", Role.MEMBER), f"{ward('lab')}/exposed.FORMAT?threat=confidentiality", written)
    told = {(row["holder"], row["category"]): (row["bases"], row["at_least"], row["at_most"]) for row in found}
    expected = {
        (one.holder, one.category): (
            ";".join(one.bases), str(one.at_least), "" if one.at_most is None else str(one.at_most)
        )
        for one in expose(read_ward(), ["lab"]).exposures
    }  # fmt: skip
    assert told == expected


def test_the_name_of_a_file_says_what_it_is_about(browse: Browse, ward: Address) -> None:
    answer = browse("maja", Role.MEMBER).get(f"{ward('power')}/radius.csv?outage=240&control=1")
    name = answer.headers["Content-Disposition"].partition("filename=")[2]
    assert name == "blast-radius-power-availability-240-min-attacker.csv"


@pytest.mark.parametrize("written", ["csv", "xlsx", "json"])
def test_what_is_needed_is_a_file_too(browse: Browse, ward: Address, written: str) -> None:
    found = rows(browse("maja", Role.MEMBER), f"{ward('ward')}/needs.FORMAT", written)
    assert {row["id"]: (row["state"], row["dependent"]) for row in found}["ehr"] == ("alone", "ward")


@pytest.mark.parametrize("written", ["csv", "xlsx", "json"])
def test_the_flows_of_a_category_are_a_file_and_no_name_is_a_formula(
    browse: Browse, ward: Address, store: Callable[[Snapshot], None], written: str
) -> None:
    snapshot = read_ward()
    store(replace(snapshot, assets=tuple(replace(one, name=f"=1+1 {one.name}") for one in snapshot.assets)))
    found = rows(browse("maja", Role.MEMBER), "/graph/categories/1/flows.FORMAT", written)
    assert found
    assert all(row["source_name"].startswith("'=1+1" if written == "csv" else "=1+1") for row in found)


def test_a_file_tells_the_question_it_answers(browse: Browse, ward: Address) -> None:
    browser = browse("maja", Role.MEMBER)
    address = f"{ward('power')}/radius.FORMAT?threat=availability&outage=240&control=1&kind=system&state=down&sort=name"
    asked = json.loads(browser.get(address.replace("FORMAT", "json")).data)["question"]
    assert {**asked, "estate": "", "answered_at": ""} == {
        "question": "What happens if Power feed fails for 4 h?",
        "hit": ["power"],
        "threat": "availability",
        "outage": 240,
        "control": "yes",
        "kind": "system",
        "state": "down",
        "text": None,
        "sort": "name",
        "rows": 2,
        "rows_in_all": 7,
        "estate": "",
        "answered_by": f"riskapp {__version__}",
        "answered_at": "",
    }
    assert asked["estate"] == fingerprint_of(present())
    assert datetime.fromisoformat(asked["answered_at"]).tzinfo is not None
    book = openpyxl.load_workbook(io.BytesIO(browser.get(address.replace("FORMAT", "xlsx")).data))
    assert book.sheetnames == ["blast radius", "question"]
    told = list(book["question"].iter_rows(values_only=True))
    assert told[0] == ("what", "value")
    assert ("question", "What happens if Power feed fails for 4 h?") in told and ("rows_in_all", "7") in told
    assert ("text", None) in told


def test_comma_separated_values_are_rows_alone(browse: Browse, ward: Address) -> None:
    text = browse("maja", Role.MEMBER).get(f"{ward('power')}/radius.csv?outage=240&q=host").text.lstrip("\ufeff")
    assert [line.partition(",")[0] for line in text.splitlines()] == ["id", "dc1"]


def test_a_narrowed_file_says_so_on_the_page_and_in_its_name(browse: Browse, ward: Address) -> None:
    browser = browse("maja", Role.MEMBER)
    browser.get(f"{ward('power')}?outage=240&kind=system&sort=name")
    assert "These 3 rows: Excel · CSV · JSON The whole table: Excel · CSV · JSON" in browser.page.text
    some, whole = (link["href"] for link in browser.page.all("a") if "radius.csv" in link.get("href", ""))
    names = [browser.get(one).headers["Content-Disposition"].partition("filename=")[2] for one in (some, whole)]
    assert names == [
        "blast-radius-power-availability-240-min-some-rows.csv",
        "blast-radius-power-availability-240-min.csv",
    ]
    found = rows(browser, some.replace(".csv", ".FORMAT"), "csv")
    assert [row["name"] for row in found] == ["Integration engine", "Laboratory system", "Patient record"]
    assert [row["name"] for row in rows(browser, whole.replace(".csv", ".FORMAT"), "csv")][:2] == [
        "Directory service", "Host 1",
    ]  # fmt: skip


def test_nothing_is_folded_in_a_file(browse: Browse, store: Callable[[Snapshot], None], ward: Address) -> None:
    snapshot = estate(*(needs(f"pump {number}", "core") for number in range(8)))
    pumps = (replace(one, kind=Kind.DEVICE if "pump" in one.id else one.kind) for one in snapshot.assets)
    store(replace(snapshot, assets=tuple(pumps)))
    browser = browse("maja", Role.MEMBER)
    browser.get(f"{ward('core')}?outage=none&state=down")
    assert "8 devices alike" in browser.page.text and "These 9 rows:" in browser.page.text
    found = rows(browser, f"{ward('core')}/radius.FORMAT?outage=none&state=down", "csv")
    assert len(found) == 9


def test_a_word_that_a_table_does_not_know_is_refused_on_the_page_and_for_the_file(
    browse: Browse, ward: Address
) -> None:
    browser = browse("maja", Role.MEMBER)
    for page in ("?", "/radius.csv?", "/needs?", "/needs.csv?"):
        for odd in ("state=xx", "sort=colour", "kind=cat"):
            assert browser.get(f"{ward('power')}{page}{odd}").status_code == 422
    assert "an order, kind, state or page that does not exist" in browser.page.text
    assert browser.get(f"{ward('power')}?state=alone").status_code == 422, "a state of another table"
    leak = f"{ward('lab')}?threat=confidentiality&exposures"
    assert browser.get(f"{leak}_sort=category&exposures_q=result").status_code == 200
    assert browser.get(f"{leak}_sort=time").status_code == 422
    assert browser.get(f"{leak}_state=down").status_code == 422


def test_a_question_without_an_answer_gives_no_file(browse: Browse, ward: Address) -> None:
    browser = browse("maja", Role.MEMBER)
    assert browser.get(f"{ward('power')}/radius.csv?threat=nonsense").status_code == 422
    assert browser.get(f"{ward('power')}/radius.pdf").status_code == 404
