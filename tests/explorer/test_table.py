"""Any table: sorted, narrowed, folded and paged by what its shape says, and nothing lost."""

from dataclasses import replace
from typing import Any, NamedTuple

import pytest

from riskapp.errors import Invalid
from riskapp.explorer.carriage_rows import CARRIED, carriage_rows
from riskapp.explorer.delivered_rows import DELIVERED, delivered_rows
from riskapp.explorer.difference_rows import DIFFERING
from riskapp.explorer.directory import directory_of
from riskapp.explorer.exposure_rows import EXPOSED, exposed_rows
from riskapp.explorer.holder_rows import HOLDERS, holder_rows
from riskapp.explorer.map_rows import MAPPED, map_page, rows_of
from riskapp.explorer.rows import REACHED
from riskapp.explorer.step_rows import STEPS, step_rows
from riskapp.explorer.summary import STOPPED
from riskapp.explorer.supplied import supplied
from riskapp.explorer.table import FOLD, PAGE, Choice, Shape, chosen, folded, page_of
from riskapp.explorer.whole_estate import whole_estate
from riskapp.graph.confidentiality import expose
from riskapp.graph.lineage import lineage
from riskapp.graph.snapshot import Holding
from riskapp.graph.vocabulary import Kind
from riskapp.graph.ways import ways
from tests.graph.estates import estate, flow, needs, read_ward

WARD = read_ward()


class Fruit(NamedTuple):
    name: str
    kind: Kind
    state: str
    weight: int
    stands_for: int = 1


def fold(rows: "list[Fruit] | tuple[Fruit, ...]") -> list[Fruit]:
    return folded(
        rows,
        lambda row: row.weight if row.kind is Kind.DEVICE else None,
        lambda row, count: row._replace(stands_for=count),
    )


BASKET: Shape[Fruit] = Shape(
    orders={"found": None, "name": lambda row: row.name, "weight": lambda row: -row.weight},
    texts=lambda row: (row.name,),
    kind=lambda row: row.kind,
    state=lambda row: row.state,
    states=("ripe", "raw", "rotten"),
    downward=frozenset(["weight"]),
    fold=lambda rows: fold(list(rows)),
)
ROWS = [
    Fruit("Quince", Kind.SYSTEM, "ripe", 7),
    *(Fruit(f"Cherry {number}", Kind.DEVICE, "raw" if number else "ripe", 1) for number in range(FOLD)),
    Fruit("apple", Kind.PROCESS, "ripe", 9),
]


def test_a_row_stands_for_those_that_are_alike_where_nobody_asks_for_each() -> None:
    page = page_of(ROWS, BASKET)
    assert [(row.name, row.stands_for) for row in page.rows] == [("Quince", 1), ("Cherry 0", FOLD), ("apple", 1)]
    assert (page.total, page.chosen, page.everything) == (3, FOLD + 2, FOLD + 2)
    assert page.kinds == ((Kind.PROCESS, 1), (Kind.SYSTEM, 1), (Kind.DEVICE, FOLD))
    assert dict(page.states) == {"ripe": 3, "raw": FOLD - 1}
    for choice in (Choice(kind=Kind.DEVICE), Choice(text="CHERRY")):
        page = page_of(ROWS, BASKET, choice)
        assert [row.stands_for for row in page.rows] == [1] * FOLD
        assert (page.total, page.chosen, page.everything) == (FOLD, FOLD, FOLD + 2)


def test_too_few_that_are_alike_keep_their_rows() -> None:
    assert fold(ROWS[1:FOLD]) == ROWS[1:FOLD]


def test_a_file_has_each_row_for_itself_in_the_chosen_order() -> None:
    assert len(chosen(ROWS, BASKET, Choice())) == FOLD + 2
    assert [row.name for row in chosen(ROWS, BASKET, Choice("weight", state="ripe"))] == ["apple", "Quince", "Cherry 0"]
    assert chosen(ROWS, BASKET, Choice("name", Kind.SYSTEM, "raw")) == []


def test_a_table_knows_which_choices_it_has() -> None:
    assert BASKET.has(Choice("weight", Kind.SYSTEM, "rotten", "x")), "none is rotten now, but one could be"
    assert not BASKET.has(Choice("colour"))
    assert not BASKET.has(Choice(state="down"))
    assert not STEPS.has(Choice(kind=Kind.SYSTEM)), "a step has no kind"
    assert [BASKET.natural, REACHED.natural, HOLDERS.natural] == ["found", "time", "persons"]


