"""What a risk assessment asks of a risk besides its level."""

from dataclasses import replace

import pytest

from riskapp.assessments.proposals import Departure
from riskapp.assessments.treatment import Treated, doubts_of_treatment, points_of
from riskapp.catalogues.text import Text

ALL = ("likelihood", "consequence", "after")
WHOLE = Treated(
    judged=ALL,
    knowledge=dict.fromkeys(ALL, "medium"),
    departures=(Departure(Text("Drift", "Service"), 4, 2),),
    departs_reason="Only one ward",
    treatment="share",
    treatment_reason="The supplier carries it",
    needs_owner=True,
    owned=True,
)


def anchors(told):
    return [one.anchor for one in doubts_of_treatment(told)]


def test_nothing_is_missing_where_all_is_said():
    assert anchors(WHOLE) == []


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"knowledge": {"likelihood": "low", "after": "high"}}, ["consequence_knowledge"]),
        ({"knowledge": {}}, ["likelihood_knowledge", "consequence_knowledge", "after_knowledge"]),
        ({"knowledge": {}, "judged": ()}, []),  # what nobody has judged needs no knowledge yet
        ({"departs_reason": " "}, ["departs_reason"]),
        ({"departs_reason": "", "departures": ()}, []),
        ({"treatment": ""}, ["treatment"]),
        ({"treatment_reason": ""}, ["treatment_reason"]),
        ({"treatment": "modify", "treatment_reason": ""}, []),  # its measures say how
        ({"owned": False}, ["owner_id"]),
        ({"owned": False, "needs_owner": False}, []),
        ({"above": (Text("Pasient", "Patient"),)}, ["aspects"]),
    ],
)
def test_what_is_missing_is_told_at_its_field(change, missing):
    assert anchors(replace(WHOLE, **change)) == missing


def test_a_step_never_has_more_missing_than_it_has_points():
    empty = replace(WHOLE, knowledge={}, departs_reason="", treatment="", owned=False)
    assert len(anchors(empty)) <= points_of(empty)
