"""The record in the browser: the list, one activity in the law's order, short forms that lose nothing."""

import html
import io
import re

import openpyxl
import pytest

from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.database import now
from riskapp.processing import keeping, parts, queries
from riskapp.processing.record import Basics, Purpose, Security
from riskapp.processing.rows import activity_row
from tests.reports.poppler import run
from tests.reports.sentences import first_difference, said_on_page, said_on_paper


def read(number):
    return activity_row(queries.stored_activity(number))


def links_of(page):
    return [one.get("href", "") for one in page.all("a")]


def test_the_page_has_the_letters_of_the_law_in_order_and_what_is_missing_first(keeper, activity):
    page = html.unescape(keeper.get(f"/processing/{activity}").text)
    places = [page.index(f">{letter}) ") for letter in "abcdefg"]
    assert places == sorted(places)
    assert page.index("has no basis (GDPR Art. 6)") < places[0]
    for words in ("special categories without a condition", "no signed agreement with Lab supplier",
                  "transfer to USA has no mechanism", "how long the data are kept", "No security measures",
                  "The privacy officer is not named", "Nobody has read the whole"):  # fmt: skip
        assert words in page


def test_each_gap_leads_to_where_it_is_put_right(keeper, activity):
    keeper.get(f"/processing/{activity}")
    missing = [one for one in links_of(keeper.page) if one.startswith(f"/processing/{activity}/")]
    purpose = read(activity).purposes[0].number
    assert f"/processing/{activity}/purposes/{purpose}" in missing
    assert f"/processing/{activity}/retention" in missing
    for url in [*missing, "/processing/contacts"]:
        assert keeper.get(url).status_code == 200, url


def test_an_activity_for_others_has_the_four_letters_of_the_second_paragraph(keeper, activity):
    number = keeping.add_activity(OPERATOR, Basics("Analyses for the clinic", "processor"))
    page = keeper.get(f"/processing/{number}").text
    assert re.findall(r">([a-g])\) ", page) == list("abcd")
    assert "on whose behalf we process" in page
    assert "No purpose is written down" not in page
    answer = keeper.post_form(
        f"/processing/{number}/parties", {"version": "1", "behalf_of": "The clinic", "behalf_contact": "post@clinic"}
    )
    assert answer.status_code == 302
    assert "Controller: The clinic" in keeper.get(f"/processing/{number}").text


def test_an_activity_is_written_section_by_section(keeper, activity):
    answer = keeper.post_form("/processing/new", {"name": "Billing", "role": "controller", "state": "draft"})
    number = int(answer.location.rsplit("/", 1)[1])
    sent = {
        "data": {"systems": "lab\n", "categories": ["results"], "subjects": ["patients", "staff"]},
        "recipients": {"recipients": "Helfo\nThe patient"},
        "retention": {"period": "Ten years", "rule": "bokføringsloven", "erasure": "By the system"},
        "security": {"measures": "Access by role"},
        "review": {"reviewed": "2026-01-02"},
    }
    for section, fields in sent.items():
        assert keeper.post_form(f"/processing/{number}/{section}", {"version": "1", **fields}).status_code == 302
    keeper.post_form(
        f"/processing/{number}/purposes/new",
        {"purpose": "To get paid", "basis": "6(1)(c)", "condition": "9(2)(h)", "supplement": "folketrygdloven"},
    )
    row = read(number)
    assert (row.data.systems, row.data.subjects) == (("lab",), ("patients", "staff"))
    assert row.recipients.recipients == "Helfo\nThe patient"
    assert (row.retention.rule, str(row.review.reviewed)) == ("bokføringsloven", "2026-01-02")
    assert row.purposes[0].supplement == "folketrygdloven"


def test_a_refused_form_keeps_what_was_typed(keeper, activity):
    form = {"version": "2", "systems": "nobody at all", "other_subjects": "Midwives", "categories": ["results"]}
    answer = keeper.post_form(f"/processing/{activity}/data", form)
    assert answer.status_code == 422
    assert "nobody at all" in answer.text and 'value="Midwives"' in answer.text
    assert "No asset has the id or the name nobody at all" in answer.text
    assert read(activity).data.systems == ("lab",)
    answer = keeper.post_form(f"/processing/{activity}/processors/new", {"supplier": "", "service": "Kept text"})
    assert answer.status_code == 422 and "Kept text" in answer.text


def test_the_second_writer_sees_both_texts_and_may_store_the_own(keeper, activity):
    keeping.change_section(OPERATOR, activity, Security("Theirs"), 1)
    answer = keeper.post_form(f"/processing/{activity}/security", {"version": "1", "measures": "Mine"})
    assert answer.status_code == 409
    assert "Theirs" in answer.text and "Mine" in answer.text
    (version,) = [one["value"] for one in keeper.page.all("input") if one.get("name") == "version"]
    keeper.post_form(f"/processing/{activity}/security", {"version": version, "measures": "Mine"})
    assert read(activity).security.measures == "Mine"


