"""time stamps of checkpoints: what a time-stamp service answered is kept for good"""

from collections.abc import Iterator

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

TABLE = "trail_checkpoint_copy"
KEPT = "a time stamp of a checkpoint is never changed or removed"


def upgrade() -> None:
    """Close the rows that have an answer; those that still wait go on being tried."""
    for statement in _sqlite() if _is_sqlite() else _postgresql():
        op.execute(statement)


def downgrade() -> None:
    """Open them again."""
    if _is_sqlite():
        for act in ("update", "delete", "insert"):
            op.execute(f"DROP TRIGGER {TABLE}_stamp_{act}")
    else:
        op.execute(f"DROP FUNCTION {TABLE}_stamp() CASCADE")


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _sqlite() -> Iterator[str]:
    # INSERT OR REPLACE deletes without asking the trigger of DELETE, unless a connection chose recursive_triggers.
    taken = f"SELECT 1 FROM {TABLE} WHERE answer IS NOT NULL AND (id = NEW.id OR (size, place) = (NEW.size, NEW.place))"
    for act, when in {"UPDATE": "OLD.answer IS NOT NULL", "DELETE": "OLD.answer IS NOT NULL"}.items():
        yield _trigger(act, when)
    yield _trigger("INSERT", f"EXISTS ({taken})")


def _trigger(act: str, when: str) -> str:
    return (
        f"CREATE TRIGGER {TABLE}_stamp_{act.lower()} BEFORE {act} ON {TABLE} FOR EACH ROW WHEN {when} "
        f"BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
    )


def _postgresql() -> Iterator[str]:
    yield (
        f"CREATE FUNCTION {TABLE}_stamp() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{KEPT}'; END $$"
    )
    yield (
        f"CREATE TRIGGER {TABLE}_stamp BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW "
        f"WHEN (OLD.answer IS NOT NULL) EXECUTE FUNCTION {TABLE}_stamp()"
    )
    # What is truncated is not asked row by row, so no copy at all may be.
    yield f"CREATE TRIGGER {TABLE}_stamp_all BEFORE TRUNCATE ON {TABLE} EXECUTE FUNCTION {TABLE}_stamp()"
