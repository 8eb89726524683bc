"""What `riskapp import` says of faults: each on its line, and a last sentence that tells their number truly."""

from pathlib import Path

import pytest

from riskapp.exchange.limits import FAULTS_KEPT
from tests.exchange.files import write

ONE = "id,name,kind\na,A,system\nb,B,system\nc,C,toaster\n"
TWO = "id,name,kind\na,A,system\nb,B,system\nc,,toaster\n"
MANY = ONE + "".join(f"d{number},D,toaster\n" for number in range(FAULTS_KEPT))


@pytest.mark.parametrize(
    ("assets", "lines", "stopped", "sentence"),
    [
        (ONE, 1, False, "1 fault: nothing was changed. Correct it and import again."),
        (TWO, 2, False, "2 faults: nothing was changed. Correct them and import again."),
        (
            MANY,
            10_000,
            True,
            "More than 10000 faults: reading stopped, and nothing was changed. Put these right first.",
        ),
    ],
    ids=["one", "two", "too many"],
)
def test_the_last_line_tells_how_many_faults_there_are(riskapp, tmp_path, assets, lines, stopped, sentence):
    said = riskapp("import", str(write(tmp_path, assets=assets)), "--json")

    told = said.err.splitlines()
    assert said.status == 2
    assert told[-1] == sentence
    assert len(told) - 1 == len(said.json["faults"]) == lines
    assert said.json["stopped"] is stopped


def test_groups_that_would_contradict_what_is_stored_are_told_in_the_same_way(begun, riskapp, tmp_path: Path):
    header = "dependent,provider,kind,group,needed\n"
    stored = header + "a,b,hosting,pair,2\na,c,hosting,pair,2\nb,c,power,two,1\n"
    assert riskapp("import", str(write(tmp_path, dependencies=stored))).status == 0

    changed = header + "a,b,hosting,pair,1\nb,c,hosting,two,1\n"
    said = riskapp("import", str(write(tmp_path, dependencies=changed)), "--json")

    assert said.status == 2
    assert [(one["file"], one["row"], one["column"]) for one in said.json["faults"]] == [
        ("dependencies", None, "provider"),
        ("dependencies", None, "needed"),
    ]
    assert said.err.splitlines()[-1].startswith("2 faults: nothing was changed.")
