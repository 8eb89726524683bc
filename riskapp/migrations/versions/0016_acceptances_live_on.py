"""an acceptance may be given anew and be withdrawn after the version is decided, and nothing else of it changes

Until now all acceptances were closed with their version, so that one that ran out could not be renewed, and one that
should no longer hold could not be withdrawn. What was decided keeps its copy in the frozen content.
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

CLOSED = "a decided version cannot change"
KEPT = ("id", "risk_id", "user_id", "owner_name", "at", "until", "reason", "treatment_before")
COLUMNS = {"treatment_before": sa.String(length=10), "withdrawn_by": sa.String(length=200), "withdrawn_reason": sa.Text()}


def upgrade() -> None:
    """Add the columns, and put triggers that know of this in the place of the old ones."""
    for name, kind in COLUMNS.items():
        op.add_column("acceptance", sa.Column(name, kind, server_default="", nullable=False))
    _drop_triggers()
    for statement in _living():
        op.execute(statement)


def downgrade() -> None:
    """Close them again, and take the columns away."""
    _drop_triggers()
    for name in reversed(COLUMNS):
        op.drop_column("acceptance", name)
    for statement in _closed():
        op.execute(statement)


def _drop_triggers() -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION acceptance_closed() CASCADE")
        return
    for act in ("insert", "update", "delete"):
        op.execute(f"DROP TRIGGER IF EXISTS acceptance_closed_{act}")


def _decided(row: str, states: str = "'approved', 'rejected'") -> str:
    return (
        "EXISTS (SELECT 1 FROM risk JOIN assessment_version ON assessment_version.id = risk.version_id "
        f"WHERE risk.id = {row}.risk_id AND assessment_version.state IN ({states}))"
    )


def _changed() -> str:
    """Whether an update is more than one withdrawal; a fingerprint stands for the copy of the risk."""
    kept = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in KEPT)
    copy = "CAST(NEW.risk_then AS TEXT) <> CAST(OLD.risk_then AS TEXT)"
    return f"(OLD.withdrawn_at IS NOT NULL OR {kept} OR {copy})"


def _living() -> Iterator[str]:
    rejected = _decided("NEW", "'rejected'")
    yield from _made({"INSERT": rejected, "UPDATE": f"({_decided('OLD')} OR {_decided('NEW')}) AND {_changed()}", "DELETE": _decided("OLD")})


def _closed() -> Iterator[str]:
    both = f"{_decided('OLD')} OR {_decided('NEW')}"
    yield from _made({"INSERT": _decided("NEW"), "UPDATE": both, "DELETE": _decided("OLD")})


def _made(refused: dict[str, str]) -> Iterator[str]:
    if op.get_bind().dialect.name == "sqlite":
        for act, when in refused.items():
            when = when.replace("IS DISTINCT FROM", "IS NOT")
            yield (
                f"CREATE TRIGGER acceptance_closed_{act.lower()} BEFORE {act} ON acceptance FOR EACH ROW "
                f"WHEN {when} BEGIN SELECT RAISE(ABORT, '{CLOSED}'); END"
            )
        return
    checks = "".join(
        f"IF TG_OP = '{act}' THEN IF {when} THEN RAISE EXCEPTION '{CLOSED}'; END IF; "
        f"RETURN {'OLD' if act == 'DELETE' else 'NEW'}; END IF; "
        for act, when in refused.items()
    )
    yield f"CREATE FUNCTION acceptance_closed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {checks} END $$"
    yield (
        "CREATE TRIGGER acceptance_closed BEFORE INSERT OR UPDATE OR DELETE ON acceptance "
        "FOR EACH ROW EXECUTE FUNCTION acceptance_closed()"
    )
