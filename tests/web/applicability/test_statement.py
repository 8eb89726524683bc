"""The statement in the browser: found in the register, narrowed, decided one by one and together, and handed out."""

import html
import io
import json

import openpyxl
import pytest

from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.applicability.deciding import decide_control
from riskapp.applicability.queries import standing_of
from riskapp.applicability.statement import Decision
from riskapp.assessments.control import Control
from riskapp.assessments.measures import add_measure
from riskapp.database import db
from tests.assessments.ward import make_ward, start
from tests.reports.poppler import run, squeezed

OUT = Decision("no", "We develop <nothing> & buy all")


@pytest.fixture
def olav(app, browse):
    """The browser of the security officer, with a measure that refers to a control that is left out."""
    version = start(OPERATOR, "ros", make_ward().lab, title="The laboratory")
    add_measure(OPERATOR, version.id, Control("Two factors", references="ISO/IEC 27001:2022 A.8.5"))
    decide_control(OPERATOR, "A.8.5", OUT, 0)
    return browse("olav", Role.SECURITY)


def said(number):
    db.session.expire_all()
    return standing_of(number).decision


def words(answer):
    return " ".join(html.unescape(answer.text).split())


def test_the_register_leads_to_all_93_controls_and_to_what_does_not_go_together(olav):
    olav.get("/register")
    assert "/applicability" in [one.get("href") for one in olav.page.all("a")]
    page = words(olav.get("/applicability"))

    links = {one.get("href") for one in olav.page.all("a") if one.get("href", "").startswith("/applicability/A.")}
    assert len(links) == 93
    assert "1 of 93</span> decided" in page
    assert "Not applicable, yet a measure refers to it" in page
    page = words(olav.get("/applicability?finding=excluded_yet_referred"))
    assert "1 control fits." in page and "We develop <nothing> & buy all" in page


@pytest.mark.parametrize(
    ("asked", "count"),
    [("theme=people", 8), ("applicable=no", 1), ("finding=undecided", 92), ("finding=any", 93), ("q=M1", 1),
     ("state=in place", 0), ("q=cryptography", 1), ("theme=people&applicable=no", 0)],
)  # fmt: skip
def test_the_list_and_its_files_are_narrowed_alike(olav, asked, count):
    olav.get(f"/applicability?{asked}")
    shown = {one.get("href") for one in olav.page.all("a") if one.get("href", "").startswith("/applicability/A.")}
    assert len(shown) == count
    assert len(json.loads(olav.get(f"/applicability.json?{asked}").text)["rows"]) == count


def test_a_word_that_means_nothing_is_told_and_not_left_out(olav):
    answer = olav.get("/applicability?theme=weather")
    assert answer.status_code == 422
    assert "“weather” is nothing to choose by" in words(answer)


def test_a_control_is_decided_on_its_page(olav):
    page = words(olav.get("/applicability/A.5.1"))
    assert "No measure of the register refers to this control" in page
    sent = {"version": "0", "applicable": "yes", "justification": "The act", "reasons": ["law", "baseline"],
            "state": "partly", "responsible": "Kari", "note": "Rules of 2024"}  # fmt: skip
    assert olav.post_form("/applicability/A.5.1", sent).status_code == 302

    assert said("A.5.1") == Decision("yes", "The act", ("law", "baseline"), "partly", "Kari", "Rules of 2024")
    page = words(olav.get("/applicability/A.5.1"))
    assert "olav: applicable, justification" in page.casefold()


def test_leaving_out_without_a_reason_is_refused_with_what_was_typed(olav):
    sent = {"version": "0", "applicable": "no", "state": "not begun", "note": "Kept"}
    answer = olav.post_form("/applicability/A.8.30", sent)

    assert answer.status_code == 422
    assert "Write why A.8.30 is not applicable here" in words(answer)
    assert "Kept</textarea>" in words(answer)
    assert said("A.8.30") == Decision()


