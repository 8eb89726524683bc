"""Reach: everything within a blast radius as members that name who took them with it, whatever the threat."""

from collections.abc import Sequence
from typing import NamedTuple

from riskapp.explorer.directory import Directory
from riskapp.explorer.readers import readers
from riskapp.explorer.rows import Row
from riskapp.explorer.stories import Result
from riskapp.graph.availability import Availability
from riskapp.graph.confidentiality import Confidentiality
from riskapp.graph.integrity import ByFlow, Integrity
from riskapp.graph.outage_rows import AssetOutage, Cause
from riskapp.graph.snapshot import Snapshot


class Member(NamedTuple):
    """An asset that was reached. `causes` took it with them, by an arrow of that kind; `parent` tipped it.

    `state` is a Node's (see drawing); `at` minutes, steps, or None (exposed). `also` have arrows to it that say nothing
    about where it stands: they may lead back.
    """

    key: str
    label: str
    kind: str
    state: str
    at: int | None
    causes: tuple[str, ...] = ()
    parent: str | None = None
    arrow: str = "dependency"
    also: tuple[str, ...] = ()


def members_of(snapshot: Snapshot, directory: Directory, result: Result, rows: Sequence[Row]) -> dict[str, Member]:
    """All members by id, in the order of `rows`; exposed holders that nobody controls come last."""
    if isinstance(result, Availability):
        causes = _outage_causes(result)
    elif isinstance(result, Integrity):
        causes = {
            one.id: ((one.origin,), one.origin, "flow" if isinstance(one.by, ByFlow) else "dependency")
            for one in result.assets
            if one.origin is not None
        }
    else:
        causes = {one.id: ((one.by.provider,), one.by.provider, "dependency") for one in result.controlled if one.by}
    hit = set(result.hit)
    members = {
        row.key: Member(
            row.key, row.name, row.kind.value, "hit" if row.key in hit else row.state, row.at, *causes.get(row.key, ())
        )
        for row in rows
    }
    if isinstance(result, Confidentiality):
        members.update(_exposed(directory, result, members))
    return members


def _outage_causes(result: Availability) -> dict[str, tuple[tuple[str, ...], str | None, str]]:
    first = {one.id: _first(one) for one in result.assets}
    found: dict[str, tuple[tuple[str, ...], str | None, str]] = {}
    for one in result.attack:
        if one.by is not None:
            found[one.id] = (one.by.provider,), one.by.provider, "dependency"
    for outage in result.assets:
        cause = outage.intervals[0].cause if outage.first_failure is None else outage.cause
        if cause is not None:
            found[outage.id] = cause.providers, _tipping(cause, first), "dependency"
    return found


def _first(outage: AssetOutage) -> int:
    return outage.intervals[0].start if outage.first_failure is None else outage.first_failure


def _tipping(cause: Cause, first: dict[str, int]) -> str:
    """The provider that failed last, for that one tipped it."""
    if len(cause.providers) == 1:
        return cause.providers[0]
    return min(cause.providers, key=lambda key: (-first[key], key))


def _exposed(directory: Directory, result: Confidentiality, controlled: dict[str, Member]) -> dict[str, Member]:
    found: dict[str, Member] = {}
    for holder, reader in readers(result).items():
        if holder not in controlled:
            asset = directory.assets[holder]
            found[holder] = Member(holder, asset.name, asset.kind.value, "exposed", None, (reader,), reader, "exposed")
    return found
