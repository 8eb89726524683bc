"""Two summaries of a blast radius: every figure that differs is told, names and circumstances are not."""

from riskapp.staleness.evidence_changes import evidence_changes

THEN = {
    "threat": "availability",
    "hit": [{"id": "lab", "name": "Laboratory"}],
    "estate": 4,
    "assets": 2,
    "processes": [{"id": "ward", "name": "Ward", "first_failure": 30, "minutes_down": 210}],
    "deadlocks": [["Lab", "Archive"]],
    "settled": True,
}


def test_equal_answers_differ_in_nothing_though_names_and_states_do() -> None:
    ward = {"id": "ward", "name": "Emergency", "first_failure": 30, "minutes_down": 210}
    assert evidence_changes(THEN, {**THEN, "estate": 9, "hit": [], "processes": [ward]}) == []


def test_a_figure_and_a_row_of_a_table_are_told_with_both_sides() -> None:
    ward = {"id": "ward", "name": "Ward", "first_failure": 30, "minutes_down": 40}
    icu = {"id": "icu", "name": "Intensive care", "first_failure": 1, "minutes_down": 1}
    now = {**THEN, "assets": 3, "processes": [ward, icu], "deadlocks": []}
    assert evidence_changes(THEN, now) == [
        {"figure": "assets", "name": "", "field": "", "then": 2, "now": 3},
        {"figure": "processes", "name": "Ward", "field": "minutes_down", "then": 210, "now": 40},
        {"figure": "processes", "name": "Intensive care", "field": "", "then": False, "now": True},
        {"figure": "deadlocks", "name": "", "field": "", "then": 1, "now": 0},
    ]


def test_a_question_that_no_longer_fits_is_told_as_such() -> None:
    assert evidence_changes(THEN, None) == [{"figure": "asked", "name": "", "field": "", "then": True, "now": False}]
    assert evidence_changes(None, None) == []
