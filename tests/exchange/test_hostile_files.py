"""Files that are broken, disguised or made to do harm are refused with a sentence."""

import io
import os
import struct
import zipfile
from pathlib import Path

import pytest

from riskapp.errors import Invalid
from riskapp.exchange.limits import FILE_BYTES
from riskapp.exchange.reading import read, read_bytes
from riskapp.exchange.zip_archive import Archive
from tests.exchange.files import (
    SOUND,
    faults_with,
    shared,
    sound_csv_files,
    spreadsheet,
    with_part,
    workbook_faults,
    zipped,
)

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><worksheet><sheetData><row><c t='inlineStr'><is><t>&i;</t></is></c></row></sheetData></worksheet>"
)


def _refusal(data: bytes, name: str = "estate.zip") -> str:
    with pytest.raises(Invalid) as caught:
        read_bytes(name, data)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def _declaring(data: bytes, size: int) -> bytes:
    """The archive, whose list of entries says that the first one unpacks to `size` bytes."""
    place = data.index(b"PK\x01\x02") + 24
    return data[:place] + struct.pack("<I", size) + data[place + 4 :]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"", "empty"),
        (b" \r\n \n", "empty"),
        (SOUND["assets"].encode("utf-16"), "not UTF-8"),
        (SOUND["assets"].encode("utf-16-le"), "NUL"),
        ("id,name,kind\na,Ærlig,system\n".encode("latin-1"), "not UTF-8"),
        (b"id,name,kind\na,A\0,system\n", "NUL"),
        (b"\x89PNG\r\n\x1a\n\xff", "not UTF-8"),
        (b"id,name,kind\na,\xed\xa0\x80,system\n", "not UTF-8"),
    ],
)
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, text: bytes, reason: str) -> None:
    faults = faults_with(tmp_path, assets=text)
    assert [fault.file for fault in faults] == ["assets.csv"]
    assert reason in faults[0].sentence


def test_the_row_of_a_wrong_byte_is_told(tmp_path: Path) -> None:
    assert faults_with(tmp_path, assets=b"id,name,kind\na,A,system\nb,\xe6,system\n")[0].row == 3


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"hello", "neither a ZIP"),
        (b"%PDF-1.7", "neither a ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password-protected"),
        (b"PK\x03\x04 and no more", "damaged"),
        (zipped(sound_csv_files())[:-30], "damaged"),
        (zipped({"content.xml": "<a/>", "mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "OpenDocument"),
        (zipped({"[Content_Types].xml": "<a/>"}), "no Excel workbook"),
    ],
)
def test_a_file_of_another_type_is_refused(data: bytes, reason: str) -> None:
    assert reason in _refusal(data)


def test_the_content_and_not_the_name_says_what_a_file_is(tmp_path: Path) -> None:
    (tmp_path / "estate.zip").write_bytes(spreadsheet())
    (tmp_path / "estate.xlsx").write_bytes(zipped(sound_csv_files()))
    assert read(tmp_path / "estate.zip").snapshot == read(tmp_path / "estate.xlsx").snapshot


def test_a_device_or_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Invalid, match="neither a folder nor a file"):
        read(tmp_path / "pipe")


@pytest.mark.parametrize("name", ["../assets.csv", "/etc/passwd", "a/../../b", "..\\b", "C:\\b", "a/.."])
def test_a_name_that_points_out_of_the_archive_is_refused(name: str) -> None:
    assert "points out of it" in _refusal(zipped({**sound_csv_files(), name: "x"}))
    assert "points out of it" in _refusal(zipped({"[Content_Types].xml": "", name: "x"}))


def test_a_name_with_a_hidden_end_is_refused() -> None:
    data = zipped({**sound_csv_files(), "notes.csv?x": "x"}).replace(b"notes.csv?x", b"notes.csv\0x")
    assert "points out of it" in _refusal(data)


def test_an_archive_with_a_password_is_refused() -> None:
    data = bytearray(zipped(sound_csv_files()))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in _refusal(bytes(data))


def test_an_unusual_compression_is_refused() -> None:
    assert "unusual way" in _refusal(zipped(sound_csv_files(), zipfile.ZIP_LZMA))


def test_an_entry_that_is_there_twice_is_refused() -> None:
    data = zipped({**sound_csv_files(), "assets.CSV": "x"})
    assert "several files" in _refusal(data)
    assert "twice" in _refusal(data.replace(b"assets.CSV", b"assets.csv"))


def test_an_archive_of_more_than_10_000_entries_is_refused() -> None:
    assert "10000 entries" in _refusal(zipped({f"{number}": "" for number in range(10_001)}))


