"""Whatever changes inside a slice is found, and nothing outside it is reported."""

from dataclasses import replace

from hypothesis import given, settings

from riskapp.graph.snapshot import Asset, Category, Flow, Snapshot
from riskapp.graph.vocabulary import Access, Kind, Sensitivity, Threat
from riskapp.staleness.comparing import Change, compare
from riskapp.staleness.owners import owner_changes, owners_of
from riskapp.staleness.reach import Question
from riskapp.staleness.slices import Slice, slice_of
from tests.staleness.changed import cases
from tests.staleness.oracle import Place, slice_rows

Case = tuple[Snapshot, Snapshot, set[str], list[Question]]


def _place(change: Change) -> Place:
    return change.table.value, change.key[:3]


def _slices(case: Case) -> tuple[Slice, Slice]:
    before, after, scope, asked = case
    return slice_of(before, scope, asked), slice_of(after, scope, asked)


@settings(max_examples=1500, deadline=None)
@given(cases())
def test_any_change_inside_is_found_and_none_outside_is_reported(case: Case) -> None:
    before, after, scope, asked = case
    then, now = slice_rows(before, scope, asked), slice_rows(after, scope, asked)
    differing = {then.get(text) or now[text] for text in then.keys() ^ now.keys()}
    one, other = _slices(case)
    owners = owner_changes(owners_of(before, scope), owners_of(after, scope))
    rows = {_place(change) for change in compare(one.rows, other.rows)}
    assert rows | {_place(change) for change in owners} == differing
    assert (one.fingerprint != other.fingerprint) == bool(rows)


@settings(max_examples=300, deadline=None)
@given(cases())
def test_the_order_of_the_rows_says_nothing(case: Case) -> None:
    before, _, scope, asked = case
    turned = replace(
        before,
        **{name: tuple(reversed(getattr(before, name))) for name in ("categories", "assets", "holdings", "flows")},
        dependencies=tuple(reversed(before.dependencies)),
    )
    assert slice_of(turned, scope, asked).fingerprint == slice_of(before, scope, asked).fingerprint


@settings(max_examples=300, deadline=None)
@given(cases())
def test_a_change_that_is_undone_leaves_the_fingerprint_as_it_was(case: Case) -> None:
    before, _, scope, asked = case
    again = replace(before, assets=tuple(replace(one) for one in before.assets))
    assert again is not before
    assert slice_of(again, scope, asked).fingerprint == slice_of(before, scope, asked).fingerprint


@settings(max_examples=500, deadline=None)
@given(cases())
def test_only_words_differ_where_only_a_name_did(case: Case) -> None:
    before, _, scope, asked = case
    renamed = replace(before, assets=tuple(replace(one, name=f"{one.name} anew") for one in before.assets))
    then, now = slice_of(before, scope, asked), slice_of(renamed, scope, asked)
    found = compare(then.rows, now.rows)
    assert found
    assert all(one.wording for one in found)


def test_a_flow_to_itself_that_stops_wrong_data_belongs_to_the_slice() -> None:
    flow = Flow("f0", "a", "a", ("images",), Access.PUSH, encrypted=False, validated=True)
    before = Snapshot(
        (Category("images", "Images", Sensitivity.SPECIAL),), (Asset("a", "A", Kind.SYSTEM),), (), (flow,)
    )
    after = replace(before, flows=(replace(flow, purpose="Another"),))
    asked = [Question(("a",), Threat.INTEGRITY)]
    found = compare(slice_of(before, [], asked).rows, slice_of(after, [], asked).rows)
    assert [(one.table, one.key, one.field) for one in found] == [("flow", ("f0",), "purpose")]
