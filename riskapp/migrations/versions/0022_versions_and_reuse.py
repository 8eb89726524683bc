"""each step is taken over a content with a hash, contents are kept, and an assessment can rest on another one

Steps and kept contents are only ever added: until now a step could be rewritten until its version was decided. What a
version took over, and what a yearly review confirmed, is closed with the version.
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

KEPT = "rows of {table} are only ever added"
APPEND_ONLY = ("transition", "content_snapshot")
CLOSED = "a decided version cannot change"
CLOSES = ("heir", "origin", "inherited_choice", "reviewed_part")
ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}
SIGNED = {"content_hash": sa.String(length=64), "statement": sa.Text(), "signature": sa.Text()}


def upgrade() -> None:
    """Add what a step is taken over, the kept contents, and the triggers."""
    for name, kind in SIGNED.items():
        op.add_column("transition", sa.Column(name, kind, nullable=True))
    op.add_column("registered_measure", sa.Column("mark", sa.String(length=16), nullable=True))
    op.create_table(
        "content_snapshot",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "version_id")),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("why", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["assessment_version.id"],
            name=op.f("fk_content_snapshot_version_id_assessment_version"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_content_snapshot_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_content_snapshot")),
    )
    op.create_index(op.f("ix_content_snapshot_version_id"), "content_snapshot", ["version_id"])
    op.add_column("assessment", sa.Column("shared", sa.String(length=10), server_default="", nullable=False))
    op.add_column("assessment_version", sa.Column("yearly", sa.Boolean(), server_default=sa.false(), nullable=False))
    _inheritance()
    op.create_table(
        "reviewed_part",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "version_id")),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        _to_versions("reviewed_part")[0],
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_reviewed_part_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviewed_part")),
        sa.UniqueConstraint("version_id", "part", name=op.f("uq_reviewed_part_version_id_part")),
    )
    for statement in _triggers():
        op.execute(statement)


def downgrade() -> None:
    """Take all of it away with what was kept."""
    if op.get_bind().dialect.name == "sqlite":
        for act in ("update", "delete", "insert"):
            op.execute(f"DROP TRIGGER transition_keep_{act}")
    else:
        for table in APPEND_ONLY:
            op.execute(f"DROP FUNCTION {table}_keep() CASCADE")
    for table in reversed(CLOSES):
        op.drop_table(table)
        if op.get_bind().dialect.name != "sqlite":
            op.execute(f"DROP FUNCTION {table}_closed() CASCADE")
    op.drop_column("assessment_version", "yearly")
    op.drop_column("assessment", "shared")
    op.drop_table("content_snapshot")
    op.drop_column("registered_measure", "mark")
    for name in reversed(SIGNED):
        op.drop_column("transition", name)


def _inheritance() -> None:
    op.create_table(
        "heir",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("version_id", "base_version_id")),
        sa.Column("follows", sa.Boolean(), nullable=False),
        *_to_versions("heir"),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_heir")),
    )
    op.create_table(
        "origin",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "version_id")),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("base_version_id", sa.Integer(), nullable=False),
        sa.Column("base_place", sa.String(length=80), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        *_to_versions("origin"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_origin")),
        sa.UniqueConstraint("version_id", "place", name=op.f("uq_origin_version_id_place")),
    )
    for table in ("heir", "origin"):
        op.create_index(op.f(f"ix_{table}_base_version_id"), table, ["base_version_id"])
    op.create_table(
        "inherited_choice",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "version_id", "base_version_id")),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("choice", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        *_to_versions("inherited_choice"),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_inherited_choice_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inherited_choice")),
        sa.UniqueConstraint("version_id", "base_version_id", "place", name=op.f("uq_inherited_choice_version_id_base_version_id_place")),
    )


def _to_versions(table: str) -> tuple[sa.ForeignKeyConstraint, sa.ForeignKeyConstraint]:
    own, base = (op.f(f"fk_{table}_{column}_assessment_version") for column in ("version_id", "base_version_id"))
    return (
        sa.ForeignKeyConstraint(["version_id"], ["assessment_version.id"], name=own, ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["base_version_id"], ["assessment_version.id"], name=base),
    )


def _of_decided(act: str) -> str:
    decided = "EXISTS (SELECT 1 FROM assessment_version WHERE id = {row}.version_id AND state IN ('approved', 'rejected'))"
    return " OR ".join(decided.format(row=row) for row in ROWS[act])


def _closing(table: str) -> Iterator[str]:
    """What a decided version took over, and what it did with its base's changes, is closed with it."""
    if op.get_bind().dialect.name == "sqlite":
        for act in ROWS:
            yield (
                f"CREATE TRIGGER {table}_closed_{act.lower()} BEFORE {act} ON {table} FOR EACH ROW "
                f"WHEN {_of_decided(act)} BEGIN SELECT RAISE(ABORT, '{CLOSED}'); END"
            )
        return
    checks = "".join(
        f"IF TG_OP = '{act}' THEN IF {_of_decided(act)} THEN RAISE EXCEPTION '{CLOSED}'; END IF; "
        f"RETURN {'OLD' if act == 'DELETE' else 'NEW'}; END IF; "
        for act in ROWS
    )
    yield f"CREATE FUNCTION {table}_closed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {checks} END $$"
    yield (
        f"CREATE TRIGGER {table}_closed BEFORE INSERT OR UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_closed()"
    )


def _triggers() -> Iterator[str]:
    for table in CLOSES:
        yield from _closing(table)
    for table in APPEND_ONLY:
        why = KEPT.format(table=table)
        if op.get_bind().dialect.name == "sqlite":
            # INSERT OR REPLACE deletes without asking the trigger, unless a connection chose recursive_triggers.
            taken = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"
            for act, when in (("UPDATE", "1"), ("DELETE", "1"), ("INSERT", taken)):
                yield (
                    f"CREATE TRIGGER {table}_keep_{act.lower()} BEFORE {act} ON {table} FOR EACH ROW WHEN {when} "
                    f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
                )
            continue
        yield (
            f"CREATE FUNCTION {table}_keep() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{why}'; END $$"
        )
        yield f"CREATE TRIGGER {table}_keep BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_keep()"
        yield f"CREATE TRIGGER {table}_keep_all BEFORE TRUNCATE ON {table} EXECUTE FUNCTION {table}_keep()"
