"""The register's pages: what they say, where their numbers lead, and what they are without any risk."""

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta

import openpyxl
import pytest

from riskapp.accounts.permissions import Role
from riskapp.assessments import measures, risks
from riskapp.database import now
from riskapp.decisions.deciding import approve
from riskapp.decisions.surroundings import today
from tests.decisions.examples import SCENARIO, accepted, advised, measure, started, version_of
from tests.reports.poppler import run
from tests.reports.sentences import first_difference, said_on_page, said_on_paper

MEDIUM = replace(SCENARIO, likelihood_after=3, consequence_after=3)


@pytest.fixture
def ros(people, ward):
    """An approved assessment whose risk is borne, and a draft with two risks that say the same."""
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    accepted(people, version, days=20)
    approve(people.owner, version.id, "So be it")
    draft = started(people.member, "ros", [ward.archive])
    for event in ("Uvedkommende leser prøvesvar", "Uvedkommende får lese prøvesvarene"):
        risks.add_risk(people.member, draft.id, replace(MEDIUM, event=event, asset_id=ward.archive, likelihood=2))
    late = measure(text="Lukk døra", due=today() - timedelta(days=3), treats=())
    measures.add_measure(people.member, draft.id, late)
    return version_of(version.assessment_id)


def links(client):
    return [one["href"] for one in client.page.all("a") if "href" in one]


def test_an_empty_register_says_what_comes_and_offers_one_start(browse):
    maja = browse("maja", Role.MEMBER)
    assert maja.get("/register").status_code == 200
    assert "Start an assessment" in maja.page.text
    assert "/assessments/new" in links(maja)
    rut = browse("rut", Role.AUDITOR)
    rut.get("/register")
    assert "/assessments/new" not in links(rut)
    assert rut.get("/register/risks").status_code == 200
    assert rut.get("/register/doubts").status_code == 200


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_first_page_tells_counts_and_each_number_leads_to_as_many_rows(ros, browse, language):
    rut = browse("rut", language=language)
    assert rut.get("/register").status_code == 200
    text = rut.page.text
    assert "Lukk døra" in text
    told = [one for one in links(rut) if "cell" in one]
    assert len(told) == 3
    for address in told:
        number = 2 if "cell=2-3" in address else 3 if "cell_left" in address else 1
        rut.get(address)
        assert rut.page.text.count("The laboratory stops") + rut.page.text.count("Uvedkommende") == number, address


def test_menu_and_tabs_lead_to_the_register_and_on_to_the_record(ros, browse):
    rut = browse("rut")
    rut.get("/register")
    (item,) = [one for one in rut.page.all("a") if one.get("href") == "/register" and "aria-current" in one][:1]
    assert item["aria-current"] == "page"
    assert "/processing" in links(rut)
    rut.get("/processing")
    assert {"/register", "/register/risks"} <= set(links(rut))
    assert [one["href"] for one in rut.page.all("a") if one.get("aria-current") == "page"] == [
        "/register",
        "/processing",
    ]


def test_the_table_is_narrowed_grouped_and_sorted_by_its_address(ros, browse):
    rut = browse("rut")
    rut.get("/register/risks?standing=runs+out+soon")
    assert "The laboratory stops" in rut.page.text and "Uvedkommende" not in rut.page.text
    assert "/register/risks" in links(rut)
    rut.get("/register/risks?group=system&q=uvedkommende")
    assert "Archive 2" in rut.page.text
    rut.get("/register/risks?level=6")
    assert "Nothing fits" in rut.page.text
    for odd in ("sort=x", "group=x", "page=2", "page=x", "basis=x"):
        assert rut.get(f"/register/risks?{odd}").status_code == 422
    assert rut.get("/register?criteria=x").status_code == 422
    assert rut.get("/register/doubts?rule=x").status_code == 422
    assert rut.get("/register/doubts?page=9").status_code == 422


