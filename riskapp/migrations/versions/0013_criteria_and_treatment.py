"""the organisation's own criteria, and what a risk assessment says of a risk: knowledge, value, treatment, owner, numbers

Criteria are only ever added. What a version measured with stays with it: an older one has those that came with riskapp.
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KEPT = "rows of criteria are only ever added"
TEXTS = ("value", "vulnerability", "departs_reason", "treatment_reason")
WORDS = ("likelihood_knowledge", "consequence_knowledge", "after_knowledge", "treatment")


def upgrade() -> None:
    """Add the table with its triggers, and the columns."""
    op.create_table(
        "criteria",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("preset", sa.String(length=40), nullable=False),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("body", "moves", "effects")),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_criteria_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criteria")),
        sa.UniqueConstraint("kind", "number", name=op.f("uq_criteria_kind_number")),
    )
    for statement in _triggers():
        op.execute(statement)
    # Written out, because Alembic adds a key to a table of SQLite only by building the table, and its triggers, anew.
    op.execute(
        "ALTER TABLE assessment_version ADD COLUMN criteria_id INTEGER "
        "CONSTRAINT fk_assessment_version_criteria_id_criteria REFERENCES criteria (id)"
    )
    op.execute(
        "ALTER TABLE risk ADD COLUMN owner_id INTEGER CONSTRAINT fk_risk_owner_id_user_account REFERENCES user_account (id)"
    )
    for name in TEXTS:
        op.add_column("risk", sa.Column(name, sa.Text(), server_default="", nullable=False))
    for name in WORDS:
        op.add_column("risk", sa.Column(name, sa.String(length=10), server_default="", nullable=False))
    op.add_column("risk", sa.Column("aspects", sa.JSON(), server_default="{}", nullable=False))
    op.add_column("risk", sa.Column("estimate", sa.JSON(), nullable=True))
    op.add_column("risk", sa.Column("figures", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Take all of it away with what was written in it."""
    for name in ("figures", "estimate", "aspects", *reversed(WORDS), *reversed(TEXTS), "owner_id"):
        op.drop_column("risk", name)
    op.drop_column("assessment_version", "criteria_id")
    op.drop_table("criteria")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION criteria_keep() CASCADE")


def _triggers() -> Iterator[str]:
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER criteria_keep_{act.lower()} BEFORE {act} ON criteria FOR EACH ROW "
                f"BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
            )
        yield (
            "CREATE TRIGGER criteria_keep_insert BEFORE INSERT ON criteria FOR EACH ROW "
            f"WHEN EXISTS (SELECT 1 FROM criteria WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
        )
        return
    yield (
        "CREATE FUNCTION criteria_keep() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{KEPT}'; END $$"
    )
    yield (
        "CREATE TRIGGER criteria_keep BEFORE UPDATE OR DELETE ON criteria "
        "FOR EACH ROW EXECUTE FUNCTION criteria_keep()"
    )
    yield "CREATE TRIGGER criteria_keep_all BEFORE TRUNCATE ON criteria EXECUTE FUNCTION criteria_keep()"
