"""Full disk, database or time-stamp service gone, a clock that jumps: a clear message, nothing lost or half done."""

import re
import socket
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import event, text

from riskapp.accounts.permissions import Role
from riskapp.audit import checkpoints, trail
from riskapp.audit.checking import check_trail
from riskapp.audit.checkpoints import checkpoint
from riskapp.audit.sealing import rows
from riskapp.database import db, now, refusals_told
from riskapp.decisions.deciding import approve
from riskapp.decisions.trail.trail_points import deliver_copies
from riskapp.errors import Unready
from riskapp.reports import stamping, tokens
from riskapp.settings import Signing
from tests.audit.trails import write
from tests.decisions.conftest import everything
from tests.decisions.examples import advised, make_people, make_ward, started, version_of


@pytest.fixture
def ward(app):
    return make_ward()


@pytest.fixture
def people(app, person):
    return make_people(person)


def everything_decided():
    """Every row but the checkpoint that is made before a decision: it is small, and may still find room."""
    return {table: rows for table, rows in everything().items() if table != "trail_checkpoint"}


@pytest.fixture
def full(app):
    """The disk as SQLite meets it when it is full: not one page more. Returns how to make room again."""
    room = SimpleNamespace(pages=None)

    @event.listens_for(db.engine, "begin")
    def limit(connection):
        connection.exec_driver_sql(f"PRAGMA max_page_count={room.pages or 1_000_000}")

    def fill():
        db.session.rollback()
        room.pages = db.session.scalar(text("PRAGMA page_count"))
        db.session.rollback()

    room.fill = fill
    return room


def test_on_a_full_disk_nothing_is_decided_and_all_is_as_it_was(people, ward, full):
    version = advised(people, "dpia", [ward.lab])
    full.fill()
    before = everything_decided()
    with pytest.raises(Unready, match="the disk has room"), refusals_told():
        approve(people.owner, version.id, "Yes")
    assert everything_decided() == before
    full.pages = None
    approve(people.owner, version.id, "Yes")
    assert version_of(version.assessment_id).state == "approved"
    assert check_trail().faults == []


TYPED = "What nobody wants to type twice. " * 300


@pytest.fixture
def typing(people, ward, browse):
    """Somebody who has a form open; returns how to send it, and how to read what is stored."""
    version = started(people.member, "dpia", [ward.lab])
    path, browser = f"/assessments/{version.assessment_id}/step/description", browse("mona", Role.MEMBER)
    page = browser.get(path)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]
    field = re.search(r'<textarea[^>]* name="([^"]+)"', page.text)[1]
    sent = {"csrf_token": token, field: TYPED, f"seen:{field}": "0", "go": "stay"}
    return SimpleNamespace(send=lambda: browser.post(path, data=sent), read=lambda: browser.get(path))


def assert_told_and_typed_back(answer):
    assert answer.status_code == 503
    assert "Nothing was stored" in answer.text
    assert TYPED.strip() in answer.text


def test_on_a_full_disk_what_somebody_typed_comes_back_on_the_page(typing, full):
    full.fill()
    assert_told_and_typed_back(typing.send())
    full.pages = None
    assert typing.read().status_code == 200
    assert typing.send().status_code == 302
    assert TYPED.strip() in typing.read().text


def test_a_clock_that_jumps_back_bends_no_trail_and_stops_no_checkpoint(app, settings, monkeypatch):
    write("before")
    checkpoint(settings.keys)
    for module in (trail, checkpoints):
        monkeypatch.setattr(module, "now", lambda: now() - timedelta(days=400))
    write("while the clock is wrong")
    checkpoint(settings.keys)
    monkeypatch.undo()
    write("after")
    times = [row["at"] for row in rows(db.session())]
    assert times[1] < times[0] < times[2] or times[1] < times[0] == times[2]
    found = check_trail()
    assert (found.faults, found.size, found.sure.size) == ([], 3, 2)


@pytest.fixture
def hanging():
    """A time-stamp service that takes a question and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/tsa"


def test_a_time_stamp_service_that_never_answers_loses_no_decision_and_is_told(
    app, people, ward, browse, hanging, settings, monkeypatch
):
    signing = Signing(timestamp_url=hanging, timestamp_roots=settings.keys / "root.pem")
    app.extensions["riskapp.settings"] = replace(app.extensions["riskapp.settings"], signing=signing)
    for module, name in ((stamping, "SECONDS"), (stamping, "ONE_REQUEST"), (tokens, "ONE_REQUEST")):
        monkeypatch.setattr(module, name, 0.5)
    version = advised(people, "dpia", [ward.lab])
    approve(people.owner, version.id, "Yes")
    assert version_of(version.assessment_id).state == "approved"
    (*_, waiting) = deliver_copies()
    assert "The time-stamp service did not answer in time." in waiting.fault
    page = browse("olav").get(f"/assessments/{version.assessment_id}").text
    assert "Waits for a time stamp" in page
    assert "The time-stamp service did not answer in time." in page
    assert check_trail().faults == []
