"""What commands share: an opened instance or its database alone, who acts, and answers as JSON."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

import click
from flask import Flask
from sqlalchemy import Engine

from riskapp import database, migrations
from riskapp.accounts.authority import actor_of
from riskapp.accounts.operations import user_named
from riskapp.accounts.permissions import OPERATOR, Actor
from riskapp.database import db, refusals_told
from riskapp.errors import N_, NotAllowed
from riskapp.settings import Settings
from riskapp.web.application import create_app

acting = click.option("--as", "username", metavar="USER", help="Act as this person, with that person's rights only.")
"""The option of every command that reads or changes what people may not all see."""

_PARTS = 100_000
"""So many words and signs of JSON are put together before they are printed."""


@contextmanager
def opened() -> Iterator[Flask]:
    """The instance's application, its database at the newest version; Unready says what is missing or refuses."""
    app = create_app(Settings.from_environment())
    with app.app_context(), refusals_told():
        migrations.require_newest(db.engine)
        yield app


@contextmanager
def connected(settings: Settings) -> Iterator[Engine]:
    """The database alone, whatever else of the instance may be missing or wrong."""
    app = Flask("riskapp.database")
    database.connect(app, settings.database_url)
    with app.app_context():
        try:
            yield db.engine
        finally:
            db.engine.dispose()


def actor_named(username: str | None) -> Actor:
    """The person to act as, else the operator at this machine, who is recorded as such."""
    if username is None:
        return OPERATOR
    user = user_named(username)
    if not user.active:
        raise NotAllowed(N_("The account %(name)s is closed."), name=username)
    return actor_of(user)


def print_json(answer: Any) -> None:
    """Print an answer for another program; a long one in parts, for its text may be much larger than itself."""
    parts = json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(answer)
    while text := "".join(islice(parts, _PARTS)):
        click.echo(text, nl=False)
    click.echo()
