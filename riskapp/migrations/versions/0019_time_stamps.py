"""the level of each signed file, the time stamps it waits for, and the file that has them beside the one that was signed

What is signed stays as it was signed: its file with time stamps is a further row, which is only ever added as well.
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

STAMPED, WAITING = "stamped_file", "waiting_stamp"
SIGNED = {"report_id": "signed_report", "package_id": "consultation_package"}
KEPT = f"rows of {STAMPED} are only ever added"


def upgrade() -> None:
    """Add the columns, the tables, and the triggers that keep the rows of what is stamped."""
    for table in SIGNED.values():
        op.add_column(table, sa.Column("level", sa.String(length=5), server_default="B-B", nullable=False))
    _create(
        STAMPED,
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("level", sa.String(length=5), nullable=False),
        sa.Column("stamped_at", sa.DateTime(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("sha256", name=op.f(f"uq_{STAMPED}_sha256")),
    )
    _create(
        WAITING,
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("tried_at", sa.DateTime(), nullable=False),
        sa.Column("next_at", sa.DateTime(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
    )
    for statement in _triggers():
        op.execute(statement)


def downgrade() -> None:
    """Take them away, with the files that have time stamps."""
    for table in (WAITING, STAMPED):
        op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":
        op.execute(f"DROP FUNCTION {STAMPED}_keep() CASCADE")
    for table in SIGNED.values():
        op.drop_column(table, "level")


def _create(table: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in SIGNED),
        *columns,
        *(
            sa.ForeignKeyConstraint([name], [f"{signed}.id"], name=op.f(f"fk_{table}_{name}_{signed}"))
            for name, signed in SIGNED.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        *(sa.UniqueConstraint(name, name=op.f(f"uq_{table}_{name}")) for name in SIGNED),
    )


def _triggers() -> Iterator[str]:
    if op.get_bind().dialect.name == "sqlite":
        taken = f"EXISTS (SELECT 1 FROM {STAMPED} WHERE id = NEW.id)"
        for act, when in (("UPDATE", "1"), ("DELETE", "1"), ("INSERT", taken)):
            yield (
                f"CREATE TRIGGER {STAMPED}_keep_{act.lower()} BEFORE {act} ON {STAMPED} FOR EACH ROW WHEN {when} "
                f"BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
            )
        return
    yield (
        f"CREATE FUNCTION {STAMPED}_keep() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{KEPT}'; END $$"
    )
    yield (
        f"CREATE TRIGGER {STAMPED}_keep BEFORE UPDATE OR DELETE ON {STAMPED} "
        f"FOR EACH ROW EXECUTE FUNCTION {STAMPED}_keep()"
    )
    yield f"CREATE TRIGGER {STAMPED}_keep_all BEFORE TRUNCATE ON {STAMPED} EXECUTE FUNCTION {STAMPED}_keep()"
