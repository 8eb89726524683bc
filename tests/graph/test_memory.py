"""An estate that has not changed is not computed twice; one that has changed in any field is."""

import gc
from dataclasses import fields, replace
from typing import Any

import pytest

from riskapp.graph import fingerprint
from riskapp.graph.fingerprint import fingerprint_of
from riskapp.graph.memory import Memory
from riskapp.graph.snapshot import Holding, Snapshot

from .estates import estate, flow, needs, read_ward

SMALL = estate(needs("b", "a"), flow("f", "a", "b", "data"), Holding("a", "data", 5))
TABLES = ("categories", "assets", "holdings", "flows", "dependencies")


def changed(value: Any) -> Any:
    """Another value, of the kind that the field has or may have."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, tuple):
        return (*value, "data")
    return 7 if value is None or isinstance(value, int) else value + "x"


@pytest.mark.parametrize(
    ("table", "field"),
    [(table, field.name) for table in TABLES for field in fields(getattr(SMALL, table)[0])],
)
def test_a_change_of_any_field_is_another_estate(table: str, field: str) -> None:
    row = getattr(SMALL, table)[0]
    other = replace(row, **{field: changed(getattr(row, field))})
    assert fingerprint_of(replace(SMALL, **{table: (other,)})) != fingerprint_of(SMALL)


def test_equal_rows_are_the_same_estate() -> None:
    assert read_ward() is not read_ward()
    assert fingerprint_of(read_ward()) == fingerprint_of(read_ward())


def test_estates_that_are_asked_about_in_turn_are_read_through_once_each(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = read_ward(), replace(SMALL)
    first = [fingerprint_of(one), fingerprint_of(other)]
    monkeypatch.setattr(fingerprint, "hashlib", None)
    assert [fingerprint_of(one), fingerprint_of(other)] == first
    assert first[0] != first[1]


def test_of_an_estate_that_is_gone_nothing_is_kept() -> None:
    gc.collect()
    kept = len(fingerprint_of)
    estates = [replace(SMALL) for _ in range(3)]
    assert len({fingerprint_of(one) for one in estates}) == 1
    assert len(fingerprint_of) == kept + 3
    del estates
    gc.collect()
    assert len(fingerprint_of) == kept


def test_a_row_counts_where_it_stands() -> None:
    ward = read_ward()
    assert fingerprint_of(replace(ward, assets=ward.assets[::-1])) != fingerprint_of(ward)


def test_a_question_about_an_equal_estate_is_answered_from_memory() -> None:
    asked: list[str] = []
    memory: Memory[int] = Memory(2)

    def find_out() -> int:
        asked.append("again")
        return len(asked)

    assert not memory.knows(read_ward(), "rank")
    assert [memory.recall(read_ward(), "rank", find_out) for _ in range(3)] == [1, 1, 1]
    assert memory.knows(read_ward(), "rank")
    assert memory.recall(Snapshot(), "rank", find_out) == 2
    assert memory.recall(read_ward(), "other", find_out) == 3


def test_the_answers_that_were_used_last_are_kept() -> None:
    memory: Memory[str] = Memory(2)
    for question in ("one", "two", "one", "three"):
        memory.recall(SMALL, question, lambda: "found")
    assert [memory.knows(SMALL, question) for question in ("one", "two", "three")] == [True, False, True]
