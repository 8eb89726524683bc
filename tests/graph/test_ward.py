"""The worked example: a ward, its nine questions with their answers, and the reasons checked by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from riskapp.graph.answers import availability_answer, confidentiality_answer, integrity_answer, rank_answer
from riskapp.graph.availability import simulate
from riskapp.graph.confidentiality import expose
from riskapp.graph.integrity import trace
from riskapp.graph.ranking import rank
from riskapp.graph.single_hits import single_points
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Threat

from .estates import WARD, read_ward

QUESTIONS = sorted(path for path in WARD.glob("expected-*.json"))


@pytest.fixture(scope="module")
def ward() -> Snapshot:
    return read_ward()


def ask(ward: Snapshot, question: Path) -> dict[str, Any]:
    """The answer to the question in a file's name: threat, how, which asset, how long."""
    words = question.stem.split("-")[1:]
    match words:
        case ["availability", asset]:
            return availability_answer(simulate(ward, [asset]))
        case ["availability", asset, outage]:
            return availability_answer(simulate(ward, [asset], int(outage)))
        case ["integrity", "control", asset]:
            return integrity_answer(trace(ward, [asset], control=True))
        case ["integrity", asset]:
            return integrity_answer(trace(ward, [asset]))
        case ["confidentiality", asset]:
            return confidentiality_answer(expose(ward, [asset]))
    raise AssertionError(f"no question in {question.name}")


def reasons(answer: dict[str, Any], key: str) -> dict[str, Any]:
    return {asset["id"]: asset[key] for asset in answer["assets"]}


def test_there_are_nine_questions() -> None:
    assert len(QUESTIONS) == 9


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda path: path.stem)
def test_the_answer_is_the_expected_one(ward: Snapshot, question: Path) -> None:
    answer = ask(ward, question)
    for asset in answer.get("assets", []):
        asset.pop("cause", None)
        asset.pop("by", None)
    assert answer == json.loads(question.read_text(encoding="utf-8"))


def test_the_keys_of_each_answer_stand_in_the_stated_order(ward: Snapshot) -> None:
    outage, wrong, leak = simulate(ward, ["dc1"]), trace(ward, ["dc1"]), expose(ward, ["dc2"])
    answer = availability_answer(outage)
    assert list(answer) == ["threat", "hit", "outage", "horizon", "settled", "assets", "deadlocks"]
    assert list(answer["assets"][0]) == [
        "id",
        "first_failure",
        "minutes_down",
        "restored",
        "degraded_minutes",
        "cause",
    ]
    assert list(integrity_answer(wrong)) == ["threat", "hit", "assets", "stopped"]
    answer = confidentiality_answer(leak)
    assert list(answer) == [
        "threat",
        "hit",
        "controlled",
        "exposures",
        "categories",
        "at_least",
        "at_most",
        "unknown",
    ]
    assert list(answer["exposures"][0]) == ["holder", "category", "bases", "at_least", "at_most"]


def test_each_failure_names_the_group_that_broke_and_who_broke_it(ward: Snapshot) -> None:
    assert reasons(availability_answer(simulate(ward, ["power"], 600)), "cause") == {
        "power": None,
        "dc1": {"group": None, "providers": ["power"]},
        "dc2": {"group": None, "providers": ["power"]},
        "ad": {"group": None, "providers": ["dc1"]},
        "integ": {"group": None, "providers": ["dc1"]},
        "ehr": {"group": None, "providers": ["ad"]},
        "lab": {"group": None, "providers": ["dc2"]},
        "ward": {"group": None, "providers": ["ehr"]},
    }


def test_both_hosts_away_break_the_cluster(ward: Snapshot) -> None:
    causes = reasons(availability_answer(simulate(ward, ["dc2", "dc1"])), "cause")
    assert causes["ehr"] == {"group": "cluster", "providers": ["dc1", "dc2"]}


def test_an_asset_that_was_only_degraded_has_no_cause(ward: Snapshot) -> None:
    assert reasons(availability_answer(simulate(ward, ["power"], 100)), "cause")["lab"] is None


def test_wrong_data_and_control_name_the_flow_or_dependency_they_came_by(ward: Snapshot) -> None:
    assert reasons(integrity_answer(trace(ward, ["dc1"], control=True)), "by") == {
        "dc1": None,
        "ad": {"dependency": ["ad", "dc1"]},
        "ehr": {"dependency": ["ehr", "dc1"]},
        "integ": {"dependency": ["integ", "dc1"]},
        "lab": {"flow": "f5"},
        "ward": {"flow": "f4"},
    }
    assert reasons(integrity_answer(trace(ward, ["net"], control=True)), "by") == {
        "net": None,
        "ehr": {"flow": "f1"},
        "integ": {"flow": "f2"},
        "lab": {"flow": "f5"},
        "ward": {"flow": "f4"},
    }


def test_the_ranking_puts_what_stops_the_ward_first(ward: Snapshot) -> None:
    rows = rank_answer(Threat.AVAILABILITY, rank(ward, Threat.AVAILABILITY))["assets"]
    assert [(row["id"], row["reached"], row["processes"]) for row in rows] == [
        ("power", 7, 1),
        ("dc1", 4, 1),
        ("ad", 2, 1),
        ("ehr", 1, 1),
        ("dc2", 1, 0),
        ("net", 1, 0),
        ("integ", 0, 0),
        ("lab", 0, 0),
        ("monitor", 0, 0),
        ("ward", 0, 0),
    ]
    assert list(rows[0].items())[-3:] == [("at_least", None), ("at_most", None), ("unknown", None)]


def test_the_persons_at_stake_are_those_of_the_answer_for_each_asset(ward: Snapshot) -> None:
    ranked = {one.id: one for one in rank(ward, Threat.CONFIDENTIALITY)}
    assert (ranked["dc2"].at_least, ranked["dc2"].at_most, ranked["dc2"].unknown) == (400_000, 650_012, 2)
    assert (ranked["net"].at_least, ranked["net"].at_most, ranked["net"].unknown) == (0, 12, 0)
    assert (ranked["power"].at_least, ranked["power"].at_most, ranked["power"].unknown) == (0, 0, 0)


def test_the_single_points_of_failure_of_the_ward_are_behind_the_redundant_cluster(ward: Snapshot) -> None:
    assert single_points(ward) == {"ward": ("ad", "dc1", "ehr", "power")}
