"""The engine against the slow oracles on estates that are drawn once and for all: quick, and the same at every run."""

import random
from itertools import chain

import pytest

from riskapp.graph.answers import availability_answer, confidentiality_answer, integrity_answer, rank_answer
from riskapp.graph.availability import simulate
from riskapp.graph.confidentiality import expose
from riskapp.graph.integrity import trace
from riskapp.graph.ranking import rank
from riskapp.graph.snapshot import Asset, Category, Dependency, Flow, Holding, Snapshot
from riskapp.graph.vocabulary import Access, DependencyKind, Kind, Lifecycle, Sensitivity, Strength, Threat

from . import naive, oracle

NAMES = "abcdefgh"
CATEGORIES = ("images", "record", "sleep")
SEEDS = range(40)
HORIZON = 30


def drawn(seed: int) -> Snapshot:
    """An estate of eight assets with cycles, groups, soft needs, queries, barriers, carriers and a planned asset."""
    draw = random.Random(seed)
    return Snapshot(
        categories=tuple(Category(name, name, Sensitivity.SPECIAL) for name in CATEGORIES),
        assets=tuple(
            Asset(
                name,
                name,
                draw.choice([Kind.PROCESS, Kind.SYSTEM, Kind.SYSTEM]),
                lifecycle=Lifecycle.PLANNED if name == "h" and seed % 3 == 0 else Lifecycle.IN_USE,
                recovery=draw.choice([0, 0, 1, 3, 6]),
            )
            for name in NAMES
        ),
        holdings=tuple(
            Holding(name, category, draw.choice([0, 4, 9, 70]))
            for name in NAMES
            for category in CATEGORIES
            if draw.random() < 0.2
        ),
        flows=tuple(_flow(draw, number) for number in range(12)),
        dependencies=tuple(chain.from_iterable(_group(draw, number) for number in range(10))),
    )


def _flow(draw: random.Random, number: int) -> Flow:
    return Flow(
        f"f{number}",
        draw.choice(NAMES),
        draw.choice(NAMES),
        tuple(draw.sample(CATEGORIES, draw.choice([1, 1, 2]))),
        draw.choice(list(Access)),
        encrypted=draw.random() < 0.4,
        validated=draw.random() < 0.3,
        via=tuple(draw.sample(NAMES, draw.choice([0, 0, 1, 2]))),
        persons=draw.choice([None, 0, 3, 5, 50]),
    )


def _group(draw: random.Random, number: int) -> list[Dependency]:
    dependent = draw.choice(NAMES)
    members = draw.sample([name for name in NAMES if name != dependent], draw.choice([1, 1, 2, 3]))
    shared = {
        "group": f"g{number}" if len(members) > 1 else None,
        "needed": draw.randint(1, len(members)),
        "tolerance": draw.choice([0, 0, 1, 4]),
        "strength": draw.choice([Strength.HARD, Strength.HARD, Strength.SOFT]),
    }
    return [Dependency(dependent, name, draw.choice(list(DependencyKind)), **shared) for name in members]


@pytest.mark.parametrize("seed", SEEDS)
def test_an_outage_is_what_the_rules_say_minute_by_minute(seed: int) -> None:
    estate, hit = drawn(seed), [NAMES[seed % 7], NAMES[seed % 5]]
    outage, control = (None, 1, 5, 12)[seed % 4], seed % 6 == 5
    expected = oracle.play(estate, hit, outage, HORIZON, control)
    history = expected.pop("history")
    result = simulate(estate, hit, outage, HORIZON, control)
    assert availability_answer(result) == expected
    for asset in result.assets:
        states = ["up"] * HORIZON
        for interval in asset.intervals:
            states[interval.start : interval.end] = [interval.state.value] * interval.minutes
        assert states == history[asset.id]


@pytest.mark.parametrize("seed", SEEDS)
def test_wrong_data_and_exposures_are_what_the_rules_say(seed: int) -> None:
    estate, hit = drawn(seed), [NAMES[seed % 7]]
    for control in (False, True):
        assert integrity_answer(trace(estate, hit, control)) == naive.integrity(estate, hit, control)
    assert confidentiality_answer(expose(estate, hit)) == naive.confidentiality(estate, hit)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("threat", Threat)
def test_a_ranking_is_what_asking_for_every_asset_says(seed: int, threat: Threat) -> None:
    estate = drawn(seed)
    assert rank_answer(threat, rank(estate, threat)) == naive.rank(estate, threat)
