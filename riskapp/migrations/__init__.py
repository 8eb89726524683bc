"""The database's schema, step by step: numbered migrations, and bringing a database to the newest."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from riskapp.database import WRITES, unusable
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
    except (SQLAlchemyError, UnicodeError) as error:
        raise unusable(engine, error) from error


def upgrade(engine: Engine, target: str = "head") -> None:
    """Apply what is missing, in one transaction; raises Unready and changes nothing where a step fails."""
    _refuse_unknown(current(engine))
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
    _refuse_unknown(found)
    if found != newest():
        raise Unready(
            N_("The database is at version %(found)s and riskapp needs %(newest)s. Run riskapp init."),
            found=found or "0",
            newest=newest(),
        )


def _refuse_unknown(found: str | None) -> None:
    """Another riskapp, most likely a newer one, has worked on the database; only that one can go on with it."""
    known = {script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()}
    if found is not None and found not in known:
        raise Unready(
            N_(
                "The database is at version %(found)s, which this riskapp does not know: it ends at %(newest)s. Start "
                "the newer riskapp that the database was last used with."
            ),
            found=found,
            newest=newest(),
        )
