"""The register of measures in the browser: the table and its files, one measure, its follow-up and its evidence."""

import csv
import io
import json
from collections.abc import Callable

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from riskapp.accounts.permissions import Actor, Role
from riskapp.assessments.models import EvidenceFile, Measure, RegisteredMeasure
from riskapp.database import db
from tests.assessments.ward import HOSTILE, Ward, make_ward
from tests.inspecting_client import InspectingClient
from tests.web.assessments.conftest import begin

FOLLOWED = {"status": "started", "owner": "Kari", "due": "2020-01-02", "cost": "250 000", "yearly_cost": "", "note": ""}


@pytest.fixture
def ward(app: object) -> Ward:
    return make_ward()


@pytest.fixture
def maja(ward: Ward, browse: Callable[..., InspectingClient]) -> InspectingClient:
    """The browser of a project member who has written two measures."""
    browser = browse("maja", Role.MEMBER)
    ros = begin(browser, "ros")
    browser.post_form(f"{ros}/risks", {"property": "availability", "asset": "lab", "event": "It stops"})
    browser.post_form(f"{ros}/measures", {"text": "A second line <b>", "treats": "1", "owner": "Olav"})
    browser.post_form(f"{ros}/measures", {"text": "=Paper routine", "due": "2027-02-03"})
    return browser


def entry(number: int = 1) -> RegisteredMeasure:
    db.session.expire_all()
    return db.session.scalars(select(RegisteredMeasure).where(RegisteredMeasure.number == number)).one()


def send(browser: InspectingClient, content: bytes, name: str, number: int = 1):
    """Send a file; the body is made here, because the test client would leave a large one open on disk."""
    parts = {'name="csrf_token"': browser.token().encode(), f'name="file"; filename="{name}"': content}
    body = b"".join(
        b"--X\r\nContent-Disposition: form-data; " + told.encode() + b"\r\n\r\n" + part + b"\r\n"
        for told, part in parts.items()
    )
    path, kind = f"/register/measures/{number}/evidence", "multipart/form-data; boundary=X"
    return browser.post(path, data=body + b"--X--\r\n", content_type=kind)


def test_the_table_shows_sorts_and_narrows(maja: InspectingClient) -> None:
    maja.post_form("/register/measures/1", {**FOLLOWED, "row_version": "1"})
    maja.get("/register/measures")
    assert "M1 A second line <b> – overdue started Kari" in maja.page.text
    assert "1 risk in 1 assessment" in maja.page.text
    assert "1 measure is overdue" in maja.page.text
    text = maja.get("/register/measures?sort=due").text
    assert text.index("/register/measures/1") < text.index("/register/measures/2")
    text = maja.get("/register/measures?sort=what").text
    assert text.index("/register/measures/2") < text.index("/register/measures/1")
    maja.get("/register/measures?state=overdue")
    assert "1 of 2 fits." in maja.page.text and "Paper routine" not in maja.page.text
    maja.get("/register/measures?q=M2")
    assert "Paper routine" in maja.page.text and "A second line" not in maja.page.text
    for odd in ("sort=odd", "state=dreamt", "page=9", "page=x"):
        assert maja.get(f"/register/measures?{odd}").status_code == 422


def test_the_files_hold_the_chosen_rows(maja: InspectingClient) -> None:
    answer = maja.get("/register/measures.csv")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [(row["number"], row["measure"], row["risks"]) for row in rows] == [
        ("M1", "A second line <b>", "1"),
        ("M2", "'=Paper routine", "0"),
    ]
    assert "attachment; filename=measures-" in answer.headers["Content-Disposition"]
    told = json.loads(maja.get("/register/measures.json?q=paper").data)
    assert [row["due"] for row in told["rows"]] == ["2027-02-03"]
    assert (told["question"]["text"], told["question"]["rows_in_all"]) == ("paper", 2)
    sheet = load_workbook(io.BytesIO(maja.get("/register/measures.xlsx").data)).worksheets[0]
    assert [cell.value for cell in list(sheet.rows)[1]][:2] == ["M1", "A second line <b>"]
    assert maja.get("/register/measures.pdf").status_code == 404


