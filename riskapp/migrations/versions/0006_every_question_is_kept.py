"""every question of the explorer is kept under a name of its own, with how it is looked at

Questions that are there are blast radii without a view. Where one person has several of the same name, the oldest keeps
it and the others get a number behind it, so that the database can keep names apart from then on.
"""

from collections import defaultdict

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

LONGEST_NAME = 200
question = sa.table(
    "saved_question",
    sa.column("id", sa.Integer),
    sa.column("owner_id", sa.Integer),
    sa.column("name", sa.String),
    sa.column("folded_name", sa.String),
    sa.column("topic", sa.String),
)


def upgrade() -> None:
    """Add what other questions need, tell names apart, and let the database hold to it."""
    op.add_column("saved_question", sa.Column("topic", sa.String(20), nullable=False, server_default="radius"))
    op.add_column("saved_question", sa.Column("view", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("saved_question", sa.Column("folded_name", sa.String(600), nullable=False, server_default=""))
    op.alter_column("saved_question", "hit", new_column_name="about")
    _tell_names_apart()
    op.create_index(
        op.f("ix_saved_question_owner_id_folded_name"), "saved_question", ["owner_id", "folded_name"], unique=True
    )


def downgrade() -> None:
    """Take away what an older riskapp cannot read: questions other than blast radii, and every view."""
    op.drop_index(op.f("ix_saved_question_owner_id_folded_name"), "saved_question")
    op.execute(question.delete().where(question.c.topic != "radius"))
    op.alter_column("saved_question", "about", new_column_name="hit")
    for name in ("folded_name", "view", "topic"):
        op.drop_column("saved_question", name)


def _tell_names_apart() -> None:
    connection, taken = op.get_bind(), defaultdict[int | None, set[str]](set)
    query = sa.select(question.c.id, question.c.owner_id, question.c.name).order_by(question.c.id)
    rows = connection.execute(query).all()
    there = {(row.owner_id, row.name.casefold()) for row in rows}
    for row in rows:
        name, number = row.name, 1
        while name.casefold() in taken[row.owner_id] or (number > 1 and (row.owner_id, name.casefold()) in there):
            number += 1
            name = f"{row.name[: LONGEST_NAME - 7]} ({number})"
        taken[row.owner_id].add(name.casefold())
        changed = question.update().where(question.c.id == row.id)
        connection.execute(changed.values(name=name, folded_name=name.casefold()))
