"""The ward with its record, and browsers of those who keep and read it."""

import pytest

from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.processing import keeping, parts
from riskapp.processing.record import Basics, Data, Processor, Purpose, Transfer
from tests.assessments.ward import make_ward


@pytest.fixture
def activity(app):
    """An activity with a purpose, a processor and a transfer; returns its number."""
    make_ward()
    number = keeping.add_activity(OPERATOR, Basics("Laboratory & <more>", "controller", "Samples", "The laboratory"))
    keeping.change_section(OPERATOR, number, Data(("lab",), ("results",), ("patients",)), 1)
    parts.add_part(OPERATOR, number, Purpose("To find out what ails the patient"))
    parts.add_part(OPERATOR, number, Processor("Lab supplier", agreement="draft"))
    parts.add_part(OPERATOR, number, Transfer("USA", "Support"))
    return number


@pytest.fixture
def keeper(activity, browse):
    return browse("pavel", Role.PRIVACY_OFFICER)
