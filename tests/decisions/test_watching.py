"""Approvals are judged by what they rest on: marked, cleared and confirmed, with every step in the trail."""

import os
import socket
import subprocess
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import DatabaseError

from riskapp.accounts.permissions import OPERATOR, Actor
from riskapp.assessments.models import EstateSlice, SlicePart, Staleness, StalenessWatch, Version
from riskapp.assessments.waiting import waiting_for
from riskapp.assessments.waits import Wait
from riskapp.audit.vocabulary import Action
from riskapp.catalogues.questionnaire import Quote
from riskapp.catalogues.questions import load_questionnaire
from riskapp.database import db, now, transaction
from riskapp.decisions.staleness.confirming import confirm_holds
from riskapp.decisions.staleness.standing_on import unjudged_since
from riskapp.decisions.staleness.watching import JUDGE, LEASE, judge_all
from riskapp.errors import Conflict, Invalid, NotAllowed
from riskapp.estate.assets import add_asset
from riskapp.graph.snapshot import Asset
from riskapp.graph.vocabulary import Kind, Lifecycle
from riskapp.notices.kinds import NoticeKind
from riskapp.notices.models import Notice
from riskapp.staleness.gravity import Gravity
from tests.decisions.conftest import events, refused
from tests.decisions.examples import People, Ward, started
from tests.decisions.standing_estate import approved, asset_becomes, need_becomes

BOTH_DATABASES = True


def mark(version: Version) -> Staleness | None:
    db.session.rollback()
    return db.session.get(Staleness, version.id)


def test_an_untouched_estate_marks_nothing_and_is_judged_once(ward: Ward, people: People) -> None:
    version = approved(people, ward)
    first = judge_all(JUDGE)
    assert first is not None
    assert (first.judged, first.marked) == (1, 0)
    assert mark(version) is None
    assert judge_all(JUDGE) is None
    assert judge_all(OPERATOR, anew=True) is not None


def test_an_unrelated_change_marks_nothing(ward: Ward, people: People) -> None:
    version = approved(people, ward)
    judge_all(JUDGE)
    add_asset(OPERATOR, Asset("printer", "Printer", Kind.DEVICE))
    asset_becomes("analyser", name="Analyser 8", recovery=30)
    asset_becomes("lab", description="Runs the samples", external_ref="4711")
    assert judge_all(JUDGE) is not None
    assert mark(version) is None
    assert events(Action.STALENESS_MARKED) == []


def test_a_new_name_is_a_change_of_wording_only(ward: Ward, people: People) -> None:
    version = approved(people, ward)
    asset_becomes("archive", name="Long-term archive")
    judge_all(JUDGE)
    found = mark(version)
    assert found is not None
    assert found.gravity == Gravity.WORDING
    (change,) = found.found["changes"]
    assert (change["key"], change["field"], change["before"], change["after"]) == (
        ["archive"],
        "name",
        "Archive",
        "Long-term archive",
    )


def test_a_change_that_the_evidence_does_not_feel_leaves_the_conclusion(ward: Ward, people: People) -> None:
    version = approved(people, ward)
    asset_becomes("archive", lifecycle=Lifecycle.RETIRING)
    judge_all(JUDGE)
    found = mark(version)
    assert found is not None
    assert found.gravity == Gravity.UNAFFECTED
    assert found.found["evidence"] == []
    assert found.found["answers"] == []


def test_a_change_names_the_answers_that_quote_what_changed(ward: Ward, people: People) -> None:
    version = approved(people, ward, "dpia")
    asset_becomes("lab", owner="Somebody else")
    judge_all(JUDGE)
    found = mark(version)
    assert found is not None
    questions = {one.id: one for one in load_questionnaire("dpia").questions}
    assert found.found["answers"]
    assert all(Quote.ASSETS in questions[key].quotes for key in found.found["answers"])
    assert found.found["risks"] == [1, 2, 3, 4], "every scenario is about the laboratory system"


def test_a_new_name_of_a_system_touches_every_table_that_names_it(ward: Ward, people: People) -> None:
    version = approved(people, ward, "dpia")
    asset_becomes("lab", name="Laboratory, new")
    judge_all(JUDGE)
    found = mark(version)
    assert found is not None
    questions = {one.id: one for one in load_questionnaire("dpia").questions}
    touched = {quote for key in found.found["answers"] for quote in questions[key].quotes}
    assert touched >= {Quote.ASSETS, Quote.DATA, Quote.FLOWS, Quote.NEEDS, Quote.SUPPLIERS}