@pytest.mark.parametrize("kind", ["zip", "xlsx"])
def test_what_declares_to_unpack_to_more_than_512_mib_is_refused_before_it_is_unpacked(kind: str) -> None:
    data = zipped(sound_csv_files()) if kind == "zip" else spreadsheet()
    assert "unpacks to 600 MiB" in _refusal(_declaring(data, 600 * 1024 * 1024))


def test_an_archive_that_unpacks_to_more_than_it_declares_is_refused() -> None:
    data = zipped({"categories.csv": b" " * 20_000_000, **sound_csv_files()})
    assert "damaged" in _refusal(_declaring(zipped({"categories.csv": SOUND["categories"] + "\n" * 20_000_000}), 60))
    assert len(data) < 100_000


def test_what_is_unpacked_is_counted_and_not_only_what_was_declared() -> None:
    archive = Archive(zipped({"assets.csv": bytes(60 * 1024 * 1024)}))
    for _ in range(8):
        assert len(archive.read("assets.csv", FILE_BYTES)) == 60 * 1024 * 1024
    with pytest.raises(Invalid, match="more than 512 MiB"):
        archive.read("assets.csv", FILE_BYTES)


def test_an_archive_whose_bytes_were_changed_is_refused() -> None:
    data = zipped(sound_csv_files(), zipfile.ZIP_STORED)
    assert "damaged" in _refusal(data.replace(b"a,A,system", b"a,B,system"))


def test_an_archive_in_the_archive_is_not_opened() -> None:
    with pytest.raises(Invalid, match="file is missing"):
        read_bytes("estate.zip", zipped({"estate.zip": zipped(sound_csv_files())}))


def test_the_files_may_lie_in_one_folder_of_the_archive() -> None:
    files = {f"estate/{name}": text for name, text in sound_csv_files().items()}
    reading = read_bytes("estate.zip", zipped({"estate/": "", **files, "__MACOSX/estate/._assets.csv": "x"}))
    assert len(reading.snapshot.assets) == 3
    assert [warning.file for warning in reading.warnings] == ["__MACOSX/estate/._assets.csv"]


def test_estates_in_several_folders_of_one_archive_are_refused() -> None:
    files = {f"{folder}/{name}": text for folder in "ab" for name, text in sound_csv_files().items()}
    assert "several folders" in _refusal(zipped(files))


@pytest.mark.parametrize("part", ["xl/worksheets/sheet2.xml", "xl/workbook.xml", "xl/styles.xml", "_rels/.rels"])
def test_a_workbook_with_a_billion_laughs_is_refused(part: str) -> None:
    assert "declares XML entities" in _refusal(with_part(spreadsheet(), part, BOMB))


def test_a_workbook_that_asks_for_a_file_of_the_server_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    text = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><sst><si><t>&x;</t></si></sst>'
    refusal = _refusal(with_part(shared(), "xl/sharedStrings.xml", text))
    assert "declares XML entities" in refusal
    assert "secret" not in refusal


def test_a_workbook_that_unpacks_to_200_mb_in_one_cell_is_refused_as_too_long() -> None:
    data = shared(names=("Record", "x" * 200_000_000))
    assert len(data) < 300_000
    faults = workbook_faults(data)
    assert [fault.sentence for fault in faults] == ["The cell holds more than 10000 characters: shorten it."]


def test_a_sheet_with_a_cell_at_its_far_end_is_refused() -> None:
    header = '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row>'
    rows = f'{header}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    data = with_part(spreadsheet(), "xl/worksheets/sheet3.xml", f"<worksheet><sheetData>{rows}</sheetData></worksheet>")
    assert any("more than 1000 columns" in str(fault) for fault in workbook_faults(data))


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1" t="s"><v>99999</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        '<row r="1"><c r="A1" t="?"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>one</v></c></row>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="3"/><row r="2"/>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"/>',
        '<row r="x"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="ÆØÅ1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></row>',
        '<row r="1"><c r="A1"><v>&nbsp;</v></c></row>',
    ],
)
def test_a_damaged_sheet_is_refused(cells: str) -> None:
    data = with_part(
        spreadsheet(), "xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{cells}</sheetData></worksheet>"
    )
    assert any("damaged" in str(fault) for fault in workbook_faults(data))


def test_a_workbook_without_one_of_its_sheets_parts_is_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(spreadsheet())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if "sheet4" not in name}
    assert [str(fault) for fault in workbook_faults(zipped(parts))] == [
        "flows: The sheet is damaged: open the workbook in the spreadsheet and save it anew."
    ]
