"""The database's schema, step by step: numbered migrations, and bringing a database to the newest."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from riskapp.database import WRITES
from riskapp.errors import N_, Unready

FOLDER = Path(__file__).parent


def configuration() -> Config:
    """Alembic's configuration, without an ini file."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config


def newest() -> str:
    """The number of the newest migration."""
    head = ScriptDirectory.from_config(configuration()).get_current_head()
    return head or ""


def current(engine: Engine) -> str | None:
    """The migration that the database stands at, or None for an empty one; Unready where it cannot be reached."""
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    except SQLAlchemyError as error:
        raise Unready(
            N_("The database cannot be reached (%(why)s). Check RISKAPP_DATABASE_URL and that the server runs."),
            why=str(getattr(error, "orig", error)).strip().splitlines()[0],
        ) from error


def upgrade(engine: Engine, target: str = "head") -> None:
    """Apply what is missing, in one transaction; raises Unready and changes nothing where a step fails."""
    current(engine)
    config = configuration()
    try:
        with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, target)
    except Exception as error:
        raise Unready(
            N_(
                "The database could not be brought to this version (%(why)s). It was left as it was: restore the "
                "last version of riskapp, or send this line to its maintainers."
            ),
            why=str(error).strip().splitlines()[0],
        ) from error


def require_newest(engine: Engine) -> None:
    """Raise Unready unless the database stands at the newest migration."""
    found = current(engine)
    if found != newest():
        raise Unready(
            N_("The database is at version %(found)s and riskapp needs %(newest)s. Run riskapp init."),
            found=found or "0",
            newest=newest(),
        )
