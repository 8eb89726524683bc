"""conditions of an approval, each an action with an owner and a date, and whether it is met

Their words are closed with the decided version: the database takes no other text, owner or date for them, and no
condition more or less. Whether one is met is written after the decision.
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

CLOSED = "a decided version cannot change"
WORDS = ("version_id", "number", "text", "owner", "due")


def upgrade() -> None:
    """Add the table and its triggers."""
    op.create_table(
        "decision_condition",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "version_id", "number")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("text", "owner")),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("met_at", sa.DateTime(), nullable=True),
        sa.Column("met_by", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["assessment_version.id"],
            name=op.f("fk_decision_condition_version_id_assessment_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_condition")),
        sa.UniqueConstraint("version_id", "number", name=op.f("uq_decision_condition_version_id_number")),
    )
    for statement in _triggers():
        op.execute(statement)


def downgrade() -> None:
    """Take the table away with its conditions."""
    op.drop_table("decision_condition")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION decision_condition_closed() CASCADE")


def _refused(act: str) -> str:
    row = "OLD" if act == "DELETE" else "NEW"
    decided = f"EXISTS (SELECT 1 FROM assessment_version WHERE id = {row}.version_id AND state IN ('approved', 'rejected'))"
    if act != "UPDATE":
        return decided
    return "(" + " OR ".join(f"NEW.{name} <> OLD.{name}" for name in WORDS) + f") AND {decided}"


def _triggers() -> Iterator[str]:
    acts = ("INSERT", "UPDATE", "DELETE")
    if op.get_bind().dialect.name == "sqlite":
        for act in acts:
            yield (
                f"CREATE TRIGGER decision_condition_closed_{act.lower()} BEFORE {act} ON decision_condition "
                f"FOR EACH ROW WHEN {_refused(act)} BEGIN SELECT RAISE(ABORT, '{CLOSED}'); END"
            )
        return
    checks = "".join(
        f"IF TG_OP = '{act}' THEN IF {_refused(act)} THEN RAISE EXCEPTION '{CLOSED}'; END IF; "
        f"RETURN {'OLD' if act == 'DELETE' else 'NEW'}; END IF; "
        for act in acts
    )
    yield f"CREATE FUNCTION decision_condition_closed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {checks} END $$"
    yield (
        "CREATE TRIGGER decision_condition_closed BEFORE INSERT OR UPDATE OR DELETE ON decision_condition "
        "FOR EACH ROW EXECUTE FUNCTION decision_condition_closed()"
    )
