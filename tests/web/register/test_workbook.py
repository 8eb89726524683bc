"""The register as a workbook: out, changed and in again; unchanged it changes nothing, hostile it does no harm."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from sqlalchemy import select

from riskapp.accounts.permissions import Role
from riskapp.assessments import measures, risks
from riskapp.assessments.control import control_of
from riskapp.assessments.models import Measure, Risk
from riskapp.assessments.risks import scenario_of
from riskapp.audit.models import AuditEvent
from riskapp.database import db
from riskapp.decisions.deciding import approve
from riskapp.register.taking_in import RISKS, Incoming, rehearse
from riskapp.web.register.sheets import heads
from tests.decisions.conftest import everything
from tests.decisions.examples import SCENARIO, accepted, advised, measure, started, version_of

MEDIUM = replace(SCENARIO, likelihood_after=3, consequence_after=3)
ODD = (
    "=1+1",
    "+47 22",
    "-5",
    "@home",
    "<b>R&D</b>",
    "a\nb",
    "_x000D_",
    "č đ ŋ ŧ 🩺",
    "'quoted",
    "1.0",
    "TRUE",
    "x" * 12_000,
)


@pytest.fixture
def draft(people, ward):
    """An approved assessment, and a draft with texts of every sort, a DPIA's risk besides."""
    done = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    accepted(people, done)
    approve(people.owner, done.id, "So be it")
    version = started(people.member, "ros", [ward.archive])
    for text in ODD:
        risks.add_risk(people.member, version.id, replace(SCENARIO, event=text, cause=text, treatment="share"))
    full = replace(
        SCENARIO,
        asset_id=ward.archive,
        likelihood_knowledge="low",
        treatment="retain",
        treatment_reason="+ fordi",
        owner_id=people.risk_owner.id,
        value="=verdi",
        vulnerability="@sårbar",
    )
    risks.add_risk(people.member, version.id, full)
    measures.add_measure(
        people.member,
        version.id,
        measure(
            text="=cmd", kind="damage-limiting", cost=1200, lowers_likelihood=2, treats=(1, 2), references="A.8.13"
        ),
    )
    dpia = started(people.member, "dpia", [ward.lab])
    risks.add_risk(people.member, dpia.id, replace(SCENARIO, property="design", bodily="+ late"))
    return version_of(version.assessment_id)


def stored():
    """What every risk and measure says."""
    db.session.expire_all()
    rows = db.session.scalars(select(Risk).order_by(Risk.id))
    others = db.session.scalars(select(Measure).order_by(Measure.id))
    return [(one.id, one.row_version, scenario_of(one)) for one in rows], [
        (one.id, one.row_version, control_of(one)) for one in others
    ]


def exported(client):
    answer = client.get("/register/workbook.xlsx")
    assert answer.status_code == 200
    return answer.data


