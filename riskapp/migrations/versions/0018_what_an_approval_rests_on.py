"""what an approval rests on in the estate, and what of it changed since

Approvals from before this step have no slice; the page says so. Slices and their parts are only ever added.
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

APPEND_ONLY = {"slice_part": "fingerprint", "estate_slice": "id"}
KEPT = "rows of {table} are only ever added"


def upgrade() -> None:
    """Add the tables, close those that are only added to, and put the one row of the watch in place."""
    op.create_table(
        "slice_part",
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_slice_part")),
    )
    _slices()
    _findings()
    _watch()
    for statement in _closed():
        op.execute(statement)
    op.execute("INSERT INTO staleness_watch (id) VALUES (1)")


def _slices() -> None:
    op.create_table(
        "estate_slice",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "version_id")),
        sa.Column("why", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("estate_number", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("by_role", sa.String(length=30), nullable=False),
        _of_version("estate_slice"),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_estate_slice_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_estate_slice")),
    )
    op.create_index(op.f("ix_estate_slice_version_id"), "estate_slice", ["version_id"])


def _findings() -> None:
    op.create_table(
        "staleness",
        sa.Column("version_id", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("slice_id", "estate_number")),
        sa.Column("gravity", sa.String(length=40), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("seen", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        _of_version("staleness"),
        sa.ForeignKeyConstraint(["slice_id"], ["estate_slice.id"], name=op.f("fk_staleness_slice_id_estate_slice")),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_staleness")),
    )


def _watch() -> None:
    op.create_table(
        "staleness_watch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), server_default="0", nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("judged_asked", "judged_number")),
        sa.Column("judged_at", sa.DateTime(), nullable=True),
        sa.Column("holder", sa.String(length=200), server_default="", nullable=False),
        sa.Column("held_until", sa.DateTime(), nullable=True),
        sa.CheckConstraint("id = 1", name=op.f("ck_staleness_watch_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staleness_watch")),
    )


def _of_version(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_version_id_assessment_version")
    return sa.ForeignKeyConstraint(["version_id"], ["assessment_version.id"], name=name)


def _closed() -> Iterator[str]:
    for table, key in APPEND_ONLY.items():
        why = KEPT.format(table=table)
        if op.get_bind().dialect.name == "sqlite":
            # INSERT OR REPLACE deletes without asking, unless a connection chose recursive_triggers.
            taken = f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})"
            for act, when in {"UPDATE": "1", "DELETE": "1", "INSERT": taken}.items():
                yield (
                    f"CREATE TRIGGER {table}_keep_{act.lower()} BEFORE {act} ON {table} FOR EACH ROW WHEN {when} "
                    f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
                )
            continue
        body = f"BEGIN RAISE EXCEPTION '{why}'; END"
        yield f"CREATE FUNCTION {table}_keep() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"
        yield f"CREATE TRIGGER {table}_keep BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_keep()"
        yield f"CREATE TRIGGER {table}_keep_all BEFORE TRUNCATE ON {table} EXECUTE FUNCTION {table}_keep()"


def downgrade() -> None:
    """Take the tables away with what they keep."""
    for table in ("staleness_watch", "staleness", "estate_slice", "slice_part"):
        op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":
        for table in APPEND_ONLY:
            op.execute(f"DROP FUNCTION {table}_keep() CASCADE")
