"""the chain of the trail: seals, salts, key, checkpoints and their copies; and the one change that an event may see

What was written before is sealed with the first event that is written after this, in its order. A value that may hold
personal data can be taken away, by nobody who cannot also say so in the trail: the check counts both.
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

KEPT = "rows of {table} are only ever added"
APPEND_ONLY = {"audit_seal": "number", "trail_key": "id", "trail_checkpoint": "size"}
STAY = ("id", "at", "actor_id", "action", "subject_kind")
GOES = {"actor_name": "''", "subject_id": "''", "subject_label": "''", "before": "NULL", "after": "NULL"}


def upgrade() -> None:
    """Make the tables and their triggers."""
    op.create_table(
        "audit_seal",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("commitments", sa.JSON(), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audit_seal"),
        sa.ForeignKeyConstraint(["event_id"], ["audit_event.id"], name="fk_audit_seal_event_id_audit_event"),
        sa.UniqueConstraint("event_id", name="uq_audit_seal_event_id"),
    )
    op.create_table(
        "audit_salt",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("salts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", name="pk_audit_salt"),
        sa.ForeignKeyConstraint(["event_id"], ["audit_event.id"], name="fk_audit_salt_event_id_audit_event"),
    )
    op.create_table(
        "trail_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_key", sa.String(60), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_trail_key"),
    )
    op.create_table(
        "trail_checkpoint",
        sa.Column("size", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("root", sa.String(64), nullable=False),
        sa.Column("peaks", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("size", name="pk_trail_checkpoint"),
    )
    op.create_table(
        "trail_checkpoint_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(20), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_trail_checkpoint_copy"),
        sa.ForeignKeyConstraint(
            ["size"], ["trail_checkpoint.size"], name="fk_trail_checkpoint_copy_size_trail_checkpoint"
        ),
        sa.UniqueConstraint("size", "place", name="uq_trail_checkpoint_copy_size_place"),
    )
    for statement in _sqlite() if _is_sqlite() else _postgresql():
        op.execute(statement)


def downgrade() -> None:
    """Take them away again, and close the events wholly."""
    if _is_sqlite():
        op.execute("DROP TRIGGER audit_event_keep_update")
        kept = KEPT.format(table="audit_event")
        op.execute(
            "CREATE TRIGGER audit_event_keep_update BEFORE UPDATE ON audit_event FOR EACH ROW WHEN 1 "
            f"BEGIN SELECT RAISE(ABORT, '{kept}'); END"
        )
    else:
        op.execute("DROP TRIGGER audit_event_keep ON audit_event")
        op.execute(
            "CREATE TRIGGER audit_event_keep BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW "
            "EXECUTE FUNCTION audit_event_keep()"
        )
        op.execute("DROP FUNCTION audit_event_erase() CASCADE")
    for table in ("trail_checkpoint_copy", "trail_checkpoint", "trail_key", "audit_salt", "audit_seal"):
        op.drop_table(table)
        if not _is_sqlite() and table in APPEND_ONLY:
            op.execute(f"DROP FUNCTION {table}_keep() CASCADE")


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _more_than_erasing(text: str) -> str:
    """Whether an update does more than take values away; `text` makes a JSON column comparable."""
    stay = [f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in STAY]
    goes = []
    for name, nothing in GOES.items():
        new, old = (text.format(f'{row}."{name}"') for row in ("NEW", "OLD"))
        goes.append(f"({new} IS DISTINCT FROM {old} AND {new} IS DISTINCT FROM {nothing})")
    return " OR ".join((*stay, *goes))


def _sqlite() -> Iterator[str]:
    kept = KEPT.format(table="audit_event")
    yield "DROP TRIGGER audit_event_keep_update"
    yield (
        "CREATE TRIGGER audit_event_keep_update BEFORE UPDATE ON audit_event FOR EACH ROW "
        f"WHEN {_more_than_erasing('CAST({} AS TEXT)')} BEGIN SELECT RAISE(ABORT, '{kept}'); END"
    )
    for table, key in APPEND_ONLY.items():
        kept = KEPT.format(table=table)
        for act, when in (
            ("UPDATE", "1"),
            ("DELETE", "1"),
            # INSERT OR REPLACE deletes without asking the trigger above, unless a connection chose recursive_triggers.
            ("INSERT", f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})"),
        ):
            yield (
                f"CREATE TRIGGER {table}_keep_{act.lower()} BEFORE {act} ON {table} FOR EACH ROW WHEN {when} "
                f"BEGIN SELECT RAISE(ABORT, '{kept}'); END"
            )
    taken = "EXISTS (SELECT 1 FROM audit_seal WHERE event_id = NEW.event_id)"
    yield (
        f"CREATE TRIGGER audit_seal_keep_place BEFORE INSERT ON audit_seal FOR EACH ROW WHEN {taken} "
        "BEGIN SELECT RAISE(ABORT, 'rows of audit_seal are only ever added'); END"
    )


def _postgresql() -> Iterator[str]:
    kept = KEPT.format(table="audit_event")
    yield (
        "CREATE FUNCTION audit_event_erase() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {_more_than_erasing('CAST({} AS TEXT)')} THEN RAISE EXCEPTION '{kept}'; END IF; RETURN NEW; END $$"
    )
    yield "DROP TRIGGER audit_event_keep ON audit_event"
    yield (
        "CREATE TRIGGER audit_event_keep BEFORE DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_event_keep()"
    )
    yield (
        "CREATE TRIGGER audit_event_erase BEFORE UPDATE ON audit_event FOR EACH ROW "
        "EXECUTE FUNCTION audit_event_erase()"
    )
    for table in APPEND_ONLY:
        kept = KEPT.format(table=table)
        yield (
            f"CREATE FUNCTION {table}_keep() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN RAISE EXCEPTION '{kept}'; END $$"
        )
        yield (
            f"CREATE TRIGGER {table}_keep BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW "
            f"EXECUTE FUNCTION {table}_keep()"
        )
        yield f"CREATE TRIGGER {table}_keep_all BEFORE TRUNCATE ON {table} EXECUTE FUNCTION {table}_keep()"