def test_a_measure_is_followed_up_and_the_draft_follows(maja: InspectingClient) -> None:
    sent = {**FOLLOWED, "status": "in place", "done_on": "2026-01-02", "note": HOSTILE[0], "yearly_cost": "kr 1.500,-"}
    assert maja.post_form("/register/measures/1", {**sent, "row_version": "1"}).status_code == 302
    one = entry()
    assert (one.status, one.cost, one.yearly_cost, one.note) == ("in place", 250_000, 1_500, HOSTILE[0])
    assert db.session.get_one(Measure, 1).status == "in place"
    maja.get("/register/measures/1")
    assert "It stands as in place, but nothing shows it." in maja.page.text
    assert "T1 Home monitoring" in maja.page.text and "R1 It stops" in maja.page.text
    maja.get("/assessments/1/measures/1")
    assert "Measure 1 is in place, but no file in the register shows it." in maja.page.text
    maja.get("/assessments/1")
    assert "Measure 1 is in place, but no file in the register shows it." in maja.page.text


def test_the_second_to_follow_up_sees_both_and_what_does_not_fit_is_told(maja: InspectingClient) -> None:
    maja.post_form("/register/measures/1", {**FOLLOWED, "row_version": "1"})
    answer = maja.post_form("/register/measures/1", {**FOLLOWED, "note": "Ordered", "row_version": "1"})
    assert answer.status_code == 409 and "Two people wrote here" in maja.page.text and "Ordered" in answer.text
    for field, odd, says in (
        ("cost", "a lot", "Write the cost in whole kroner"),
        ("cost", "9" * 19, "Write the cost in whole kroner"),
        ("due", "soon", "Not a valid date"),
        ("status", "dreamt", "Choose planned, started or in place"),
        ("done_on", "2026-01-01", "not in place yet"),
    ):
        answer = maja.post_form("/register/measures/1", {**FOLLOWED, field: odd, "row_version": "2"})
        assert answer.status_code == 422 and says in maja.page.text, odd
    assert entry().note == "" and entry().cost == 250_000


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("report.html", "filename=report.html"),
        ("..\\..\\evil.svg", "filename=evil.svg"),
        ("Måling.pdf", "filename*=UTF-8''M%C3%A5ling.pdf"),
    ],
)
def test_a_file_comes_back_as_nothing_but_a_download(maja: InspectingClient, name: str, told: str) -> None:
    content = b"<script>alert(1)</script>"
    assert send(maja, content, name).status_code == 302
    maja.get("/register/measures/1")
    answer = maja.get("/register/evidence/1")
    assert answer.data == content
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert told in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_that_does_not_fit_is_told_and_one_can_be_taken_away(maja: InspectingClient) -> None:
    for content, says in ((b"", "empty"), (b"x" * (10 * 1024 * 1024 + 1), "larger than 10 MB")):
        assert send(maja, content, "a.txt").status_code == 422
        assert says in maja.page.text
    assert maja.post_form("/register/measures/1/evidence", {}).status_code == 422
    assert "Choose a file." in maja.page.text
    send(maja, b"x", "a.txt")
    assert maja.post_form("/register/evidence/1/remove", {}).status_code == 302
    assert db.session.scalars(select(EvidenceFile)).all() == []
    assert maja.get("/register/evidence/1").status_code == 404


def test_who_only_reads_sees_no_form_and_who_may_not_read_sees_nothing(
    maja: InspectingClient,
    ward: Ward,
    person: Callable[..., Actor],
    browse: Callable[..., InspectingClient],
) -> None:
    send(maja, b"x", "a.txt")
    person("far", Role.MEMBER, asset=ward.cloud)
    auditor, far = browse("rut", Role.AUDITOR), browse("far")
    auditor.get("/register/measures/1")
    assert "A second line" in auditor.page.text and "How it stands" not in auditor.page.text
    assert auditor.get("/register/evidence/1").data == b"x"
    assert auditor.post_form("/register/measures/1", {**FOLLOWED, "row_version": "1"}).status_code == 403
    assert send(auditor, b"y", "b.txt").status_code == 403
    far.get("/register/measures")
    assert "No measure yet" in far.page.text
    for path in ("/register/measures/1", "/register/evidence/1", "/register/measures/4711"):
        assert far.get(path).status_code == 404
    assert json.loads(far.get("/register/measures.json").data)["rows"] == []


def test_whoever_would_give_up_deciding_is_told(
    maja: InspectingClient, browse: Callable[..., InspectingClient]
) -> None:
    olav = browse("olav", Role.SYSTEM_OWNER)
    olav.get("/register/measures/1")
    assert "somebody else must do that" in olav.page.text