def changed(data, *changes, sheet=0):
    """The workbook with cells changed, as a spreadsheet saves it: (column heading, row, value); row 0 adds one."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    page = book.worksheets[sheet]
    head = {cell.value: cell.column for cell in page[1]}
    last = page.max_row + 1
    for column, row, value in changes:
        cell = page.cell(row or last, head[column])
        cell.value = value
        if isinstance(value, str) and value.startswith("=") and not value.startswith("=="):
            cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def row_of(data, event, sheet=0, column="Event"):
    page = openpyxl.load_workbook(io.BytesIO(data)).worksheets[sheet]
    head = {cell.value: cell.column for cell in page[1]}
    return next(row for row in range(2, page.max_row + 1) if page.cell(row, head[column]).value == event)


def sent(client, data, name="register.xlsx"):
    """Send a file; the address of its preview, or None where it is refused."""
    answer = client.post_form("/register/import", {"file": (io.BytesIO(data), name)})
    if answer.status_code == 422:
        return None
    assert answer.status_code == 302
    client.get(answer.location)
    return answer.location


def confirms(client, preview):
    (mark,) = [one["value"] for one in client.page.all("input") if one.get("name") == "mark"]
    return client.post_form(preview, {"mark": mark})


@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_file_that_is_not_changed_changes_nothing(draft, browse, language):
    maja = browse("maja", language=language)
    data, before = exported(maja), everything()
    sent(maja, data)
    assert maja.page.text.count("nothing to do") + maja.page.text.count("ingenting å gjøre") <= 1
    assert not [one for one in maja.page.all("input") if one.get("name") == "mark"]
    assert "0 refused" in maja.page.text or language == "nb"
    sent(maja, changed(data))
    assert not [one for one in maja.page.all("input") if one.get("name") == "mark"]
    assert {k: v for k, v in everything().items() if k != "user_session"} == {
        k: v for k, v in before.items() if k != "user_session"
    }


def test_texts_that_look_like_formulas_are_written_as_text(draft, browse):
    book = openpyxl.load_workbook(io.BytesIO(exported(browse("maja"))))
    cells = [cell for page in book for line in page for cell in line if str(cell.value)[:1] in "=+-@"]
    assert {cell.value for cell in cells} >= {"=1+1", "+47 22", "-5", "@home", "=cmd", "=verdi"}
    assert {cell.data_type for cell in cells} == {"s"}


def test_what_is_changed_and_added_is_taken_in_and_comes_out_as_it_went_in(people, draft, ward, browse):
    maja = browse("maja")
    data = exported(maja)
    row, number = row_of(data, "-5"), str(draft.assessment_id)
    file = changed(
        data,
        ("Event", row, "=A1 og mer"),
        ("Likelihood now", row, 4),
        ("Treatment", row, "modify"),
        ("Risk owner (user name)", row, "rikke"),
        ("Where", row, "Archive (archive)"),
        ("Assessment no.", 0, number),
    )
    file = changed(
        file,
        ("What is lost", row_of(file, None), "integritet"),
        ("Event", row_of(file, None), "Noe nytt"),
    )
    new = next(
        one for one in range(2, 40) if openpyxl.load_workbook(io.BytesIO(file)).worksheets[1].cell(one, 1).value is None
    )
    file = changed(
        file, ("Assessment no.", new, number), ("What is to be done", new, "Lås døra"), ("Lowers", new, "R14"), sheet=1
    )
    file = changed(file, ("Done by", row_of(file, "=cmd", 1, "What is to be done"), date(2028, 2, 29)), sheet=1)
    preview = sent(maja, file)
    text = maja.page.text
    assert "2 new rows, 2 changed" in text and "0 refused" in text
    assert "=A1 og mer" in text and "Noe nytt" in text and "Lås døra" in text
    before = stored()
    assert confirms(maja, preview).status_code == 302
    after = stored()
    (third,) = [one for one in after[0] if one[2].event == "=A1 og mer"]
    assert third[2] == replace(
        SCENARIO,
        event="=A1 og mer",
        cause="-5",
        likelihood=4,
        treatment="modify",
        owner_id=people.risk_owner.id,
        asset_id=ward.archive,
    )
    assert len(after[0]) == len(before[0]) + 1
    assert [one for one in after[0] if one in before[0]] == [one for one in before[0] if one[0] != third[0]]
    assert [(one[2].text, one[2].treats) for one in after[1][-1:]] == [("Lås døra", (14,))]
    assert [one[2].due for one in after[1] if one[2].text == "=cmd"] == [date(2028, 2, 29)]
    told = [one.action for one in db.session.scalars(select(AuditEvent).order_by(AuditEvent.id))][-4:]
    assert sorted(told) == ["measure.added", "measure.changed", "risk.added", "risk.changed"]
    assert maja.get(preview).status_code == 404
    assert sent(maja, exported(maja))
    assert "nothing to do" in maja.page.text
    assert stored() == after


def test_one_row_that_does_not_fit_keeps_all_of_the_file_out(draft, browse):
    maja = browse("maja")
    data = exported(maja)
    good, bad = row_of(data, "-5"), row_of(data, "@home")
    file = changed(data, ("Event", good, "Good"), ("Likelihood now", bad, "9"), ("Where", bad, "no such place"))
    before = stored()
    preview = sent(maja, file)
    assert "2 refused" in maja.page.text
    assert "Likelihood now: “9” does not fit here." in maja.page.text and "Where: " in maja.page.text
    assert maja.post_form(preview, {"mark": "x"}).status_code == 422
    assert stored() == before


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"Event": "", "Cause": "", "Threat": ""}, "Say in a few words what happens"),
        ({"Row version": "99", "Event": "Mine"}, "Somebody else changed this row"),
        ({"No.": "R99"}, "There is no R99"),
        ({"No.": "abc"}, "There is no abc"),
        ({"Assessment no.": "99"}, "There is no such assessment"),
        ({"Assessment no.": "x"}, "There is no such assessment"),
        ({"Version": "7", "Event": "Mine"}, "There is no R3"),
        ({"No.": "R4"}, "there twice"),
        ({"Risk owner (user name)": "nobody"}, "no person with the user name"),
        ({"To the body": "Hurts"}, "does not have"),
        ({"Event": "y" * 10_001}, "more than 10000 characters"),
    ],
)
def test_a_row_is_refused_with_its_reason_and_nothing_changes(draft, browse, cells, says):
    maja = browse("maja")
    data = exported(maja)
    row, before = row_of(data, "-5"), stored()
    sent(maja, changed(data, *((name, row, value) for name, value in cells.items())))
    assert says in maja.page.text
    assert not [one for one in maja.page.all("input") if one.get("name") == "mark"]
    assert stored() == before


def test_a_decided_version_and_a_text_longer_than_a_cell_are_not_changed_by_a_file(draft, browse):
    maja = browse("maja")
    data, before = exported(maja), stored()
    sent(maja, changed(data, ("Event", row_of(data, "The laboratory stops"), "Nothing stops")))
    assert "is approved, or not yours to write in" in maja.page.text
    long = next(
        row
        for row in range(2, 40)
        if len(str(openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].cell(row, 13).value or "")) > 9_000
    )
    sent(maja, changed(data, ("Event", long, "Short")))
    assert "longer than a cell" in maja.page.text
    assert stored() == before


def test_what_others_changed_after_the_preview_is_looked_at_again(people, draft, browse):
    maja = browse("maja")
    data = exported(maja)
    preview = sent(maja, changed(data, ("Event", row_of(data, "-5"), "Mine")))
    (mark,) = [one["value"] for one in maja.page.all("input") if one.get("name") == "mark"]
    third = next(one for one in draft.risks if one.event == "-5")
    risks.change_risk(people.member, third.id, replace(scenario_of(third), event="Theirs"), third.row_version)
    before = stored()
    assert maja.post_form(preview, {"mark": mark}).status_code == 422
    assert "Somebody else changed this row" in maja.page.text
    assert stored() == before


def test_levels_and_other_words_that_are_only_told_are_not_taken_in(draft, browse):
    maja = browse("maja")
    data, before = exported(maja), stored()
    sent(maja, changed(data, ("Level now", row_of(data, "-5"), "1 Low"), ("Assessment", row_of(data, "-5"), "Other")))
    assert "only there to be read" in maja.page.text
    assert stored() == before


def test_somebody_of_one_system_gets_and_changes_that_systems_rows_only(draft, ward, person, browse):
    data = exported(browse("maja"))
    person("ine", Role.MEMBER, asset=ward.archive)
    ine = browse("ine")
    book = openpyxl.load_workbook(io.BytesIO(exported(ine)))
    cells = [cell.value for page in book for line in page for cell in line]
    assert "+ late" not in cells and "The laboratory, dpia" not in cells
    assert "@home" in cells
    before = stored()
    sent(ine, changed(data, ("Event", row_of(data, "+ late", column="To the body"), "Mine")))
    assert "There is no such assessment" in ine.page.text
    rut = browse("rut")
    assert rut.get("/register/import").status_code == 403
    assert stored() == before
    adam = browse("adam", Role.ADMINISTRATOR)
    assert adam.get("/register/workbook.xlsx").status_code == 403


def test_a_file_belongs_to_whoever_sent_it(draft, people, browse, person):
    maja = browse("maja")
    data = exported(maja)
    preview = sent(maja, changed(data, ("Event", row_of(data, "-5"), "Mine")))
    person("mons", Role.MEMBER)
    assert browse("mons").get(preview).status_code == 404
    assert maja.post_form(f"{preview}/cancel", {}).status_code == 302
    assert maja.get(preview).status_code == 404


def zipped(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name.replace("__", "/"), text)
    return out.getvalue()


def replaced(data, part, old, new):
    """The workbook with something else in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name).decode()
            if name == part:
                assert old in text
                text = text.replace(old, new, 1)
            target.writestr(name, text)
    return out.getvalue()


