"""What administrators and people do with accounts, on both databases."""

import pytest
from sqlalchemy import select

from riskapp.accounts import operations
from riskapp.accounts.models import RoleGrant, User, WebSession
from riskapp.accounts.permissions import OPERATOR, Actor, Grant, Role
from riskapp.accounts.sign_in import session_user, sign_in, sign_out
from riskapp.accounts.throttle import TRIES_AT_ONE_PLACE, TRIES_FOR_ACCOUNT
from riskapp.audit.models import AuditEvent
from riskapp.database import db
from riskapp.errors import Conflict, Invalid, NotAllowed
from tests.conftest import PASSWORD

BOTH_DATABASES = True


def events():
    return [event.action for event in db.session.scalars(select(AuditEvent).order_by(AuditEvent.id))]


def test_a_person_signs_in_and_the_session_answers_for_that_person_only(app, person):
    maja = person("maja", Role.MEMBER)

    opened = sign_in("maja", PASSWORD, "127.0.0.1")

    assert session_user(opened.token, 60, 600).id == maja.id
    assert session_user(opened.token + "x", 60, 600) is None
    assert opened.actor.grants == {Grant(Role.MEMBER)}
    assert opened.token not in {row.token_hash for row in db.session.scalars(select(WebSession))}


def test_a_session_ends_with_sign_out_idleness_and_age(app, person):
    maja = person("maja", Role.MEMBER)
    token = sign_in("maja", PASSWORD, "127.0.0.1").token

    assert session_user(token, -1, 600) is None
    assert session_user(token, 60, -1) is None
    sign_out(maja, token)
    assert session_user(token, 60, 600) is None


def test_guessing_is_refused_after_a_few_tries_even_with_the_right_password(app, person):
    person("maja", Role.MEMBER)
    for _ in range(TRIES_AT_ONE_PLACE):
        with pytest.raises(Invalid, match="user name or the password"):
            sign_in("maja", "wrong", "127.0.0.1")

    with pytest.raises(Invalid, match="Too many failed tries"):
        sign_in("maja", PASSWORD, "127.0.0.1")


def guess(times, network):
    for number in range(times):
        with pytest.raises(Invalid, match="user name or the password"):
            sign_in("maja", "wrong", f"{network}.{number // TRIES_AT_ONE_PLACE}")


def test_who_guesses_elsewhere_does_not_lock_the_person_out(app, person):
    person("maja", Role.MEMBER)
    guess(TRIES_AT_ONE_PLACE, "10.0.0")
    assert sign_in("maja", PASSWORD, "127.0.0.1")


def test_who_guesses_from_many_places_is_stopped_in_the_end(app, person):
    person("maja", Role.MEMBER)
    guess(TRIES_FOR_ACCOUNT, "10.0.0")
    with pytest.raises(Invalid, match="Too many failed tries"):
        sign_in("maja", PASSWORD, "127.0.0.1")


def test_the_present_password_cannot_be_guessed_in_a_session_left_open(app, person):
    maja = person("maja", Role.MEMBER)
    for _ in range(TRIES_AT_ONE_PLACE):
        with pytest.raises(Invalid, match="present password is wrong"):
            operations.change_own_password(maja, "wrong", "en ny og lang setning", address="127.0.0.1")
    with pytest.raises(Invalid, match="Too many failed tries"):
        operations.change_own_password(maja, PASSWORD, "en ny og lang setning", address="127.0.0.1")


def test_an_unknown_account_and_a_wrong_password_answer_with_the_same_words(app, person):
    person("maja", Role.MEMBER)
    said = []
    for name in ("maja", "nobody"):
        with pytest.raises(Invalid) as refused:
            sign_in(name, "wrong", "127.0.0.1")
        said.append(str(refused.value))

    assert said[0] == said[1]


def test_a_closed_account_cannot_sign_in_and_its_sessions_end(app, person):
    maja = person("maja", Role.MEMBER)
    token = sign_in("maja", PASSWORD, "127.0.0.1").token

    operations.set_active(OPERATOR, maja.id, active=False, version=db.session.get(User, maja.id).version)

    assert session_user(token, 60, 600) is None
    with pytest.raises(Invalid):
        sign_in("maja", PASSWORD, "127.0.0.1")


def test_the_second_of_two_administrators_gets_a_conflict(app, person):
    maja = person("maja", Role.MEMBER)
    version = db.session.get(User, maja.id).version
    operations.set_active(OPERATOR, maja.id, active=False, version=version)

    with pytest.raises(Conflict):
        operations.set_active(OPERATOR, maja.id, active=True, version=version)


def test_the_last_administrator_keeps_the_role(app, person):
    person("adam", Role.ADMINISTRATOR)
    grant = db.session.scalar(select(RoleGrant.id))

    with pytest.raises(Invalid, match="last administrator"):
        operations.withdraw_role(OPERATOR, grant)


def test_changing_the_password_signs_out_every_other_browser(app, person):
    maja = person("maja", Role.MEMBER)
    here, there = sign_in("maja", PASSWORD, "a").token, sign_in("maja", PASSWORD, "b").token

    operations.change_own_password(maja, PASSWORD, "en ny og lang setning", address="127.0.0.1", keep_token=here)

    assert session_user(here, 60, 600) is not None
    assert session_user(there, 60, 600) is None
    sign_in("maja", "en ny og lang setning", "a")


@pytest.mark.parametrize("password", ["short", "majamajamaja", "aaaaaaaaaaaaaaaa", "x" * 201])
def test_a_weak_password_is_refused_and_nothing_changes(app, person, password):
    maja = person("maja", Role.MEMBER)
    before = db.session.get(User, maja.id).password

    with pytest.raises(Invalid):
        operations.reset_password(OPERATOR, maja.id, password)

    db.session.expire_all()
    assert db.session.get(User, maja.id).password == before


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_administrators_manage_people(app, role):
    actor = Actor(1, "somebody", frozenset({Grant(role)}))

    for act in (
        lambda: operations.add_user(actor, "x", "X", PASSWORD),
        lambda: operations.grant_role(actor, 1, Role.AUDITOR),
        lambda: operations.withdraw_role(actor, 1),
        lambda: operations.reset_password(actor, 1, PASSWORD),
        lambda: operations.set_active(actor, 1, active=False, version=1),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_every_write_leaves_its_event(app, person):
    maja = person("maja", Role.MEMBER)
    sign_in("maja", PASSWORD, "a")
    operations.change_own_password(maja, PASSWORD, "en ny og lang setning", address="127.0.0.1")
    operations.reset_password(OPERATOR, maja.id, PASSWORD)
    operations.choose_language(maja, "nb")
    operations.withdraw_role(OPERATOR, db.session.scalar(select(RoleGrant.id)))

    assert events() == [
        "user.added",
        "user.role_granted",
        "session.signed_in",
        "user.password_changed",
        "user.password_reset",
        "user.language_chosen",
        "user.role_withdrawn",
    ]
    last = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert (last.actor_name, last.before) == ("operator", {"role": "project member", "asset": None})


def test_a_user_name_is_taken_once_whatever_its_case(app, person):
    person("maja", Role.MEMBER)

    with pytest.raises(Invalid, match="taken"):
        operations.add_user(OPERATOR, "MAJA", "Other", PASSWORD)