def test_doubts_lead_to_where_they_are_put_right(ros, browse):
    rut = browse("rut")
    rut.get("/register")
    assert "/register/doubts?rule=says-the-same" in links(rut)
    rut.get("/register/doubts?rule=says-the-same")
    assert {"/assessments/2/risks/1", "/assessments/2/risks/2"} <= set(links(rut))
    rut.get("/register/doubts?rule=measure-overdue")
    assert "/assessments/2/measures/1" in links(rut)
    rut.get("/register/doubts")
    for address in [one for one in links(rut) if one.startswith("/assessments/2/")]:
        assert rut.get(address).status_code == 200


def test_files_hold_the_rows_that_were_chosen(ros, browse):
    rut = browse("rut")
    told = json.loads(rut.get("/register/risks.json?system=Archive").data)
    assert [one["event"][:12] for one in told["rows"]] == ["Uvedkommende"] * 2
    assert (told["question"]["rows"], told["question"]["rows_in_all"]) == (2, 3)
    assert told["question"]["system"] == "Archive"
    lines = list(csv.reader(io.StringIO(rut.get("/register/risks.csv").data.decode("utf-8-sig"))))
    assert len(lines) == 4
    sheet = openpyxl.load_workbook(io.BytesIO(rut.get("/register/risks.xlsx?sort=number").data))["risks"]
    first = dict(zip([one.value for one in sheet[1]], [one.value for one in sheet[2]], strict=True))
    assert (first["number"], first["level_word"], first["acceptance"]) == ("R1", "Medium", "runs out soon")
    assert rut.get("/register/risks.ods").status_code == 404


def test_the_register_on_paper_has_the_rows_that_were_chosen_and_says_which(ros, browse):
    rut = browse("rut")
    paper = run("pdftotext", rut.get("/register/risks.pdf?system=Archive").data, "-raw")
    assert paper.count("Uvedkommende") == 2
    assert "2 of 3" in paper or "2 av 3" in paper
    assert "Archive" in paper
    assert "Tagged: yes" in " ".join(run("pdfinfo", rut.get("/register/risks.pdf").data).split())
    assert rut.get("/register/risks.pdf?system=Nowhere").status_code == 200


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("chosen", ["", "?system=Archive", "?system=Nowhere"])
def test_the_register_as_a_page_says_what_its_paper_says(ros, browse, monkeypatch, chosen, language):
    at = now()
    monkeypatch.setattr("riskapp.web.register.files.now", lambda: at)
    rut = browse("rut", language=language)
    page = rut.get(f"/register/risks.html{chosen}").text
    assert not first_difference(said_on_paper(rut.get(f"/register/risks.pdf{chosen}").data), said_on_page(page))
    assert f'href="/register/risks.pdf{chosen}' in page


def test_a_text_that_looks_like_a_formula_stays_text(people, ros, ward, browse):
    draft = started(people.member, "ros", [ward.lab])
    risks.add_risk(people.member, draft.id, replace(MEDIUM, event='=HYPERLINK("http://x")'))
    rut = browse("rut")
    assert b",\"'=HYPERLINK(" in rut.get("/register/risks.csv").data
    sheet = openpyxl.load_workbook(io.BytesIO(rut.get("/register/risks.xlsx").data))["risks"]
    cells = [cell for line in sheet for cell in line if str(cell.value).startswith("=")]
    assert [cell.data_type for cell in cells] == ["s"]


def test_whoever_has_one_system_sees_no_others_anywhere(ros, ward, person, browse):
    person("ine", Role.MEMBER, asset=ward.archive)
    ine = browse("ine")
    for address in ("/register", "/register/risks", "/register/doubts", "/register/risks.json"):
        answer = ine.get(address)
        assert "The laboratory stops" not in answer.text, address
        assert "Laboratory system" not in answer.text, address
    adam = browse("adam", Role.ADMINISTRATOR)
    for address in ("/register", "/register/risks", "/register/doubts", "/register/risks.csv"):
        assert adam.get(address).status_code == 403
