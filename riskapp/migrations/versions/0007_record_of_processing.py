"""the record of processing: activities, their purposes, processors and transfers, and the organisation's contacts

Five new tables; nothing that is there changes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TEXTS_OF_AN_ACTIVITY = (
    *("description", "owner", "joint_controllers", "behalf_of", "behalf_contact", "other_subjects", "recipients"),
    *("period", "rule", "erasure", "measures"),
)


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "processing_activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in TEXTS_OF_AN_ACTIVITY),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("systems", "categories", "subjects", "versions")),
        sa.Column("reviewed", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_processing_activity")),
    )
    _rows("purpose", ("purpose", "supplement"), ("basis", "condition"))
    _rows("processor", ("supplier", "service", "reference"), ("agreement",), "signed", "checklist")
    _rows("transfer", ("country", "recipient", "safeguards", "assessed_by", "reference"), ("mechanism",), "assessed")
    op.create_table(
        "record_contacts",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("address", "representative", "officer")),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_record_contacts_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_contacts")),
    )


def downgrade() -> None:
    """Take the tables away with what was kept in them."""
    for name in ("purpose", "processor", "transfer"):
        op.drop_table(f"processing_{name}")
    op.drop_table("processing_activity")
    op.drop_table("record_contacts")


def _rows(name: str, texts: tuple[str, ...], words: tuple[str, ...], day: str = "", answers: str = "") -> None:
    """The table of what an activity has several of."""
    table = f"processing_{name}"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        *(sa.Column(text, sa.Text(), nullable=False) for text in texts),
        *(sa.Column(word, sa.String(length=20), nullable=False) for word in words),
        *([sa.Column(day, sa.Date(), nullable=True)] if day else []),
        *([sa.Column(answers, sa.JSON(), nullable=False)] if answers else []),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["processing_activity.id"], name=op.f(f"fk_{table}_activity_id_processing_activity")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_activity_id"), table, ["activity_id"])
