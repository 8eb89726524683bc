"""`riskapp what-if`: the two answers and their difference, and what is refused."""

import json
from pathlib import Path

import pytest

WARD = str(Path(__file__).parents[1] / "cases/ward")
LONGER = [{"do": "lengthen tolerance", "dependent": "ehr", "provider": "ad", "tolerance": 240}]
POWER = ["power", "--threat", "availability", "--outage", "100", "--estate", WARD]


@pytest.fixture
def changes(tmp_path):
    def write(content):
        file = tmp_path / "changes.json"
        file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        return str(file)

    return write


def test_both_answers_stand_beside_their_difference(riskapp, changes):
    said = riskapp("what-if", changes(LONGER), *POWER, "--json")

    assert (said.status, said.err) == (0, "")
    assert list(said.json) == ["threat", "hit", "changes", "before", "after", "difference"]
    assert said.json["before"] == riskapp("blast-radius", *POWER, "--json").json
    assert {one["id"] for one in said.json["before"]["assets"]} - {
        one["id"] for one in said.json["after"]["assets"]
    } == {
        "ehr",
        "ward",
    }
    assert said.json["difference"]["saved"] == [{"id": "ehr"}, {"id": "ward"}]
    assert said.json["difference"]["totals"]["process_minutes_down"] == [70, 0]


def test_a_person_reads_what_is_saved(riskapp, changes):
    slower = [{"do": "change", "asset": "ad", "set": {"recovery": 30}}]
    out = riskapp("what-if", changes(slower), *POWER).out

    assert "worse: 3" in out
    assert "ward  minutes down 70 to 80" in out


@pytest.mark.parametrize(
    ("content", "words", "why"),
    [
        ([{"do": "encrypt", "flow": "f9"}], POWER, "Change 1 cannot be made. No data flow has the id f9."),
        ("{", POWER, "no JSON"),
        (LONGER, ["nosuch", *POWER[1:]], "nosuch"),
        ([{"do": "remove", "asset": "power"}], POWER, "No asset has the id power"),
        (LONGER, ["power", "--threat", "integrity", "--outage", "5", "--estate", WARD], "--outage"),
    ],
)
def test_a_wrong_question_ends_with_2_and_one_line(riskapp, changes, content, words, why):
    said = riskapp("what-if", changes(content), *words, "--json")

    assert (said.status, said.out) == (2, "")
    assert len(said.err.strip().splitlines()) == 1
    assert why in said.err


def test_a_file_that_is_not_there_ends_with_2(riskapp, tmp_path):
    said = riskapp("what-if", str(tmp_path / "none.json"), *POWER)

    assert said.status == 2
    assert "none.json cannot be read" in said.err
