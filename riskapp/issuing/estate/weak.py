"""What everything hangs on: the worst of each threat, single points of failure, pairs, and redundancy that is none."""

from collections.abc import Iterator
from typing import Any

from riskapp.errors import Invalid
from riskapp.explorer.directory import Directory, directory_of
from riskapp.explorer.joint_failures import joint_failures
from riskapp.graph.cut_sets import cut_sets
from riskapp.graph.memory import Memory
from riskapp.graph.ranking import Ranked, rank
from riskapp.graph.snapshot import Asset, Snapshot
from riskapp.graph.vocabulary import Kind, Threat
from riskapp.issuing.estate.groups import groups_of

SHOWN = 20
NAMED = 12
"""Single points, pairs and defeated groups that are named for one process; a file of the report has all of them."""

Row = dict[str, Any]

_ranked: Memory[tuple[Ranked, ...]] = Memory(6)


def ranking_told(snapshot: Snapshot) -> Row:
    """By threat the SHOWN worst that reach anything; devices that are alike and reach as much are one of them."""
    return {threat.value: [_ranked_row(one, snapshot) for one in worst_apart(snapshot, threat)] for threat in Threat}


def worst_apart(snapshot: Snapshot, threat: Threat) -> list[tuple[Ranked, int]]:
    """The SHOWN worst of a threat, each with how many devices that are alike it stands for."""
    found: dict[object, tuple[Ranked, int]] = {}
    groups = groups_of(snapshot)
    for one in _ranked.recall(snapshot, threat, lambda: rank(snapshot, threat)):
        if not (one.reached or one.processes or one.at_most or one.unknown):
            continue
        figures = one.reached, one.processes, one.at_least, one.at_most, one.unknown
        mark = (groups.of[one.id], *figures) if one.id in groups.of else one.id
        if mark in found:
            found[mark] = found[mark][0], found[mark][1] + 1
        elif len(found) < SHOWN:
            found[mark] = one, 1
    return list(found.values())


def _ranked_row(pair: tuple[Ranked, int], snapshot: Snapshot) -> Row:
    one, count = pair
    asset = directory_of(snapshot).assets[one.id]
    return {
        "id": one.id,
        "name": asset.name,
        "kind": asset.kind.value,
        "stands_for": count,
        "processes": one.processes,
        "reached": one.reached,
        "at_least": one.at_least,
        "at_most": one.at_most,
        "unknown": one.unknown,
    }


def points_told(snapshot: Snapshot) -> list[Row]:
    """For each process what stops it alone, which pairs do together, and which redundancy one failure defeats."""
    directory = directory_of(snapshot)
    return [{"id": one.id, "name": one.name, **_points(snapshot, one.id, directory)} for one in _processes(snapshot)]


def every_point(snapshot: Snapshot) -> Iterator[tuple[str, str, str, str]]:
    """All of them: the process, `alone`, `together` or `defeats`, and the two that it is about, by their ids."""
    for process in _processes(snapshot):
        for one in _singles(snapshot, process.id) or ():
            yield process.id, "alone", one, ""
        joint = joint_failures(snapshot, process.id)
        for first, second in joint.pairs or ():
            yield process.id, "together", first, second
        for cause in joint.causes:
            yield process.id, "defeats", cause.asset, f"{cause.dependent}: {cause.group or ''}"


def _processes(snapshot: Snapshot) -> list[Asset]:
    return [one for one in snapshot.assets if one.kind is Kind.PROCESS and one.lifecycle.takes_part]


def _points(snapshot: Snapshot, process: str, directory: Directory) -> Row:
    """`singles` and `pairs` are None where there are too many to be found."""
    joint = joint_failures(snapshot, process)
    singles = _singles(snapshot, process)
    pairs = joint.pairs
    causes = [
        {"name": directory.name(one.asset), "dependent": directory.name(one.dependent), "group": one.group or ""}
        for one in joint.causes
    ]
    return {
        "singles": None if singles is None else [directory.name(one) for one in singles[:NAMED]],
        "singles_more": max(0, len(singles or ()) - NAMED),
        "pairs": None if pairs is None else [[directory.name(one) for one in pair] for pair in pairs[:NAMED]],
        "pairs_more": max(0, len(pairs or ()) - NAMED),
        "defeated": causes[:NAMED],
        "defeated_more": max(0, len(causes) - NAMED),
    }


def _singles(snapshot: Snapshot, process: str) -> list[str] | None:
    try:
        return [one for (one,) in cut_sets(snapshot, process, max_order=1).cut_sets]
    except Invalid:  # the process is there and takes part, so it is the number of sets that was refused
        return None
