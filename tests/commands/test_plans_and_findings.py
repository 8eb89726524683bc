"""`restart`, `needs` and `completeness`: JSON for a script, lines for a person, and what is refused."""

from pathlib import Path

import pytest

WARD = str(Path(__file__).parents[1] / "cases/ward")


def test_the_restart_of_the_ward(riskapp):
    said = riskapp("restart", "power", "--outage", "100", "--estate", WARD, "--json")

    assert (said.status, said.err) == (0, "")
    assert said.json == {
        "hit": ["power"],
        "outage": 100,
        "waves": [
            {"step": 1, "minute": 0, "assets": [{"id": "power", "up": 0}]},
            {"step": 2, "minute": 0, "assets": [{"id": "dc1", "up": 10}]},
            {"step": 3, "minute": 10, "assets": [{"id": "ad", "up": 30}, {"id": "integ", "up": 15}]},
            {"step": 4, "minute": 30, "assets": [{"id": "ehr", "up": 75}]},
            {"step": 5, "minute": 75, "assets": [{"id": "ward", "up": 75}]},
        ],
        "black_starts": [],
        "minutes": 75,
        "falls": [{"id": "ward", "minute": 5}],
        "settled": True,
        "prompt": True,
    }
    assert "minute    30  start ehr (up at 75)" in riskapp("restart", "power", "--outage", "100", "--estate", WARD).out


def test_needs_tell_what_is_inherited_and_by_which_way(riskapp):
    said = riskapp("needs", "--estate", WARD, "--json")

    rows = {(row["asset"], row["need"]): row for row in said.json["needs"]}
    assert rows["dc1", "availability"] == {
        "asset": "dc1",
        "need": "availability",
        "own": 3,
        "inherited": 3,
        "mismatch": False,
        "way": ["ad", "dc1"],
    }
    assert said.json["too_long"] == []
    assert riskapp("needs", "--estate", WARD, "--mismatches", "--json").json["needs"] == []


def test_completeness_counts_and_names(riskapp):
    said = riskapp("completeness", "--estate", WARD, "--json")

    assert said.json["counts"]["shared provider"] == 1
    assert {
        "rule": "no holdings",
        "subject": "integ",
        "group": None,
        "others": [],
        "needed": None,
        "left": None,
        "listed": None,
    } in said.json["findings"]
    assert said.json["shares"]["system"] == {"complete": 0, "assets": 3}
    assert "shared provider: ehr (cluster) by power" in riskapp("completeness", "--estate", WARD).out


def test_completeness_names_groups_with_too_few_members_before_those_that_lost_a_spare_one(riskapp, tmp_path):
    (tmp_path / "assets.csv").write_text(
        "id,name,kind,lifecycle\na,A,system,in use\nb,B,system,in use\nc,C,system,in use\nd,D,system,retired\n"
    )
    (tmp_path / "dependencies.csv").write_text(
        "dependent,provider,kind,group,needed\n"
        "a,c,hosting,pair,1\na,d,hosting,pair,1\nb,c,hosting,both,2\nb,d,hosting,both,2\n"
    )
    for name, columns in (("categories", "id,name,sensitivity"), ("holdings", "asset,category,persons"),
                          ("flows", "id,source,target,categories,access,encrypted,validated")):  # fmt: skip
        (tmp_path / f"{name}.csv").write_text(f"{columns}\n")

    said = riskapp("completeness", "--estate", str(tmp_path))

    assert "2  members left out: b (both) 1 of 2 left and needs 2, a (pair) 1 of 2 left" in said.out


@pytest.mark.parametrize(
    "words",
    [["restart", "nosuch"], ["restart", "power", "--outage", "0"], ["restart"], ["needs", "x"], ["completeness", "x"]],
)
def test_a_wrong_question_ends_with_2_and_one_line(riskapp, words):
    said = riskapp(*words, "--estate", WARD, "--json")

    assert (said.status, said.out) == (2, "")
    assert len(said.err.strip().splitlines()) == 1
