"""What waits for whom."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask

from riskapp.accounts.permissions import Actor, Role
from riskapp.assessments.control import Control
from riskapp.assessments.listing import Narrowing, list_assessments, titled
from riskapp.assessments.measures import add_measure
from riskapp.assessments.models import Transition, Version
from riskapp.assessments.registered import follow_up, follow_up_of
from riskapp.assessments.risks import Scenario, add_risk
from riskapp.assessments.waiting import mine, waiting_for
from riskapp.assessments.waits import Wait
from riskapp.database import now, transaction
from riskapp.decisions.deciding import approve
from riskapp.decisions.surroundings import today
from tests.assessments.ward import Ward, start
from tests.decisions.examples import SCENARIO, accepted, advised, make_people
from tests.decisions.examples import make_ward as make_full_ward

TODAY = date(2026, 11, 23)


def move(version: Version, state: str) -> None:
    with transaction():
        version.transitions.append(
            Transition(act="submit", from_state=version.state, to_state=state, at=now(), actor_name="x", actor_role="y")
        )
        version.state = state


def waits(actor: Actor) -> list[str]:
    return [row.wait.value for row in waiting_for(actor, TODAY)]


def test_a_draft_waits_for_those_who_write_in_it(ros: Version, maja: Actor, person: Callable[..., Actor]) -> None:
    assert waits(maja) == ["to answer"]
    assert waiting_for(maja, TODAY)[0].progress is not None
    assert waits(person("omar", Role.MEMBER)) == []
    move(ros, "in review")
    assert waits(maja) == []
    move(ros, "sent back")
    assert waits(maja) == ["to answer"]
    assert mine(maja) == [ros]


@pytest.mark.parametrize(
    ("kind", "adviser", "other"),
    [
        ("dpia", Role.PRIVACY_OFFICER, Role.SECURITY),
        ("ros", Role.SECURITY, Role.PRIVACY_OFFICER),
    ],
)
def test_what_is_in_review_waits_for_whoever_advises_on_its_kind(
    kind: str, adviser: Role, other: Role, ward: Ward, maja: Actor, person: Callable[..., Actor]
) -> None:
    version = start(maja, kind, ward.lab)
    right, wrong = person("right", adviser), person("wrong", other)
    assert waits(right) == []
    move(version, "in review")
    assert waits(right) == ["to advise"]
    assert waits(wrong) == []


def test_an_advised_one_waits_for_an_owner_of_all_its_systems_who_did_not_write(
    ward: Ward, person: Callable[..., Actor]
) -> None:
    owner, half = person("owner", Role.SYSTEM_OWNER), person("half", Role.SYSTEM_OWNER, asset=ward.lab)
    author = person("author", Role.SYSTEM_OWNER)
    move(start(author, "ros", ward.lab, ward.pump), "advised")
    assert (waits(owner), waits(half), waits(author)) == (["to decide"], [], [])


def test_a_residual_risk_waits_for_the_role_that_may_accept_its_level(
    ros: Version, maja: Actor, person: Callable[..., Actor]
) -> None:
    levels = {"low": (1, 1), "medium": (2, 3), "high": (3, 4), "very high": (5, 5)}
    for likelihood, consequence in levels.values():
        add_risk(
            maja, ros.id, Scenario("integrity", event="x", likelihood_after=likelihood, consequence_after=consequence)
        )
    move(ros, "advised")
    rows = waiting_for(person("rolf", Role.RISK_OWNER), TODAY)
    assert [(row.wait, row.risk and row.risk.number) for row in rows] == [(Wait.ACCEPT, 2)]
    owner = waiting_for(person("olav", Role.SYSTEM_OWNER), TODAY)
    assert [(row.wait.value, row.risk and row.risk.number) for row in owner] == [
        ("to decide", None),
        ("to accept", 2),
        ("to accept", 3),
    ]


def test_an_acceptance_takes_the_risk_off_the_list_and_comes_back_before_it_runs_out(
    app: Flask, person: Callable[..., Actor]
) -> None:
    people, lab = make_people(person), make_full_ward().lab
    left = replace(SCENARIO, likelihood_after=2, consequence_after=3)
    version = advised(people, "ros", [lab], scenario=left)
    rolf = people.risk_owner
    assert waits(rolf) == ["to accept"]
    accepted(people, version, days=70)
    assert waits(rolf) == []
    approve(people.owner, version.id, "We go on.")
    until = today() + timedelta(days=70)
    assert waiting_for(rolf, until - timedelta(days=61)) == []
    later = waiting_for(rolf, until - timedelta(days=60))
    assert [(row.wait, row.since) for row in later] == [(Wait.EXPIRING, until)]


def test_a_measure_that_is_overdue_waits_until_it_is_in_place(ros: Version, maja: Actor) -> None:
    late = TODAY - timedelta(days=1)
    done = Control("done", due=late, status="in place")
    for control in (Control("late", due=late), done, Control("today", due=TODAY)):
        add_measure(maja, ros.id, control)
    rows = [row for row in waiting_for(maja, TODAY) if row.wait is Wait.OVERDUE]
    assert [row.measure and row.measure.text for row in rows] == ["late"]


def test_a_measure_of_a_decided_version_waits_as_it_is_followed_up(person: Callable[..., Actor], app: Flask) -> None:
    people, lab = make_people(person), make_full_ward().lab
    version = advised(people, "ros", [lab])
    approve(people.owner, version.id, "We go on.")
    registered = version.measures[0].registered
    assert registered is not None
    told, late = follow_up_of(registered), TODAY - timedelta(days=3)
    seen = follow_up(people.member, registered.id, replace(told, status="started", due=late), registered.row_version)
    rows = [row for row in waiting_for(people.member, TODAY) if row.wait is Wait.OVERDUE]
    assert [row.since for row in rows] == [late]
    follow_up(people.member, registered.id, replace(told, status="in place", due=late), seen)
    assert "overdue" not in waits(people.member)


def test_the_list_is_narrowed_by_kind_state_words_and_asset(ward: Ward, maja: Actor) -> None:
    dpia, ros = start(maja, "dpia", ward.lab, title="100% home"), start(maja, "ros", ward.pump, title="Pumps")
    move(ros, "in review")
    for by, expected in (
        (Narrowing(), {dpia, ros}),
        (Narrowing(kind="ros"), {ros}),
        (Narrowing(state="draft"), {dpia}),
        (Narrowing(text="pump"), {ros}),
        (Narrowing(text="laboratory"), {dpia}),
        (Narrowing(text="0% h"), {dpia}),
        (Narrowing(asset="pump"), {ros}),
        (Narrowing(text="_umps"), set()),
    ):
        assert set(list_assessments(maja, by).items) == expected, by
    assert titled(maja, "PUMPS", 10) == [ros]