def test_a_row_is_changed_and_removed(keeper, activity):
    processor = read(activity).processors[0].number
    url = f"/processing/{activity}/processors/{processor}"
    form = {"version": "1", "supplier": "Lab supplier", "agreement": "signed", "signed": "2025-03-01"}
    points = {"item_audit": "yes", "item_rights": "no", "item_return": "unknown"}
    assert keeper.post_form(url, {**form, **points}).status_code == 302
    stored = read(activity).processors[0]
    assert stored.checklist == {"audit": "yes", "rights": "no"}
    page = keeper.get(f"/processing/{activity}").text
    assert "covers 1 of 10 points" in page and "not covered: Art. 28(3)(e)" in page
    assert keeper.post_form(f"{url}/remove", {"version": "1"}).status_code == 409
    assert keeper.post_form(f"{url}/remove", {"version": "2"}).status_code == 302
    assert read(activity).processors == ()


def test_what_is_not_there_is_not_found(keeper, activity):
    for url in (f"/processing/{activity}/colour", f"/processing/{activity}/colours/new", "/processing/4242",
                f"/processing/{activity}/purposes/4242", "/processing/4242.pdf"):  # fmt: skip
        assert keeper.get(url).status_code == 404, url


def test_who_only_reads_is_offered_no_form(activity, browse):
    rut = browse("rut", Role.AUDITOR)
    rut.get(f"/processing/{activity}")
    assert [one for one in links_of(rut.page) if one.startswith(f"/processing/{activity}/")] == []
    assert rut.get(f"/processing/{activity}/data").status_code == 403
    assert "/processing/new" not in rut.get("/processing").text


def test_the_list_is_searched_and_narrowed(keeper, activity):
    keeping.add_activity(OPERATOR, Basics("Billing", state="in force"))
    assert "Billing" in keeper.get("/processing").text
    shown = keeper.get("/processing?missing=agreement").text
    assert "Laboratory" in shown and "Billing" not in shown
    shown = keeper.get("/processing?state=in+force").text
    assert "Billing" in shown and "Laboratory" not in shown
    assert "No activity fits" in keeper.get("/processing?q=nothing+such").text


@pytest.mark.parametrize(("language", "heading"), [("en", "a) Who answers"), ("nb", "a) Hvem som svarer")])
def test_the_files_hold_the_letters_in_order_in_the_readers_language(activity, browse, language, heading):
    pavel = browse("pavel", Role.PRIVACY_OFFICER, language=language)
    book = openpyxl.load_workbook(io.BytesIO(pavel.get("/processing/record.xlsx").data))
    assert book.sheetnames == ["GDPR Art. 30(1)", "GDPR Art. 30(2)"]
    rows = list(book["GDPR Art. 30(1)"].values)
    assert rows[0][1].startswith(heading)
    assert [cell[0] for cell in rows[0][1:8]] == list("abcdefg")
    assert [cell[0] for cell in next(book["GDPR Art. 30(2)"].values)[1:5]] == list("abcd")
    assert rows[1][0] == "Laboratory & <more>"
    assert "To find out what ails the patient" in rows[1][2]
    for path in ("/processing/record.pdf", f"/processing/{activity}.pdf"):
        text = run("pdftotext", pavel.get(path).data, "-layout")
        assert "Laboratory & <more>" in text
        assert heading in re.sub(r"\s+", " ", text)
        assert "Signatur" not in text, "the record is not a decision that is signed"
    single = openpyxl.load_workbook(io.BytesIO(pavel.get(f"/processing/{activity}.xlsx").data))
    assert len(list(single["GDPR Art. 30(1)"].values)) == 2


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_record_as_a_page_says_what_its_paper_says(activity, browse, monkeypatch, language):
    at = now()
    monkeypatch.setattr("riskapp.web.processing.files.now", lambda: at)
    pavel = browse("pavel", Role.PRIVACY_OFFICER, language=language)
    for path in ("/processing/record", f"/processing/{activity}"):
        page = pavel.get(f"{path}.html").text
        assert not first_difference(said_on_paper(pavel.get(f"{path}.pdf").data), said_on_page(page))
        assert f'href="{path}.pdf"' in page
        assert "Laboratory &amp; &lt;more&gt;" in page
    assert pavel.get("/processing/4242.html").status_code == 404


def test_no_cell_is_longer_than_a_spreadsheet_takes_and_nothing_is_cut(keeper, activity):
    texts = [f"{number}" * 9_990 for number in range(5)]
    for text in texts:
        parts.add_part(OPERATOR, activity, Purpose(text))
    book = openpyxl.load_workbook(io.BytesIO(keeper.get("/processing/record.xlsx").data))
    rows = list(book["GDPR Art. 30(1)"].values)[1:]
    assert {row[0] for row in rows} == {"Laboratory & <more>"}
    assert max(len(cell) for row in rows for cell in row if cell) <= 32_767
    together = "".join(row[2] or "" for row in rows)
    assert all(text in together for text in texts)
    assert keeper.get("/processing/record.pdf").status_code == 200
