"""the statement of applicability: what the organisation says of each control of ISO/IEC 27001:2022 Annex A"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; a control that nobody has written about has no row."""
    op.create_table(
        "control_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("control", sa.String(length=10), nullable=False),
        sa.Column("applicable", sa.String(length=10), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("justification", "responsible", "note")),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_control_decision")),
        sa.UniqueConstraint("control", name=op.f("uq_control_decision_control")),
    )


def downgrade() -> None:
    """Take the table away with what was written."""
    op.drop_table("control_decision")
