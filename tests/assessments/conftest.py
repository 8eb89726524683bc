"""What the assessments' tests share: the ward, somebody who writes, and a draft of each kind."""

from collections.abc import Callable

import pytest

from riskapp.accounts.permissions import Actor, Role
from riskapp.assessments.models import Version
from tests.assessments.ward import Ward, make_ward, start


@pytest.fixture
def ward(app: object) -> Ward:
    """The ward, stored."""
    return make_ward()


@pytest.fixture
def maja(person: Callable[..., Actor]) -> Actor:
    """A project member for all systems."""
    return person("maja", Role.MEMBER)


@pytest.fixture
def ros(ward: Ward, maja: Actor) -> Version:
    """A risk assessment of the laboratory that has just begun."""
    return start(maja, "ros", ward.lab)


@pytest.fixture
def dpia(ward: Ward, maja: Actor) -> Version:
    """A DPIA of the laboratory that has just begun."""
    return start(maja, "dpia", ward.lab)
