"""One blast radius for a report: the figures as evidence has them, why each process stops, and a small picture."""

from typing import Any

from riskapp.assessments.evidence import MOST, evidence_of
from riskapp.errors import N_, Invalid
from riskapp.explorer.asking import find_out
from riskapp.explorer.directory import Directory, directory_of
from riskapp.explorer.drawing import Drawing
from riskapp.explorer.picture import picture_of
from riskapp.explorer.reach import members_of
from riskapp.explorer.rows import Row as Reached
from riskapp.explorer.rows import rows_of
from riskapp.explorer.stories import Lost, Received, Result, Story, TakenOver, stories
from riskapp.explorer.summary import Verdict, process_outages
from riskapp.graph.availability import Availability
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Kind, Threat
from riskapp.issuing.hits import Hit

BOXES = 14
EXPLAINED = 20
"""Processes whose reason is told; the table has as many as evidence."""
WAY = 6
"""Assets of a way that are named, its end among them."""

Row = dict[str, Any]


def radius_told(snapshot: Snapshot, hit: Hit, state: int, at: str) -> Row:
    """`evidence` (see assessments/evidence), `verdicts`, `reasons` and `drawing`. Raises Invalid as the engine does."""
    outage = hit.outage if hit.threat is Threat.AVAILABILITY else None
    control = hit.threat is Threat.INTEGRITY
    try:
        result = find_out(snapshot, hit.assets, hit.threat.value, outage, None, control)
    except Invalid as refusal:
        raise Invalid(
            N_("The blast radius of %(hit)s cannot be told: %(why)s"), hit=", ".join(hit.assets), why=str(refusal)
        ) from refusal
    directory = directory_of(snapshot)
    rows = rows_of(result, directory)
    drawing = picture_of(members_of(snapshot, directory, result, rows), BOXES)
    return {
        "evidence": evidence_of(snapshot, hit.assets, hit.threat.value, outage, state, at, result=result),
        "verdicts": _verdicts(result, rows, directory),
        "reasons": _reasons(result, rows, directory),
        "drawing": _drawn(drawing),
    }


def _verdicts(result: Result, rows: list[Reached], directory: Directory) -> list[Row]:
    """Whether each process that stops bears it: its longest time down at a stretch beside what is tolerable."""
    if not isinstance(result, Availability):
        return []
    return [
        {
            "id": one.row.key,
            "name": one.row.name,
            "longest": one.longest,
            "ongoing": one.ongoing,
            "bears": one.bears,
            "verdict": one.verdict.value,
        }
        for one in process_outages(result, rows, directory)
        if one.verdict is not Verdict.DEGRADED
    ][:MOST]


def _reasons(result: Result, rows: list[Reached], directory: Directory) -> list[Row]:
    """Why each process is reached, in order of time, and by which way."""
    hit = set(result.hit)
    keys = [row.key for row in rows if row.kind is Kind.PROCESS and row.key not in hit][:EXPLAINED]
    found = stories(result, directory, keys)
    return [{"id": key, "name": directory.name(key), **_story(found[key], directory)} for key in keys]


def _story(story: Story, directory: Directory) -> Row:
    stages = [{"name": directory.name(one.key), "state": one.state, "at": one.at} for one in story.way]
    cut = max(0, len(stages) - WAY)
    way = stages if not cut else [*stages[: WAY // 2], *stages[-(WAY - WAY // 2) :]]
    return {"why": _why(story, directory), "way": way, "way_left_out": cut}


def _why(story: Story, directory: Directory) -> Row | None:
    match story.why:
        case Lost(need, providers):
            names = [directory.name(one) for one in providers]
            return {
                "lost": names,
                "kind": need.kind.value,
                "tolerance": need.tolerance,
                "strength": need.strength.value,
            }
        case TakenOver(need):
            return {"taken_over": directory.name(need.provider), "kind": need.kind.value}
        case Received(flow, origin):
            return {"received": directory.name(origin), "flow": flow.id}
        case _:
            return None


def _drawn(drawing: Drawing) -> Row:
    return {
        "nodes": [
            {
                "key": one.key,
                "label": one.label,
                "kind": one.kind,
                "state": one.state,
                "at": one.at,
                "until": one.until,
                "count": one.count,
                "x": round(one.x, 4),
                "y": round(one.y, 4),
            }
            for one in drawing.nodes
        ],
        "arrows": [[one.source, one.target] for one in drawing.arrows],
        "total": drawing.total,
        "stacked": drawing.stacked,
        "left_out": drawing.left_out,
    }
