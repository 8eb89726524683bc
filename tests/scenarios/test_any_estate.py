"""What holds on estates drawn at random: rules never fail, stay in reach of the scope, and do not mind neighbours."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskapp.graph.snapshot import Asset, Snapshot
from riskapp.graph.vocabulary import Kind, Lifecycle
from riskapp.scenarios.suggesting import suggestions
from tests.graph.strategies import questions

pytestmark = pytest.mark.slow


@st.composite
def scoped(draw: st.DrawFn) -> tuple[Snapshot, list[str]]:
    """An estate whose assets are of any kind, of some supplier and site, with times; and a scope in it."""
    snapshot, scope = draw(questions())
    names = st.sampled_from(["", "acme", *(asset.id for asset in snapshot.assets)])
    assets = tuple(
        replace(
            asset,
            kind=draw(st.sampled_from(list(Kind))),
            supplier=draw(names),
            site=draw(names),
            lifecycle=Lifecycle.RETIRING if asset.lifecycle.takes_part and draw(st.booleans()) else asset.lifecycle,
            max_downtime=draw(st.none() | st.integers(0, 90)),
        )
        for asset in snapshot.assets
    )
    return replace(snapshot, assets=assets), scope


def reach(snapshot: Snapshot, scope: list[str]) -> set[str]:
    """Everything that dependencies or flows join to the scope, however far and in either direction."""
    joined = [{row.dependent, row.provider} for row in snapshot.dependencies]
    joined += [{row.source, row.target, *row.via} for row in snapshot.flows]
    found, grows = set(scope), True
    while grows:
        new = set().union(*(ends for ends in joined if ends & found)) - found
        found |= new
        grows = bool(new)
    return found


@given(scoped())
@settings(max_examples=150, deadline=None)
def test_suggestions_stay_in_reach_and_their_words_are_whole(question: tuple[Snapshot, list[str]]) -> None:
    snapshot, scope = question
    near = reach(snapshot, scope)
    named = {asset.supplier for asset in snapshot.assets if asset.id in near}
    named |= {asset.site for asset in snapshot.assets if asset.id in near}
    suggested = suggestions(snapshot, scope)
    assert len({one.key for one in suggested}) == len(suggested)
    for one in suggested:
        assert one.hit and set(one.hit) <= near | named and one.asset in near | named, one.key
        for text in (one.cause, one.event, one.effect, one.reason):
            assert text.nb and text.en and "{" not in text.nb + text.en


@given(scoped())
@settings(max_examples=60, deadline=None)
def test_an_asset_that_nothing_joins_changes_nothing(question: tuple[Snapshot, list[str]]) -> None:
    snapshot, scope = question
    more = replace(snapshot, assets=(Asset("unjoined", "Unjoined", Kind.SYSTEM), *snapshot.assets))
    assert suggestions(more, scope) == suggestions(snapshot, scope)
