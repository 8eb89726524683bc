"""A ward whose reports and checkpoints may bear time stamps of a service on this machine."""

from dataclasses import replace

import pytest

from riskapp.settings import Signing
from tests.decisions.examples import make_people, make_ward
from tests.faults.acts.around import ROOTS, SERVICE
from tests.local_pki import pki  # noqa: F401 - a fixture


@pytest.fixture
def ward(app, person, pki, monkeypatch):  # noqa: F811
    """The estate and its people; the instance trusts the service, and only the act that stamps asks it."""
    monkeypatch.setenv(SERVICE, pki.url)
    monkeypatch.setenv(ROOTS, str(pki.roots))
    trusting = Signing(timestamp_roots=pki.roots)
    app.extensions["riskapp.settings"] = replace(app.extensions["riskapp.settings"], signing=trusting)
    make_people(person)
    return make_ward()
