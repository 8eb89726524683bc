"""workshops with their guests, what is done while a system is away, and what became of suggested scenarios

All of it is closed with the decided version, as everything else of it is (see 0002).
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

CLOSED = "a decided version cannot change"
ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}
PARTS = {
    "workshop": "{row}.version_id",
    "workshop_guest": "(SELECT version_id FROM workshop WHERE id = {row}.workshop_id)",
    "fallback": "{row}.version_id",
    "suggestion_verdict": "{row}.version_id",
}


def upgrade() -> None:
    """Add the tables and their triggers."""
    _workshops()
    _fallbacks()
    _suggestions()
    for table in PARTS:
        for statement in _triggers(table):
            op.execute(statement)


def downgrade() -> None:
    """Take them away with what was written in them."""
    for table in ("suggestion_verdict", "fallback", "workshop_guest", "workshop"):
        op.drop_table(table)
        if op.get_bind().dialect.name != "sqlite":
            op.execute(f"DROP FUNCTION {table}_closed() CASCADE")


def _workshops() -> None:
    op.create_table(
        "workshop",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "version_id", "number", "minutes")),
        *(sa.Column(name, sa.DateTime(), nullable=False) for name in ("at", "saved_at")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("place", "agenda", "notes")),
        sa.Column("row_version", sa.Integer(), nullable=False),
        _to_version("workshop"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop")),
        sa.UniqueConstraint("version_id", "number", name=op.f("uq_workshop_version_id_number")),
    )
    op.create_table(
        "workshop_guest",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "workshop_id")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("name", "profession", "role", "email")),
        sa.Column("came", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_workshop_guest_workshop_id_workshop"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop_guest")),
    )
    op.create_index(op.f("ix_workshop_guest_workshop_id"), "workshop_guest", ["workshop_id"])


def _fallbacks() -> None:
    numbers = ("id", "version_id", "number", "dependent_id", "provider_id", "row_version")
    op.create_table(
        "fallback",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in numbers),
        sa.Column("kind", sa.String(length=20), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("text", "tested_by")),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("tested_on", sa.Date(), nullable=True),
        sa.Column("carried_at", sa.DateTime(), nullable=True),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        _to_version("fallback"),
        *(
            sa.ForeignKeyConstraint([f"{end}_id"], ["asset.id"], name=op.f(f"fk_fallback_{end}_id_asset"))
            for end in ("dependent", "provider")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fallback")),
        sa.UniqueConstraint("version_id", "number", name=op.f("uq_fallback_version_id_number")),
    )


def _suggestions() -> None:
    op.create_table(
        "suggestion_verdict",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "version_id")),
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("risk", sa.Integer(), nullable=True),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        _to_version("suggestion_verdict"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_suggestion_verdict_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion_verdict")),
        sa.UniqueConstraint("version_id", "key", name=op.f("uq_suggestion_verdict_version_id_key")),
    )


def _to_version(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_version_id_assessment_version")
    return sa.ForeignKeyConstraint(["version_id"], ["assessment_version.id"], name=name, ondelete="CASCADE")


def _of_decided(table: str, act: str) -> str:
    found = "EXISTS (SELECT 1 FROM assessment_version WHERE id = {version} AND state IN ('approved', 'rejected'))"
    return " OR ".join(found.format(version=PARTS[table].format(row=row)) for row in ROWS[act])


def _triggers(table: str) -> Iterator[str]:
    if op.get_bind().dialect.name == "sqlite":
        for act in ROWS:
            yield (
                f"CREATE TRIGGER {table}_closed_{act.lower()} BEFORE {act} ON {table} FOR EACH ROW "
                f"WHEN {_of_decided(table, act)} BEGIN SELECT RAISE(ABORT, '{CLOSED}'); END"
            )
        return
    checks = "".join(
        f"IF TG_OP = '{act}' THEN IF {_of_decided(table, act)} THEN RAISE EXCEPTION '{CLOSED}'; END IF; "
        f"RETURN {'OLD' if act == 'DELETE' else 'NEW'}; END IF; "
        for act in ROWS
    )
    yield f"CREATE FUNCTION {table}_closed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {checks} END $$"
    yield (
        f"CREATE TRIGGER {table}_closed BEFORE INSERT OR UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_closed()"
    )
