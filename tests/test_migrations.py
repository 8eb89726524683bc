"""The schema: what the migrations make is what the models say, and a failing step changes nothing."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from riskapp import migrations
from riskapp.database import WRITES, Base, db
from riskapp.errors import Unready

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