def test_formulas_are_never_calculated(draft, browse):
    maja = browse("maja")
    data = exported(maja)
    cell = '<is><t xml:space="preserve">-5</t></is></c>'
    formula = replaced(data, "xl/worksheets/sheet1.xml", f't="inlineStr">{cell}', "><f>1+1</f></c>")
    sent(maja, formula)
    assert "holds a formula" in maja.page.text


@pytest.mark.parametrize("what", ["text", "zip", "entities", "no sheets", "no ids", "twice", "nothing", "damaged"])
def test_hostile_and_foreign_files_are_refused_in_words(draft, browse, what):
    maja = browse("maja")
    data = exported(maja)
    sheet = "xl/worksheets/sheet1.xml"
    files = {
        "text": b"assessment;number\n1;R1\n",
        "zip": zipped(a="b"),
        "entities": replaced(data, sheet, "<worksheet", '<!DOCTYPE x [<!ENTITY a "b">]><worksheet'),
        "no sheets": zipped(**{"[Content_Types].xml": "<Types/>", "xl__workbook.xml": "<workbook/>"}),
        "no ids": changed(data, ("No.", 1, "Something else")),
        "twice": changed(data, ("Cause", 1, "Event")),
        "nothing": b"",
        "damaged": data[: len(data) // 2],
    }
    before = stored()
    assert sent(maja, files[what]) is None
    assert "Put this right to go on" in maja.page.text
    assert stored() == before


def test_an_unknown_column_is_told_and_a_missing_one_leaves_its_field_alone(draft, browse):
    maja = browse("maja")
    data, before = exported(maja), stored()
    sent(maja, changed(data, ("Cause", 1, "Something else")))
    assert "not known and were not read: Something else" in maja.page.text
    assert "nothing to do" in maja.page.text
    assert stored() == before


@pytest.mark.parametrize("language", ["nb", "en"])
def test_each_heading_names_one_column(app, language):
    with app.test_request_context(headers={"Accept-Language": language}):
        for sheet in ("risks", "measures"):
            known = [name for head in heads(sheet) for name in head.names]
            assert len(known) == len(set(known)), sorted(one for one in known if known.count(one) > 1)


def test_a_rehearsal_leaves_no_trace(people, draft):
    rows = [Incoming(RISKS, 2, draft.id, 3, 1, {"event": "New"}), Incoming(RISKS, 3, draft.id, None, 0, {"event": "x"})]
    before = everything()
    (found,) = rehearse(people.member, rows)
    assert (found.line, "Choose what is lost" in str(found.error)) == (3, True)
    assert rehearse(people.member, rows[:1]) == ()
    assert everything() == before