def test_a_second_writer_gets_both_texts_and_may_store_his_over_it(olav):
    sent = {"version": "0", "applicable": "yes", "state": "planned", "reasons": "law", "justification": "Mine"}
    answer = olav.post_form("/applicability/A.8.5", sent)

    assert answer.status_code == 409
    page = words(answer)
    assert "We develop <nothing> & buy all" in page and ">Mine</td>" in page and "Law or regulation" in page
    assert said("A.8.5") == OUT
    assert olav.post_form("/applicability/A.8.5", {**sent, "version": "1"}).status_code == 302
    assert said("A.8.5").justification == "Mine"


def test_several_are_decided_together_and_a_box_can_stand_for_a_whole_part(olav):
    olav.get("/applicability?theme=people")
    whole = next(one.get("value") for one in olav.page.all("input") if one.get("id") == "all-people")
    assert len(whole.split()) == 8
    sent = {"controls": [whole, "A.7.1"], "applicable": "yes", "reasons": "baseline", "justification": ""}
    answer = olav.post_form("/applicability?theme=people", sent)

    assert answer.status_code == 302 and answer.location.endswith("/applicability?theme=people")
    assert "9 controls are decided." in words(olav.get(answer.location))
    assert said("A.6.8") == said("A.7.1") == Decision("yes", "", ("baseline",))


def test_a_refused_choice_of_several_is_kept(olav):
    answer = olav.post_form("/applicability", {"controls": ["A.7.1", "A.7.2"], "applicable": "no"})

    assert answer.status_code == 422
    assert "Write why A.7.1 is not applicable here" in words(answer)
    ticked = {one.get("value") for one in olav.page.all("input") if "checked" in one and one.get("name") == "controls"}
    assert ticked == {"A.7.1", "A.7.2"}


def test_who_only_reads_finds_no_form_and_who_has_one_system_finds_no_page(olav, browse):
    rut = browse("rut", Role.AUDITOR)
    page = words(rut.get("/applicability/A.8.5"))
    assert "We develop <nothing> & buy all" in page and "<textarea" not in page
    assert 'type="checkbox"' not in words(rut.get("/applicability"))
    sent = {"version": "1", "applicable": "yes", "state": "planned"}
    assert rut.post_form("/applicability/A.8.5", sent).status_code == 403
    assert rut.post_form("/applicability", {"controls": "A.7.1", "applicable": "yes"}).status_code == 403
    assert said("A.8.5") == OUT


def test_a_workbook_and_csv_have_every_control_in_the_readers_language(olav):
    book = openpyxl.load_workbook(io.BytesIO(olav.get("/applicability.xlsx").data))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert len(rows) == 94
    row = dict(zip(rows[0], next(one for one in rows if one[0] == "A.8.5"), strict=True))
    assert (row["applicable"], row["justification"], row["measures"]) == (
        "Not applicable", "We develop <nothing> & buy all", "M1 Two factors (planned)",
    )  # fmt: skip
    assert len(olav.get("/applicability.csv").text.splitlines()) == 94
    assert olav.get("/applicability.odt").status_code == 404


def test_the_report_is_a_page_and_a_pdf_with_the_same_words(olav):
    page = words(olav.get("/applicability/report"))
    answer = olav.get("/applicability.pdf")
    paper = squeezed(run("pdftotext", answer.data, "-raw"))
    for text in ("We develop <nothing> & buy all", "M1 Two factors (planned)", "A.5.37 Operating procedures",
                 "Controls that are left out", "has decided on 1 of 93 controls"):  # fmt: skip
        assert text in page and squeezed(text) in paper, text
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="statement-of-applicability-')


def test_the_trail_tells_a_decision_in_words(olav, browse):
    sent = {"version": "0", "applicable": "yes", "reasons": ["law", "risk"], "state": "in place"}
    olav.post_form("/applicability/A.5.2", sent)
    page = words(browse("rut", Role.AUDITOR).get("/audit?action=control.decided"))

    assert "wrote in the statement of applicability" in page and "A.5.2" in page
    assert "Treats a risk, Law or regulation" in page and "Not applicable" in page
