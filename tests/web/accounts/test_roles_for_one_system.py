"""A role that is held for one system opens what belongs to that system, and nothing of the whole instance."""

from collections.abc import Callable

import pytest

from riskapp.accounts import operations
from riskapp.accounts.authority import actor_of
from riskapp.accounts.models import RoleGrant, User
from riskapp.accounts.permissions import OPERATOR, Actor, Role
from riskapp.database import db, transaction
from riskapp.errors import Invalid, NotAllowed
from tests.decisions.examples import Ward, make_ward
from tests.inspecting_client import InspectingClient

Browse = Callable[..., InspectingClient]
Person = Callable[..., Actor]


@pytest.fixture
def ward(app: object) -> Ward:
    return make_ward()


def test_an_auditor_of_one_system_does_not_read_the_trail_of_all(ward: Ward, person: Person, browse: Browse) -> None:
    person("saul", Role.AUDITOR, asset=ward.lab)
    browser = browse("saul")
    assert browser.get("/audit").status_code == 403
    assert browser.get("/audit/1").status_code == 403
    assert 'href="/audit"' not in browser.get("/").text
    assert browser.get("/assessments").status_code == 200


@pytest.fixture
def sam(ward: Ward, person: Person) -> Actor:
    """Administrator of one system, as accounts could be made before."""
    person("sam", Role.MEMBER, asset=ward.lab)
    with transaction() as session:
        user = session.query(User).filter_by(username="sam").one()
        user.roles.append(RoleGrant(role=Role.ADMINISTRATOR.value, asset_id=ward.lab))
    return actor_of(operations.user_named("sam"))


def test_an_administrator_of_one_system_administers_nobody(
    ward: Ward, sam: Actor, person: Person, browse: Browse
) -> None:
    maja = person("maja", Role.MEMBER)
    browser = browse("sam")
    for path in ("/people", "/people/new", f"/people/{maja.id}", f"/people/{maja.id}/password"):
        assert browser.get(path).status_code == 403
    for act in (
        lambda: operations.grant_role(sam, sam.id or 0, Role.ADMINISTRATOR),
        lambda: operations.reset_password(sam, maja.id or 0, "a-long-new-password"),
        lambda: operations.add_user(sam, "eve", "Eve", "a-long-new-password"),
        lambda: operations.set_active(sam, maja.id or 0, active=False, version=1),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_nobody_is_made_administrator_of_one_system(ward: Ward, person: Person) -> None:
    maja = person("maja", Role.MEMBER)
    with pytest.raises(Invalid, match="answers for all systems"):
        operations.grant_role(OPERATOR, maja.id or 0, Role.ADMINISTRATOR, ward.lab)


def test_the_last_who_can_give_roles_back_stays_whoever_else_bears_the_name(
    ward: Ward, sam: Actor, person: Person
) -> None:
    adam, closed = person("adam", Role.ADMINISTRATOR), person("cara", Role.ADMINISTRATOR)
    version = db.session.get_one(User, closed.id).version
    operations.set_active(OPERATOR, closed.id or 0, active=False, version=version)
    grant = db.session.query(RoleGrant).filter_by(user_id=adam.id).one()
    with pytest.raises(Invalid, match="last administrator"):
        operations.withdraw_role(OPERATOR, grant.id)
