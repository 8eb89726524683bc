"""The limits: just within is read, just beyond is refused with its reason."""

from pathlib import Path

import pytest

from riskapp.errors import Invalid
from riskapp.exchange.limits import CELL_CHARACTERS, COLUMNS, FILE_BYTES, ID_CHARACTERS, ROW_CHARACTERS, ROWS
from riskapp.exchange.reading import read, read_bytes
from tests.exchange.files import (
    SOUND,
    faults_with,
    places,
    read_with,
    shared,
    spreadsheet,
    with_part,
    workbook_faults,
    write,
    zipped,
)

ASSETS = "id,name,kind,description\n{}b,B,system,\nc,C,device,\n"


def _large(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.truncate(size)


def test_the_limits_are_those_of_the_specification() -> None:
    assert (FILE_BYTES, ROWS, CELL_CHARACTERS) == (64 * 1024 * 1024, 2_000_000, 10_000)


def test_a_csv_file_of_70_mib_is_refused(tmp_path: Path) -> None:
    write(tmp_path)
    _large(tmp_path / "assets.csv", 70 * 1024 * 1024)
    with pytest.raises(Invalid) as caught:
        read(tmp_path)
    assert str(caught.value).startswith("assets.csv: The file is larger than 64 MiB")


def test_an_archive_of_70_mib_is_refused(tmp_path: Path) -> None:
    _large(tmp_path / "estate.zip", 70 * 1024 * 1024)
    with pytest.raises(Invalid, match="larger than 64 MiB"):
        read(tmp_path / "estate.zip")
    with pytest.raises(Invalid, match="larger than 64 MiB"):
        read_bytes("estate.zip", bytes(FILE_BYTES + 1))


def test_a_csv_file_that_unpacks_to_70_mib_is_refused() -> None:
    files = {f"{table}.csv": text for table, text in SOUND.items()}
    with pytest.raises(Invalid, match=r"assets\.csv: The file is larger than 64 MiB"):
        read_bytes("estate.zip", zipped({**files, "assets.csv": b" " * (70 * 1024 * 1024)}))


def test_2_000_000_rows_are_read_and_one_more_is_refused(tmp_path: Path) -> None:
    full = SOUND["holdings"] + "\n" * (ROWS - 1)
    assert faults_with(tmp_path, holdings=full) == []
    faults = faults_with(tmp_path, holdings=full + "\n")
    assert [str(fault) for fault in faults] == ["holdings.csv: The file has more than 2000000 rows: divide the estate."]


def test_a_cell_of_10_000_characters_is_read_and_of_10_001_is_refused(tmp_path: Path) -> None:
    row = "a,A,system,{}\n"
    assert len(read_with(tmp_path, assets=ASSETS.format(row.format("ø" * 10_000))).snapshot.assets) == 3
    faults = faults_with(tmp_path, assets=ASSETS.format(row.format("ø" * 10_001)))
    assert places(faults) == [("assets.csv", 2, "description")]
    assert "10000" in faults[0].sentence
    assert len(faults[0].found) < 100


def test_the_cell_limit_holds_in_a_workbook() -> None:
    def sheet(size: int) -> bytes:
        rows = [["id", "name", "kind"], ["a", "x" * size, "system"], ["b", "B", "system"], ["c", "C", "device"]]
        return spreadsheet(assets=rows)

    assert workbook_faults(sheet(10_000)) == []
    assert places(workbook_faults(sheet(10_001))) == [("assets", 2, "name")]


def test_a_quotation_mark_that_is_never_closed_is_told_with_its_row(tmp_path: Path) -> None:
    faults = faults_with(tmp_path, assets='id,name,kind\na,"A,system\n' + "b,B,system\n" * 50_000)
    assert places(faults) == [("assets.csv", 2, None)]
    assert "quotation mark" in faults[0].sentence


def test_text_behind_a_closing_quotation_mark_is_a_fault(tmp_path: Path) -> None:
    faults = faults_with(tmp_path, assets='id,name,kind\na,"A"lpha,system\n')
    assert places(faults) == [("assets.csv", 2, None)]


def test_a_row_of_a_million_cells_is_refused(tmp_path: Path) -> None:
    faults = faults_with(tmp_path, holdings="asset,category,persons\n" + "," * (ROW_CHARACTERS + 1))
    assert places(faults) == [("holdings.csv", 2, None)]


def test_a_header_of_more_than_1_000_columns_is_refused(tmp_path: Path) -> None:
    faults = faults_with(tmp_path, holdings="asset,category,persons" + ",x" * COLUMNS + "\n")
    assert [str(fault) for fault in faults] == ["holdings.csv, row 1: The file has more than 1000 columns."]


def test_an_id_and_a_group_name_of_200_characters_are_read_and_longer_ones_are_refused_where_they_stand(
    tmp_path: Path,
) -> None:
    head = "dependent,provider,kind,group\n"
    fits, long = "ø" * ID_CHARACTERS, "ø" * (ID_CHARACTERS + 1)
    rows = ASSETS.format(f"{fits},A,system,\na,A,system,\n")
    need = f"{head}{fits},b,hosting,{fits}\n"
    assert len(read_with(tmp_path, assets=rows, dependencies=need).snapshot.dependencies) == 1

    too_long = {"assets": rows.replace(fits, long), "dependencies": need.replace(fits, long)}
    faults = faults_with(tmp_path, **too_long)

    # The dependency that names the id is no fault of its own; its group is.
    assert places(faults) == [("assets.csv", 2, "id"), ("dependencies.csv", 2, "group")]
    assert all("201" in fault.sentence and "200" in fault.sentence for fault in faults)
    assert all(len(fault.found) < 100 for fault in faults)


def test_ids_of_flows_and_categories_have_the_same_limit(tmp_path: Path) -> None:
    long = "x" * (ID_CHARACTERS + 1)
    categories = SOUND["categories"] + f"{long},Long,ordinary\n"
    flow = f"id,source,target,categories,access,encrypted,validated\n{long},a,b,{long},push,no,no\n"
    faults = faults_with(tmp_path, categories=categories, flows=flow)
    assert [(file, column) for file, _, column in places(faults)] == [("categories.csv", "id"), ("flows.csv", "id")]


def test_a_workbook_of_more_than_100_million_letters_is_refused() -> None:
    texts = "".join(f"<si><t>{number:09000d}</t></si>" for number in range(11_700))
    with pytest.raises(Invalid, match="more than 100 million letters"):
        read_bytes("estate.xlsx", with_part(shared(), "xl/sharedStrings.xml", f"<sst>{texts}</sst>"))
