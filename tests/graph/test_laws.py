"""The engine against slow and simple oracles on random estates, and the laws that every answer obeys."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskapp.graph.answers import availability_answer, confidentiality_answer, integrity_answer, rank_answer
from riskapp.graph.availability import simulate
from riskapp.graph.confidentiality import expose
from riskapp.graph.integrity import trace
from riskapp.graph.ranking import rank
from riskapp.graph.single_hits import single_points
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Kind, Strength, Threat

from . import naive, oracle
from .histories import history, never_better
from .strategies import estates, questions

pytestmark = pytest.mark.slow

settings.register_profile("graph", deadline=None, max_examples=50)
THOROUGH = settings(settings.get_profile("graph"), max_examples=160)
LIGHT = settings.get_profile("graph")

HORIZON = 40
outages = st.none() | st.integers(1, 45)
horizons = st.just(HORIZON) | st.integers(1, HORIZON)


@THOROUGH
@given(questions(flows=False), outages, horizons, st.booleans())
def test_simulating_by_events_gives_the_same_as_stepping_through_every_minute(
    question: tuple[Snapshot, list[str]], outage: int | None, horizon: int, control: bool
) -> None:
    snapshot, hit = question
    result = simulate(snapshot, hit, outage, horizon, control)
    expected = oracle.play(snapshot, hit, outage, horizon, control)
    assert history(result, snapshot) == expected.pop("history")
    assert availability_answer(result) == expected


@THOROUGH
@given(questions(), st.booleans())
def test_integrity_agrees_with_trying_every_step_until_nothing_changes(
    question: tuple[Snapshot, list[str]], control: bool
) -> None:
    snapshot, hit = question
    assert integrity_answer(trace(snapshot, hit, control)) == naive.integrity(snapshot, hit, control)


@THOROUGH
@given(questions())
def test_confidentiality_agrees_with_looking_up_every_rule_for_every_holder(
    question: tuple[Snapshot, list[str]],
) -> None:
    snapshot, hit = question
    assert confidentiality_answer(expose(snapshot, hit)) == naive.confidentiality(snapshot, hit)


@THOROUGH
@given(estates(), st.sampled_from(Threat))
def test_the_ranking_agrees_with_asking_for_every_asset_alone(snapshot: Snapshot, threat: Threat) -> None:
    assert rank_answer(threat, rank(snapshot, threat)) == naive.rank(snapshot, threat)


@LIGHT
@given(estates(flows=False))
def test_a_single_point_of_failure_is_whatever_brings_the_process_down_alone(snapshot: Snapshot) -> None:
    names = sorted(naive.living(snapshot))
    expected = {
        asset.id: tuple(name for name in names if name != asset.id and asset.id in naive.fallen(snapshot, name))
        for asset in snapshot.assets
        if asset.kind is Kind.PROCESS and asset.lifecycle.takes_part
    }
    assert single_points(snapshot) == expected


@LIGHT
@given(questions(flows=False), st.data())
def test_adding_failures_never_heals(question: tuple[Snapshot, list[str]], data: st.DataObject) -> None:
    snapshot, hit = question
    more = data.draw(st.sampled_from(sorted(naive.living(snapshot))))
    before = history(simulate(snapshot, hit, None, HORIZON), snapshot)
    assert never_better(before, history(simulate(snapshot, [*hit, more], None, HORIZON), snapshot))


@LIGHT
@given(questions(flows=False), st.data())
def test_one_more_alternative_never_makes_an_outage_worse(
    question: tuple[Snapshot, list[str]], data: st.DataObject
) -> None:
    snapshot, hit = question
    chosen = [row for row in snapshot.dependencies if row.group is not None]
    if not chosen:
        return
    row = data.draw(st.sampled_from(chosen))
    same = [one for one in snapshot.dependencies if (one.dependent, one.group) == (row.dependent, row.group)]
    members = {one.provider for one in same}
    spare = [asset.id for asset in snapshot.assets if asset.id not in members | {row.dependent}]
    if not spare or not all(name in naive.living(snapshot) for name in members):
        return
    extra = replace(row, provider=data.draw(st.sampled_from(spare)))
    richer = replace(snapshot, dependencies=(*snapshot.dependencies, extra))
    after = history(simulate(richer, hit, None, HORIZON), richer)
    assert never_better(after, history(simulate(snapshot, hit, None, HORIZON), snapshot))


def without_reasons(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer without `by` and `cause`, which may name another of several equally good reasons."""
    stripped = [{key: one[key] for key in one if key not in ("by", "cause")} for one in answer.get("assets", [])]
    return {**answer, "assets": stripped}


@LIGHT
@given(questions(), outages, st.booleans(), st.data())
def test_the_order_of_rows_never_changes_what_is_reached(
    question: tuple[Snapshot, list[str]], outage: int | None, control: bool, data: st.DataObject
) -> None:
    snapshot, hit = question
    shuffled = Snapshot(*(tuple(data.draw(st.permutations(getattr(snapshot, name)))) for name in _TABLES))

    def answers(one: Snapshot) -> list[dict[str, Any]]:
        return [
            availability_answer(simulate(one, hit, outage, HORIZON, control)),
            integrity_answer(trace(one, hit, control)),
            confidentiality_answer(expose(one, hit)),
            *(rank_answer(threat, rank(one, threat)) for threat in Threat),
        ]

    assert list(map(without_reasons, answers(shuffled))) == list(map(without_reasons, answers(snapshot)))


_TABLES = ("categories", "assets", "holdings", "flows", "dependencies")


@LIGHT
@given(questions(flows=False))
def test_an_outage_until_further_notice_ends_where_the_ranking_says(question: tuple[Snapshot, list[str]]) -> None:
    snapshot, hit = question
    down = {asset.id for asset in simulate(snapshot, hit[:1], None, 10_000).assets if asset.first_failure is not None}
    ranked = {one.id: one for one in rank(snapshot, Threat.AVAILABILITY)}
    assert ranked[hit[0]].reached == len(down) - 1


@LIGHT
@given(questions(), st.booleans())
def test_more_encryption_and_validation_never_widen_the_spread_of_wrong_data(
    question: tuple[Snapshot, list[str]], control: bool
) -> None:
    snapshot, hit = question
    flows = tuple(replace(flow, encrypted=True, validated=True) for flow in snapshot.flows)
    safer = replace(snapshot, flows=flows)
    before = {asset.id for asset in trace(snapshot, hit, control).assets}
    assert {asset.id for asset in trace(safer, hit, control).assets} <= before


@LIGHT
@given(questions())
def test_redundancy_does_not_protect_against_control(question: tuple[Snapshot, list[str]]) -> None:
    snapshot, hit = question
    loose = tuple(replace(row, group=None, needed=1, strength=Strength.SOFT) for row in snapshot.dependencies)
    assert expose(snapshot, hit).controlled == expose(replace(snapshot, dependencies=loose), hit).controlled
