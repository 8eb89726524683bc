"""one register of measures for the organisation with their evidence, and the decision where care pays for security

A measure of a version keeps what was assessed; the registered one lives on. Each measure that is there is registered
once for its assessment: the one of the newest version says what is true now.
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

CLOSED = "a decided version cannot change"
TEXTS = {
    "kind": sa.String(length=20),
    "catalogue": sa.String(length=60),
    "references": sa.Text(),
    "safety_situations": sa.Text(),
    "safety_whom": sa.Text(),
    "safety_role": sa.String(length=20),
    "compensating": sa.Text(),
}
NUMBERS = {"cost": sa.BigInteger(), "yearly_cost": sa.BigInteger(), "safety_risk": sa.Integer()}
LEVELS = ("lowers_likelihood", "lowers_consequence")


def upgrade() -> None:
    """Add the tables and columns."""
    op.create_table(
        "registered_measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("text", "references", "owner", "note")),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("catalogue", sa.String(length=60), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("cost", sa.BigInteger(), nullable=True),
        sa.Column("yearly_cost", sa.BigInteger(), nullable=True),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registered_measure")),
        sa.UniqueConstraint("number", name=op.f("uq_registered_measure_number")),
    )
    _evidence()
    _trade_offs()
    for name, kind in TEXTS.items():
        op.add_column("measure", sa.Column(name, kind, server_default="", nullable=False))
    for name in LEVELS:
        op.add_column("measure", sa.Column(name, sa.Integer(), server_default="0", nullable=False))
    for name, number in NUMBERS.items():
        op.add_column("measure", sa.Column(name, number, nullable=True))
    op.execute(
        "ALTER TABLE measure ADD COLUMN registered_id INTEGER "
        "CONSTRAINT fk_measure_registered_id_registered_measure REFERENCES registered_measure (id)"
    )
    op.create_index(op.f("ix_measure_registered_id"), "measure", ["registered_id"])
    _register_what_is_there()


def downgrade() -> None:
    """Take all of it away with what was written in it."""
    op.drop_index(op.f("ix_measure_registered_id"), "measure")
    for name in ("registered_id", *NUMBERS, *LEVELS, *TEXTS):
        op.drop_column("measure", name)
    op.drop_table("trade_off")
    op.drop_table("evidence_file")
    op.drop_table("registered_measure")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION trade_off_closed() CASCADE")


def _evidence() -> None:
    op.create_table(
        "evidence_file",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "registered_id", "size")),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["registered_id"],
            ["registered_measure.id"],
            name=op.f("fk_evidence_file_registered_id_registered_measure"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_evidence_file_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_file")),
    )
    op.create_index(op.f("ix_evidence_file_registered_id"), "evidence_file", ["registered_id"])


def _trade_offs() -> None:
    op.create_table(
        "trade_off",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "measure_id")),
        sa.Column("chosen", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("then", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("by_role", sa.String(length=30), nullable=False),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_trade_off_measure_id_measure"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_trade_off_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trade_off")),
    )
    op.create_index(op.f("ix_trade_off_measure_id"), "trade_off", ["measure_id"])
    for statement in _triggers():
        op.execute(statement)


def _register_what_is_there() -> None:
    """Give each measure of an assessment one place in the register, as its newest version tells it."""
    connection = op.get_bind()
    rows = connection.execute(
        sa.text(
            "SELECT measure.id, assessment_id, measure.number, text, owner, due, status, saved_at FROM measure "
            "JOIN assessment_version ON assessment_version.id = measure.version_id "
            "ORDER BY assessment_id, measure.number, assessment_version.number"
        )
    ).mappings()
    families: dict[tuple[int, int], list[sa.RowMapping]] = {}
    for row in rows:
        families.setdefault((row["assessment_id"], row["number"]), []).append(row)
    if not families:
        return
    restore = _open_measures()
    for number, family in enumerate(families.values(), 1):
        told = {name: family[-1][name] for name in ("text", "owner", "due", "status", "saved_at")}
        connection.execute(
            sa.text(
                'INSERT INTO registered_measure (id, number, text, kind, catalogue, "references", owner, due, status, '
                "note, saved_at, row_version) "
                "VALUES (:number, :number, :text, '', '', '', :owner, :due, :status, '', :saved_at, 1)"
            ),
            {"number": number, **told},
        )
        ids = [row["id"] for row in family]
        update = sa.text("UPDATE measure SET registered_id = :number WHERE id IN :ids")
        connection.execute(update.bindparams(sa.bindparam("ids", expanding=True)), {"number": number, "ids": ids})
    for statement in restore:
        op.execute(statement)


def _open_measures() -> list[str]:
    """Let rows of decided versions take the pointer, which says nothing; returns what closes them again."""
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        op.execute("ALTER TABLE measure DISABLE TRIGGER measure_closed")
        # The numbers above were given by hand, so the sequence has to be told.
        sequence = "SELECT setval(pg_get_serial_sequence('registered_measure', 'id'), (SELECT max(id) FROM registered_measure))"
        return ["ALTER TABLE measure ENABLE TRIGGER measure_closed", sequence]
    trigger = connection.scalar(sa.text("SELECT sql FROM sqlite_master WHERE name = 'measure_closed_update'"))
    op.execute("DROP TRIGGER measure_closed_update")
    return [str(trigger)]


def _of_decided(row: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM measure JOIN assessment_version ON assessment_version.id = measure.version_id "
        f"WHERE measure.id = {row}.measure_id AND assessment_version.state IN ('approved', 'rejected'))"
    )


def _triggers() -> Iterator[str]:
    rows = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}
    refused = {act: " OR ".join(_of_decided(row) for row in named) for act, named in rows.items()}
    if op.get_bind().dialect.name == "sqlite":
        for act, when in refused.items():
            yield (
                f"CREATE TRIGGER trade_off_closed_{act.lower()} BEFORE {act} ON trade_off FOR EACH ROW "
                f"WHEN {when} BEGIN SELECT RAISE(ABORT, '{CLOSED}'); END"
            )
        return
    checks = "".join(
        f"IF TG_OP = '{act}' THEN IF {when} THEN RAISE EXCEPTION '{CLOSED}'; END IF; "
        f"RETURN {'OLD' if act == 'DELETE' else 'NEW'}; END IF; "
        for act, when in refused.items()
    )
    yield f"CREATE FUNCTION trade_off_closed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {checks} END $$"
    yield (
        "CREATE TRIGGER trade_off_closed BEFORE INSERT OR UPDATE OR DELETE ON trade_off "
        "FOR EACH ROW EXECUTE FUNCTION trade_off_closed()"
    )
