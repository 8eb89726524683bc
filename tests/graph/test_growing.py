"""Nothing that is added to a question or to an estate makes a blast radius smaller that it cannot make smaller.

More hits, one more need on its own and one more dependency that hands over control only ever add. (One more alternative
protects against an outage: see test_laws.) Of the persons, `at_most` in all counts what is known: it may fall where
what was known becomes unknown, and only there.
"""

from dataclasses import replace
from math import inf
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskapp.graph.availability import simulate
from riskapp.graph.confidentiality import Confidentiality, expose
from riskapp.graph.cut_sets import cut_sets
from riskapp.graph.integrity import Grip, Integrity, trace
from riskapp.graph.ranking import rank
from riskapp.graph.snapshot import Dependency, Snapshot
from riskapp.graph.vocabulary import DependencyKind, Strength, Threat

from .histories import history, never_better
from .naive import living
from .strategies import questions

pytestmark = pytest.mark.slow

QUICK = settings(deadline=None, max_examples=60)
HORIZON = 40

CONTROLLING = [kind for kind in DependencyKind if kind.hands_over_control]


@st.composite
def grown(
    draw: st.DrawFn, flows: bool, kinds: st.SearchStrategy[DependencyKind], strengths: list[Strength]
) -> tuple[Snapshot, Snapshot, list[str]]:
    """An estate, the same with one more dependency on its own, at any place in the file, and what is hit."""
    snapshot, hit = draw(questions(flows))
    names = [asset.id for asset in snapshot.assets]
    dependent = draw(st.sampled_from(names))
    provider = draw(st.sampled_from([name for name in names if name != dependent]))
    tolerance, strength = draw(st.sampled_from([0, 0, 1, 5])), draw(st.sampled_from(strengths))
    row = Dependency(dependent, provider, draw(kinds), None, 1, tolerance, strength)
    place = draw(st.integers(0, len(snapshot.dependencies)))
    rows = (*snapshot.dependencies[:place], row, *snapshot.dependencies[place:])
    return snapshot, replace(snapshot, dependencies=rows), hit


ANY_NEED = grown(False, st.sampled_from(DependencyKind), list(Strength))
HARD_NEED = grown(False, st.sampled_from(DependencyKind), [Strength.HARD])
HANDOVER = grown(True, st.sampled_from(CONTROLLING), list(Strength))


@st.composite
def hit_more(draw: st.DrawFn) -> tuple[Snapshot, list[str], list[str]]:
    """An estate, what is hit, and that with one more."""
    snapshot, hit = draw(questions())
    return snapshot, hit, [*hit, draw(st.sampled_from(sorted(living(snapshot))))]


def spreads_no_less(before: Integrity, after: Integrity) -> bool:
    """Whether everything reached is reached still, by as grave a state, and by no more steps where the state is one."""
    now = {one.id: one for one in after.assets}
    return set(before.stopped) <= set(after.stopped) and all(
        one.id in now
        and (
            (now[one.id].state is one.state and now[one.id].steps <= one.steps)
            or (one.state is Grip.DATA and now[one.id].state is Grip.CONTROL)
        )
        for one in before.assets
    )


def exposes_no_less(before: Confidentiality, after: Confidentiality) -> bool:
    """Whether every exposure is there still, on all its bases, of as many persons; unknown is more than any number."""
    now = {(one.holder, one.category): one for one in after.exposures}
    return all(
        (more := now.get((one.holder, one.category))) is not None
        and set(one.bases) <= set(more.bases)
        and one.at_least <= more.at_least
        and known(one.at_most) <= known(more.at_most)
        for one in before.exposures
    )


def known(persons: int | None) -> float:
    return inf if persons is None else persons


def counts_no_less(before: Confidentiality, after: Confidentiality) -> bool:
    """Whether the totals, in all and of each category, are no smaller; `at_most` where no more is unknown than was."""
    now = {one.category: one for one in after.categories}
    return totals_no_less(before, after) and all(totals_no_less(one, now[one.category]) for one in before.categories)


def totals_no_less(before: Any, after: Any) -> bool:
    """Of anything that counts persons: a result, one of its categories, a row of the ranking."""
    counted: bool = before.at_least <= after.at_least and before.unknown <= after.unknown
    return counted and (before.at_most <= after.at_most or before.unknown < after.unknown)


def takes_no_less(before: Confidentiality, after: Confidentiality) -> bool:
    """Whether everything under control is so still, by no more steps."""
    now = {one.id: one.steps for one in after.controlled}
    return all(now.get(one.id, inf) <= one.steps for one in before.controlled)


def never_narrower(before: Confidentiality, after: Confidentiality) -> bool:
    return takes_no_less(before, after) and exposes_no_less(before, after) and counts_no_less(before, after)


@QUICK
@given(ANY_NEED, st.booleans())
def test_one_more_need_never_shortens_an_outage(question: tuple[Snapshot, Snapshot, list[str]], control: bool) -> None:
    snapshot, more, hit = question
    before = history(simulate(snapshot, hit, None, HORIZON, control), snapshot)
    assert never_better(before, history(simulate(more, hit, None, HORIZON, control), more))


@QUICK
@given(HARD_NEED)
def test_one_more_hard_need_leaves_every_joint_failure_one(question: tuple[Snapshot, Snapshot, list[str]]) -> None:
    snapshot, more, _ = question
    for name in living(snapshot):
        now = [set(one) for one in cut_sets(more, name).cut_sets]
        assert all(any(one <= set(old) for one in now) for old in cut_sets(snapshot, name).cut_sets)


@QUICK
@given(HANDOVER)
def test_one_more_handover_never_keeps_wrong_data_or_control_out(
    question: tuple[Snapshot, Snapshot, list[str]],
) -> None:
    snapshot, more, hit = question
    assert spreads_no_less(trace(snapshot, hit, control=True), trace(more, hit, control=True))


@QUICK
@given(HANDOVER)
def test_one_more_handover_never_protects_data(question: tuple[Snapshot, Snapshot, list[str]]) -> None:
    snapshot, more, hit = question
    assert never_narrower(expose(snapshot, hit), expose(more, hit))


@QUICK
@given(HANDOVER, st.sampled_from(Threat))
def test_one_more_handover_never_lets_an_asset_reach_less(
    question: tuple[Snapshot, Snapshot, list[str]], threat: Threat
) -> None:
    snapshot, more, _ = question
    now = {one.id: one for one in rank(more, threat)}
    for one in rank(snapshot, threat):
        same = now[one.id]
        assert one.reached <= same.reached
        assert one.processes <= same.processes
        if threat is Threat.CONFIDENTIALITY:
            assert totals_no_less(one, same)


@QUICK
@given(hit_more(), st.booleans())
def test_one_more_hit_never_keeps_wrong_data_or_control_out(
    question: tuple[Snapshot, list[str], list[str]], control: bool
) -> None:
    snapshot, hit, more = question
    assert spreads_no_less(trace(snapshot, hit, control), trace(snapshot, more, control))


@QUICK
@given(hit_more())
def test_one_more_hit_never_protects_data(question: tuple[Snapshot, list[str], list[str]]) -> None:
    snapshot, hit, more = question
    assert never_narrower(expose(snapshot, hit), expose(snapshot, more))


@QUICK
@given(hit_more())
def test_one_more_hit_never_shortens_an_attack(question: tuple[Snapshot, list[str], list[str]]) -> None:
    snapshot, hit, more = question
    before = history(simulate(snapshot, hit, None, HORIZON, control=True), snapshot)
    assert never_better(before, history(simulate(snapshot, more, None, HORIZON, control=True), snapshot))
