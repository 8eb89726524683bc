"""The tables of the graph as files: every row, in each format, and no text a formula."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace

import openpyxl
import pytest

from riskapp.accounts.permissions import Role
from riskapp.graph.confidentiality import expose
from riskapp.graph.snapshot import Snapshot
from tests.graph.estates import read_ward
from tests.inspecting_client import InspectingClient

Address = Callable[[str], str]
Browse = Callable[..., InspectingClient]


def rows(browser: InspectingClient, address: str, written: str) -> list[dict[str, str]]:
    """The rows of a file, as texts by column."""
    answer = browser.get(address.replace("FORMAT", written))
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith(f".{written}")
    if written == "json":
        return [
            {name: "" if cell is None else str(cell) for name, cell in row.items()} for row in json.loads(answer.data)
        ]
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


def test_a_question_without_an_answer_gives_no_file(browse: Browse, ward: Address) -> None:
    browser = browse("maja", Role.MEMBER)
    assert browser.get(f"{ward('power')}/radius.csv?threat=nonsense").status_code == 422
    assert browser.get(f"{ward('power')}/radius.pdf").status_code == 404
