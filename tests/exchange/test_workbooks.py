"""Workbooks as spreadsheets save them: sheets, numbers, dates, formulas and texts."""

import io
from collections.abc import Callable
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import MAC_EPOCH

from riskapp.exchange.reading import read_bytes
from riskapp.graph.snapshot import Snapshot
from tests.exchange.files import (
    SOUND,
    part_of,
    places,
    shared,
    sound_csv_files,
    spreadsheet,
    with_part,
    workbook_faults,
    zipped,
)

HOLDINGS = ["asset", "category", "persons"]
ASSETS: list[object] = ["id", "name", "kind", "description"]
REST: list[list[object]] = [["b", "B", "system"], ["c", "C", "device"]]


def _snapshot(data: bytes) -> Snapshot:
    return read_bytes("estate.xlsx", data).snapshot


def _changed(change: Callable[[Workbook], None]) -> bytes:
    book = load_workbook(io.BytesIO(spreadsheet()))
    change(book)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_a_workbook_with_five_sheets_is_the_same_estate_as_the_csv_files() -> None:
    assert _snapshot(spreadsheet()) == read_bytes("estate.zip", zipped(sound_csv_files())).snapshot


@pytest.mark.parametrize("table", SOUND)
def test_a_missing_sheet_is_a_fault(table: str) -> None:
    def remove(book: Workbook) -> None:
        book.remove(book[table])

    assert places(workbook_faults(_changed(remove))) == [(table, None, None)]


def test_sheet_names_are_matched_without_regard_to_case_and_others_are_reported() -> None:
    def rename(book: Workbook) -> None:
        book["assets"].title = " Assets "
        book.create_sheet("Notes")

    reading = read_bytes("estate.xlsx", _changed(rename))
    assert len(reading.snapshot.assets) == 3
    assert [str(warning) for warning in reading.warnings] == [
        "Notes: The sheet is not a part of an estate and was not read."
    ]


def test_a_sheet_without_a_header_in_row_1_is_a_fault() -> None:
    assert "no header" in str(workbook_faults(spreadsheet(holdings=[]))[0])
    assert "no header" in str(workbook_faults(spreadsheet(holdings=[[], HOLDINGS]))[0])


@pytest.mark.parametrize("value", [30, 30.0, "30"])
def test_a_whole_number_is_one_however_the_spreadsheet_stores_it(value: object) -> None:
    assert _snapshot(spreadsheet(holdings=[HOLDINGS, ["a", "record", value]])).holdings[0].persons == 30


@pytest.mark.parametrize("written", ["30.0", "3E1", "3.0E+1", " 30 "])
def test_a_whole_number_is_one_however_the_file_spells_it(written: str) -> None:
    data = spreadsheet(holdings=[HOLDINGS, ["a", "record", 777]])
    sheet = part_of(data, "xl/worksheets/sheet3.xml").replace("<v>777</v>", f"<v>{written}</v>")
    assert _snapshot(with_part(data, "xl/worksheets/sheet3.xml", sheet)).holdings[0].persons == 30


@pytest.mark.parametrize("value", [1.5, -1, 1e300, True, False, date(2026, 1, 2), "30.0", "#N/A", "=1+1"])
def test_what_is_no_whole_number_is_a_fault(value: object) -> None:
    faults = workbook_faults(spreadsheet(holdings=[HOLDINGS, ["a", "record", value]]))
    assert places(faults) == [("holdings", 2, "persons")]


def test_a_date_tells_what_a_person_sees() -> None:
    faults = workbook_faults(spreadsheet(holdings=[HOLDINGS, ["a", "record", date(2026, 1, 2)]]))
    assert faults[0].found == "2026-01-02"


@pytest.mark.parametrize("value", [True, date(2026, 1, 2), 1])
def test_where_a_word_is_wanted_nothing_else_will_do(value: object) -> None:
    flows = [line.split(",") for line in SOUND["flows"].splitlines()]
    row: list[object] = [*flows[1][:5], value, "no"]
    assert places(workbook_faults(spreadsheet(flows=[flows[0], row]))) == [("flows", 2, "encrypted")]


def test_a_workbook_that_counts_days_from_1904_tells_the_same_dates() -> None:
    book = load_workbook(io.BytesIO(spreadsheet()))
    book.epoch = MAC_EPOCH
    book["holdings"]["C2"] = date(2026, 1, 2)
    data = io.BytesIO()
    book.save(data)
    assert workbook_faults(data.getvalue())[0].found == "2026-01-02"


def test_a_date_is_no_id_because_the_spreadsheet_made_it_of_something_else() -> None:
    rows = [ASSETS, [date(2026, 2, 1), "A", "system"], *REST]
    assert ("assets", 2, "id") in places(workbook_faults(spreadsheet(assets=rows)))


