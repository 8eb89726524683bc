"""The public forms of the engine: the networkx graph, the chains as plain values, and what a question must be."""

from dataclasses import fields

import pytest

from riskapp.errors import Invalid
from riskapp.graph.answers import chain_answer
from riskapp.graph.availability import simulate
from riskapp.graph.confidentiality import expose
from riskapp.graph.integrity import trace
from riskapp.graph.reasons import chain
from riskapp.graph.snapshot import Asset, Dependency, Flow, Snapshot
from riskapp.graph.vocabulary import Kind

from .estates import estate, flow, needs, read_ward


def test_the_networkx_graph_has_every_row_with_every_field() -> None:
    ward = read_ward()
    graph = ward.to_networkx()
    for asset in ward.assets:
        held = {row.category: row.persons for row in ward.holdings if row.asset == asset.id}
        assert graph.nodes[asset.id] == {field.name: getattr(asset, field.name) for field in fields(Asset)} | {
            "holdings": held
        }
    edges = [(one, other, data) for one, other, data in graph.edges(data=True)]
    for row, ends, word, kind in [
        *((row, (row.source, row.target), "flow", Flow) for row in ward.flows),
        *((row, (row.dependent, row.provider), "dependency", Dependency) for row in ward.dependencies),
    ]:
        assert (*ends, {field.name: getattr(row, field.name) for field in fields(kind)} | {"type": word}) in edges
    assert len(edges) == len(ward.flows) + len(ward.dependencies)


def test_the_chain_of_an_outage_is_told_with_minutes_and_causes() -> None:
    result = simulate(read_ward(), ["dc1", "dc2"], None, 500)
    assert chain_answer(chain(result, "ward")) == [
        {"id": "ward", "state": "down", "minute": 15, "cause": {"group": None, "providers": ["ehr"]}, "by": None},
        {
            "id": "ehr",
            "state": "down",
            "minute": 0,
            "cause": {"group": "cluster", "providers": ["dc1", "dc2"]},
            "by": None,
        },
        {"id": "dc1", "state": "down", "minute": 0, "cause": None, "by": None},
    ]


def test_an_attacked_asset_is_told_with_the_dependency_that_handed_it_over() -> None:
    result = simulate(read_ward(), ["dc1"], control=True)
    assert chain_answer(chain(result, "ad"))[0] == {
        "id": "ad",
        "state": "down",
        "minute": 0,
        "cause": None,
        "by": {"dependency": ["ad", "dc1"]},
    }


def test_the_chain_of_wrong_data_is_told_with_steps_and_flows() -> None:
    assert chain_answer(chain(trace(read_ward(), ["net"], control=True), "ward")) == [
        {"id": "ward", "state": "data", "steps": 2, "by": {"flow": "f4"}},
        {"id": "ehr", "state": "data", "steps": 1, "by": {"flow": "f1"}},
        {"id": "net", "state": "control", "steps": 0, "by": None},
    ]


def test_an_exposure_names_the_flows_that_are_seen_passing() -> None:
    (exposure,) = expose(read_ward(), ["net"]).exposures
    assert (exposure.holder, exposure.flows) == ("monitor", ("f1",))


def test_who_comes_under_control_in_the_step_in_which_wrong_data_arrive_has_no_wrong_data_sooner() -> None:
    both = estate(needs("b", "a", kind="hosting"), flow("f", "a", "b"))
    assert trace(both, ["a"], control=True).sooner == ()


@pytest.mark.parametrize(("outage", "horizon", "field"), [(0, 10, "outage"), (5, 0, "horizon")])
def test_minutes_below_one_are_refused_at_their_field(outage: int, horizon: int, field: str) -> None:
    with pytest.raises(Invalid, match="1 minute or more, not 0") as refusal:
        simulate(read_ward(), ["power"], outage, horizon)
    assert refusal.value.field == field


def test_one_minute_may_be_asked() -> None:
    result = simulate(read_ward(), ["power"], 1, 1)
    assert [(asset.id, asset.minutes_down) for asset in result.assets] == [("power", 1)]
    assert not result.settled


def test_a_recovery_of_less_than_nothing_is_refused_by_name() -> None:
    with pytest.raises(Invalid, match=r"^The recovery of x is less than 0 minutes\.$"):
        simulate(Snapshot(assets=(Asset("x", "X", Kind.SYSTEM, recovery=-1),)), ["x"])
