"""The part of an estate that an answer rests on gives the same answer, and leaves out what it does not need."""

import random

import pytest

from riskapp.assessments.evidence import evidence_of
from riskapp.errors import Invalid
from riskapp.graph.slicing import reached_by, sliced, whole
from riskapp.graph.snapshot import Asset, Category, Dependency, Flow, Holding, Snapshot
from riskapp.graph.snapshot_json import snapshot_bytes, snapshot_from
from riskapp.graph.vocabulary import Access, DependencyKind, Kind, Sensitivity, Strength, Threat


def drawn(seed: int) -> Snapshot:
    """A small estate at random: alternatives, tolerances, flows with carriers, holdings."""
    chance = random.Random(seed)
    ids = [f"a{number}" for number in range(30)]
    kinds = [Kind.PROCESS, Kind.SYSTEM, Kind.DEVICE, Kind.INFRASTRUCTURE, Kind.NETWORK]
    assets = tuple(
        Asset(one, one.upper(), chance.choice(kinds), description="text", recovery=chance.choice([0, 10]))
        for one in ids
    )
    pairs = {(chance.choice(ids), chance.choice(ids)) for _ in range(35)}
    dependencies = tuple(
        Dependency(
            one,
            other,
            chance.choice(list(DependencyKind)),
            tolerance=chance.choice([0, 30, 600]),
            strength=chance.choice(list(Strength)),
        )
        for one, other in sorted(pairs)
        if one != other
    )
    flows = tuple(
        Flow(
            f"f{number}",
            *chance.sample(ids, 2),
            ("c",),
            chance.choice(list(Access)),
            chance.random() < 0.5,
            chance.random() < 0.5,
            via=(chance.choice(ids),),
            purpose="text",
        )
        for number in range(20)
    )
    holdings = tuple(Holding(one, "c", chance.randint(1, 999)) for one in chance.sample(ids, 10))
    return Snapshot((Category("c", "C", Sensitivity.SPECIAL),), assets, holdings, flows, dependencies)


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("threat", list(Threat))
def test_the_part_gives_the_same_evidence_after_it_was_written_and_read(seed: int, threat: Threat) -> None:
    estate, outage = drawn(seed), [None, 60, 5000][seed % 3]
    control = threat is not Threat.AVAILABILITY
    hit = ["a1", "a2"][: 1 + seed % 2]
    asked = (hit, threat.value, outage, 1, "2026-01-01")
    part = snapshot_from(snapshot_bytes(sliced(estate, reached_by(estate, hit, threat, outage, control))))
    assert evidence_of(part, *asked) == evidence_of(estate, *asked)
    assert evidence_of(snapshot_from(snapshot_bytes(whole(estate))), *asked) == evidence_of(estate, *asked)


def test_what_is_not_reached_and_what_nobody_asks_for_stays_out() -> None:
    estate = Snapshot(
        assets=tuple(Asset(one, one, Kind.SYSTEM, description="text", owner="Kari") for one in "abcde"),
        dependencies=(Dependency("a", "b", DependencyKind.SERVICE), Dependency("c", "d", DependencyKind.SERVICE)),
    )
    part = sliced(estate, reached_by(estate, ["b"], Threat.AVAILABILITY, None, False))
    assert [one.id for one in part.assets] == ["a", "b"]
    assert {(one.description, one.owner) for one in part.assets} == {("", "")}
    assert b"Kari" not in snapshot_bytes(part)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"assets": 1}', b"\xff", b'{"categories":[{"id":"a"}]}'])
def test_what_is_no_estate_is_refused(data: bytes) -> None:
    with pytest.raises(Invalid, match="cannot be read"):
        snapshot_from(data)
