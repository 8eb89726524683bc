"""questions about a blast radius are kept under a name, with the changes that they suppose

One new table; nothing that is there changes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "saved_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("hit", sa.JSON(), nullable=False),
        sa.Column("threat", sa.String(length=20), nullable=False),
        sa.Column("outage", sa.BigInteger(), nullable=True),
        sa.Column("control", sa.Boolean(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["user_account.id"], name=op.f("fk_saved_question_owner_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_question")),
    )
    op.create_index(op.f("ix_saved_question_owner_id"), "saved_question", ["owner_id"])
    op.create_index(op.f("ix_saved_question_shared"), "saved_question", ["shared"])


def downgrade() -> None:
    """Take the table away with what was kept in it."""
    op.drop_table("saved_question")
