"""The register's pure rules: doubts, heat map, top ten, trend, choosing."""

from dataclasses import replace
from datetime import date

import pytest

from riskapp.catalogues.presets import preset
from riskapp.catalogues.register_rules import load_register_rules
from riskapp.errors import Invalid
from riskapp.register.choosing import FACETS, Wanted, chosen, counts, page_of, wanted_in
from riskapp.register.doubts import RULES, doubts_in
from riskapp.register.heat import heat_map, usual_gauge
from riskapp.register.rows import Bearing, PastRisk, PastVersion, Standing
from riskapp.register.tops import top_ten
from riskapp.register.trend import month_ends, trend
from tests.register.rows import GAUGE, LAB, PUMP, SCALES, TODAY, level, measure, register, row


def told(*rows, measures=()):
    return [(one.rule.id, one.row.number) for one in doubts_in(register(*rows, measures=measures))]


def test_each_rule_of_the_catalogue_is_looked_for_and_no_other():
    assert [one.id for one in load_register_rules().rules] == list(RULES)


def test_a_register_in_order_has_no_doubts():
    assert told(row(1), row(2), measures=[measure(), measure(2, status="in place", evidence=1)]) == []


@pytest.mark.parametrize("standing", [Standing.EXPIRED, Standing.WITHDRAWN, Standing.STALE, Standing.NEVER])
def test_an_approved_risk_above_the_criteria_that_nobody_bears_is_told(standing):
    open_ = row(1, left=level(3), standing=standing)
    assert told(open_) == [("accepted-without-acceptance", 1)]
    assert told(row(1, left=level(3), standing=standing, state="advised", draft=True)) == []
    assert told(row(1, left=level(3), standing=Standing.ACCEPTED)) == []
    assert told(row(1, left=None, standing=Standing.UNJUDGED, treatment="retain")) == [
        ("accepted-without-acceptance", 1)
    ]


def test_measures_past_their_day_and_done_ones_without_evidence_are_told():
    late = measure(1, due=date(2026, 11, 26))
    assert told(measures=[late, measure(2, due=TODAY), measure(3, due=None)]) == [("measure-overdue", 1)]
    done = measure(1, status="in place", due=date(2026, 1, 1))
    assert told(measures=[done]) == [("done-without-evidence", 1)]


def test_a_risk_above_the_criteria_has_an_owner():
    assert told(row(1, left=level(2), standing=Standing.ACCEPTED, owner="", owner_id=None)) == [("without-owner", 1)]
    assert told(row(1, owner="", owner_id=None)) == []
    assert told(row(1, left=None, standing=Standing.UNJUDGED, owner_id=None)) == [("without-owner", 1)]


def test_a_lower_risk_stands_on_a_measure_that_is_there():
    lower = {"likelihood_after": 1}
    assert told(row(1, **lower, in_place=0)) == [("lowered-without-measure", 1)]
    assert told(row(1, **lower, in_place=1)) == []
    assert told(row(1, **lower, in_place=0, state="draft", draft=True)) == []
    assert told(row(1, **lower, measures=0, in_place=0, state="draft", draft=True)) == [("lowered-without-measure", 1)]
    assert told(row(1, consequence_after=4, in_place=0)) == []


def test_two_risks_of_one_asset_that_say_the_same_are_told_across_assessments():
    one = row(1, event="Uvedkommende leser prøvesvarene")
    other = row(1, event="Uvedkommende får lese prøvesvar", assessment=2)
    assert told(one, other) == [("says-the-same", 1)]
    (found,) = doubts_in(register(one, other))
    assert found.other is other
    for apart in ({"asset": PUMP}, {"lost": "integrity"}, {"event": "Prøvesvarene kommer for sent"}):
        assert told(one, row(1, **{"event": other.event, "assessment": 2, **apart})) == []


def test_the_heat_map_counts_each_risk_once_where_it_stands():
    rows = [row(1), row(2), row(3, likelihood=None), row(4, likelihood_after=None), row(5, gauge="ros-1")]
    found = heat_map(rows, GAUGE)
    assert found.counted == 4
    cells = {cell.cell: cell for line in found.lines for cell in line.cells}
    assert (cells["3-3"].now, cells["3-3"].left) == (3, 3)
    assert sum(cell.now for cell in cells.values()) + found.unjudged_now == 4
    assert sum(cell.left for cell in cells.values()) + found.unjudged_left == 4
    assert found.lines[0].likelihood.value == max(SCALES.likelihood.values)
    assert all(cell.level == SCALES.level(*map(int, cell.cell.split("-"))) for cell in cells.values())


def test_levels_of_several_criteria_are_ranked_by_how_grave_they_are_and_look_alike_everywhere():
    cells = [cell for line in heat_map([], GAUGE).lines for cell in line.cells]
    assert {(cell.level.tone, cell.tone) for cell in cells} == {
        *(("low", 1), ("medium", 2), ("high", 3), ("very_high", 4)),
    }
    red = max((one for row in preset("public4x4").scales.matrix.rows for one in row), key=lambda one: one.value)
    assert (red.value, red.gravity > level(2).gravity) == (3, True)
    rows = [
        row(1, asset=LAB, left=replace(red, value=9, tone="medium")),
        row(2, asset=PUMP, left=level(3)),
    ]
    assert [top.name for top in top_ten(rows, lambda one: [one.asset.name])] == [PUMP.name, LAB.name]


