"""What the engine makes of a snapshot: kept while it lives, findings on the side, contradictions refused."""

import gc
import weakref

import pytest

from riskapp.errors import Invalid
from riskapp.graph.groups import IncompleteGroup
from riskapp.graph.index import index_of
from riskapp.graph.snapshot import Dependency, Flow, Holding

from .estates import estate, flow, needs


def test_a_snapshot_is_compiled_once_and_forgotten_with_it() -> None:
    snapshot, equal = estate(needs("b", "a")), estate(needs("b", "a"))
    index = index_of(snapshot)
    assert index_of(snapshot) is index
    assert index_of(equal) is not index
    gone = weakref.ref(snapshot)
    del snapshot
    gc.collect()
    assert gone() is None


def test_groups_that_lack_members_are_findings_in_the_order_of_the_file() -> None:
    snapshot = estate(
        needs("x", "old", "pair", needed=2),
        needs("x", "a", "pair", needed=2),
        needs("x", "old"),
        needs("y", "a", "enough"),
        needs("y", "old", "enough"),
        needs("old", "older"),
        needs("z", "old", "none"),
        lifecycle={"old": "retired", "older": "planned"},
    )
    assert index_of(snapshot).incomplete == (
        IncompleteGroup("x", "pair", needed=2, listed=2, left=1),
        IncompleteGroup("x", None, needed=1, listed=1, left=0),
        IncompleteGroup("y", "enough", needed=1, listed=2, left=1),
        IncompleteGroup("z", "none", needed=1, listed=1, left=0),
    )


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (needs("a", "a"), "a depends on itself. Remove that dependency."),
        (needs("b", "a", needed=0), "The need of b for a must ask for 1 or more and tolerate 0 minutes or more."),
        (needs("b", "a", tolerance=-1), "The need of b for a must ask for 1 or more and tolerate 0 minutes or more."),
        (needs("b", "a", "g", needed=2), "b needs 2 of the group g, which has only 1 members. Ask for fewer."),
        (needs("b", "a", needed=2), "b needs 2 of the group a, which has only 1 members. Ask for fewer."),
        (Holding("a", "data", -1), "a holds data about fewer than 0 persons."),
        (flow("f", "a", "b", persons=-1), "The data flow f concerns fewer than 0 persons."),
    ],
)
def test_a_row_that_makes_no_sense_is_refused(row: Dependency | Flow | Holding, sentence: str) -> None:
    with pytest.raises(Invalid) as refusal:
        index_of(estate(row))
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [needs("x", "a", "g"), needs("x", "b", "g", tolerance=5)],
            "The rows of the group g of x disagree: make needed, tolerance and strength the same.",
        ),
        (
            [needs("x", "a", "g"), needs("x", "b", "h", tolerance=5), needs("b", "a", needed=0)],
            "The need of b for a must ask for 1 or more and tolerate 0 minutes or more.",
        ),
        ([needs("x", "a", "g"), needs("x", "a", "g")], "The group g of x names a twice. Remove one of the rows."),
        ([flow("f", "a", "b"), flow("f", "b", "a")], "The data flow id f is used twice."),
        ([Holding("a", "data", 1), Holding("a", "data", 2)], "a holds data twice. Remove one of the rows."),
    ],
)
def test_rows_that_contradict_each_other_are_refused(rows: list[Dependency | Flow | Holding], sentence: str) -> None:
    with pytest.raises(Invalid) as refusal:
        index_of(estate(*rows))
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (needs("b", "ghost"), "A dependency names the asset ghost, which is not in the estate."),
        (flow("f", "ghost", "a"), "The data flow f names the asset ghost, which is not in the estate."),
        (flow("f", "a", "b", via=("ghost",)), "The data flow f names the asset ghost, which is not in the estate."),
        (Holding("ghost", "data", 1), "A holding names ghost and data, and one of them is not in the estate."),
    ],
)
def test_a_row_about_an_asset_that_is_not_there_is_refused(row: Dependency | Flow | Holding, sentence: str) -> None:
    whole = estate(row, assets="a b")
    broken = type(whole)(
        whole.categories,
        tuple(asset for asset in whole.assets if asset.id != "ghost"),
        whole.holdings,
        whole.flows,
        whole.dependencies,
    )
    with pytest.raises(Invalid) as refusal:
        index_of(broken)
    assert str(refusal.value) == sentence


def test_a_flow_of_a_category_that_is_not_there_is_refused() -> None:
    whole = estate(flow("f", "a", "b", "images"))
    with pytest.raises(Invalid) as refusal:
        index_of(type(whole)((), whole.assets, (), whole.flows, ()))
    assert str(refusal.value) == "The data flow f names the category images, which is not in the estate."


def test_an_asset_id_used_twice_is_refused() -> None:
    whole = estate(assets="a")
    with pytest.raises(Invalid) as refusal:
        index_of(type(whole)(assets=whole.assets * 2))
    assert str(refusal.value) == "The asset id a is used twice."
