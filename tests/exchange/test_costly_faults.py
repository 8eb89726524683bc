"""A file with millions of faults costs no more than one with thousands: reading stops, and says so."""

import subprocess
import sys
from pathlib import Path

import pytest

from riskapp.errors import Faulty
from riskapp.exchange.faults import stopped
from riskapp.exchange.limits import FAULTS_KEPT
from riskapp.exchange.merging import check_groups
from riskapp.exchange.reading import read, read_bytes
from riskapp.graph.snapshot import Dependency, Snapshot
from riskapp.graph.vocabulary import DependencyKind
from tests.exchange.files import sound_csv_files, spreadsheet, write, zipped

ROOT = Path(__file__).parents[2]
HEADER = "id,name,kind,confidentiality\n"
PROGRAM = """
import re, sys
from pathlib import Path
from riskapp.errors import Faulty
from riskapp.exchange.reading import read
def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024
before = peak()
try:
    read(Path(sys.argv[1]))
except Faulty as error:
    print(peak() - before, len(error.faults))
"""


def test_two_million_faulty_rows_cost_little_memory(tmp_path: Path) -> None:
    rows = HEADER + "".join(f"a{number},,zz,9\n" for number in range(1_900_000))
    (tmp_path / "estate.zip").write_bytes(zipped({**sound_csv_files(), "assets.csv": rows}))

    command = [sys.executable, "-c", PROGRAM, str(tmp_path / "estate.zip")]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout

    mebibytes, faults = map(int, said.split())
    assert faults == FAULTS_KEPT
    # Twice the unpacked file; before reading stopped it was thirteen times as much.
    assert mebibytes < 100


def test_so_many_faults_are_all_told_and_one_more_stops_the_reading(tmp_path: Path) -> None:
    assets = "id,name,kind\na,A,device\nb,B,device\n"
    assets += "".join(f"a{number},A,zz\n" for number in range(FAULTS_KEPT))

    with pytest.raises(Faulty) as some:
        read(write(tmp_path, assets=assets))
    with pytest.raises(Faulty) as many:
        read(write(tmp_path, assets=assets + "c,,device\n"))

    assert not stopped(some.value)
    assert str(some.value).endswith(f"({FAULTS_KEPT - 1} more faults were found.)")
    assert stopped(many.value)
    assert len(some.value.faults) == len(many.value.faults) == FAULTS_KEPT
    assert str(many.value).endswith("(There are more than 10000 faults: reading stopped. Put these right first.)")


def test_groups_that_were_not_read_to_their_end_are_no_faults(tmp_path: Path) -> None:
    rows = "a,b,hosting,pair,2\n" + "a,x,hosting,,1\n" * FAULTS_KEPT + "a,c,hosting,pair,2\n"

    with pytest.raises(Faulty) as caught:
        read(write(tmp_path, dependencies="dependent,provider,kind,group,needed\n" + rows))

    assert {fault.column for fault in caught.value.faults} == {"provider", "dependent"}


def test_a_workbook_stops_in_the_same_way() -> None:
    rows = [["id", "name", "kind"], *([f"a{number}", "", "zz"] for number in range(FAULTS_KEPT // 2 + 1))]

    with pytest.raises(Faulty) as caught:
        read_bytes("estate.xlsx", spreadsheet(assets=rows))

    assert stopped(caught.value)
    assert (caught.value.faults[-1].row, caught.value.faults[-1].column) == (FAULTS_KEPT // 2 + 1, "kind")


def test_an_estate_that_would_contradict_itself_too_often_stops_in_the_same_way() -> None:
    rows = (Dependency("a", f"p{number}", DependencyKind.POWER, needed=2) for number in range(FAULTS_KEPT + 1))

    with pytest.raises(Faulty) as caught:
        check_groups(Snapshot(dependencies=tuple(rows)))

    assert stopped(caught.value)
    assert len(caught.value.faults) == FAULTS_KEPT


@pytest.mark.parametrize("before", [1, 3, 5])
def test_text_that_is_not_utf_8_is_found_where_pieces_meet(tmp_path: Path, before: int) -> None:
    head = b"id,name,kind\na,"
    filled = head + b"\n" * (1024 * 1024 - len(head) - before)

    face = "\N{GRINNING FACE}".encode()
    for odd in (face[:3] + b"\n,", face + b"\xff\n\n\n", b"\xff"):
        with pytest.raises(Faulty) as caught:
            read(write(tmp_path, assets=filled + odd))
        [fault] = [fault for fault in caught.value.faults if fault.file == "assets.csv"]
        assert "not UTF-8" in fault.sentence
        assert fault.row == filled.count(b"\n") + 1
