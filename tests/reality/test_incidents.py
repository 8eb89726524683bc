"""Every incident is an honest estate, and the engine answers each of its questions as the case states."""

import pytest

from riskapp.exchange.reading import read
from riskapp.graph.availability import Availability
from riskapp.graph.confidentiality import Confidentiality
from riskapp.graph.integrity import Integrity
from riskapp.graph.restart import restart
from riskapp.graph.vocabulary import Kind
from tests.reality.incidents import FOLDER, SPARED, Case, Question, ask, load, moments, names, states
from tests.reality.verdicts import Verdict, verdict

CASES = [load(name) for name in names()]
QUESTIONS = [question for case in CASES for question in case.questions]

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: f"{one.case}-{one.id}")


def test_there_are_nine_cases() -> None:
    assert len(CASES) == len({case.title for case in CASES}) == 9
    assert {case.id for case in CASES} == {path.name for path in FOLDER.iterdir() if path.is_dir()}


@each_case
def test_the_estate_is_small_and_whole(case: Case) -> None:
    assert 10 <= len(case.estate.assets) <= 40
    assert read(FOLDER / case.id).warnings == ()
    assert any(asset.kind is Kind.PROCESS for asset in case.estate.assets)


@each_case
def test_every_asset_says_whether_a_source_states_it(case: Case) -> None:
    for asset in case.estate.assets:
        assert asset.description.startswith(("Stated: ", "Assumed:")), asset.id


@each_case
def test_what_is_called_stated_is_in_the_estate(case: Case) -> None:
    assert case.stated <= {(one.dependent, one.provider) for one in case.estate.dependencies}
    assert case.stated_flows <= {flow.id for flow in case.estate.flows}


@each_case
def test_what_the_sources_tell_is_told_of_assets_that_are_there(case: Case) -> None:
    ids = {asset.id for asset in case.estate.assets}
    for question in case.questions:
        told = [asset for assets in question.happened.get("fared", {}).values() for asset in assets]
        ordered = [asset for wave in question.happened.get("order", ()) for asset in wave]
        assert ids.issuperset((*told, *ordered))
        assert len(told) == len(set(told)), "one asset cannot fare in two ways"


@each_case
def test_no_assumed_asset_counts_as_told(case: Case) -> None:
    assumed = {asset.id for asset in case.estate.assets if asset.description.startswith("Assumed:")}
    for question in case.questions:
        for told in question.happened.get("fared", {}).values():
            assert assumed.isdisjoint(told)


@each_case
def test_the_readme_tells_of_the_case_and_of_each_question(case: Case) -> None:
    text = (FOLDER / case.id / "README.md").read_text(encoding="utf-8")
    for part in (case.title, case.source, "## What happened", "Figures: ", "assumed: ", "## What is asked"):
        assert part in text
    for question in case.questions:
        assert f"- `{question.id}`: {question.asks}" in text


@each_question
def test_the_engine_reaches_what_it_must_and_nothing_else(question: Question) -> None:
    must = {asset: state for state, assets in question.must["states"].items() for asset in assets}
    assert states(ask(question)) == must


@each_question
def test_minutes_persons_and_stops_are_those_of_the_case(question: Question) -> None:
    answer, must = ask(question), question.must
    if isinstance(answer, Availability):
        kinds = {asset.id: asset.kind for asset in load(question.case).estate.assets}
        when = moments(answer)
        assert must["minutes"] == {
            one.id: [when[one.id], one.minutes_down, one.degraded_minutes]
            for one in answer.assets
            if kinds[one.id] is Kind.PROCESS
        }
        assert answer.settled and must["deadlocks"] == [list(deadlock) for deadlock in answer.deadlocks]
    elif isinstance(answer, Integrity):
        assert must["stopped"] == list(answer.stopped)
    elif isinstance(answer, Confidentiality):
        assert must["persons"] == [answer.at_least, answer.at_most, answer.unknown]


@pytest.mark.parametrize("question", [one for one in QUESTIONS if one.outage], ids=lambda one: f"{one.case}-{one.id}")
def test_the_restart_takes_as_long_as_the_case_states(question: Question) -> None:
    plan = restart(load(question.case).estate, question.hit, question.outage, control=question.control)
    assert plan.settled and plan.minutes == question.must["restart"]


def told_by(case: str) -> list[Verdict]:
    return [verdict(question) for question in load(case).questions if question.real]


@each_case
def test_each_case_has_a_question_that_reality_answered(case: Case) -> None:
    assert sum(one.compared for one in told_by(case.id)) > 0


def test_model_and_reality_agree_where_the_document_says_so() -> None:
    reach = {case.id: sorted(one.asset for found in told_by(case.id) for one in found.reach) for case in CASES}
    assert {name: assets for name, assets in reach.items() if assets} == {
        "dusseldorf": ["archive-servers", "phones"],
        "synnovis": ["emergency"],
    }


def test_the_model_is_too_hard_where_care_went_on_at_a_part_and_never_too_mild() -> None:
    found = {
        case.id: sorted((one.asset, one.model, one.told) for each in told_by(case.id) for one in each.degree)
        for case in CASES
    }
    partly = {name: [asset for asset, *_ in rows] for name, rows in found.items() if rows}
    assert partly == {
        "hse": ["outpatients"],
        "synnovis": ["elective-gstt", "elective-kch", "gp-tests", "transfusion", "transplants"],
        "guys-st-thomas": ["operations", "transplants"],
    }
    assert {(model, told) for rows in found.values() for _, model, told in rows} == {("down", "degraded")}


def test_the_order_agrees_but_for_hits_that_came_one_after_the_other() -> None:
    wrong = {case.id: [pair for found in told_by(case.id) for pair in found.order or ()] for case in CASES}
    assert {name: pairs for name, pairs in wrong.items() if pairs} == {
        "hse": [("six-servers", "nhn"), ("six-servers", "other-servers"), ("six-servers", "dc-rest")],
        "wannacry": [("a-computers", "c-link")],
    }
    for case in CASES:
        hits = {name for question in case.questions for name in question.hit}
        assert all(hits.issuperset(pair) for pair in wrong[case.id]), "only hits may disagree"
    assert sum(any(found.order is not None for found in told_by(case.id)) for case in CASES) == 5


@pytest.mark.parametrize("question", [one for one in QUESTIONS if "persons" in one.happened], ids=lambda one: one.case)
def test_the_persons_exposed_are_as_many_as_the_sources_tell(question: Question) -> None:
    answer = ask(question)
    assert isinstance(answer, Confidentiality)
    least, most = question.happened["persons"]
    assert least <= answer.at_least <= most
    assert len(answer.controlled) >= question.happened["controlled"]


def test_a_verdict_notices_each_way_to_differ() -> None:
    question = next(one for one in load("dusseldorf").questions if one.real)
    fared = {"spared": ["emergency"], "degraded": ["record"], "down": ["phones"]}
    changed = {**question.happened, "fared": fared, "order": [["emergency"], ["record"]]}
    found = verdict(Question(**{**vars(question), "happened": changed}))
    assert [(one.asset, one.model, one.told) for one in found.reach] == [
        ("emergency", "down", SPARED),
        ("phones", SPARED, "down"),
    ]
    assert [(one.asset, one.model, one.told) for one in found.degree] == [("record", "down", "degraded")]
    assert found.order == (("emergency", "record"),)