def test_free_text_may_be_a_number_a_date_or_a_truth_value() -> None:
    rows: list[list[object]] = [
        ASSETS,
        ["a", 112, "system", datetime(2026, 1, 2, 3, 4)],
        ["b", 1.5, "system", True],
        ["c", "C", "device"],
    ]
    assets = _snapshot(spreadsheet(assets=rows)).assets
    assert [asset.name for asset in assets] == ["112", "1.5", "C"]
    assert [asset.description for asset in assets] == ["2026-01-02T03:04:00", "TRUE", ""]


def test_ids_may_be_stored_as_numbers() -> None:
    rows = [ASSETS, [1001, "A", "system"], *REST]
    assets = _snapshot(
        spreadsheet(
            assets=rows,
            holdings=[HOLDINGS, [1001, "record", 1]],
            flows=[SOUND["flows"].splitlines()[0].split(",")],
            dependencies=[["dependent", "provider", "kind"]],
        )
    )
    assert assets.holdings[0].asset == "1001"


def test_a_formula_counts_by_its_stored_value() -> None:
    data = spreadsheet(holdings=[HOLDINGS, ["a", "record", 777]])
    sheet = part_of(data, "xl/worksheets/sheet3.xml").replace("<v>777</v>", "<f>6*7</f><v>42</v>")
    assert _snapshot(with_part(data, "xl/worksheets/sheet3.xml", sheet)).holdings[0].persons == 42


def test_a_formula_that_was_never_calculated_is_a_fault_and_not_an_empty_cell() -> None:
    faults = workbook_faults(spreadsheet(assets=[ASSETS, ["a", "A", "system", "=1+1"], *REST]))
    assert places(faults) == [("assets", 2, "description")]
    assert "never calculated" in faults[0].sentence


def test_an_error_of_the_spreadsheet_is_a_fault() -> None:
    faults = workbook_faults(spreadsheet(assets=[ASSETS, ["a", "#REF!", "system"], *REST]))
    assert places(faults) == [("assets", 2, "name")]
    assert faults[0].found == "#REF!"


def test_formatted_text_is_read_without_its_format() -> None:
    rich = CellRichText("R&D ", TextBlock(InlineFont(b=True), "<b>æøå</b>"), " 🏥")
    assert _snapshot(spreadsheet(assets=[ASSETS, ["a", rich, "system"], *REST])).assets[0].name == "R&D <b>æøå</b> 🏥"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("a_x000D_b", "a\rb"),
        ("_x005F_x000D_", "_x000D_"),
        ("x005F_", "x005F_"),
        ("_xD83C__xDFE5_", "🏥"),
        ("_x00_", "_x00_"),
        ("R&amp;D", "R&D"),
    ],
)
def test_characters_written_as_escapes_are_read_as_the_spreadsheet_shows_them(written: str, text: str) -> None:
    snapshot = _snapshot(shared(names=(written, "A")))
    assert snapshot.categories[0].name == text
    inline = part_of(spreadsheet(), "xl/worksheets/sheet1.xml").replace(">Record<", f">{written}<")
    assert _snapshot(with_part(spreadsheet(), "xl/worksheets/sheet1.xml", inline)).categories[0].name == text


def test_shared_strings_are_read_without_their_format_and_their_pronunciation() -> None:
    rich = "</t></si><si><r><t>Out</t></r><r><rPr><b/></rPr><t>age</t></r><rPh><t>say</t></rPh></si><si><t>"
    strings = part_of(shared(), "xl/sharedStrings.xml")
    changed = strings.replace("<si><t>Record</t></si>", rich.removeprefix("</t></si>").removesuffix("<si><t>"))
    assert _snapshot(with_part(shared(), "xl/sharedStrings.xml", changed)).categories[0].name == "Outage"


@pytest.mark.parametrize("broken", ["_xD83C_", "_x0000_"])
def test_half_a_character_or_nul_is_a_fault(broken: str) -> None:
    faults = workbook_faults(shared(names=("Record", broken)))
    assert places(faults) == [("assets", 2, "name")]
    assert "no text" in faults[0].sentence


def test_cells_that_are_only_formatted_are_not_there() -> None:
    def colour(book: Workbook) -> None:
        for row in range(1, 30):
            book["holdings"].cell(row, 9).number_format = "0.00"

    assert len(_snapshot(_changed(colour)).holdings) == 1


def test_cells_beyond_the_header_are_a_fault() -> None:
    faults = workbook_faults(spreadsheet(holdings=[HOLDINGS, ["a", "record", 1, None, "x"]]))
    assert places(faults) == [("holdings", 2, None)]
