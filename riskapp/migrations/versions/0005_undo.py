"""what a change of the estate altered is kept for a day, so that whoever made it can undo it

One new table; nothing that is there changes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; changes made before this step cannot be undone."""
    op.create_table(
        "estate_reversal",
        sa.Column("event_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["audit_event.id"], name=op.f("fk_estate_reversal_event_id_audit_event")
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_estate_reversal")),
    )
    op.create_index(op.f("ix_estate_reversal_at"), "estate_reversal", ["at"])


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("estate_reversal")
