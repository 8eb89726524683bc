"""Ids never matter: an estate under other names, which sort in another order, gets the same answers under these names.

The order of the files stays, so that also `cause` and `by` are the same: of several that are equally good they name the
first in the files. Of several needs that are equally strong, ways that are equally short, failures that hurt equally
and hands that start as much, any may be told.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskapp.graph.answers import availability_answer, confidentiality_answer, integrity_answer, rank_answer
from riskapp.graph.availability import simulate
from riskapp.graph.completeness import completeness
from riskapp.graph.confidentiality import expose
from riskapp.graph.cut_sets import cut_sets
from riskapp.graph.downtimes import downtimes
from riskapp.graph.finding_answers import completeness_answer
from riskapp.graph.integrity import trace
from riskapp.graph.needs import needs
from riskapp.graph.plan_answers import restart_answer
from riskapp.graph.ranking import rank
from riskapp.graph.restart import restart
from riskapp.graph.single_hits import single_points
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Threat

from .strategies import estates, questions

pytestmark = pytest.mark.slow

QUICK = settings(deadline=None, max_examples=60)
HORIZON = 40
outages = st.none() | st.integers(1, 45)

_ORDERED = ("dependency",)
"""Keys of lists whose order says something."""


@dataclass(frozen=True)
class Renaming:
    """New names by the old ones: of assets, flows, categories and groups."""

    to: dict[str, str]

    def names(self, old: Iterable[str]) -> list[str]:
        return [self.to[name] for name in old]

    def estate(self, old: Snapshot) -> Snapshot:
        to = self.to
        return Snapshot(
            tuple(replace(row, id=to[row.id]) for row in old.categories),
            tuple(replace(row, id=to[row.id]) for row in old.assets),
            tuple(replace(row, asset=to[row.asset], category=to[row.category]) for row in old.holdings),
            tuple(
                replace(row, id=to[row.id], source=to[row.source], target=to[row.target],
                        categories=tuple(self.names(row.categories)), via=tuple(self.names(row.via)))
                for row in old.flows
            ),
            tuple(
                replace(row, dependent=to[row.dependent], provider=to[row.provider],
                        group=None if row.group is None else to[row.group])
                for row in old.dependencies
            ),
        )  # fmt: skip

    def back(self, answer: Any) -> Any:
        """The answer under the old names, as `plain` gives it."""
        return plain(answer, {new: old for old, new in self.to.items()})


def plain(answer: Any, names: dict[str, str] | None = None) -> Any:
    """The answer with all lists sorted that are sorted by ids, and other `names` in it."""
    names = names or {}
    if isinstance(answer, dict):
        return {
            names.get(key, key): [names.get(one, one) for one in value] if key in _ORDERED else plain(value, names)
            for key, value in answer.items()
        }
    if isinstance(answer, list | tuple):
        return sorted((plain(one, names) for one in answer), key=repr)
    return names.get(answer, answer) if isinstance(answer, str) else answer


@st.composite
def renamings(draw: st.DrawFn, snapshot: Snapshot) -> Renaming:
    """Numbers for names, in any order."""
    rows = (*snapshot.categories, *snapshot.assets, *snapshot.flows)
    names = list(dict.fromkeys([row.id for row in rows] + [row.group for row in snapshot.dependencies if row.group]))
    new = draw(st.permutations([f"#{number:02}" for number in range(len(names))]))
    return Renaming(dict(zip(names, new, strict=True)))


@st.composite
def renamed(draw: st.DrawFn, flows: bool = True) -> tuple[Snapshot, Renaming]:
    """An estate whose assets have needs of their own, and other names for all that is in it."""
    level = st.none() | st.integers(1, 4)
    snapshot = draw(estates(flows))
    assets = tuple(
        replace(
            asset,
            confidentiality=draw(level),
            integrity=draw(level),
            availability=draw(level),
            max_downtime=draw(st.none() | st.sampled_from([0, 4, 30])),
        )
        for asset in snapshot.assets
    )
    snapshot = replace(snapshot, assets=assets)
    return snapshot, draw(renamings(snapshot))


@QUICK
@given(questions(), outages, st.booleans(), st.data())
def test_what_a_hit_reaches_does_not_hang_on_names(
    question: tuple[Snapshot, list[str]], outage: int | None, control: bool, data: st.DataObject
) -> None:
    snapshot, hit = question
    renaming = data.draw(renamings(snapshot))

    def answers(one: Snapshot, hit: list[str]) -> list[dict[str, Any]]:
        return [
            availability_answer(simulate(one, hit, outage, HORIZON, control)),
            integrity_answer(trace(one, hit, control)),
            confidentiality_answer(expose(one, hit)),
        ]

    after = answers(renaming.estate(snapshot), renaming.names(hit))
    assert [renaming.back(one) for one in after] == [plain(one) for one in answers(snapshot, hit)]


@QUICK
@given(renamed(), st.sampled_from(Threat))
def test_a_ranking_puts_the_same_first(pair: tuple[Snapshot, Renaming], threat: Threat) -> None:
    snapshot, renaming = pair
    before, after = rank(snapshot, threat), rank(renaming.estate(snapshot), threat)
    assert [(one.processes, one.reached) for one in after] == [(one.processes, one.reached) for one in before]
    assert renaming.back(rank_answer(threat, after)) == plain(rank_answer(threat, before))


@QUICK
@given(renamed(flows=False))
def test_the_same_joint_failures_take_an_asset_down(pair: tuple[Snapshot, Renaming]) -> None:
    snapshot, renaming = pair
    other = renaming.estate(snapshot)
    for asset in snapshot.assets:
        if asset.lifecycle.takes_part:
            before, after = cut_sets(snapshot, asset.id), cut_sets(other, renaming.to[asset.id])
            assert [len(one) for one in after.cut_sets] == [len(one) for one in before.cut_sets]
            assert renaming.back(after.cut_sets) == plain(before.cut_sets)
            assert (after.complete, after.listed_to) == (before.complete, before.listed_to)
    assert renaming.back(single_points(other)) == plain(single_points(snapshot))


@QUICK
@given(renamed())
def test_the_same_is_needed_and_the_same_is_not_said(pair: tuple[Snapshot, Renaming]) -> None:
    snapshot, renaming = pair

    def needed(one: Snapshot) -> list[Any]:
        said = [
            {"asset": need.asset, "need": need.wanted.value, "own": need.own, "inherited": need.inherited,
             "mismatch": need.mismatch, "way": len(need.way)}
            for need in needs(one)
        ]  # fmt: skip
        long = [
            {"asset": row.asset, "most": row.max_downtime, "down": row.minutes_down, "others": row.others}
            for row in downtimes(one).too_long
        ]
        return [said, long, completeness_answer(completeness(one))]

    assert renaming.back(needed(renaming.estate(snapshot))) == plain(needed(snapshot))


@QUICK
@given(questions(flows=False), outages, st.data())
def test_a_restart_takes_the_same_waves_as_far_as_nobody_chooses_whom_to_start_by_hand(
    question: tuple[Snapshot, list[str]], outage: int | None, data: st.DataObject
) -> None:
    snapshot, hit = question
    renaming = data.draw(renamings(snapshot))

    def planned(one: Snapshot, hit: list[str]) -> dict[str, Any]:
        answer = restart_answer(restart(one, hit, outage))
        if not answer["black_starts"]:
            return answer
        black = answer["black_starts"][0]
        waves = [wave for wave in answer["waves"] if wave["step"] < black["step"]]
        return {"waves": waves, **black, "by_hand": len(black["by_hand"])}

    assert renaming.back(planned(renaming.estate(snapshot), renaming.names(hit))) == plain(planned(snapshot, hit))
