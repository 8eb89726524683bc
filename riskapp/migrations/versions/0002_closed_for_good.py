"""what is decided, signed or written in the trail is closed for good, by the database itself

The operations refuse too; the triggers hold for every other way in: a script, a shell, a mistake of ours. SQLite drops
a table's triggers with the table, so a later step that rebuilds one of these tables must make its triggers again.
"""

from collections.abc import Iterator

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

APPEND_ONLY = ("audit_event", "signed_report")

# How a row of each table leads to the version that it belongs to; {row} is NEW or OLD.
PARTS = {
    "scoped_asset": "{row}.version_id",
    "participant": "{row}.version_id",
    "contributor": "{row}.version_id",
    "answer": "{row}.version_id",
    "risk": "{row}.version_id",
    "measure": "{row}.version_id",
    "transition": "{row}.version_id",
    "measure_treats_risk": "(SELECT version_id FROM measure WHERE id = {row}.measure_id)",
    "acceptance": "(SELECT version_id FROM risk WHERE id = {row}.risk_id)",
}

DECIDED = "IN ('approved', 'rejected')"
KEPT = "rows of {table} are only ever added"
CLOSED = "a decided version cannot change"
NO_REPORT = "a version is decided together with its signed report"
ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


def upgrade() -> None:
    """Make the triggers."""
    dialect = op.get_bind().dialect.name
    for statement in _for_sqlite() if dialect == "sqlite" else _for_postgresql():
        op.execute(statement)


def _decided(version: str) -> str:
    return f"EXISTS (SELECT 1 FROM assessment_version WHERE id = {version} AND state {DECIDED})"


def _of_decided(table: str, act: str) -> str:
    return " OR ".join(_decided(PARTS[table].format(row=row)) for row in ROWS[act])


def _deciding() -> str:
    return f"NEW.state {DECIDED} AND NOT EXISTS (SELECT 1 FROM signed_report WHERE version_id = NEW.id)"


def _for_sqlite() -> Iterator[str]:
    for table in APPEND_ONLY:
        for act in ("UPDATE", "DELETE"):
            yield _sqlite_trigger(table, act, "keep", "1", KEPT.format(table=table))
        # INSERT OR REPLACE deletes without asking the trigger above, unless a connection chose recursive_triggers.
        taken = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"
        yield _sqlite_trigger(table, "INSERT", "keep", taken, KEPT.format(table=table))
    for act in ("UPDATE", "DELETE"):
        yield _sqlite_trigger("assessment_version", act, "closed", f"OLD.state {DECIDED}", CLOSED)
    yield _sqlite_trigger("assessment_version", "INSERT", "closed", _decided("NEW.id"), CLOSED)
    yield _sqlite_trigger("assessment_version", "UPDATE", "report", _deciding(), NO_REPORT)
    for table in PARTS:
        for act in ROWS:
            yield _sqlite_trigger(table, act, "closed", _of_decided(table, act), CLOSED)


def _sqlite_trigger(table: str, act: str, name: str, when: str, why: str) -> str:
    return (
        f"CREATE TRIGGER {table}_{name}_{act.lower()} BEFORE {act} ON {table} FOR EACH ROW WHEN {when} "
        f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
    )


def _for_postgresql() -> Iterator[str]:
    for table in APPEND_ONLY:
        yield _postgresql_function(f"{table}_keep", f"RAISE EXCEPTION '{KEPT.format(table=table)}';")
        yield f"CREATE TRIGGER {table}_keep BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_keep()"
        yield f"CREATE TRIGGER {table}_keep_all BEFORE TRUNCATE ON {table} EXECUTE FUNCTION {table}_keep()"
    body = (
        f"IF OLD.state {DECIDED} THEN RAISE EXCEPTION '{CLOSED}'; END IF;"
        f" IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;"
        f" IF {_deciding()} THEN RAISE EXCEPTION '{NO_REPORT}'; END IF; RETURN NEW;"
    )
    yield _postgresql_function("assessment_version_closed", body)
    yield (
        "CREATE TRIGGER assessment_version_closed BEFORE UPDATE OR DELETE ON assessment_version "
        "FOR EACH ROW EXECUTE FUNCTION assessment_version_closed()"
    )
    for table in PARTS:
        checks = "".join(
            f"IF TG_OP = '{act}' THEN IF {_of_decided(table, act)} THEN RAISE EXCEPTION '{CLOSED}'; END IF; "
            f"RETURN {'OLD' if act == 'DELETE' else 'NEW'}; END IF; "
            for act in ROWS
        )
        yield _postgresql_function(f"{table}_closed", checks)
        yield (
            f"CREATE TRIGGER {table}_closed BEFORE INSERT OR UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_closed()"
        )


def _postgresql_function(name: str, body: str) -> str:
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"


def downgrade() -> None:
    """Take the triggers away again."""
    if op.get_bind().dialect.name == "sqlite":
        for statement in _for_sqlite():
            op.execute(f"DROP TRIGGER {statement.split()[2]}")
        return
    for table in APPEND_ONLY:
        op.execute(f"DROP FUNCTION {table}_keep() CASCADE")
    for table in ("assessment_version", *PARTS):
        op.execute(f"DROP FUNCTION {table}_closed() CASCADE")
