"""what was sent to the authority for prior consultation (GDPR Art. 36): signed packages, only ever added"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TABLE = "consultation_package"
KEPT = f"rows of {TABLE} are only ever added"


def upgrade() -> None:
    """Add the table and the triggers that keep its rows."""
    op.create_table(
        TABLE,
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "version_id")),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("signed_at", sa.DateTime(), nullable=False),
        sa.Column("signed_by", sa.String(length=200), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["assessment_version.id"],
            name=op.f("fk_consultation_package_version_id_assessment_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_package")),
        sa.UniqueConstraint("sha256", name=op.f("uq_consultation_package_sha256")),
    )
    op.create_index(op.f("ix_consultation_package_version_id"), TABLE, ["version_id"])
    for statement in _triggers():
        op.execute(statement)


def downgrade() -> None:
    """Take the table away with what is on file in it."""
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
