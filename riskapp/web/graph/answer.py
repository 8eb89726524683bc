"""Everything that the page of a blast radius shows, put together for one request."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from riskapp.explorer.directory import Directory, directory_of
from riskapp.explorer.drawing import Drawing
from riskapp.explorer.picture import picture_of
from riskapp.explorer.reach import members_of
from riskapp.explorer.rows import Page, Row, page_of, rows_of
from riskapp.explorer.stories import Result, Story, stories
from riskapp.explorer.summary import ProcessOutage, process_outages, reach_of
from riskapp.explorer.timeline import timeline_of
from riskapp.explorer.view import View
from riskapp.graph.availability import Availability, simulate
from riskapp.graph.confidentiality import Confidentiality, expose
from riskapp.graph.integrity import Integrity, trace
from riskapp.graph.memory import Memory
from riskapp.graph.snapshot import Flow, Snapshot
from riskapp.graph.vocabulary import Kind, Threat
from riskapp.web.graph.cascades import Played, played
from riskapp.web.graph.exposures import ExposurePage, exposure_page
from riskapp.web.graph.headlines import Headline, integrity_headline, leak_headline, outage_headline
from riskapp.web.graph.links import numbers_of, radius_urls, stack_urls
from riskapp.web.graph.question import Question
from riskapp.web.graph.timelines import DrawnTimeline, drawn

PROCESSES = 50
STOPPED = 50


@dataclass(frozen=True, slots=True)
class Answer:
    """The parts of the page; those of another threat are None or empty."""

    result: Result
    directory: Directory
    headline: Headline
    page: Page
    stories: dict[str, Story]
    drawing: Drawing
    urls: dict[str, str]
    processes: tuple[ProcessOutage, ...] = ()
    processes_left_out: int = 0
    timeline: DrawnTimeline | None = None
    cascade: Played | None = None
    exposures: ExposurePage | None = None
    stopped: tuple[Flow, ...] = ()


def answer_to(snapshot: Snapshot, keys: tuple[str, ...], question: Question, view: View) -> Answer:
    """Ask the engine what happens when `keys` are hit together, and make of its findings what the page shows."""
    directory = directory_of(snapshot)
    result = ask(snapshot, keys, question)
    rows = rows_of(result, directory)
    page = page_of(rows, view.choice, view.page)
    members = members_of(snapshot, directory, result, rows)
    drawing = picture_of(members, view.boxes, stacking=view.stacking(directory))
    exposures = exposure_page(result, view.exposures) if isinstance(result, Confidentiality) else None
    timeline = timeline_of(result, rows) if isinstance(result, Availability) else None
    processes = process_outages(result, rows, directory) if isinstance(result, Availability) else ()
    shown = {row.key for row in page.rows} | {node.key for node in drawing.nodes if node.count == 1}
    shown |= {one.row.key for one in timeline.rows} if timeline else set()
    shown |= {one.row.key for one in processes[:PROCESSES]}
    shown |= {one.holder for one in exposures.rows} if exposures else set()
    urls = radius_urls(shown, question.alone().args())
    urls |= stack_urls(drawing, view, "graph.blast_radius", asset_id=numbers_of(keys[:1])[keys[0]], **question.args())
    return Answer(
        result=result,
        directory=directory,
        headline=_headline(result, rows, processes, directory),
        page=page,
        stories=stories(result, directory, [row.key for row in page.rows]),
        drawing=drawing,
        urls=urls,
        processes=processes[:PROCESSES],
        processes_left_out=max(0, len(processes) - PROCESSES),
        timeline=drawn(timeline, urls) if timeline else None,
        cascade=played(result, rows, drawing, directory, view.at) if isinstance(result, Availability) else None,
        exposures=exposures,
        stopped=_stopped(result, directory),
    )


_RESULTS: Memory[Result] = Memory(8)
"""A wide answer on a whole trust takes some 10 MB, so that only those that people are looking at are kept."""


def ask(snapshot: Snapshot, keys: tuple[str, ...], question: Question) -> Result:
    """The engine's answer for `keys` hit together, kept for the next page of the same question."""
    asked = (keys, question.threat, question.outage, question.control)
    return _RESULTS.recall(snapshot, asked, lambda: _find_out(snapshot, keys, question))


def _find_out(snapshot: Snapshot, keys: tuple[str, ...], question: Question) -> Result:
    if question.threat is Threat.AVAILABILITY:
        return simulate(snapshot, keys, question.outage, control=question.control)
    if question.threat is Threat.INTEGRITY:
        return trace(snapshot, keys, control=question.control)
    return expose(snapshot, keys)


def _headline(
    result: Result, rows: Sequence[Row], processes: Sequence[ProcessOutage], directory: Directory
) -> Headline:
    reach = reach_of(rows, result.hit)
    if isinstance(result, Availability):
        return outage_headline(result, reach, processes, directory)
    if isinstance(result, Integrity):
        return integrity_headline(result, reach)
    counts = Counter(row.kind for row in rows if row.key not in result.hit)
    return leak_headline(result, reach, [(kind.value, counts[kind]) for kind in Kind if counts[kind]])


def _stopped(result: Result, directory: Directory) -> tuple[Flow, ...]:
    if not isinstance(result, Integrity):
        return ()
    return tuple(directory.flows[key] for key in result.stopped[:STOPPED])
