"""Tables, stories, timelines and verdicts of a blast radius."""

from dataclasses import replace

import pytest

from riskapp.errors import Invalid
from riskapp.explorer.directory import directory_of
from riskapp.explorer.finding import find
from riskapp.explorer.rows import REACHED, Row, rows_of
from riskapp.explorer.stories import Lost, Received, Result, Stage, TakenOver, stories
from riskapp.explorer.summary import Verdict, back_at, process_outages, reach_of
from riskapp.explorer.table import Choice, page_of
from riskapp.explorer.timeline import timeline_of
from riskapp.explorer.worst import is_ready, worst
from riskapp.graph.availability import Availability, simulate
from riskapp.graph.confidentiality import expose
from riskapp.graph.integrity import trace
from riskapp.graph.reasons import chain
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Kind, Threat
from tests.graph.estates import estate, needs, read_ward

WARD = read_ward()


def rows(result: Result, snapshot: Snapshot = WARD) -> list[Row]:
    """The rows of a result."""
    return rows_of(result, directory_of(snapshot))


def power(minutes: int | None = 100) -> Availability:
    """The outage of the worked example."""
    return simulate(WARD, ["power"], minutes)


def test_rows_come_in_the_order_in_which_assets_fell() -> None:
    assert [(row.key, row.state, row.at) for row in rows(power())] == [
        ("power", "down", 0), ("ad", "down", 30), ("dc1", "down", 30), ("integ", "down", 30),
        ("lab", "degraded", 30), ("ehr", "down", 90), ("ward", "down", 105),
    ]  # fmt: skip


def test_a_table_is_sorted_filtered_and_paged_with_its_counts() -> None:
    everything = rows(power())
    assert [row.name for row in page_of(everything, REACHED, Choice("name")).rows][:2] == [
        "Directory service",
        "Host 1",
    ]
    assert [row.kind for row in page_of(everything, REACHED, Choice("kind")).rows][:2] == [Kind.PROCESS, Kind.SYSTEM]
    page = page_of(everything, REACHED, Choice(kind=Kind.SYSTEM))
    assert [row.key for row in page.rows] == ["integ", "lab", "ehr"]
    assert (page.total, page.everything, dict(page.kinds)[Kind.INFRASTRUCTURE]) == (3, 7, 3)


def test_pages_hold_a_hundred_rows_and_none_is_lost() -> None:
    snapshot = estate(*(needs(f"asset {number:03}", "core") for number in range(250)))
    everything = rows(simulate(snapshot, ["core"]), snapshot)
    pages = [page_of(everything, REACHED, number=number) for number in (1, 2, 3)]
    assert [len(page.rows) for page in pages] == [100, 100, 51]
    assert [row for page in pages for row in page.rows] == everything
    for number in (0, 4):
        with pytest.raises(Invalid, match="There is no page"):
            page_of(everything, REACHED, number=number)


def test_the_story_of_an_outage_leads_from_the_hit_to_the_asset() -> None:
    story = stories(power(), directory_of(WARD), ["ward"])["ward"]
    assert story.way == (
        Stage("power", "down", 0), Stage("dc1", "down", 30), Stage("ad", "down", 30), Stage("ehr", "down", 90),
        Stage("ward", "down", 105),
    )  # fmt: skip
    assert isinstance(story.why, Lost)
    assert story.why.providers == ("ehr",)
    assert story.why.need.tolerance == 15


def test_a_group_that_lost_its_members_is_named() -> None:
    result = simulate(WARD, ["dc1", "dc2"])
    why = stories(result, directory_of(WARD), ["ehr"])["ehr"].why
    assert isinstance(why, Lost)
    assert (why.need.group, why.need.needed, why.providers) == ("cluster", 1, ("dc1", "dc2"))


def test_control_and_flows_are_told_apart_in_a_story() -> None:
    told = stories(trace(WARD, ["dc1"], control=True), directory_of(WARD), ["ehr", "ward", "dc1"])
    assert isinstance(told["ehr"].why, TakenOver)
    assert isinstance(told["ward"].why, Received)
    assert (told["ward"].why.flow.id, told["ward"].why.origin) == ("f4", "ehr")
    assert told["dc1"].why is None


