"""where a risk comes from and what it does to a person, and which verdict a measure is to put right

Four texts of a risk and one word of a measure, empty for what is there.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TEXTS = ("sources", "bodily", "material", "moral")


def upgrade() -> None:
    """Add the columns."""
    for name in TEXTS:
        op.add_column("risk", sa.Column(name, sa.Text(), server_default="", nullable=False))
    op.add_column("measure", sa.Column("mends", sa.String(length=80), server_default="", nullable=False))


def downgrade() -> None:
    """Take the columns away with what was written in them."""
    op.drop_column("measure", "mends")
    for name in reversed(TEXTS):
        op.drop_column("risk", name)
