"""people stand in what is hashed by a salted commitment; salt and name stand beside it and can be taken away

Contents that were kept before hold the names themselves and stay as they are: their hashes are signed. In rows that are
closed, or only ever added, a name may now give way to the word for an erased person, and nothing else may change with
it. A later step that adds a column to one of these tables must make the trigger again on SQLite, which knows no row as
a whole; a test says so.
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

TABLE = "content_person"
KEPT = "a name beside a content can only be taken away"
WORDS = "('slettet person', 'erased person')"
NAMES = {
    "acceptance": ("owner_name", "withdrawn_by"),
    "consultation_package": ("signed_by",),
    "content_snapshot": ("by_name",),
    "decision_condition": ("owner", "met_by"),
    "estate_slice": ("by_name",),
    "fallback": ("tested_by",),
    "inherited_choice": ("by_name",),
    "issued_report": ("signed_by",),
    "measure": ("owner", "safety_assessed_by"),
    "participant": ("name",),
    "remark": ("author_name", "settled_by"),
    "reviewed_part": ("by_name",),
    "signed_report": ("signed_by",),
    "suggestion_verdict": ("by_name",),
    "trade_off": ("by_name",),
    "transition": ("actor_name",),
    "workshop_guest": ("name", "email"),
}
KINDS = ("closed", "keep")
MORE = "NEW.digest <> OLD.digest OR NEW.content_hash <> OLD.content_hash OR NEW.salt <> '' OR NEW.name <> ''"


def upgrade() -> None:
    """Make the table and its triggers."""
    op.create_table(
        TABLE,
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("salt", sa.String(32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_content_person")),
    )
    op.create_index(op.f("ix_content_person_content_hash"), TABLE, ["content_hash"])
    for statement in _sqlite() if _is_sqlite() else _postgresql():
        op.execute(statement)
    for table in NAMES:
        for kind in KINDS:
            _let_go_on_sqlite(table, kind) if _is_sqlite() else _let_go_on_postgresql(table, kind)


def downgrade() -> None:
    """Take them away again; contents that were kept meanwhile are read without names then."""
    for table in NAMES:
        for kind in KINDS:
            _hold_on_sqlite(table, kind) if _is_sqlite() else _hold_on_postgresql(table, kind)
    op.drop_table(TABLE)
    if not _is_sqlite():
        op.execute(f"DROP FUNCTION {TABLE}_keep() CASCADE")


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _sqlite() -> Iterator[str]:
    # INSERT OR REPLACE deletes without asking the trigger, unless a connection chose recursive_triggers.
    taken = f"EXISTS (SELECT 1 FROM {TABLE} WHERE digest = NEW.digest)"
    for act, when in (("UPDATE", MORE), ("DELETE", "1"), ("INSERT", taken)):
        yield (
            f"CREATE TRIGGER {TABLE}_keep_{act.lower()} BEFORE {act} ON {TABLE} FOR EACH ROW WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
        )


def _postgresql() -> Iterator[str]:
    yield (
        f"CREATE FUNCTION {TABLE}_keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{KEPT}'; END $$"
    )
    for name, act in (
        ("keep", f"BEFORE UPDATE ON {TABLE} FOR EACH ROW WHEN ({MORE})"),
        ("keep_row", f"BEFORE DELETE ON {TABLE} FOR EACH ROW"),
        ("keep_all", f"BEFORE TRUNCATE ON {TABLE}"),
    ):
        yield f"CREATE TRIGGER {TABLE}_{name} {act} EXECUTE FUNCTION {TABLE}_keep()"


def _only_erases(table: str, same: str) -> str:
    """Whether an update does nothing but put the word in the place of a name; `same`: all other values stay."""
    gone = [f"NEW.{one} IS DISTINCT FROM OLD.{one}" for one in NAMES[table]]
    words = [f"(NEW.{one} IN {WORDS} OR NEW.{one} IS NOT DISTINCT FROM OLD.{one})" for one in NAMES[table]]
    return f"(({' OR '.join(gone)}) AND {' AND '.join(words)} AND {same})"


def _on_sqlite(table: str) -> str:
    others = [one["name"] for one in sa.inspect(op.get_bind()).get_columns(table) if one["name"] not in NAMES[table]]
    return _only_erases(table, " AND ".join(f'NEW."{one}" IS NOT DISTINCT FROM OLD."{one}"' for one in others))


def _on_postgresql(table: str) -> str:
    names = ", ".join(f"'{one}'" for one in NAMES[table])
    return _only_erases(table, f"(to_jsonb(NEW) - ARRAY[{names}]) = (to_jsonb(OLD) - ARRAY[{names}])")


def _let_go_on_sqlite(table: str, kind: str) -> None:
    """Make the trigger again, with the exception in front of what it asks."""
    _remake(table, kind, " WHEN ", f" WHEN NOT {_on_sqlite(table)} AND (", " BEGIN SELECT", ") BEGIN SELECT")


def _hold_on_sqlite(table: str, kind: str) -> None:
    _remake(table, kind, f" WHEN NOT {_on_sqlite(table)} AND (", " WHEN ", ") BEGIN SELECT", " BEGIN SELECT")


def _remake(table: str, kind: str, head: str, new_head: str, foot: str, new_foot: str) -> None:
    name = f"{table}_{kind}_update"
    query = sa.text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = :name")
    written = op.get_bind().execute(query, {"name": name}).scalar()
    if written:
        op.get_bind().exec_driver_sql(f"DROP TRIGGER {name}")
        op.get_bind().exec_driver_sql(written.replace(head, new_head, 1).replace(foot, new_foot, 1))


def _let_go_on_postgresql(table: str, kind: str) -> None:
    """Let the same function be called for an update under the exception, and for the rest as before."""
    name, others = f"{table}_{kind}", "INSERT OR DELETE" if kind == "closed" else "DELETE"
    if _has_trigger(name):
        op.execute(f"DROP TRIGGER {name} ON {table}")
        op.execute(f"CREATE TRIGGER {name} BEFORE {others} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
        op.execute(
            f"CREATE TRIGGER {name}_update BEFORE UPDATE ON {table} FOR EACH ROW "
            f"WHEN (NOT {_on_postgresql(table)}) EXECUTE FUNCTION {name}()"
        )


def _hold_on_postgresql(table: str, kind: str) -> None:
    name, all_ = f"{table}_{kind}", "INSERT OR UPDATE OR DELETE" if kind == "closed" else "UPDATE OR DELETE"
    if _has_trigger(name):
        op.execute(f"DROP TRIGGER {name}_update ON {table}")
        op.execute(f"DROP TRIGGER {name} ON {table}")
        op.execute(f"CREATE TRIGGER {name} BEFORE {all_} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")


def _has_trigger(name: str) -> bool:
    query = sa.text("SELECT count(*) FROM pg_trigger WHERE tgname = :name")
    return bool(op.get_bind().execute(query, {"name": name}).scalar())