def test_pages_part_the_sorted_rows() -> None:
    rows = [Fruit(f"plum {number:03}", Kind.SYSTEM, "raw", number) for number in range(PAGE + 1)]
    first, second = (page_of(rows, BASKET, Choice("weight"), number) for number in (1, 2))
    assert [row.weight for row in (*first.rows, *second.rows)] == list(range(PAGE, -1, -1))
    assert len(second.rows) == 1 and first.pages == 2
    for number in (0, 3):
        with pytest.raises(Invalid, match="There is no page"):
            page_of(rows, BASKET, Choice(), number)


def test_the_steps_of_ways_are_numbered_and_sort_by_their_ends() -> None:
    rows = step_rows(ways(WARD, "power", "ward"), directory_of(WARD))
    assert [(row.way, row.number, row.step.source) for row in rows[:3]] == [
        (1, 1, "power"), (1, 2, "dc1"), (1, 3, "ehr"),
    ]  # fmt: skip
    names = [row.target for row in chosen(rows, STEPS, Choice("target"))]
    assert names == sorted(names, key=str.casefold)
    assert {row.number for row in chosen(rows, STEPS, Choice("step"))[:2]} == {1}
    assert {row.step.target for row in chosen(rows, STEPS, Choice(text="ward"))} >= {"ward"}


def test_holders_come_by_persons_and_flows_by_what_worries() -> None:
    snapshot = estate(
        flow("f1", "b", "a", persons=5), flow("f2", "a", "b"), Holding("a", "data", 3), Holding("b", "data", 30)
    )
    answer, directory = lineage(snapshot, "data"), directory_of(snapshot)
    holders = holder_rows(answer, directory)
    assert [row.key for row in chosen(holders, HOLDERS, Choice())] == ["b", "a"]
    assert [row.key for row in chosen(holders, HOLDERS, Choice("name"))] == ["a", "b"]
    flows = carriage_rows(answer.carriages, directory)
    assert [row.carriage.flow.id for row in chosen(flows, CARRIED, Choice("source"))] == ["f2", "f1"]
    assert [row.carriage.flow.id for row in chosen(flows, CARRIED, Choice("persons"))] == ["f2", "f1"], "unknown first"
    assert [row.carriage.flow.id for row in chosen(flows, CARRIED, Choice(text="F1"))] == ["f1"]


def test_exposures_come_by_persons_and_are_found_by_their_category() -> None:
    result = expose(WARD, ["dc2"])
    rows = exposed_rows(result, directory_of(WARD))
    assert len(rows) == len(result.exposures)
    assert [row.exposure.at_least for row in rows] == sorted((row.exposure.at_least for row in rows), reverse=True)
    found = chosen(rows, EXPOSED, Choice("category", text="vital"))
    assert {row.category for row in found} == {"Vital signs"}


def test_a_supplier_s_assets_sort_by_site_those_without_last() -> None:
    snapshot = estate(needs("x", "a"), assets="s")
    placed: dict[str, dict[str, Any]] = {"a": {"supplier": "m"}, "x": {"supplier": "m", "site": "s"}}
    assets = tuple(replace(one, **placed.get(one.id, {})) for one in snapshot.assets)
    snapshot = replace(snapshot, assets=assets)
    rows = delivered_rows(supplied(snapshot, "m"), directory_of(snapshot))
    assert [row.key for row in chosen(rows, DELIVERED, Choice())] == ["a", "x"]
    assert [row.key for row in chosen(rows, DELIVERED, Choice("site"))] == ["x", "a"]


def test_the_map_sorts_by_links_over_all_pages() -> None:
    whole = whole_estate(estate(*(needs(f"n{number:03}", "hub") for number in range(PAGE + 20)), needs("hub", "root")))
    page = map_page(whole, frozenset(), None, 1, Choice("needed_by"))
    assert [row.asset.id for row in page.rows[:2]] == ["hub", "root"]
    second = map_page(whole, frozenset(), None, 2, Choice("needed_by"))
    assert len({row.asset.id for row in (*page.rows, *second.rows)}) == len(whole.assets)
    assert (
        chosen(rows_of(whole, range(len(whole.assets))), MAPPED, Choice())[0]
        == map_page(whole, frozenset(), None, 1).rows[0]
    )


@pytest.mark.parametrize(
    "shape", [CARRIED, DELIVERED, DIFFERING, EXPOSED, HOLDERS, MAPPED, REACHED, STEPS, STOPPED]
)  # fmt: skip
def test_the_first_order_of_a_table_is_the_order_in_which_its_rows_come(shape: Shape[Any]) -> None:
    assert shape.orders[shape.natural] is None
    assert all(shape.orders[order] for order in shape.orders if order != shape.natural)
    assert shape.downward <= set(shape.orders)