def test_a_carrier_that_changes_data_is_named() -> None:
    why = stories(trace(WARD, ["net"], control=True), directory_of(WARD), ["ehr"])["ehr"].why
    assert isinstance(why, Received)
    assert (why.flow.id, why.origin) == ("f1", "net")


@pytest.mark.parametrize(
    "result",
    [
        power(600), power(None), simulate(WARD, ["power"], 100, control=True), simulate(WARD, ["dc1"], control=True),
        trace(WARD, ["lab"]), trace(WARD, ["dc1"], control=True), expose(WARD, ["dc2"]),
    ],
)  # fmt: skip
def test_stories_say_what_the_engine_says_of_each_asset_alone(result: Result) -> None:
    told = stories(result, directory_of(WARD), [row.key for row in rows(result)])
    for key, story in told.items():
        assert [stage.key for stage in story.way] == [link.asset for link in reversed(chain(result, key))]


def test_a_process_is_judged_by_what_it_bears() -> None:
    def verdict(bears: int | None, minutes: int | None = 100) -> Verdict:
        assets = tuple(replace(asset, max_downtime=bears) if asset.id == "ward" else asset for asset in WARD.assets)
        snapshot = replace(WARD, assets=assets)
        result = simulate(snapshot, ["power"], minutes)
        (process,) = process_outages(result, rows(result, snapshot), directory_of(snapshot))
        return process.verdict

    assert verdict(69) is Verdict.TOO_LONG
    assert verdict(70) is Verdict.BEARS
    assert verdict(None) is Verdict.UNKNOWN
    assert verdict(20_000, None) is Verdict.NOT_BACK
    assert verdict(60, None) is Verdict.TOO_LONG


def test_a_process_that_only_limps_is_not_said_to_be_down() -> None:
    result = simulate(WARD, ["lab"], 600)
    (process,) = process_outages(result, rows(result), directory_of(WARD))
    assert (process.verdict, process.longest) == (Verdict.DEGRADED, 0)


def test_the_figures_leave_the_hit_itself_out() -> None:
    reach = reach_of(rows(power()), ("power",))
    assert (reach.processes, reach.processes_worst, reach.assets, reach.assets_worst) == (1, 1, 6, 5)
    assert reach.first is not None
    assert reach.first.key == "ward"
    assert back_at(power()) == 175
    assert back_at(power(None)) is None


def test_the_timeline_has_processes_first_and_ends_soon_after_the_last_thing_that_happens() -> None:
    timeline = timeline_of(power(), rows(power()))
    assert [one.row.key for one in timeline.rows] == ["ward", "power", "ad", "dc1", "integ", "lab", "ehr"]
    assert 175 <= timeline.end < 240
    assert [minute for minute, _ in timeline.ticks] == [0, 30, 60, 90, 120, 150, 180]
    for one in timeline.rows:
        for bar in one.bars:
            assert 0 <= bar.x <= bar.x + bar.wide <= 1.0001
    assert timeline_of(power(), rows(power()), others=2).left_out == 4


def test_what_does_not_come_back_is_drawn_open() -> None:
    bars = [one.bars[-1] for one in timeline_of(power(None), rows(power(None))).rows]
    assert len(bars) == 8
    assert all(bar.open and bar.x + bar.wide == pytest.approx(1, abs=0.001) for bar in bars)


def test_an_asset_is_found_by_id_by_name_and_by_a_part_of_either() -> None:
    assert [asset.id for asset in find(WARD.assets, "dc1")] == ["dc1"]
    assert [asset.id for asset in find(WARD.assets, " WARD ")] == ["ward"]
    assert [asset.id for asset in find(WARD.assets, "patient")] == ["ehr", "monitor"]
    assert find(WARD.assets, "  ") == ()
    assert find(WARD.assets, "nothing like it") == ()


def test_the_worst_come_first_and_those_that_reach_nothing_are_left_out() -> None:
    assert [one.id for one in worst(WARD, Threat.AVAILABILITY)] == ["power", "dc1", "ad", "ehr", "dc2", "net"]
    assert is_ready(WARD, Threat.AVAILABILITY)
    assert worst(WARD, Threat.AVAILABILITY) is worst(WARD, Threat.AVAILABILITY)
