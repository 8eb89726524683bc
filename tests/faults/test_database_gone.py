"""PostgreSQL goes away, before a request or in the middle of one: a page says so, and what was typed is on it."""

from contextlib import contextmanager

import psycopg
import pytest
from sqlalchemy import event, func, select
from sqlalchemy.engine import make_url

from riskapp.assessments.models import Answer
from riskapp.audit.checking import check_trail
from riskapp.audit.models import AuditEvent
from riskapp.database import db, refusals_told
from riskapp.decisions.deciding import approve
from riskapp.errors import Unready
from tests.decisions.conftest import people, ward  # noqa: F401 - fixtures
from tests.decisions.examples import advised, version_of
from tests.faults.test_trouble import TYPED, assert_told_and_typed_back, typing  # noqa: F401 - a fixture


@pytest.fixture
def database_kind():
    """A server that others run; a SQLite database cannot go without its disk."""
    return "postgresql"


@pytest.fixture
def server(settings):
    """How to take the database away from riskapp, as a server that stops does, and to give it back."""
    url = make_url(settings.database_url)

    def ask(*statements):
        with psycopg.connect(host=url.query["host"], user="postgres", dbname="postgres", autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    class Server:
        def goes(self):
            ask(
                f'ALTER DATABASE "{url.database}" ALLOW_CONNECTIONS false',
                f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{url.database}'",
            )

        def is_back(self):
            ask(f'ALTER DATABASE "{url.database}" ALLOW_CONNECTIONS true')

        @contextmanager
        def going_at(self, words):
            """It goes when a statement with these words is about to be asked."""
            gone = []

            @event.listens_for(db.engine, "before_cursor_execute")
            def leave(connection, cursor, statement, *more):
                if not gone and words in statement:
                    gone.append(statement)
                    self.goes()

            yield
            event.remove(db.engine, "before_cursor_execute", leave)
            assert gone, "it never came to that"
            self.is_back()

    return Server()


def count(model):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model))


def test_before_the_request(typing, server):  # noqa: F811
    server.goes()
    assert_told_and_typed_back(typing.send())
    server.is_back()
    assert typing.send().status_code == 302
    assert TYPED.strip() in typing.read().text


@pytest.mark.parametrize("words", ["FROM web_session", "INSERT INTO answer", "INSERT INTO audit_seal", "advisory"])
def test_in_the_middle_of_the_request(typing, server, words):  # noqa: F811
    before = count(Answer), count(AuditEvent)
    with server.going_at(words):
        answer = typing.send()
    assert_told_and_typed_back(answer)
    assert (count(Answer), count(AuditEvent)) == before
    assert typing.send().status_code == 302
    assert TYPED.strip() in typing.read().text
    assert check_trail().faults == []


@pytest.mark.parametrize("words", ["UPDATE assessment_version", "INSERT INTO signed_report", "INSERT INTO audit_seal"])
def test_in_the_middle_of_a_decision_nothing_is_decided_and_it_can_be_done_again(people, ward, server, words):  # noqa: F811
    version = advised(people, "dpia", [ward.lab])
    number, assessment = version.id, version.assessment_id
    with server.going_at(words), pytest.raises(Unready, match="cannot be reached"), refusals_told():
        approve(people.owner, number, "Yes")
    assert version_of(assessment).state == "advised"
    approve(people.owner, number, "Yes")
    assert version_of(assessment).state == "approved"
    assert check_trail().faults == []