def test_changed_evidence_says_what_it_was_and_is(ward: Ward, people: People) -> None:
    version = approved(people, ward)
    need_becomes("ward", tolerance=200)
    judge_all(JUDGE)
    found = mark(version)
    assert found is not None
    (evidence,) = found.found["evidence"]
    assert {
        "figure": "processes",
        "name": "Emergency ward",
        "field": "minutes_down",
        "then": 210,
        "now": 40,
    } in evidence["rows"]
    assert found.found["risks"] == [1]
    change = found.found["changes"][0]
    assert (change["table"], change["field"], change["before"], change["after"]) == ("dependency", "tolerance", 30, 200)
    assert [one["name"] for one in change["assets"]] == ["Emergency ward", "Laboratory system"]
    (event,) = events(Action.STALENESS_MARKED)
    assert event.actor_name == "riskapp"
    assert event.after is not None
    assert event.after["gravity"] == found.gravity


def test_a_level_that_the_criteria_would_propose_anew_is_gravest(ward: Ward, people: People) -> None:
    version = approved(people, ward)
    need_becomes("ward", tolerance=300)  # the outage of four hours no longer reaches the ward
    judge_all(JUDGE)
    found = mark(version)
    assert found is not None
    assert found.gravity == Gravity.LEVEL
    assert found.found["evidence"][0]["levels"]


def test_an_estate_that_is_changed_back_clears_the_mark(ward: Ward, people: People) -> None:
    version = approved(people, ward)
    need_becomes("ward", tolerance=200)
    judge_all(JUDGE)
    need_becomes("ward", tolerance=30)
    done = judge_all(JUDGE)
    assert done is not None
    assert done.cleared == 1
    assert mark(version) is None
    assert len(events(Action.STALENESS_CLEARED)) == 1


def test_confirming_needs_a_reason_and_the_right_and_what_was_seen(ward: Ward, people: People) -> None:
    version = approved(people, ward)
    need_becomes("ward", tolerance=200)
    judge_all(JUDGE)
    found = mark(version)
    assert found is not None
    seen = found.seen
    with refused(NotAllowed, "decide"):
        confirm_holds(people.member, version.id, "Looked at", seen)
    with refused(NotAllowed, "person"):
        confirm_holds(OPERATOR, version.id, "Looked at", seen)
    with refused(Invalid, "why it still holds", "reason"):
        confirm_holds(people.owner, version.id, "  ", seen)
    asset_becomes("lab", owner="Somebody else")
    with refused(Conflict, "once more"):
        confirm_holds(people.owner, version.id, "Looked at", seen)


def test_a_confirmed_approval_is_judged_by_the_estate_as_it_was_confirmed(ward: Ward, people: People) -> None:
    version = approved(people, ward)
    need_becomes("ward", tolerance=200)
    judge_all(JUDGE)
    found = mark(version)
    assert found is not None
    confirm_holds(people.owner, version.id, "The ward copes with it", found.seen)
    assert mark(version) is None
    assert judge_all(JUDGE) is not None
    assert mark(version) is None
    (event,) = events(Action.STALENESS_CONFIRMED)
    assert event.after is not None
    assert event.after["reason"] == "The ward copes with it"
    kept = db.session.scalars(select(EstateSlice).order_by(EstateSlice.id)).all()
    assert [(one.why, one.by_name) for one in kept] == [("submitted", ""), ("confirmed", "Olav")]
    with refused(Invalid, "nothing to confirm"):
        confirm_holds(people.owner, version.id, "Again", "")
    need_becomes("ward", tolerance=30)
    judge_all(JUDGE)
    again = mark(version)
    assert again is not None
    assert again.found["changes"][0]["before"] == 200


def test_what_changes_between_submission_and_approval_is_found(ward: Ward, people: People) -> None:
    """The report quotes the estate as it was submitted, so that is what the approval rests on."""
    version = approved(people, ward, meanwhile=lambda: asset_becomes("lab", owner="Somebody else"))
    judge_all(JUDGE)
    found = mark(version)
    assert found is not None
    assert found.found["changes"][0]["after"] == "Somebody else"


def test_a_version_that_is_not_approved_is_never_marked(ward: Ward, people: People) -> None:
    started(people.member, "ros", [ward.lab])
    asset_becomes("lab", owner="Somebody else")
    done = judge_all(JUDGE)
    assert done is not None
    assert done.judged == 0


