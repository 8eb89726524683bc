"""what is said about a version while it is read, and what each reader saw the last time

What is said about a decided version is closed with it, as everything else of it is (see 0002).
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

CLOSED = "a decided version cannot change"
ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


def upgrade() -> None:
    """Add the two tables, and the triggers of the first."""
    op.create_table(
        "remark",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "version_id")),
        sa.Column("answers_id", sa.Integer(), nullable=True),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("anchor", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("author_name", sa.String(length=200), nullable=False),
        sa.Column("author_role", sa.String(length=30), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("settled_by", sa.String(length=200), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        _to_version("remark"),
        sa.ForeignKeyConstraint(
            ["answers_id"], ["remark.id"], name=op.f("fk_remark_answers_id_remark"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_remark_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark")),
    )
    op.create_index(op.f("ix_remark_version_id"), "remark", ["version_id"])
    op.create_table(
        "reading",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("version_id", "user_id")),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        _to_version("reading"),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_reading_user_id_user_account")),
        sa.PrimaryKeyConstraint("version_id", "user_id", name=op.f("pk_reading")),
    )
    for statement in _triggers():
        op.execute(statement)


def downgrade() -> None:
    """Take both away with what was said."""
    op.drop_table("reading")
    op.drop_table("remark")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION remark_closed() CASCADE")


def _to_version(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_version_id_assessment_version")
    return sa.ForeignKeyConstraint(["version_id"], ["assessment_version.id"], name=name, ondelete="CASCADE")


def _of_decided(act: str) -> str:
    decided = "EXISTS (SELECT 1 FROM assessment_version WHERE id = {row}.version_id AND state IN ('approved', 'rejected'))"
    return " OR ".join(decided.format(row=row) for row in ROWS[act])


def _triggers() -> Iterator[str]:
    if op.get_bind().dialect.name == "sqlite":
        for act in ROWS:
            yield (
                f"CREATE TRIGGER remark_closed_{act.lower()} BEFORE {act} ON remark FOR EACH ROW "
                f"WHEN {_of_decided(act)} BEGIN SELECT RAISE(ABORT, '{CLOSED}'); END"
            )
        return
    checks = "".join(
        f"IF TG_OP = '{act}' THEN IF {_of_decided(act)} THEN RAISE EXCEPTION '{CLOSED}'; END IF; "
        f"RETURN {'OLD' if act == 'DELETE' else 'NEW'}; END IF; "
        for act in ROWS
    )
    yield f"CREATE FUNCTION remark_closed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {checks} END $$"
    yield (
        "CREATE TRIGGER remark_closed BEFORE INSERT OR UPDATE OR DELETE ON remark "
        "FOR EACH ROW EXECUTE FUNCTION remark_closed()"
    )
