"""All scenarios, or all measures, stored at once: together or not at all, each with the event of its own."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from riskapp.accounts.permissions import Actor, Role
from riskapp.assessments.control import Control, control_of
from riskapp.assessments.grid_rows import GridRefused, GridRow, GridSaved
from riskapp.assessments.measure_grid import save_measures
from riskapp.assessments.measures import add_measure
from riskapp.assessments.models import Contributor, Measure, Version
from riskapp.assessments.risk_grid import save_risks
from riskapp.assessments.risks import Scenario, add_risks, change_risk, scenario_of
from riskapp.audit.models import AuditEvent
from riskapp.database import db, transaction
from riskapp.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.assessments.ward import Ward, start

STOPS = Scenario("availability", event="It stops", sources="Water", likelihood=2)
BOTH_DATABASES = True


def row(place: int, number: int | None = None, seen: int = 1, *, remove: bool = False, **values: Any) -> GridRow:
    return GridRow(place, number, seen, values, remove)


def events() -> list[str]:
    return list(db.session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)))


@pytest.fixture
def three(ros: Version, maja: Actor) -> Version:
    """A risk assessment with three scenarios, of which the first is treated."""
    add_risks(maja, ros.id, [STOPS, replace(STOPS, event="It lies"), replace(STOPS, event="It leaks")])
    add_measure(maja, ros.id, Control("A second line", treats=(1,), mends=""))
    return ros


def test_each_row_has_the_event_of_its_act_and_keeps_what_the_table_does_not_show(three: Version, maja: Actor) -> None:
    before = len(events())
    rows = [row(0, 3, remove=True), row(1, 1, cause="Fire"), row(2, 2, event="It lies"), row(3, **_new())]
    assert save_risks(maja, three.id, rows) == GridSaved(added=1, changed=1, removed=1)
    assert events()[before:] == ["risk.changed", "risk.added", "risk.removed"]
    assert [(risk.number, risk.event) for risk in three.risks] == [(1, "It stops"), (2, "It lies"), (4, "It burns")]
    assert scenario_of(three.risks[0]) == replace(STOPS, cause="Fire")
    assert [one.number for one in three.risks[0].treated_by] == [1]


def _new() -> dict[str, object]:
    return {"property": "integrity", "event": "It burns"}


def test_nothing_is_stored_where_one_row_does_not_fit_and_every_fault_is_told(three: Version, maja: Actor) -> None:
    change_risk(maja, three.risks[1].id, replace(STOPS, event="It lies", cause="Fire"), 1)
    before = events()
    rows = [
        row(0, 1, event="It halts"),
        row(1, 2, cause="Flood"),
        row(2, 9, cause="x"),
        row(3, 3, likelihood=7),
        row(4, **_new()),
        row(5, event="No property"),
    ]
    with pytest.raises(GridRefused) as refused:
        save_risks(maja, three.id, rows)
    told = {one.place: one.error for one in refused.value.refusals}
    assert [(place, type(error)) for place, error in told.items()] == [
        (1, Conflict),
        (2, NotFound),
        (3, Invalid),
        (5, Invalid),
    ]
    assert isinstance(told[1], Conflict) and told[1].theirs["cause"] == "Fire" and told[1].mine == {"cause": "Flood"}
    assert isinstance(told[3], Invalid) and told[3].field == "likelihood"
    assert events() == before
    assert [risk.event for risk in three.risks] == ["It stops", "It lies", "It leaks"]


def test_a_row_that_others_changed_is_not_removed(three: Version, maja: Actor) -> None:
    change_risk(maja, three.risks[0].id, replace(STOPS, cause="Fire"), 1)
    with pytest.raises(GridRefused) as refused:
        save_risks(maja, three.id, [row(0, 1, remove=True)])
    assert isinstance(refused.value.refusals[0].error, Conflict)
    assert len(three.risks) == 3


def test_a_table_reaches_no_row_of_another_assessment(three: Version, ward: Ward, maja: Actor) -> None:
    other = start(maja, "ros", ward.pump)
    with pytest.raises(GridRefused):
        save_risks(maja, other.id, [row(0, 1, cause="Fire")])
    with pytest.raises(GridRefused):
        save_measures(maja, other.id, [row(0, 1, remove=True)])
    assert three.risks[0].cause == "" and len(three.measures) == 1


def test_it_is_refused_without_the_right_and_after_submission(
    three: Version, maja: Actor, person: Callable[..., Actor], ward: Ward
) -> None:
    readers = [person("pavel", Role.PRIVACY_OFFICER), person("far", Role.MEMBER, asset=ward.cloud)]
    before = events()
    for reader in readers:
        for save in (save_risks, save_measures):
            with pytest.raises(NotAllowed):
                save(reader, three.id, [row(0, 1, remove=True)])
    with transaction():
        three.state = "in review"
    for save in (save_risks, save_measures):
        with pytest.raises(Invalid) as refused:
            save(maja, three.id, [row(0, 1, remove=True)])
        assert "in review" in str(refused.value)
    assert events() == before


def test_rows_as_they_stand_leave_no_event_and_no_contributor(three: Version, person: Callable[..., Actor]) -> None:
    omar = person("omar", Role.MEMBER)
    before = events()
    assert save_risks(omar, three.id, [row(0, 1, event=" It stops ")]) == GridSaved()
    assert save_measures(omar, three.id, [row(0, 1, text="A second line", treats=(1,))]) == GridSaved()
    assert events() == before
    assert db.session.get(Contributor, (three.id, omar.id)) is None


def test_measures_are_stored_alike_and_keep_their_question_and_changes(dpia: Version, maja: Actor) -> None:
    add_risks(maja, dpia.id, [STOPS, STOPS])
    number = add_measure(maja, dpia.id, Control("Log off", mends="minimisation", treats=(1,)))
    add_measure(maja, dpia.id, Control("Lock the door"))
    with transaction() as session:
        session.get_one(Measure, number).changes = "[]"
    seen = db.session.get_one(Measure, number).row_version
    before = len(events())
    rows = [row(0, 1, seen, owner="Kari", treats=(2,)), row(1, 2, remove=True), row(2, text="Paper routine")]
    assert save_measures(maja, dpia.id, rows) == GridSaved(added=1, changed=1, removed=1)
    assert events()[before:] == ["measure.changed", "measure.added", "measure.removed"]
    kept = Control("Log off", "Kari", mends="minimisation", treats=(2,), registered_id=dpia.measures[0].registered_id)
    assert control_of(dpia.measures[0]) == kept
    assert dpia.measures[0].changes == "[]"
    assert [(one.number, one.text) for one in dpia.measures] == [(1, "Log off"), (3, "Paper routine")]
    with pytest.raises(GridRefused):
        save_measures(maja, dpia.id, [row(0, 1, seen, owner="Nina"), row(1, text="Another")])
    with pytest.raises(GridRefused) as refused:
        save_measures(maja, dpia.id, [row(0, 1, seen, remove=True)])
    assert isinstance(refused.value.refusals[0].error, Conflict)
    assert control_of(dpia.measures[0]).owner == "Kari" and len(dpia.measures) == 2
