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


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "There is nothing here. No change is written []."),
        (b"  \n", "There is nothing here."),
        (b'[{"do": "remove", "asset": "\xe5"}]', "no text in UTF-8"),
        ("[]".encode("utf-16"), "no text in UTF-8"),
        (b" " * (64 * 1024 * 1024 + 1), "larger than 64 MiB"),
    ],
)
def test_a_file_that_holds_no_changes_ends_with_2_and_one_line(riskapp, tmp_path, data, why):
    file = tmp_path / "changes.json"
    file.write_bytes(data)

    said = riskapp("what-if", str(file), *POWER)

    assert (said.status, said.out) == (2, "")
    assert why in said.err and len(said.err.strip().splitlines()) == 1


def test_a_folder_in_place_of_the_file_ends_with_2(riskapp, tmp_path):
    said = riskapp("what-if", str(tmp_path), *POWER)

    assert said.status == 2
    assert "cannot be read as text" in said.err and len(said.err.strip().splitlines()) == 1


def test_an_empty_list_is_no_change_and_no_difference(riskapp, changes):
    said = riskapp("what-if", changes([]), *POWER, "--json")

    assert (said.status, said.json["changes"]) == (0, 0)
    assert said.json["before"] == said.json["after"]
    told = said.json["difference"]
    assert not any(
        told[word] for word in ("saved", "new", "better", "worse", "gone", "deadlocks_gone", "deadlocks_new")
    )


def test_a_person_reads_what_is_gone_and_who_comes_under_foreign_control(riskapp, changes):
    assert "gone: 1\n  integ" in riskapp("what-if", changes([{"do": "remove", "asset": "integ"}]), *POWER).out
    handed = {"dependent": "net", "provider": "lab", "kind": "administration"}
    out = riskapp(
        "what-if",
        changes([{"do": "add", "dependency": handed}]),
        "lab",
        "--threat",
        "confidentiality",
        "--estate",
        WARD,
    ).out
    assert "now under foreign control: net" in out
