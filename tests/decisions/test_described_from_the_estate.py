"""What the report tells of holders, countries and flows, also of contents that were frozen before it was quoted."""

from copy import deepcopy
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from reportlab.pdfgen.canvas import Canvas

from riskapp.assessments.content import Content, content_of
from riskapp.reports.assessment.report import Frame, assessment_report
from riskapp.reports.content import Edge, Node, Picture, Table
from riskapp.reports.drawing import drawing_of
from riskapp.reports.pictures import GraphPicture
from tests.decisions.examples import started
from tests.reports.poppler import run

FRAME = Frame("Fjord Hospital", ZoneInfo("Europe/Oslo"), draft=True, fingerprint="0" * 64)
SENT = {"direction": "out", "asset": "Lab", "asset_id": "lab", "other_kind": "supplier", "external": True, "via": [],
        "categories": ["Results"], "validated": False, "purpose": "care", "persons": 9, "other_site": ""}  # fmt: skip


@pytest.fixture
def content(people, ward) -> Content:
    found = content_of(started(people.member, "dpia", [ward.lab], "en"))
    found["quotes"]["holders"] = [
        {"other": "Archive", "other_id": "arc", "other_kind": "system", "category": "Results", "category_id": "res",
         "sensitivity": "special", "persons": 934}
    ]  # fmt: skip
    found["quotes"]["suppliers"] = [
        {"asset": "Lab", "asset_id": "lab", "supplier": "cloud", "supplier_name": "Cloud Nine", "country": "India",
         "country_from": [{"id": 7, "name": "Laboratory"}]},
        {"asset": "Log", "asset_id": "log", "supplier": "", "country": None},
    ]  # fmt: skip
    found["quotes"]["flows"] = [
        {**SENT, "id": "f1", "other": "Cloud Nine", "other_id": "cloud", "encrypted": False},
        {**SENT, "id": "f2", "other": "Record", "other_id": "ehr", "other_kind": "system", "external": False,
         "encrypted": True},
    ]  # fmt: skip
    return found


def section(content: Content, heading: str):
    return next((one for one in assessment_report(content, FRAME).sections if one.heading == heading), None)


def rows(content: Content, heading: str):
    [table] = section(content, heading).blocks
    assert isinstance(table, Table)
    return table.rows


def test_who_else_holds_the_same_data_is_a_table(content):
    assert rows(content, "Who else holds the same data") == (("Results", "Archive (system)", "special", "934"),)


def test_a_country_is_told_with_its_source_and_a_missing_one_as_not_known(content):
    told = [row[2] for row in rows(content, "Suppliers")]
    assert told == ["India\nLaboratory (no. 7 of the record)", "not known in the estate"]


def test_flows_are_drawn_with_what_they_carry_and_what_is_open_or_outside_is_marked_in_shape_and_word(content):
    [picture] = section(content, "Who sends what to whom").blocks
    assert isinstance(picture, Picture)
    nodes = {one.label: one for one in picture.nodes}
    assert (nodes["Cloud Nine"].outside, nodes["Cloud Nine"].state) == (True, "outside")
    assert (nodes["Record"].outside, nodes["Record"].state) == (False, "")
    assert nodes["Lab"].state == "assessed"
    assert [(one.label, one.note, one.dashed) for one in picture.edges] == [
        ("Results", "not encrypted", True),
        ("Results", "", False),
    ]


def test_a_content_that_was_frozen_without_ids_and_holders_still_prints(content):
    old = deepcopy(content)
    del old["quotes"]["holders"]
    for table in ("flows", "recipients", "suppliers", "needs", "data"):
        for row in old["quotes"][table]:
            for name in ("asset_id", "other_id", "category_id", "other_site", "country_from"):
                row.pop(name, None)
    assert section(old, "Who else holds the same data") is None
    assert len(section(old, "Who sends what to whom").blocks[0].nodes) == 3


TWO_WAYS = Picture(
    (Node("a", "Lab", "system", 0, 0), Node("b", "Firm", "supplier", 1, 0, "outside", outside=True)),
    (Edge("a", "b", label="Results", note="not encrypted", dashed=True), Edge("b", "a", label="Orders")),
)


def test_the_words_on_arrows_reach_the_paper(tmp_path):
    drawn = GraphPicture(TWO_WAYS, "Who sends what to whom")
    canvas = Canvas(str(tmp_path / "p.pdf"), pageCompression=0)
    width, height = drawn.wrap(465, 700)
    drawn.drawOn(canvas, 60, 700 - height)
    canvas.save()
    pdf = (tmp_path / "p.pdf").read_bytes()
    told = run("pdftotext", pdf, "-raw")
    assert all(one in told for one in ("Results", "not encrypted", "Orders"))
    assert b"[3 2] 0 d" in pdf, "the line that is open is dashed"
    assert width == 465


def test_arrows_there_and_back_stand_side_by_side_with_their_words():
    first, second = drawing_of(TWO_WAYS).lines
    assert abs(first.y1 - second.y1) > 20
    assert (first.words, second.words) == (("Results", "not encrypted"), ("Orders",))


@pytest.mark.parametrize("rows", [2, 9])
def test_words_of_arrows_to_different_boxes_do_not_meet(rows):
    nodes = (Node("lab", "Lab", "system", 0, 0.5), *(Node(f"n{n}", "N", "", 1, n / (rows - 1)) for n in range(rows)))
    picture = Picture(nodes, tuple(Edge("lab", f"n{n}", label="Results of the laboratory") for n in range(rows)))
    drawn = drawing_of(picture)
    heights = sorted(line.words_y for line in drawn.lines)
    assert all(below - above > 14 * 2 for above, below in pairwise(heights))
    for line in drawn.lines:
        assert line.x1 < line.words_x < line.x2
