"""the parts of estates that evidence rests on

Evidence from before has none, and says nothing of one; it cannot be computed anew from the report alone.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

TABLE = "evidence_estate"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        TABLE,
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_evidence_estate")),
    )


def downgrade() -> None:
    """Take the table away."""
    op.drop_table(TABLE)
