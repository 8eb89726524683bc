"""`blast-radius` and `rank` straight from estate files: the answers of the worked example, and what they refuse."""

import json
from pathlib import Path

import pytest

from riskapp.exchange.writing import write_folder
from riskapp.graph.snapshot import Holding
from tests.graph.estates import estate, flow, needs

WARD = Path(__file__).parents[1] / "cases/ward"
QUESTIONS = {
    "availability-power-100": ["power", "--threat", "availability", "--outage", "100"],
    "availability-power-600": ["power", "--threat", "availability", "--outage", "600"],
    "availability-dc1": ["dc1", "--threat", "availability"],
    "integrity-lab": ["lab", "--threat", "integrity"],
    "integrity-control-net": ["net", "--threat", "integrity", "--control"],
    "integrity-control-dc1": ["dc1", "--threat", "integrity", "--control"],
    "confidentiality-net": ["net", "--threat", "confidentiality"],
    "confidentiality-lab": ["lab", "--threat", "confidentiality"],
    "confidentiality-dc2": ["dc2", "--threat", "confidentiality"],
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_nine_answers_of_the_ward(riskapp, question):
    said = riskapp("blast-radius", *QUESTIONS[question], "--estate", str(WARD), "--json")

    assert (said.status, said.err) == (0, "")
    answer = said.json
    for asset in answer.get("assets", []):
        asset.pop("cause", None)
        asset.pop("by", None)
    assert answer == json.loads((WARD / f"expected-{question}.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["nosuch", "--threat", "availability"], "nosuch"),
        (["power", "--threat", "availability", "--outage", "0"], "1 minute or more"),
        (["power", "--threat", "availability", "--horizon", "0"], "horizon"),
        (["power", "--threat", "integrity", "--outage", "5"], "--outage"),
        (["power", "--threat", "confidentiality", "--horizon", "5"], "--horizon"),
        (["power", "--threat", "confidentiality", "--control"], "--control"),
        (["power", "--threat", "gravity"], "gravity"),
        (["--threat", "availability"], "ASSET"),
    ],
)
def test_a_wrong_question_ends_with_2_and_one_line(riskapp, words, why):
    said = riskapp("blast-radius", *words, "--estate", str(WARD), "--json")

    assert said.status == 2
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert why in said.err


def test_an_inconsistent_estate_ends_with_2_and_its_first_fault(riskapp, tmp_path):
    for file in WARD.glob("*.csv"):
        text = file.read_text("utf-8")
        if file.name == "assets.csv":
            text = text.replace("Host 1,infrastructure", "Host 1,toaster")
            text = text.replace("Host 2,infrastructure", "Host 2,pan")
        (tmp_path / file.name).write_text(text, "utf-8")

    said = riskapp("blast-radius", "power", "--threat", "availability", "--estate", str(tmp_path), "--json")

    assert (said.status, said.out) == (2, "")
    assert len(said.err.strip().splitlines()) == 1
    assert "assets.csv" in said.err
    assert "toaster" in said.err
    assert "One more fault" in said.err


def test_an_unknown_column_is_a_note_and_no_fault(riskapp, tmp_path):
    for file in WARD.glob("*.csv"):
        lines = file.read_text("utf-8").splitlines()
        if file.name == "categories.csv":
            lines = [lines[0] + ",colour", *[line + ",blue" for line in lines[1:]]]
        (tmp_path / file.name).write_text("\n".join(lines), "utf-8")

    said = riskapp("blast-radius", "lab", "--threat", "integrity", "--estate", str(tmp_path), "--json")

    assert said.status == 0
    assert "colour" in said.err
    assert said.json["threat"] == "integrity"


def test_the_ranking_puts_most_processes_first_and_takes_the_top(riskapp):
    said = riskapp("rank", "--threat", "availability", "--estate", str(WARD), "--top", "2", "--json")

    assert said.json == {
        "threat": "availability",
        "assets": [
            {"id": "power", "reached": 7, "processes": 1, "at_least": None, "at_most": None, "unknown": None},
            {"id": "dc1", "reached": 4, "processes": 1, "at_least": None, "at_most": None, "unknown": None},
        ],
    }


def test_a_ranking_of_nothing_is_refused(riskapp):
    said = riskapp("rank", "--threat", "availability", "--estate", str(WARD), "--top", "0", "--json")

    assert (said.status, said.out) == (2, "")


def test_the_answer_for_a_person_names_the_times(riskapp):
    said = riskapp("blast-radius", "power", "--threat", "availability", "--outage", "100", "--estate", str(WARD))

    assert "minute 105  ward" in said.out


def test_why_tells_the_chain_as_data_and_as_a_sentence_in_both_languages(riskapp):
    said = riskapp("blast-radius", *QUESTIONS["availability-power-100"], "--estate", str(WARD), "--why", "--json")

    told = {one["id"]: one for one in said.json["why"]}
    assert set(told) == {asset["id"] for asset in said.json["assets"]}
    assert [(link["id"], link["minute"]) for link in told["ward"]["chain"]] == [
        ("ward", 105),
        ("ehr", 90),
        ("ad", 30),
        ("dc1", 30),
        ("power", 0),
    ]
    assert told["ehr"]["chain"][0]["cause"] == {"group": None, "providers": ["ad"]}
    assert told["lab"]["chain"][0]["state"] == "degraded"
    assert told["dc1"]["why"] == {
        "en": "Down after 30 min because it gets its power from Power feed, "
        "which was down for as long as it can do without: 30 min.",
        "nb": "Nede etter 30 min fordi den får strøm fra Power feed, "
        "som var nede så lenge som den kan klare seg uten: 30 min.",
    }


def test_why_names_the_flow_and_the_dependency_of_the_other_threats(riskapp):
    lies = riskapp("blast-radius", *QUESTIONS["integrity-control-net"], "--estate", str(WARD), "--why", "--json").json
    leaks = riskapp("blast-radius", *QUESTIONS["confidentiality-dc2"], "--estate", str(WARD), "--why", "--json").json

    assert {one["id"]: one["chain"][0]["by"] for one in lies["why"]}["ward"] == {"flow": "f4"}
    assert {one["id"]: one["chain"][0]["by"] for one in leaks["why"]}["lab"] == {"dependency": ["lab", "dc2"]}
    told = riskapp("blast-radius", *QUESTIONS["integrity-control-net"], "--estate", str(WARD), "--why").out
    assert told.count("\nwhy ") == len(lies["assets"])


def a_chain_of(many: int, folder: Path) -> str:
    """Estate files in which each asset needs the one before it."""
    rows = [needs(f"{place + 1:05}", f"{place:05}") for place in range(many - 1)]
    write_folder(estate(*rows), folder / "chain")
    return str(folder / "chain")


def test_ways_back_that_are_too_long_together_are_refused_and_told_in_words(riskapp, tmp_path):
    words = ("blast-radius", "00000", "--threat", "availability", "--estate", a_chain_of(2_000, tmp_path), "--why")
    refused, told = riskapp(*words, "--json"), riskapp(*words)

    assert (refused.status, refused.out) == (2, "")
    assert "have 2001000 links" in refused.err
    assert len(refused.err.strip().splitlines()) == 1
    assert told.status == 0
    assert told.out.count("\nwhy ") == 2_000


def test_a_long_answer_is_whole(riskapp, tmp_path):
    words = ("blast-radius", "00000", "--threat", "availability", "--estate", a_chain_of(200, tmp_path), "--why")
    told = riskapp(*words, "--json").json["why"]

    assert [len(one["chain"]) for one in told] == list(range(1, 201))


def test_every_exposure_is_told_who_reads_the_data_and_why(riskapp, tmp_path):
    rows = [
        needs("taken", "host", kind="hosting"),
        Holding("taken", "notes", 7),
        Holding("archive", "images", 9),
        flow("push", "meter", "taken", "curves"),
        flow("ask", "front", "taken", "images", access="query"),
        flow("on", "archive", "front", "images", access="query"),
        flow("safe", "bed", "taken", "pulse", via=("host",), encrypted=True),
        flow("wire", "bed", "desk", "pulse", via=("other", "taken")),
        flow("out", "taken", "desk", "letters"),
    ]
    write_folder(estate(*rows), tmp_path / "five")
    words = ("blast-radius", "host", "--threat", "confidentiality", "--estate", str(tmp_path / "five"), "--why")
    answer, plain = riskapp(*words, "--json").json, riskapp(*words).out

    told = [(one["holder"], one["category"], one["basis"], one["flow"], one["by"]) for one in answer["exposures_why"]]
    assert told == [
        ("archive", "images", "by query", "ask", "taken"),
        ("bed", "pulse", "in transit", "safe", "taken"),
        ("bed", "pulse", "on the wire", "wire", "taken"),
        ("front", "images", "in transit", "ask", "taken"),
        ("meter", "curves", "in transit", "push", "taken"),
        ("taken", "letters", "in transit", "out", "taken"),
        ("taken", "notes", "at rest", None, "taken"),
    ]
    assert all([link["id"] for link in one["chain"]] == ["taken", "host"] for one in answer["exposures_why"])
    assert answer["exposures_why"][2]["why"] == {
        "en": "taken is under foreign control and carries pulse from bed unencrypted (flow wire).",
        "nb": "taken er styrt av uvedkommende og frakter pulse fra bed ukryptert (dataflyt wire).",
    }
    assert "why bed, pulse, on the wire: taken is under" in plain


@pytest.mark.parametrize("hit", ["net", "lab", "dc2"])
def test_no_exposure_of_the_ward_is_left_without_a_reason(riskapp, hit):
    answer = riskapp(
        "blast-radius", *QUESTIONS[f"confidentiality-{hit}"], "--estate", str(WARD), "--why", "--json"
    ).json

    asked = [(row["holder"], row["category"], basis) for row in answer["exposures"] for basis in row["bases"]]
    assert [(one["holder"], one["category"], one["basis"]) for one in answer["exposures_why"]] == asked
    assert all(one["chain"][-1]["id"] == hit for one in answer["exposures_why"])
