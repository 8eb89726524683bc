"""Who keeps the statement, and a ward with a measure that refers to controls and lowers a risk."""

from collections.abc import Callable

import pytest

from riskapp.accounts.permissions import Actor, Role
from riskapp.assessments.control import Control
from riskapp.assessments.measures import add_measure
from riskapp.assessments.models import RegisteredMeasure, Risk, Version
from riskapp.assessments.risks import Scenario, add_risk
from riskapp.database import db
from tests.assessments.ward import make_ward, start


@pytest.fixture
def olav(app: object, person: Callable[..., Actor]) -> Actor:
    """The security officer, for all systems."""
    return person("olav", Role.SECURITY)


@pytest.fixture
def draft(olav: Actor) -> Version:
    """A risk assessment whose only measure refers to A.8.5, typed loosely, and to A.8.13."""
    version = start(olav, "ros", make_ward().lab, title="The laboratory")
    risk = add_risk(olav, version.id, Scenario(property="availability", cause="A fire", event="The laboratory stops"))
    number = db.session.get_one(Risk, risk).number
    references = "NSM 2.6\nISO 27001 8.5, 8.13"
    add_measure(olav, version.id, Control("Two factors", owner="Kari", references=references, treats=(number,)))
    return version


def registered() -> RegisteredMeasure:
    """The only measure of the register."""
    db.session.expire_all()
    return db.session.query(RegisteredMeasure).one()
