"""What riskapp writes reads back to the same estate, whatever the texts, and is the same to the byte each time."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook

from riskapp.errors import Faulty, Invalid
from riskapp.exchange.columns import HOLDINGS
from riskapp.exchange.reading import read, read_bytes
from riskapp.exchange.workbook_writing import workbook
from riskapp.exchange.writing import write_folder, write_workbook, write_zip
from riskapp.graph.snapshot import Snapshot
from tests.exchange.estates import AWKWARD, estates
from tests.exchange.files import read_with

WARD = Path(__file__).parents[1] / "cases" / "ward"


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(estates())
def test_any_estate_reads_back_the_same_from_a_folder_a_zip_and_a_workbook(snapshot: Snapshot) -> None:
    with TemporaryDirectory() as folder:
        write_folder(snapshot, Path(folder))
        assert read(Path(folder)).snapshot == snapshot
    assert read_bytes("estate.zip", write_zip(snapshot)).snapshot == snapshot
    assert read_bytes("estate.xlsx", write_workbook(snapshot)).snapshot == snapshot


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_texts_come_back_as_they_are(tmp_path: Path, text: str) -> None:
    sound = read_with(tmp_path).snapshot
    snapshot = replace(sound, assets=(replace(sound.assets[0], name=text, description=text), *sound.assets[1:]))
    assert read_bytes("estate.zip", write_zip(snapshot)).snapshot == snapshot
    assert read_bytes("estate.xlsx", write_workbook(snapshot)).snapshot == snapshot


def test_the_longest_text_comes_back(tmp_path: Path) -> None:
    test_awkward_texts_come_back_as_they_are(tmp_path, "\x01" * 9_999 + "x")


def test_the_ward_is_written_as_it_came_to_the_byte(tmp_path: Path) -> None:
    for path in write_folder(read(WARD).snapshot, tmp_path / "new" / "ward"):
        assert path.read_bytes() == (WARD / path.name).read_bytes()


def test_equal_estates_give_equal_bytes() -> None:
    first, second = read(WARD).snapshot, read(WARD).snapshot
    assert write_zip(first) == write_zip(second)
    assert write_workbook(first) == write_workbook(second)
    with zipfile.ZipFile(io.BytesIO(write_workbook(first))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_workbook_opens_elsewhere_with_texts_as_texts_and_numbers_as_numbers(tmp_path: Path) -> None:
    sound = read_with(tmp_path).snapshot
    snapshot = replace(sound, assets=(replace(sound.assets[0], name="=1+1", recovery=30), *sound.assets[1:]))
    book = load_workbook(io.BytesIO(write_workbook(snapshot)))
    assert book.sheetnames == ["categories", "assets", "holdings", "flows", "dependencies"]
    sheet = book["assets"]
    assert [cell.value for cell in sheet[1]][:3] == ["id", "name", "kind"]
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=1+1", "s")
    assert (sheet["M2"].value, sheet["M2"].data_type) == (30, "n")
    assert sheet.freeze_panes == "A2"


@pytest.mark.parametrize("name", ["", " x", "x\u00a0", "x\0y", "\ud800", "x" * 10_001])
def test_a_text_that_no_file_gives_back_is_refused_before_anything_is_written(tmp_path: Path, name: str) -> None:
    sound = read(WARD).snapshot
    snapshot = replace(sound, assets=(*sound.assets[:-1], replace(sound.assets[-1], owner=name, name=name)))
    with pytest.raises(Faulty, match=r"assets, row 11, name: "):
        write_folder(snapshot, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    with pytest.raises(Faulty):
        write_workbook(snapshot)


@pytest.mark.parametrize("id_", ["a;b", "", " a"])
def test_an_id_that_a_list_cannot_hold_is_refused(id_: str) -> None:
    sound = read(WARD).snapshot
    snapshot = replace(sound, flows=(replace(sound.flows[0], via=("net", id_)), *sound.flows[1:]))
    with pytest.raises(Faulty, match="flows, row 2, via"):
        write_zip(snapshot)


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(Invalid, match="cannot be written"):
        write_folder(read(WARD).snapshot, tmp_path / "file")


def test_more_rows_than_a_sheet_holds_are_refused() -> None:
    with pytest.raises(Invalid, match="1048576 rows of holdings"):
        workbook([(HOLDINGS, [["a", "b", "1"]] * 1_048_576)])
