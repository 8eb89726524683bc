"""reports that belong to no assessment, as they were issued: signed, and only ever added

Time stamps that come later name such a report too.
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

TABLE, COLUMN = "issued_report", "issued_id"
STAMPS = ("stamped_file", "waiting_stamp")
KEPT = f"rows of {TABLE} are only ever added"
TEXTS = {
    "kind": 20,
    "language": 2,
    "title": 200,
    "content_sha256": 64,
    "sha256": 64,
    "file_name": 200,
    "signed_by": 200,
    "role": 40,
    "level": 5,
}


def upgrade() -> None:
    """Add the table with the triggers that keep its rows, and a column to each table of time stamps."""
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(length=length), nullable=False) for name, length in TEXTS.items()),
        sa.Column("signed_at", sa.DateTime(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("sha256", name=op.f(f"uq_{TABLE}_sha256")),
    )
    op.create_index(op.f(f"ix_{TABLE}_kind"), TABLE, ["kind"])
    for table in STAMPS:
        # Alembic would rebuild the table for SQLite, which drops its triggers; both databases take this as it is.
        key = op.f(f"fk_{table}_{COLUMN}_{TABLE}")
        op.execute(f"ALTER TABLE {table} ADD COLUMN {COLUMN} INTEGER CONSTRAINT {key} REFERENCES {TABLE} (id)")
        op.create_index(op.f(f"ix_{table}_{COLUMN}"), table, [COLUMN], unique=True)
    for statement in _triggers():
        op.execute(statement)


def downgrade() -> None:
    """Take them away with what was issued; time stamps that came later stay, and say of no file that they are its."""
    op.execute(f"DELETE FROM waiting_stamp WHERE {COLUMN} IS NOT NULL")
    for table in STAMPS:
        op.drop_index(op.f(f"ix_{table}_{COLUMN}"), table)
        op.drop_column(table, COLUMN)
    op.drop_table(TABLE)
    if op.get_bind().dialect.name != "sqlite":
        op.execute(f"DROP FUNCTION {TABLE}_keep() CASCADE")


def _triggers() -> Iterator[str]:
    if op.get_bind().dialect.name == "sqlite":
        taken = f"EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id)"
        for act, when in (("UPDATE", "1"), ("DELETE", "1"), ("INSERT", taken)):
            yield (
                f"CREATE TRIGGER {TABLE}_keep_{act.lower()} BEFORE {act} ON {TABLE} FOR EACH ROW WHEN {when} "
                f"BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
            )
        return
    yield (
        f"CREATE FUNCTION {TABLE}_keep() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{KEPT}'; END $$"
    )
    yield f"CREATE TRIGGER {TABLE}_keep BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {TABLE}_keep()"
    yield f"CREATE TRIGGER {TABLE}_keep_all BEFORE TRUNCATE ON {TABLE} EXECUTE FUNCTION {TABLE}_keep()"
