"""The jobs try again what waits for a time stamp, and no fault of a round ends it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from riskapp.database import db
from riskapp.decisions.deciding import approve
from riskapp.decisions.reports.time_stamps import how_many_wait, stamp_waiting
from riskapp.jobs.rounds import Job, Rounds
from riskapp.settings import Signing
from tests.decisions.examples import advised
from tests.local_pki import pki  # noqa: F401 - a fixture
from tests.reports.test_levels import nobody_answers


@pytest.fixture
def served(app, pki):  # noqa: F811
    """Sets the service's address and says the application."""

    def at(url):
        signing = Signing(timestamp_url=url, timestamp_roots=pki.roots)
        app.extensions["riskapp.settings"] = replace(app.extensions["riskapp.settings"], signing=signing)
        return app

    return at


def test_a_round_stores_what_is_due_and_a_fault_ends_nothing(people, ward, served, pki, browse, monkeypatch):  # noqa: F811
    served(nobody_answers())
    monkeypatch.setattr("riskapp.decisions.reports.sealing._FIRST_WAIT", timedelta(0))
    version = advised(people, "ros", [ward.lab])
    approve(people.owner, version.id)
    page = browse("rut").get("/reports").text
    assert "Waits for a time stamp" in page
    assert "The time-stamp service cannot be reached." in page

    served(pki.url)
    assert Rounds([Job("broken", 60, lambda: 1 // 0)]).run_due() == []
    assert how_many_wait() == 1
    assert Rounds([Job("stamps", 60, stamp_waiting)]).run_due() == ["stamps"]
    db.session.rollback()  # what was read before holds its own moment
    assert how_many_wait() == 0
    page = browse("rut").get("/reports").text
    assert "PAdES B-LTA" in page
    assert "Waits for a time stamp" not in page
