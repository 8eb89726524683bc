"""The promises of the data layer, on both databases: one transaction, no lost update, times in UTC."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select

from riskapp.accounts.models import FailedSignIn, User
from riskapp.accounts.permissions import Role
from riskapp.database import db, now, transaction
from riskapp.errors import Conflict
from riskapp.estate.models import Category

BOTH_DATABASES = True


def test_what_fails_half_way_leaves_nothing(app):
    def fail_half_way():
        with transaction() as session:
            session.add(FailedSignIn(username="a", address="a", at=now()))
            session.flush()
            raise KeyError("half way")

    with pytest.raises(KeyError):
        fail_half_way()

    assert db.session.scalar(select(FailedSignIn)) is None


def test_an_operation_inside_another_one_joins_its_transaction(app):
    def fail_after_the_inner_one():
        with transaction():
            with transaction() as session:
                session.add(FailedSignIn(username="a", address="a", at=now()))
            raise KeyError("afterwards")

    with pytest.raises(KeyError):
        fail_after_the_inner_one()

    assert db.session.scalar(select(FailedSignIn)) is None


def test_a_change_outside_an_operation_is_a_programming_error(app, person):
    maja = person("maja", Role.MEMBER)
    db.session.get(User, maja.id).name = "Somebody else"

    with pytest.raises(RuntimeError, match="outside an operation"), transaction():
        pass
    db.session.rollback()


def test_two_writers_of_one_row_never_overwrite_each_other_unseen(app):
    with transaction() as session:
        session.add(Category(key="a", name="0", sensitivity="ordinary"))

    def count_up(_):
        with app.app_context():
            while True:
                try:
                    with transaction() as session:
                        row = session.scalars(select(Category)).one()
                        row.name = str(int(row.name) + 1)
                except Conflict:
                    continue  # told, not lost: the person repeats the change
                finally:
                    db.session.remove()
                return

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(count_up, range(80)))

    db.session.expire_all()
    assert db.session.scalars(select(Category)).one().name == "80"


def test_the_same_key_twice_is_a_conflict_in_words(app):
    def add():
        with transaction() as session:
            session.add(Category(key="a", name="A", sensitivity="ordinary"))

    add()
    with pytest.raises(Conflict, match="Somebody else stored the same thing"):
        add()


def test_times_are_kept_in_utc_whatever_zone_they_come_in(app):
    oslo = datetime(2026, 7, 1, 12, 0, tzinfo=timezone(timedelta(hours=2)))
    with transaction() as session:
        session.add(FailedSignIn(username="a", address="a", at=oslo))

    db.session.expire_all()
    assert db.session.scalars(select(FailedSignIn)).one().at == datetime(2026, 7, 1, 10, 0, tzinfo=UTC)


def test_a_time_without_a_zone_is_refused(app):
    def store():
        with transaction() as session:
            session.add(FailedSignIn(username="a", address="a", at=datetime(2026, 7, 1)))

    with pytest.raises(Exception, match="without a zone"):
        store()