def test_the_criteria_that_most_risks_have_are_the_usual_ones():
    assert usual_gauge([row(1), row(2, gauge="ros-2"), row(3, gauge="ros-2")]) == "ros-2"
    assert usual_gauge([row(1), row(2, gauge="dpia-0")]) == "dpia-0"
    assert usual_gauge([]) == ""


def test_the_top_ten_begin_with_the_worst_then_the_most_open():
    rows = [
        row(1, processes=("Ward",), left=level(4), standing=Standing.NEVER),
        *(row(n, processes=("Theatre", "Ward"), left=level(2), standing=Standing.NEVER) for n in range(2, 5)),
        row(6, processes=("Kitchen",), left=None, level=level(2)),
        *(row(n, processes=(f"Unit {n}",)) for n in range(10, 22)),
    ]
    found = top_ten(rows, lambda one: one.processes)
    assert len(found) == 10
    assert [(one.name, one.risks, one.open, one.worst.value) for one in found[:3]] == [
        ("Ward", 4, 4, 4),
        ("Theatre", 3, 3, 2),
        ("Kitchen", 1, 0, 2),
    ]


def test_months_end_on_their_last_day_and_the_present_one_today():
    days = month_ends(date(2026, 3, 31), 4)
    assert days == (date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31))
    assert month_ends(date(2026, 3, 1), 2) == (date(2026, 2, 28), date(2026, 3, 1))
    assert len(month_ends(TODAY)) == 24


def test_the_trend_follows_versions_and_acceptances():
    days = [date(2026, month, 28) for month in range(1, 7)]
    borne = Bearing(date(2026, 2, 1), date(2026, 4, 1), None)
    taken_back = Bearing(date(2026, 2, 1), date(2026, 12, 1), date(2026, 3, 1))
    first = PastVersion(
        "ros-0",
        date(2026, 1, 10),
        date(2026, 5, 1),
        (
            PastRisk(level(3), (borne,)),
            PastRisk(level(2), (taken_back,)),
            PastRisk(level(1), (), borne=True),
            PastRisk(None, ()),
        ),
    )
    second = PastVersion("ros-0", date(2026, 5, 1), None, (PastRisk(level(3), ()),))
    other = PastVersion("ros-9", date(2026, 1, 1), None, (PastRisk(level(3), ()),))
    points = trend([second, first, other], GAUGE, days)
    assert [(p.open[2], p.open[3], p.borne, p.within) for p in points] == [
        (1, 1, 0, 1),
        (0, 0, 2, 1),
        (1, 0, 1, 1),
        (1, 1, 0, 1),
        (0, 1, 0, 0),
        (0, 1, 0, 0),
    ]
    assert [p.total for p in points] == [2, 0, 1, 2, 1, 1]


def test_each_facet_narrows_to_the_rows_that_have_the_value():
    rows = [
        row(1, processes=("Ward",), overdue=1, left=level(3), standing=Standing.NEVER),
        row(2, level=None, likelihood=None, owner="", treatment="", asset=PUMP, kind="dpia", gauge="dpia-0"),
    ]
    for facet in FACETS:
        for value, count in counts(rows, facet):
            assert len(chosen(rows, Wanted({facet: value}))) == count, (facet, value)
        assert sum(count for _, count in counts(rows, facet)) >= len(rows)
    assert [one.number for one in chosen(rows, Wanted({"supplier": "-"}))] == [2]
    assert chosen(rows, Wanted({"level": "2", "kind": "dpia"})) == []
    assert [one.number for one in chosen(rows, Wanted(text="infusion event"))] == [2]


def test_groups_hold_every_row_that_belongs_and_are_paged_whole():
    rows = [row(n, processes=("Ward", "Theatre") if n % 2 else ()) for n in range(1, 151)]
    wanted = Wanted(group="process")
    pages = [page_of(rows, wanted, number) for number in (1, 2, 3)]
    assert {page.total for page in pages} == {225}
    assert {page.chosen for page in pages} == {150}
    assert [(group.value, group.total) for page in pages for group in page.groups] == [
        ("Theatre", 75),
        ("Ward", 75),
        ("Ward", 75),
        ("-", 75),
        ("-", 75),
    ]
    with pytest.raises(Invalid):
        page_of(rows, wanted, 4)
    assert page_of([], Wanted()).groups == ()


def test_the_worst_come_first_and_what_nobody_judged_before_all():
    rows = [row(1, left=level(2)), row(2, left=level(4)), row(3, left=None), row(4, left=level(4), level=level(4))]
    assert [one.number for one in chosen(rows, Wanted())] == [3, 4, 2, 1]


@pytest.mark.parametrize("args", [{"sort": "x"}, {"group": "cell"}, {"basis": "x"}])
def test_an_address_that_means_nothing_is_refused(args):
    with pytest.raises(Invalid):
        wanted_in(args)


def test_the_address_says_the_choice_and_reads_back():
    wanted = wanted_in({"level": " 3 ", "q": "a  b", "group": "owner", "sort": "open", "basis": "newest", "x": "y"})
    assert wanted_in(wanted.args()) == wanted
    assert wanted.args(level="") == {"q": "a b", "group": "owner", "sort": "open", "basis": "newest"}
    assert Wanted().args() == {}
    assert LAB.name in [value for value, _ in counts([row(1)], "system")]
