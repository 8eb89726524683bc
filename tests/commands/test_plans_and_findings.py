"""`restart`, `needs` and `completeness`: JSON for a script, lines for a person, and what is refused."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from riskapp.exchange.writing import write_folder
from riskapp.graph.downtimes import downtimes
from tests.graph.estates import estate, needs

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


def in_a_row(many: int, folder: Path) -> str:
    """Estate files in which each asset needs the next, takes a minute to start, and the first may be down for five."""
    snapshot = estate(*(needs(f"{place:05}", f"{place + 1:05}") for place in range(many - 1)))
    assets = tuple(replace(asset, recovery=1) for asset in snapshot.assets)
    first = replace(assets[0], max_downtime=5, availability=4)
    write_folder(replace(snapshot, assets=(first, *assets[1:])), folder / "row")
    return str(folder / "row")


def test_needs_say_whether_every_single_failure_was_followed(riskapp, tmp_path, monkeypatch):
    row = in_a_row(50, tmp_path)
    whole, plain = riskapp("needs", "--estate", row, "--json"), riskapp("needs", "--estate", row)
    monkeypatch.setattr("riskapp.commands.needs.downtimes", partial(downtimes, work=1_000))
    part, told = riskapp("needs", "--estate", row, "--json"), riskapp("needs", "--estate", row)

    assert whole.json["too_long_complete"] is True
    assert (whole.json["too_long"][0]["failing"], len(whole.json["too_long"][0]["chain"])) == ("00049", 50)
    assert "were followed" not in plain.out
    assert part.json["too_long_complete"] is False
    assert " of 50 single failures were followed" in told.out


def test_ways_of_needs_that_are_too_long_together_are_refused(riskapp, tmp_path):
    said = riskapp("needs", "--estate", in_a_row(1_500, tmp_path), "--json")

    assert (said.status, said.out) == (2, "")
    assert "--mismatches" in said.err
    assert len(said.err.strip().splitlines()) == 1
