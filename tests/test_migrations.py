"""The schema: what the migrations make is what the models say, and a failing step changes nothing."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, select, text, update
from sqlalchemy.exc import DatabaseError

import riskapp.jobs.all_jobs  # noqa: F401 - brings the tables that only the jobs write
from riskapp import migrations
from riskapp.assessments.models import Measure, RegisteredMeasure
from riskapp.database import WRITES, Base, db, now, transaction
from riskapp.decisions.deciding import approve
from riskapp.decisions.new_versions import start_version
from riskapp.errors import Conflict, Unready
from riskapp.questions.models import SavedQuestion
from riskapp.questions.naming import folded
from tests.decisions.examples import advised, filled, make_people, make_ward, measure

BOTH_DATABASES = True


def test_the_newest_migration_makes_what_the_models_say(app):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_every_migration_can_be_taken_back_and_applied_again(app):
    config = migrations.configuration()
    with db.engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}

    migrations.upgrade(db.engine)

    migrations.require_newest(db.engine)


def test_a_failing_migration_stops_with_one_sentence_and_leaves_all_as_it_was(app):
    tables = set(inspect(db.engine).get_table_names())

    with pytest.raises(Unready, match="could not be brought to this version"):
        migrations.upgrade(db.engine, "9999")

    assert set(inspect(db.engine).get_table_names()) == tables


def moved(act, to):
    db.session.rollback()  # a transaction that read the people would hold up dropping what refers to them
    config = migrations.configuration()
    with db.engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        config.attributes["connection"] = connection
        act(config, to)


def test_questions_of_an_older_riskapp_stay_and_get_names_that_differ(app, person):
    owner = person("sigrid").id
    moved(command.downgrade, "0005")
    names = ["Winter", "Winter (2)", "winter", "Summer", "WINTER", "x" * 200, "X" * 200]
    insert = text(
        "INSERT INTO saved_question (name, note, hit, threat, control, changes, shared, owner_id, created_at, "
        "changed_at, row_version) VALUES (:name, 'n', '[\"lab\"]', 'integrity', :no, '', :no, :owner, :at, :at, 1)"
    )
    with db.engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        for owned, name in [*((owner, name) for name in names), (None, "Winter"), (None, "winter")]:
            connection.execute(insert, {"name": name, "owner": owned, "no": False, "at": "2026-11-01 12:00:00"})

    migrations.upgrade(db.engine)

    db.session.rollback()
    kept = db.session.scalars(select(SavedQuestion).order_by(SavedQuestion.id)).all()
    assert [one.name for one in kept if one.owner_id] == [
        "Winter", "Winter (2)", "winter (3)", "Summer", "WINTER (4)", "x" * 200, "X" * 193 + " (2)",
    ]  # fmt: skip
    assert [one.name for one in kept if one.owner_id is None] == ["Winter", "winter (2)"]
    assert {(one.topic, tuple(one.about), tuple(one.view), one.note) for one in kept} == {("radius", ("lab",), (), "n")}
    assert all(one.folded_name == folded(one.name) for one in kept)


def test_an_older_riskapp_gets_the_blast_radii_back_and_nothing_that_it_cannot_read(app, person):
    owner = person("sigrid").id
    with transaction() as session:
        for topic in ("radius", "needs"):
            values = {"topic": topic, "about": ["lab"], "owner_id": owner, "created_at": now(), "changed_at": now()}
            session.add(SavedQuestion(name=topic, folded_name=topic, outage=5, view={"at": ["3"]}, **values))

    moved(command.downgrade, "0005")

    with db.engine.connect() as connection:
        assert connection.execute(text("SELECT name, outage FROM saved_question")).all() == [("radius", 5)]


def test_measures_of_an_older_riskapp_stand_in_the_register_once_for_each_assessment(app, person):
    people, ward = make_people(person), make_ward()
    first = advised(people, "ros", [ward.lab])
    approve(people.owner, first.id)
    start_version(people.member, first.assessment_id)
    filled(people, "ros", [ward.archive], control=measure(text="Another measure", due=None))
    moved(command.downgrade, "0013")

    migrations.upgrade(db.engine)

    db.session.rollback()
    told = [(one.number, one.text) for one in db.session.scalars(select(RegisteredMeasure).order_by("number"))]
    assert told == [(1, "Test the restore"), (2, "Another measure")]
    numbers = db.session.execute(select(Measure.version_id, Measure.registered_id).order_by(Measure.id)).all()
    assert [registered for _, registered in numbers] == [1, 1, 2]
    with pytest.raises((Conflict, DatabaseError)), transaction() as session:
        session.execute(update(Measure).where(Measure.version_id == first.id).values(text="forged"))
    with transaction() as session:
        session.add(RegisteredMeasure(number=3, text="A third", saved_at=now()))
