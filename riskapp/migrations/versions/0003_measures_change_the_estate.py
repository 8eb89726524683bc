"""a measure can carry changes of the estate, and what they would do to the scenarios that it lowers

Two columns that are only added, so that the triggers of the table stay as they are.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; measures that are there carry no changes."""
    op.add_column("measure", sa.Column("changes", sa.Text(), nullable=False, server_default=""))
    op.add_column("measure", sa.Column("effect", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Take the columns away."""
    op.drop_column("measure", "effect")
    op.drop_column("measure", "changes")
