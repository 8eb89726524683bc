"""`cut-sets` straight from estate files: its answer as JSON and for a person, and what it refuses."""

import json
from collections import Counter
from pathlib import Path

import pytest

CASES = Path(__file__).parents[1] / "cases"
WARD = CASES / "ward"
CHINESE = CASES / "fault-trees" / "chinese"


@pytest.fixture
def names(tmp_path):
    """A file with these lines."""

    def write(text: str, encoding: str = "utf-8") -> str:
        path = tmp_path / "names.txt"
        path.write_text(text, encoding)
        return str(path)

    return write


def test_the_answer_as_json_has_four_keys_and_sets_by_order(riskapp, names):
    said = riskapp("cut-sets", "ehr", "--among", names("dc1\ndc2\npower\n"), "--estate", str(WARD), "--json")

    assert (said.status, said.err) == (0, "")
    assert list(said.json.items()) == [
        ("asset", "ehr"),
        ("max_order", None),
        ("complete", True),
        ("cut_sets", [["dc1"], ["power"]]),
    ]


def test_a_benchmark_tree_has_its_published_cut_sets_up_to_an_order(riskapp):
    expected = json.loads((CHINESE / "expected.json").read_text("utf-8"))["by_order"]

    said = riskapp(
        "cut-sets", "r1", "--among", str(CHINESE / "among.txt"), "--max-order", "4", "--estate", str(CHINESE), "--json"
    )

    answer = said.json
    assert (answer["max_order"], answer["complete"]) == (4, False)
    assert Counter(map(len, answer["cut_sets"])) == {2: expected["2"], 4: expected["4"]}
    assert answer["cut_sets"] == sorted(answer["cut_sets"], key=lambda one: (len(one), one))


def test_without_among_all_but_the_asset_may_fail(riskapp):
    said = riskapp("cut-sets", "ward", "--estate", str(WARD), "--json")

    assert said.json["cut_sets"] == [["ad"], ["dc1"], ["ehr"], ["power"]]


def test_among_a_kind_only_its_assets_fail(riskapp, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "system").write_text("power\n", "utf-8")

    def asked(among: str) -> list[list[str]]:
        return riskapp("cut-sets", "ward", "--among", among, "--estate", str(WARD), "--json").json["cut_sets"]

    assert asked("system") == [["ehr"]]
    assert asked("infrastructure") == [["ad"], ["dc1"], ["power"]]
    assert asked("./system") == [["power"]]


def test_in_a_file_blank_lines_and_the_marks_of_other_systems_are_passed_over(riskapp, names):
    file = names("\r\n  dc1 \r\n\r\npower\r\n", "utf-8-sig")

    said = riskapp("cut-sets", "ward", "--among", file, "--estate", str(WARD), "--json")

    assert said.json["cut_sets"] == [["dc1"], ["power"]]


def test_a_person_reads_one_set_a_line_and_the_common_causes(riskapp):
    said = riskapp("cut-sets", "ehr", "--estate", str(WARD))

    assert said.out.splitlines() == [
        "order  assets that together take it down",
        "    1  ad",
        "    1  dc1",
        "    1  power",
        "Redundancy that one failure defeats:",
        "  power leaves too few in the group cluster of ehr",
    ]


def test_a_person_is_told_what_the_list_leaves_out(riskapp):
    tree = ["--among", str(CHINESE / "among.txt"), "--estate", str(CHINESE)]

    assert riskapp("cut-sets", "r1", *tree, "--max-order", "1").out == (
        "There are none up to order 1: there may be larger ones.\n"
    )
    assert riskapp("cut-sets", "r1", *tree, "--max-order", "2").out.splitlines()[-1] == (
        "These are all up to order 2: there may be larger ones."
    )
    assert riskapp("cut-sets", "r1", "--estate", str(CHINESE)).out.splitlines()[-1] == (
        "These are all up to order 7: the larger ones are too many to be listed."
    )
    assert riskapp("cut-sets", "power", "--estate", str(WARD)).out == "Nothing that may fail takes power down.\n"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["nosuch"], "nosuch"),
        (["ward", "--max-order", "0"], "1 or more, not 0"),
        (["ward", "--among", "toaster"], "toaster is no kind of asset, and no file that can be read"),
        (["ward", "--among", str(WARD)], "no file that can be read"),
        ([], "ASSET"),
    ],
)
def test_a_wrong_question_ends_with_2_and_one_line(riskapp, words, why):
    said = riskapp("cut-sets", *words, "--estate", str(WARD), "--json")

    assert (said.status, said.out) == (2, "")
    assert len(said.err.strip().splitlines()) == 1
    assert why in said.err


@pytest.mark.parametrize(
    ("text", "encoding", "why"),
    [
        ("dc1\nnosuch\n", "utf-8", "Not in the estate: nosuch."),
        ("\n \n", "utf-8", "names no asset"),
        ("blåmeis\n", "latin-1", "is not UTF-8 text"),
    ],
)
def test_a_file_that_names_nothing_known_is_refused(riskapp, names, text, encoding, why):
    said = riskapp("cut-sets", "ward", "--among", names(text, encoding), "--estate", str(WARD), "--json")

    assert (said.status, said.out) == (2, "")
    assert len(said.err.strip().splitlines()) == 1
    assert why in said.err


def test_the_database_gives_the_same_answer_as_the_files_it_was_filled_from(begun, riskapp):
    riskapp("import", str(WARD))

    question = ["cut-sets", "ward", "--json"]

    assert riskapp(*question).json == riskapp(*question, "--estate", str(WARD)).json
