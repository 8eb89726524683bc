"""A decision with a time-stamp service: B-LTA at once, or a queue that hides nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import undefer

from riskapp.audit.vocabulary import Action
from riskapp.database import WRITES, db, now, transaction
from riskapp.decisions.consulting import make_package, package_file
from riskapp.decisions.deciding import approve
from riskapp.decisions.reports.report_files import report_file, signed_report_of
from riskapp.decisions.reports.time_stamps import how_many_wait, stamp_waiting
from riskapp.decisions.reports.verifying import verify_report
from riskapp.errors import Unready
from riskapp.reports.models import SignedReport, StampedFile, WaitingStamp
from riskapp.settings import Signing
from tests.decisions.conftest import events, refused
from tests.decisions.examples import advised
from tests.decisions.test_consulting import CHOSEN
from tests.reports.poppler import run
from tests.reports.test_levels import nobody_answers

BOTH_DATABASES = True


@pytest.fixture
def service(app, pki):
    """Sets the time-stamp service of the instance to an address, its real one where none is given."""

    def at(url=pki.url):
        signing = Signing(timestamp_url=url, timestamp_roots=pki.roots)
        app.extensions["riskapp.settings"] = replace(app.extensions["riskapp.settings"], signing=signing)

    return at


@pytest.fixture
def waiting(people, ward, service):
    """A version that was approved while the service was down; the service is there again afterwards."""
    service(nobody_answers())
    version = advised(people, "ros", [ward.lab])
    approve(people.owner, version.id)
    service()
    return version


def first_bytes(version):
    query = select(SignedReport).where(SignedReport.version_id == version.id).options(undefer(SignedReport.pdf))
    return db.session.scalars(query).one().pdf


def test_a_report_is_b_lta_at_once_where_the_service_answers(people, ward, service):
    service()
    version = advised(people, "ros", [ward.lab])
    approve(people.owner, version.id)
    report = signed_report_of(version.id)
    assert (report.level, report.stamped, report.waiting, how_many_wait()) == ("B-LTA", None, None, 0)
    found = verify_report(report_file(people.owner, version.id).pdf)
    assert (found.valid, found.signature.level) == (True, "B-LTA")
    assert found.signature.attested_at is not None
    assert [one.name for one in found.signature.acts] == ["Maja", "Sigrid", "Olav"]
    assert "submitted by the author" in found.signature.acts[0].purpose
    assert "advice given" in found.signature.acts[1].purpose
    assert events(Action.REPORT_SIGNED)[-1].after["level"] == "B-LTA"


def test_a_service_that_is_down_loses_no_decision_and_says_so_everywhere(people, waiting):
    report = signed_report_of(waiting.id)
    assert report.level == "B-B"
    assert (report.waiting.tries, "cannot be reached" in report.waiting.error) == (1, True)
    assert report.waiting.next_at > report.waiting.since
    told = events(Action.REPORT_SIGNED)[-1].after
    assert (told["level"], "cannot be reached" in told["waits"]) == ("B-B", True)
    found = verify_report(report_file(people.owner, waiting.id).pdf)
    assert (found.valid, found.signature.level, found.signature.attested_at) == (True, "B-B", None)


def test_the_queue_adds_the_stamps_behind_what_was_signed_and_keeps_both(people, waiting):
    before = first_bytes(waiting)
    assert stamp_waiting() == []  # its time has not come
    (tried,) = stamp_waiting(all_of_them=True)
    assert (tried.file_name, tried.error) == (f"ROS-{waiting.assessment_id}-v1.pdf", "")
    after = report_file(people.owner, waiting.id).pdf
    assert after.startswith(before)
    assert first_bytes(waiting) == before
    assert how_many_wait() == 0
    for pdf, level in ((before, "B-B"), (after, "B-LTA")):
        found = verify_report(pdf)
        assert (found.valid, found.signature.level) == (True, level)
        assert found.on_file.version_id == waiting.id
    assert run("pdfsig", after, "-nocert").count("Signature is Valid.") == 3
    (event,) = events(Action.REPORT_STAMPED)
    assert event.after["signed_sha256"] == signed_report_of(waiting.id).sha256


def test_each_failed_try_is_counted_and_waits_longer(waiting, service):
    service(nobody_answers())
    waits = []
    for _ in range(3):
        (tried,) = stamp_waiting(all_of_them=True)
        assert "cannot be reached" in tried.error
        row = db.session.scalars(select(WaitingStamp)).one()
        waits.append(row.next_at - row.tried_at)
    assert row.tries == 4
    assert waits == sorted(set(waits))
    assert db.session.scalars(select(StampedFile)).all() == []


def test_a_service_that_is_down_is_asked_once_a_turn(people, ward, waiting, service):
    service(nobody_answers())
    approve(people.owner, advised(people, "ros", [ward.archive]).id)
    tries = sorted(db.session.scalars(select(WaitingStamp.tries)))
    with transaction() as session:
        session.execute(update(WaitingStamp).values(next_at=now()))
    assert len(stamp_waiting()) == 1
    assert sum(db.session.scalars(select(WaitingStamp.tries))) == sum(tries) + 1
    assert how_many_wait() == 2


def test_a_time_that_a_wrong_clock_set_is_not_waited_for(waiting):
    with transaction() as session:
        session.execute(update(WaitingStamp).values(next_at=now() + timedelta(days=900)))
    assert [one.error for one in stamp_waiting()] == [""]


def test_what_is_due_is_tried_without_being_asked(waiting):
    with db.engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        connection.execute(text("UPDATE waiting_stamp SET next_at = since"))
    assert [one.error for one in stamp_waiting()] == [""]


def test_a_package_for_the_authority_waits_in_the_same_queue(people, ward, service):
    version = advised(people, "dpia", [ward.lab], **CHOSEN)
    service(nobody_answers())
    number = make_package(people.owner, version.id)
    service()
    assert [one.error for one in stamp_waiting(all_of_them=True)] == [""]
    found = verify_report(package_file(people.owner, number).pdf)
    assert (found.valid, found.signature.level) == (True, "B-LTA")


def test_without_a_service_nothing_waits_and_the_queue_says_what_to_set(people, ward):
    version = advised(people, "ros", [ward.lab])
    approve(people.owner, version.id)
    assert (signed_report_of(version.id).level, how_many_wait()) == ("B-B", 0)
    with refused(Unready, "RISKAPP_TIMESTAMP_URL"):
        stamp_waiting()


def test_a_stamped_file_is_only_ever_added(waiting):
    stamp_waiting(all_of_them=True)
    for statement in (update(StampedFile).values(level="B-B"), delete(StampedFile)):
        with (
            pytest.raises(DatabaseError, match="only ever added"),
            db.engine.connect().execution_options(**{WRITES: True}) as connection,
            connection.begin(),
        ):
            connection.execute(statement)
