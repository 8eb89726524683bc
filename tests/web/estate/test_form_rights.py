"""Who may not store something does not get its form; what was typed for it all the same is shown to be copied."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from riskapp.accounts.models import User
from riskapp.accounts.operations import grant_role
from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.database import db
from riskapp.estate.models import Dependency, Flow, Holding
from tests.assessments.ward import Ward, make_ward
from tests.inspecting_client import InspectingClient


@pytest.fixture
def ward(app: object) -> Ward:
    return make_ward()


@pytest.fixture
def eva(ward: Ward, person: Callable[..., object], browse: Callable[..., InspectingClient]) -> InspectingClient:
    """The owner of the pump, and of nothing else."""
    person("eva")
    number = db.session.scalar(select(User.id).where(User.username == "eva"))
    assert number
    grant_role(OPERATOR, number, Role.SYSTEM_OWNER, ward.pump)
    return browse("eva")


def test_forms_of_others_stay_closed_and_those_of_ones_own_open(ward: Ward, eva: InspectingClient) -> None:
    dependency, flow, holding = (db.session.scalar(select(table.id)) for table in (Dependency, Flow, Holding))
    closed = [
        "/estate/assets/new",
        "/estate/categories/new",
        f"/estate/assets/{ward.lab}/edit",
        f"/estate/assets/{ward.lab}/holdings/new",
        f"/estate/assets/{ward.lab}/dependencies/new",
        f"/estate/dependencies/{dependency}",
        f"/estate/flows/{flow}",
        f"/estate/holdings/{holding}",
    ]
    assert {path: eva.get(path).status_code for path in closed} == dict.fromkeys(closed, 403)
    for path in ("edit", "holdings/new", "dependencies/new", "flows/new"):
        assert eva.get(f"/estate/assets/{ward.pump}/{path}").status_code == 200
    assert eva.get(f"/estate/assets/{ward.lab}/dependencies/new?direction=needed-by").status_code == 200


def test_a_single_word_that_was_typed_is_given_back_and_choices_are_not(ward: Ward, eva: InspectingClient) -> None:
    sent = {"name": "Lab", "description": "Telefonrunde", "lifecycle": "in use", "version": "1"}
    answer = eva.post_form(f"/estate/assets/{ward.lab}/edit", sent)
    assert answer.status_code == 403
    assert "Telefonrunde</textarea>" in answer.text
    assert "in use</textarea>" not in answer.text
