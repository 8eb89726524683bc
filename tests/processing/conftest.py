"""The ward, who keeps its record, and one activity of it."""

import pytest

from riskapp.accounts.permissions import OPERATOR, Actor, Role
from riskapp.estate.importing import import_snapshot
from riskapp.processing import keeping, parts
from riskapp.processing.record import Basics, Purpose
from tests.graph.estates import read_ward


@pytest.fixture
def pavel(app, person) -> Actor:
    import_snapshot(OPERATOR, read_ward(), {"file": "test"})
    return person("pavel", Role.PRIVACY_OFFICER)


@pytest.fixture
def number(pavel) -> int:
    """The activity that tests write in, with one purpose."""
    number = keeping.add_activity(pavel, Basics("Laboratory", "controller", "Samples are analysed", "The laboratory"))
    parts.add_part(pavel, number, Purpose("To find out what ails the patient"))
    return number
