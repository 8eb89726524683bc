"""Alembic runs this for every command: always on the connection that riskapp hands it."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from riskapp.database import Base, UtcDateTime


def plain_types(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """A migration must not change when our own types do, so it names the plain type behind them."""
    return "sa.DateTime()" if kind == "type" and isinstance(item, UtcDateTime) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
    compare_type=True,
    render_item=plain_types,
)
context.run_migrations()