def test_an_approval_from_before_slices_is_not_judged_until_confirmed(ward: Ward, people: People) -> None:
    version = approved(people, ward, forget=True)
    asset_becomes("lab", owner="Somebody else")
    judge_all(JUDGE)
    assert mark(version) is None
    confirm_holds(people.owner, version.id, "Read through today", "")
    asset_becomes("lab", owner="A third one")
    judge_all(JUDGE)
    assert mark(version) is not None


def test_an_owner_is_told_once_and_has_it_on_the_first_page(ward: Ward, people: People) -> None:
    version = approved(people, ward)

    def told() -> list[tuple[int, str]]:
        rows = db.session.scalars(select(Notice).where(Notice.kind == NoticeKind.ESTATE_CHANGED))
        return [(one.user_id, one.key or "") for one in rows]

    def waits(actor: Actor) -> list[int]:
        return [one.version.id for one in waiting_for(actor) if one.wait is Wait.STALE]

    asset_becomes("archive", name="Long-term archive")
    judge_all(JUDGE)
    assert (told(), waits(people.owner)) == ([], []), "only words changed"
    for recovery in (30, 60):
        asset_becomes("archive", recovery=recovery)
        judge_all(JUDGE)
        assert [user for user, _ in told()] == [people.owner.id]
    assert waits(people.owner) == [version.id]
    assert waits(people.member) == waits(people.auditor) == []
    need_becomes("ward", tolerance=200)
    judge_all(JUDGE)
    assert [user for user, _ in told()] == [people.owner.id] * 2, "it became graver"
    found = mark(version)
    assert found is not None
    confirm_holds(people.owner, version.id, "Looked at", found.seen)
    assert waits(people.owner) == []


def test_only_one_process_judges_at_a_time(ward: Ward, people: People) -> None:
    approved(people, ward)
    hold = update(StalenessWatch).values(holder="another", held_until=now() + LEASE)
    with transaction() as session:
        session.execute(hold)
    assert judge_all(JUDGE) is None
    with transaction() as session:
        session.execute(hold.values(held_until=now() - LEASE))
    assert judge_all(JUDGE) is not None
    watch = db.session.get_one(StalenessWatch, 1, populate_existing=True)
    assert (watch.holder, watch.held_until) == ("", None)


def test_a_judge_that_died_or_a_clock_that_went_wrong_holds_nobody_up(ward: Ward, people: People) -> None:
    approved(people, ward)
    with subprocess.Popen(["true"]) as gone:
        gone.wait()
    mine, dead = f"{socket.gethostname()}:{os.getpid()}:1", f"{socket.gethostname()}:{gone.pid}:1"
    for holder, ahead, judged in (
        (mine, LEASE / 2, False),
        (dead, LEASE / 2, True),
        ("elsewhere:1:1", timedelta(days=400), True),
    ):
        with transaction() as session:
            session.execute(update(StalenessWatch).values(holder=holder, held_until=now() + ahead, judged_asked=-1))
        assert (judge_all(JUDGE) is not None) is judged, holder


def test_changes_that_nobody_judges_are_known(ward: Ward, people: People) -> None:
    assert unjudged_since(now() + timedelta(days=1)) is None, "there is no approval to judge"
    approved(people, ward)
    assert unjudged_since(now()) is None, "it takes some seconds"
    assert unjudged_since(now() + timedelta(minutes=3)) is not None
    judge_all(JUDGE)
    assert unjudged_since(now() + timedelta(days=1)) is None
    asset_becomes("archive", recovery=30)
    assert unjudged_since(now() + timedelta(minutes=3)) is not None


def test_people_do_not_start_the_judge(ward: Ward, people: People) -> None:
    with refused(NotAllowed, "judged by riskapp itself"):
        judge_all(people.owner)


def test_scenarios_with_the_same_evidence_share_what_is_kept(ward: Ward, people: People) -> None:
    approved(people, ward)
    parts = db.session.scalar(select(func.count()).select_from(SlicePart))
    approved(people, ward)
    assert db.session.scalar(select(func.count()).select_from(SlicePart)) == parts


@pytest.mark.parametrize("table", ["estate_slice", "slice_part"])
@pytest.mark.parametrize("statement", ["DELETE FROM {table}", "UPDATE {table} SET fingerprint = 'x'"])
def test_what_is_kept_is_closed_for_good(ward: Ward, people: People, table: str, statement: str) -> None:
    approved(people, ward)
    db.session.rollback()
    with pytest.raises(DatabaseError, match="only ever added"):
        db.session.execute(text(statement.format(table=table)))
    db.session.rollback()
