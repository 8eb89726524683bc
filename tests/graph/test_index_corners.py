"""Corners of compiling an estate: who is named in a refusal, whose data are whose, and what is kept of it."""

import gc

import numpy as np
import pytest

from riskapp.errors import Invalid
from riskapp.graph.adjacency import by_owner
from riskapp.graph.confidentiality import expose
from riskapp.graph.index import index_of
from riskapp.graph.snapshot import Asset, Category, Holding, Snapshot
from riskapp.graph.vocabulary import Kind, Sensitivity
from tests.graph.estates import estate, needs


def test_neighbours_keep_the_order_in_which_they_were_given_however_many_they_are() -> None:
    owners = np.tile(np.arange(3), 100)
    adjacency = by_owner(owners, np.arange(300), 3)
    assert adjacency[1].tolist() == list(range(1, 300, 3))


def test_with_one_category_only_each_asset_holds_its_own_data() -> None:
    names = "abcd"
    snapshot = Snapshot(
        categories=(Category("data", "Data", Sensitivity.SPECIAL),),
        assets=tuple(Asset(name, name, Kind.SYSTEM) for name in names),
        holdings=tuple(Holding(name, "data", place + 1) for place, name in enumerate(names)),
    )
    for place, name in enumerate(names):
        assert [(one.holder, one.at_least) for one in expose(snapshot, [name]).exposures] == [(name, place + 1)]


def test_a_dependency_of_an_asset_that_is_not_there_names_that_asset() -> None:
    known = tuple(Asset(name, name, Kind.SYSTEM) for name in "ab")
    for row, missing in ((needs("nobody", "a"), "nobody"), (needs("a", "nobody"), "nobody")):
        with pytest.raises(Invalid) as refusal:
            index_of(Snapshot(assets=known, dependencies=(row,)))
        assert str(refusal.value) == f"A dependency names the asset {missing}, which is not in the estate."


def test_each_of_two_estates_in_turn_is_compiled_once_and_nothing_is_kept_of_one_that_is_gone() -> None:
    one, other = estate(needs("a", "b")), estate(needs("a", "b"))
    compiled = index_of(one)
    assert index_of(other) is not compiled
    assert index_of(one) is compiled
    gc.collect()  # what earlier tests left would go with it
    before = len(index_of)
    del one, compiled
    gc.collect()
    assert len(index_of) == before - 1
