"""Whatever bytes come in, the answer is an estate or a refusal of ours."""

import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riskapp.errors import RiskappError
from riskapp.exchange.reading import read, read_bytes
from riskapp.exchange.writing import write_workbook, write_zip
from tests.exchange.files import SOUND, shared, sound_csv_files, spreadsheet, with_part, write, zipped

WARD = read(Path(__file__).parents[1] / "cases" / "ward").snapshot
SEEDS = {
    "ours.zip": write_zip(WARD),
    "stored.zip": zipped(sound_csv_files(), zipfile.ZIP_STORED),
    "ours.xlsx": write_workbook(WARD),
    "openpyxl.xlsx": spreadsheet(),
    "excel.xlsx": shared(),
}
PARTS = (
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedStrings.xml",
    "xl/worksheets/sheet2.xml",
)
HARD = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


def _read(name: str, data: bytes) -> None:
    try:
        read_bytes(name, data)
    except RiskappError as error:
        assert "\n" not in str(error)


def _damaged(data: bytes, damage: list[tuple[int, int]], length: int) -> bytes:
    changed = bytearray(data)
    for place, value in damage:
        changed[place % len(changed)] = value
    return bytes(changed[: len(changed) - length])


DAMAGE = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=6)


@HARD
@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0"]))
def test_random_bytes_are_refused(data: bytes, start: bytes) -> None:
    _read("estate.zip", start + data)


@HARD
@given(st.sampled_from(sorted(SEEDS)), DAMAGE, st.integers(0, 40))
def test_archives_and_workbooks_with_wrong_bytes_are_read_or_refused(
    seed: str, damage: list[tuple[int, int]], cut: int
) -> None:
    _read(seed, _damaged(SEEDS[seed], damage, cut if cut > 20 else 0))


@HARD
@given(st.sampled_from(PARTS), DAMAGE, st.binary(max_size=60))
def test_workbooks_with_wrong_parts_are_read_or_refused(part: str, damage: list[tuple[int, int]], more: bytes) -> None:
    with_parts = shared()
    text = part_or_nothing(with_parts, part)
    _read("estate.xlsx", with_part(with_parts, part, _damaged(text, damage, 0) + more))


def part_or_nothing(workbook: bytes, name: str) -> bytes:
    """A part's bytes; one blank where the workbook does not have it."""
    archive = zipfile.ZipFile(io.BytesIO(workbook))
    return archive.read(name) if name in archive.namelist() else b" "


@HARD
@given(st.sampled_from(sorted(SOUND)), DAMAGE, st.binary(max_size=40))
def test_csv_files_with_wrong_bytes_are_read_or_refused(table: str, damage: list[tuple[int, int]], more: bytes) -> None:
    with TemporaryDirectory() as folder:
        write(Path(folder), **{table: _damaged(SOUND[table].encode(), damage, 0) + more})
        try:
            read(Path(folder))
        except RiskappError as error:
            assert "\n" not in str(error)
