"""What the estate says of a scope, and what a blast radius adds to a scenario."""

import json
from dataclasses import replace

import pytest

from riskapp.assessments.estate_figures import figures_of
from riskapp.assessments.evidence import evidence_of
from riskapp.assessments.quotes import MOST, quotes_for
from riskapp.catalogues.known_facts import Figure
from riskapp.catalogues.questionnaire import Quote
from riskapp.errors import Invalid
from riskapp.estate.snapshots import present
from riskapp.graph.vocabulary import Kind, Lifecycle
from tests.assessments.ward import Ward
from tests.graph.estates import estate, flow


def test_every_kind_of_quote_has_its_rows(ward: Ward) -> None:
    told = quotes_for(present(), ["lab"])
    assert set(told) == {quote.value for quote in Quote} - {"record"}, "the record is no part of the estate"
    assert [row["name"] for row in told["assets"]] == ["Laboratory system"]
    assert [(row["category"], row["persons"]) for row in told["data"]] == [("Test results", 1900)]
    assert [(row["direction"], row["other"], row["encrypted"]) for row in told["flows"]] == [
        ("out", "Emergency ward", True),
        ("out", "Cloud Nine", False),
    ]
    assert [row["external"] for row in told["recipients"]] == [False, True]
    assert told["suppliers"] == [{"asset": "Laboratory system", "asset_id": "lab", "supplier": "", "country": None}]
    assert [(row["direction"], row["other"]) for row in told["needs"]] == [("needed by", "Emergency ward")]


def test_a_flow_within_the_scope_is_told_once_and_is_no_recipient(ward: Ward) -> None:
    told = quotes_for(present(), ["lab", "emergency"])
    assert [row["direction"] for row in told["flows"]] == ["inside", "out"]
    assert [row["other"] for row in told["recipients"]] == ["Cloud Nine"]


def test_a_long_table_says_how_many_it_left_out(ward: Ward) -> None:
    flow = present().flows[0]
    many = replace(present(), flows=tuple(replace(flow, id=f"f{n}", purpose=f"Purpose {n}") for n in range(MOST + 5)))
    told = quotes_for(many, ["lab"])["flows"]
    assert len(told) == MOST + 1
    assert told[-1] == {"more": 5}


def test_an_outage_tells_which_processes_stop_and_when(ward: Ward) -> None:
    told = evidence_of(present(), ["lab"], "availability", 240, 1, "2026-11-23T10:00:00+00:00")
    assert told["processes"] == [
        {
            "id": "emergency",
            "name": "Emergency ward",
            "first_failure": 60,
            "minutes_down": 180,
            "restored": 240,
        }
    ]
    assert (told["assets"], told["deadlocks"], told["settled"]) == (1, [], True)
    assert told["hit"] == [{"id": "lab", "name": "Laboratory system"}]
    assert json.loads(json.dumps(told)) == told


def test_wrong_data_reach_those_who_get_them(ward: Ward) -> None:
    told = evidence_of(present(), ["lab"], "integrity", 240, 1, "2026-11-23T10:00:00+00:00")
    assert [one["id"] for one in told["processes"]] == ["emergency"]
    assert told["outage"] is None


def test_a_leak_tells_how_many_persons_at_least_and_at_most(ward: Ward) -> None:
    told = evidence_of(present(), ["lab"], "confidentiality", None, 1, "2026-11-23T10:00:00+00:00")
    assert told["holders"] == [
        {"id": "lab", "name": "Laboratory system", "at_least": 1900, "at_most": 1900, "unknown": 0}
    ]
    assert told["holders_more"] == 0
    assert (told["at_least"], told["at_most"], told["unknown"]) == (1900, 1900, 0)
    assert told["categories"][0]["category"] == "Test results"


@pytest.mark.parametrize(
    ("hit", "threat", "outage"),
    [
        ([], "availability", 60),
        (["nowhere"], "availability", 60),
        (["lab"], "flood", 60),
        (["lab"], "availability", 0),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(ward: Ward, hit: list[str], threat: str, outage: int) -> None:
    with pytest.raises(Invalid):
        evidence_of(present(), hit, threat, outage, 1, "2026-11-23T10:00:00+00:00")


def test_many_that_differ_in_the_other_end_only_are_one_row_with_their_number() -> None:
    rows = [flow(f"f{number}", f"pump{number}", "lab") for number in range(12)]
    rows += [flow("g1", "monitor", "lab", encrypted=True)]
    told = quotes_for(estate(*rows), ["lab"])["flows"]
    assert [(row["id"], row["other"], row.get("alike")) for row in told] == [
        ("f0 … f11", "pump0 … pump11", 12),
        ("g1", "monitor", None),
    ]


def test_a_few_alike_stand_one_by_one() -> None:
    told = quotes_for(estate(*(flow(f"f{number}", f"pump{number}", "lab") for number in range(8))), ["lab"])["flows"]
    assert [row["other"] for row in told] == [f"pump{number}" for number in range(8)]


def test_figures_count_what_is_known_at_least(ward: Ward) -> None:
    assert figures_of(quotes_for(present(), ["lab"])) == {
        Figure.PERSONS: 1900,
        Figure.SPECIAL_PERSONS: 1900,
        Figure.SPECIAL_CATEGORIES: 1,
        Figure.DEVICES: 0,
        Figure.ON_TRIAL: 0,
    }
    assert set(figures_of(quotes_for(present(), [])).values()) == {0}


def test_figures_count_the_devices_that_send_and_what_is_on_trial() -> None:
    pumps = [f"pump{number}" for number in range(30)]
    whole = estate(*(flow(f"f-{name}", name, "lab") for name in pumps), assets="lab")
    kinds = {**{key: {"kind": Kind.DEVICE} for key in pumps}, "lab": {"lifecycle": Lifecycle.PILOT}}
    whole = replace(whole, assets=tuple(replace(one, **kinds.get(one.id, {})) for one in whole.assets))
    figures = figures_of(quotes_for(whole, ["lab", "pump0"]))
    assert (figures[Figure.DEVICES], figures[Figure.ON_TRIAL]) == (30, 1), "of the one in scope, and 29 that send"
