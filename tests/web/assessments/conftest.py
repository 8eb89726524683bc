"""What the wizard's tests share: the ward and two browsers of people who may write."""

from collections.abc import Callable

import pytest

from riskapp.accounts.permissions import Role
from tests.assessments.ward import Ward, make_ward
from tests.inspecting_client import InspectingClient


@pytest.fixture
def ward(app: object) -> Ward:
    """The ward, stored."""
    return make_ward()


@pytest.fixture
def maja(ward: Ward, browse: Callable[..., InspectingClient]) -> InspectingClient:
    """The browser of a project member."""
    return browse("maja", Role.MEMBER)


def begin(client: InspectingClient, kind: str, title: str = "Home monitoring") -> str:
    """Start an assessment in the browser; its address."""
    answer = client.post_form("/assessments/new", {"kind": kind, "title": title, "asset": "lab", "language": "en"})
    assert answer.status_code == 302, answer.text
    return answer.location.split("/step/")[0]


@pytest.fixture
def ros(maja: InspectingClient) -> str:
    """The address of a risk assessment that has just begun."""
    return begin(maja, "ros")


@pytest.fixture
def dpia(maja: InspectingClient) -> str:
    """The address of a DPIA that has just begun."""
    return begin(maja, "dpia")
