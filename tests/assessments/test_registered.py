"""The organisation's register of measures: what drafts write reaches it, and what is followed up reaches the drafts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from riskapp.accounts.permissions import Actor, Grant, Role
from riskapp.assessments.control import Control, control_of
from riskapp.assessments.evidence_files import attach_file
from riskapp.assessments.measure_register import register_rows, uses_of
from riskapp.assessments.measures import add_measure, change_measure, remove_measure
from riskapp.assessments.models import Contributor, Measure, RegisteredMeasure, Version
from riskapp.assessments.registered import FollowUp, follow_up, follow_up_of
from riskapp.assessments.risks import Scenario, add_risk
from riskapp.audit.models import AuditEvent
from riskapp.database import db, now, transaction
from riskapp.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.assessments.ward import HOSTILE, Ward, start

BOTH_DATABASES = True
WRITTEN = Control(
    "A second line",
    owner="Kari",
    due=date(2027, 3, 1),
    status="started",
    kind="preventive",
    references="NSM 2.2",
    cost=250_000,
    yearly_cost=20_000,
)
TODAY = now().date()


@pytest.fixture
def pumps(ward: Ward, maja: Actor) -> Version:
    """Another draft, of the pumps alone."""
    return start(maja, "ros", ward.pump, title="The pumps")


def measure_of(number: int) -> Measure:
    return db.session.get_one(Measure, number)


def entry() -> RegisteredMeasure:
    """The only measure of the register."""
    return db.session.scalars(select(RegisteredMeasure)).one()


def events(action: str) -> list[AuditEvent]:
    return list(db.session.scalars(select(AuditEvent).where(AuditEvent.action == action).order_by(AuditEvent.id)))


def submitted(version: Version, state: str) -> None:
    with transaction():
        version.state = state


def told(one: RegisteredMeasure | Measure) -> dict[str, object]:
    names = ("text", "owner", "due", "status", "kind", "references", "cost", "yearly_cost")
    return {name: getattr(one, name) for name in names}


def test_an_added_measure_is_registered_with_a_number_of_its_own(ros: Version, pumps: Version, maja: Actor) -> None:
    first = measure_of(add_measure(maja, ros.id, WRITTEN))
    second = measure_of(add_measure(maja, pumps.id, Control("Lock the door")))
    assert (first.registered.number, second.registered.number) == (1, 2)
    assert (first.number, second.number) == (1, 1)
    assert told(first.registered) == told(first)


def test_one_of_the_register_is_used_again_in_its_own_words(ros: Version, pumps: Version, maja: Actor) -> None:
    add_measure(maja, ros.id, WRITTEN)
    again = measure_of(add_measure(maja, pumps.id, Control("whatever", registered_id=entry().id)))
    assert again.registered is entry()
    assert told(again) == told(entry())
    with pytest.raises(Invalid) as refused:
        add_measure(maja, pumps.id, Control("whatever", registered_id=entry().id))
    assert (refused.value.field, "T1" in str(refused.value)) == ("registered_id", True)


def test_nobody_uses_one_that_is_not_open_to_him(ros: Version, pumps: Version, ward: Ward, maja: Actor, person) -> None:
    add_measure(maja, ros.id, WRITTEN)
    local = person("local", Role.MEMBER, asset=ward.pump)
    for hidden in (entry().id, 4711):
        with pytest.raises(Invalid) as refused:
            add_measure(local, pumps.id, Control("whatever", registered_id=hidden))
        assert refused.value.field == "registered_id"
    assert register_rows(local, TODAY) == []


def test_a_changed_measure_is_changed_in_the_register_and_in_other_open_drafts(
    ros: Version, pumps: Version, ward: Ward, maja: Actor
) -> None:
    number = add_measure(maja, ros.id, WRITTEN)
    other = add_measure(maja, pumps.id, Control("x", registered_id=entry().id, treats=(), safety_effect="better"))
    closed = start(maja, "ros", ward.lab, title="Closed")
    frozen = add_measure(maja, closed.id, Control("x", registered_id=entry().id))
    submitted(closed, "in review")
    seen = measure_of(number).row_version
    change_measure(maja, number, replace(WRITTEN, text="Two lines", status="in place", safety_effect="none"), seen)
    assert (entry().text, entry().status, entry().owner) == ("Two lines", "in place", "Kari")
    assert (measure_of(other).text, measure_of(other).status) == ("Two lines", "in place")
    assert measure_of(other).safety_effect == "better", "the effect on care is each assessment's own"
    assert measure_of(frozen).text == "A second line"
    carried, event = events("measure.changed")
    assert (carried.subject_id, carried.after["text"]) == (str(other), "Two lines"), (
        "the other draft's trail tells it too"
    )
    assert event.after["text"] == "Two lines"
    assert event.after["drafts"] == ["T1 The pumps"]


def test_to_use_a_measure_of_others_gives_no_right_to_write_in_it(
    ros: Version, pumps: Version, ward: Ward, maja: Actor, person: Callable[..., Actor]
) -> None:
    add_measure(maja, ros.id, WRITTEN)
    both = person("ola", Role.MEMBER, asset=ward.pump)
    both = replace(both, grants=both.grants | {Grant(Role.AUDITOR, None)})
    number = add_measure(both, pumps.id, Control("x", registered_id=entry().id, treats=()))
    seen = measure_of(number).row_version
    with pytest.raises(NotAllowed, match="Assessments of other systems use this measure too"):
        change_measure(both, number, replace(WRITTEN, text="Ours now"), seen)
    with pytest.raises(NotAllowed):
        follow_up(both, entry().id, FollowUp(status="in place"), entry().row_version)
    assert entry().text == "A second line"
    change_measure(maja, number, replace(WRITTEN, text="Two lines"), seen)


def test_only_what_changed_is_written_through(ros: Version, pumps: Version, maja: Actor) -> None:
    number = add_measure(maja, ros.id, WRITTEN)
    with transaction():
        entry().text = "As it is called since then"
    seen = measure_of(number).row_version
    change_measure(maja, number, replace(WRITTEN, owner="Olav"), seen)
    assert (entry().text, entry().owner) == ("As it is called since then", "Olav")


def test_another_one_of_the_register_can_be_chosen_for_a_measure(ros: Version, pumps: Version, maja: Actor) -> None:
    add_measure(maja, ros.id, WRITTEN)
    number = add_measure(maja, pumps.id, Control("A 2nd line"))
    old, chosen = measure_of(number).registered_id, measure_of(number - 1).registered_id
    change_measure(maja, number, Control("A 2nd line", registered_id=chosen), 1)
    assert told(measure_of(number)) == told(entry())
    assert db.session.get(RegisteredMeasure, old) is None, "nothing uses it any more"


def test_a_follow_up_reaches_the_open_drafts_and_nothing_that_was_submitted(
    ros: Version, pumps: Version, maja: Actor, person: Callable[..., Actor]
) -> None:
    closed = add_measure(maja, ros.id, WRITTEN)
    draft = add_measure(maja, pumps.id, Control("x", registered_id=entry().id))
    submitted(ros, "advised")
    omar = person("omar", Role.MEMBER)
    row = measure_of(draft).row_version
    done = FollowUp("in place", "Olav", date(2027, 4, 1), TODAY, HOSTILE[0], 260_000, 0)
    seen = follow_up(omar, entry().id, done, entry().row_version)
    assert seen == entry().row_version
    assert follow_up_of(entry()) == done
    assert (measure_of(draft).status, measure_of(draft).owner, measure_of(draft).cost) == ("in place", "Olav", 260_000)
    assert measure_of(draft).row_version > row, "who has the draft open is told"
    assert told(measure_of(closed)) == told(measure_of(closed)) | {"status": "started", "owner": "Kari"}
    (event,) = events("measure.followed_up")
    assert (event.actor_name, event.subject_label) == ("Omar", "M1 A second line")
    assert event.before["status"] == "started"
    assert event.after["drafts"] == ["T1 The pumps"]
    assert db.session.get(Contributor, (pumps.id, omar.id)) is not None, "he wrote in that draft"
    assert db.session.get(Contributor, (ros.id, omar.id)) is None


def test_the_second_to_follow_up_sees_both(ros: Version, maja: Actor) -> None:
    add_measure(maja, ros.id, WRITTEN)
    stands, seen = follow_up_of(entry()), entry().row_version
    follow_up(maja, entry().id, replace(stands, note="Ordered"), seen)
    with pytest.raises(Conflict) as conflict:
        follow_up(maja, entry().id, replace(stands, note="Delivered"), seen)
    assert conflict.value.mine == {"note": "Delivered"}
    assert conflict.value.theirs == {"note": "Ordered", "row_version": entry().row_version}
    before = len(events("measure.followed_up"))
    follow_up(maja, entry().id, follow_up_of(entry()), 0)
    assert len(events("measure.followed_up")) == before == 1


def test_a_measure_that_is_not_in_place_any_more_was_done_on_no_day(ros: Version, maja: Actor) -> None:
    number = add_measure(maja, ros.id, WRITTEN)
    follow_up(maja, entry().id, replace(follow_up_of(entry()), status="in place", done_on=TODAY), entry().row_version)
    seen = measure_of(number).row_version
    change_measure(maja, number, replace(control_of(measure_of(number)), status="started"), seen)
    assert (entry().status, entry().done_on) == ("started", None)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"status": "dreamt"}, "status"),
        ({"cost": -1}, "cost"),
        ({"yearly_cost": 10**13}, "yearly_cost"),
        ({"done_on": TODAY}, "done_on"),
        ({"status": "in place", "done_on": TODAY + timedelta(days=2)}, "done_on"),
        ({"owner": "a\x00b"}, "owner"),
    ],
)
def test_a_follow_up_that_does_not_fit_is_refused(change: dict[str, object], field: str, ros: Version, maja) -> None:
    add_measure(maja, ros.id, WRITTEN)
    stands = follow_up_of(entry())
    with pytest.raises(Invalid) as refused:
        follow_up(maja, entry().id, replace(stands, **change), entry().row_version)
    assert refused.value.field == field
    assert follow_up_of(entry()) == stands


def test_who_may_follow_up(ros: Version, ward: Ward, maja: Actor, person: Callable[..., Actor]) -> None:
    add_measure(maja, ros.id, WRITTEN)
    stands, seen = follow_up_of(entry()), entry().row_version
    readers = [person("rut", Role.AUDITOR), person("pavel", Role.PRIVACY_OFFICER), person("rikke", Role.RISK_OWNER)]
    for reader in readers:
        with pytest.raises(NotAllowed):
            follow_up(reader, entry().id, replace(stands, note="x"), seen)
    for stranger in (person("far", Role.MEMBER, asset=ward.cloud), person("adam", Role.ADMINISTRATOR)):
        with pytest.raises(NotFound):
            follow_up(stranger, entry().id, replace(stands, note="x"), seen)
    with pytest.raises(NotFound):
        follow_up(maja, 4711, stands, seen)
    follow_up(person("near", Role.MEMBER, asset=ward.lab), entry().id, replace(stands, note="x"), seen)
    assert entry().note == "x"


def test_a_removed_measure_leaves_the_register_where_nothing_happened_to_it(ros: Version, maja: Actor) -> None:
    remove_measure(maja, add_measure(maja, ros.id, WRITTEN))
    assert db.session.scalars(select(RegisteredMeasure)).all() == []


@pytest.mark.parametrize("why", ["used", "evidence", "followed up"])
def test_a_removed_measure_stays_in_the_register_where_something_did(
    why: str, ros: Version, pumps: Version, maja: Actor
) -> None:
    number = add_measure(maja, ros.id, WRITTEN)
    if why == "used":
        add_measure(maja, pumps.id, Control("x", registered_id=entry().id))
    elif why == "evidence":
        attach_file(maja, entry().id, "done.txt", b"done")
    else:
        follow_up(maja, entry().id, FollowUp(status="in place"), entry().row_version)
    remove_measure(maja, number)
    (row,) = register_rows(maja, TODAY)
    assert (row.label, row.assessments) == ("M1", 1 if why == "used" else 0)


def test_the_register_counts_what_a_measure_treats_by_the_newest_version(
    ros: Version, pumps: Version, ward: Ward, maja: Actor, person: Callable[..., Actor]
) -> None:
    for version in (ros, pumps):
        add_risk(maja, version.id, Scenario("availability", event="It stops"))
    add_risk(maja, ros.id, Scenario("integrity", event="It lies"))
    add_measure(maja, ros.id, replace(WRITTEN, treats=(1, 2)))
    add_measure(maja, pumps.id, Control("x", registered_id=entry().id, treats=(1,)))
    (row,) = register_rows(maja, date(2027, 3, 2))
    assert (row.risks, row.assessments, row.evidence, row.state) == (3, 2, 0, "overdue")
    assert register_rows(maja, date(2027, 3, 1))[0].state == "started"
    local = person("local", Role.MEMBER, asset=ward.pump)
    (row,) = register_rows(local, TODAY)
    assert (row.risks, row.assessments) == (1, 1)
    uses = uses_of(local, row.id)
    assert ([one.version_id for one in uses.measures], uses.hidden) == ([pumps.id], 1)


def test_a_measure_keeps_its_place_in_the_register_when_the_team_says_nothing_of_it(ros: Version, maja: Actor) -> None:
    number = add_measure(maja, ros.id, WRITTEN)
    change_measure(maja, number, replace(WRITTEN, owner="Olav"), 1)
    assert control_of(measure_of(number)).registered_id == entry().id
