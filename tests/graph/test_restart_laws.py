"""What holds of the restart of any estate: it agrees with the simulation, and with a replay minute by minute."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskapp.graph.availability import simulate
from riskapp.graph.restart import restart
from riskapp.graph.snapshot import Snapshot

from . import naive
from .oracle import groups_of
from .restart_oracle import replay, started
from .strategies import questions


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(questions(flows=False), st.integers(1, 12))
def test_without_a_black_start_the_plan_is_what_the_simulation_shows(
    question: tuple[Snapshot, list[str]], outage: int
) -> None:
    snapshot, hit = question
    simulated = simulate(snapshot, hit, outage, 5_000)
    plan = restart(snapshot, hit, outage)
    assert plan.settled is simulated.settled
    if not simulated.settled:
        return
    assert bool(plan.black_starts) is bool(simulated.deadlocks)
    if not plan.black_starts:
        last = {name: up + outage for up, name in started(plan)}
        assert last == {asset.id: asset.restored for asset in simulated.assets if asset.first_failure is not None}


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(questions(flows=False), st.none() | st.integers(1, 12))
def test_every_start_fall_and_black_start_comes_in_its_minute(
    question: tuple[Snapshot, list[str]], outage: int | None
) -> None:
    snapshot, hit = question
    plan = restart(snapshot, hit, outage)
    if not plan.settled:
        return
    told = replay(snapshot, hit, plan, plan.minutes + 20)
    assert told.all_up
    assert started(plan) == sorted(told.ups)
    assert [(fall.minute, fall.id) for fall in plan.falls] == sorted(told.falls)
    assert [(black.minute, list(black.assets)) for black in plan.black_starts] == told.black_starts
    assert plan.prompt


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(questions(flows=False))
def test_all_of_a_wave_can_start_together(question: tuple[Snapshot, list[str]]) -> None:
    snapshot, hit = question
    plan = restart(snapshot, hit)
    assert {name for _, name in started(plan)} == set().union(*(naive.fallen(snapshot, one) for one in hit)) | {
        asset.id for asset in simulate(snapshot, hit, None, 1_000).assets if asset.first_failure is not None
    }
    up_at = dict.fromkeys(naive.living(snapshot), -1) | {name: up for up, name in started(plan)}
    step_of = dict.fromkeys(naive.living(snapshot), 0)
    step_of |= {one.id: step.step for step in plan.waves for one in step.assets}
    step_of |= {one.id: step.step for step in plan.black_starts for one in step.by_hand}
    for wave in plan.waves:
        up = {name for name in up_at if up_at[name] <= wave.minute and step_of[name] < wave.step}
        for one in groups_of(snapshot):
            assert not (one.hard and one.dependent in {a.id for a in wave.assets} and one.short(up))
