"""The ways from one asset to another as one picture: each asset once, and every step an arrow."""

from dataclasses import replace
from itertools import chain

from riskapp.explorer.directory import Directory
from riskapp.explorer.drawing import Drawing, Rule
from riskapp.explorer.picture import MOST, picture_of
from riskapp.explorer.reach import Member
from riskapp.graph.snapshot import Flow
from riskapp.graph.ways import Step, Ways


def picture_of_ways(answer: Ways, directory: Directory) -> Drawing:
    """All assets on the ways, the start on the left; none is left out."""
    steps = list(dict.fromkeys(chain.from_iterable(answer.ways)))
    parent = {answer.start: ""}
    for step in steps:
        parent.setdefault(step.target, step.source)
    into: dict[str, list[str]] = {key: [] for key in parent}
    for step in steps:
        into[step.target].append(step.source)
    place = {key: number for number, key in enumerate(sorted(parent, key=_latest(answer).__getitem__))}
    members = {key: _member(key, parent[key], answer, place, into[key], directory) for key in place}
    drawing = picture_of(members, MOST, Rule.WAYS)
    kinds = {(step.source, step.target): _kind(step) for step in steps}
    return replace(drawing, arrows=tuple(replace(one, kind=kinds[one.source, one.target]) for one in drawing.arrows))


def _latest(answer: Ways) -> dict[str, int]:
    """After how many steps each asset is reached at the latest, so that as few arrows as can be lead back."""
    latest = {answer.start: 0}
    for way in answer.ways:
        for number, step in enumerate(way, start=1):
            latest[step.target] = max(latest.get(step.target, 0), number)
    return latest


def _member(
    key: str, parent: str, answer: Ways, place: dict[str, int], into: list[str], directory: Directory
) -> Member:
    asset = directory.assets[key]
    return Member(
        key=key,
        label=asset.name,
        kind=asset.kind.value,
        state={answer.start: "start", answer.end: "end"}.get(key, ""),
        at=None,
        causes=tuple(source for source in into if place[source] < place[key]),
        parent=parent or None,
        also=tuple(source for source in into if place[source] > place[key]),
    )


def _kind(step: Step) -> str:
    """A flow's arrow where nothing but flows lead there."""
    return "flow" if all(isinstance(row, Flow) for row in step.by) else "dependency"
