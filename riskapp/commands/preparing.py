"""Bringing an instance to where it can serve: folder, secret, signing key, database, organisation; safe to repeat."""

from riskapp import instance, migrations
from riskapp.accounts.authority import log
from riskapp.accounts.models import Organisation
from riskapp.accounts.permissions import OPERATOR
from riskapp.audit.trail import Subject
from riskapp.audit.trail_key import make_key
from riskapp.audit.vocabulary import Action
from riskapp.commands.opening import connected
from riskapp.database import db, now, refusals_told, transaction
from riskapp.reports.key_sources import signing_key
from riskapp.reports.keys import create_organisation_key
from riskapp.settings import Settings
from riskapp.web.application import create_app

NAME = "Sykehuset"


def prepare(settings: Settings, organisation: str | None = None, *, new_secret: bool = False) -> list[str]:
    """Make what is missing and return a line for each thing made; raises Unready where something is wrong.

    A signing key is made only for a new instance: reports of an old one could not be verified with another. Of an old
    one the secret is made anew only where `new_secret` says so.
    """
    instance.refuse_network_folder(settings)
    instance.refuse_lost_database(settings)
    old = instance.has_run(settings) or _server_in_use(settings)
    if old and not new_secret and not settings.secret_file.exists():
        raise instance.lost_secret(settings.secret_file)
    made = []
    if instance.create(settings, new_secret=new_secret):
        made.append("a new secret" if old else f"the instance folder {settings.instance} and its secret")
    app = create_app(settings)
    with app.app_context(), refusals_told():
        before = migrations.current(db.engine)
        if before is None and settings.keys.exists():
            raise instance.lost_database(db.engine.url.render_as_string(hide_password=True))
        if before != migrations.newest():
            migrations.upgrade(db.engine)
            made.append(f"the database, at version {migrations.newest()}")
        name = _organisation(organisation or NAME)
        if before is None:
            create_organisation_key(settings.keys, name)
            made.append("the organisation's signing key")
        signing_key(settings)
        if _trail_key(settings):
            made.append("the key of the audit trail")
        db.session.remove()
    return made


def _server_in_use(settings: Settings) -> bool:
    """Whether the database is a server's and holds an instance; Unready where it cannot be reached."""
    if instance.sqlite_file(settings) is not None:
        return False
    with connected(settings) as engine:
        return migrations.current(engine) is not None


def _trail_key(settings: Settings) -> bool:
    """Make the trail's key where it has none; an instance from before it gets its trail chained by this first event."""
    with transaction() as session:
        public = make_key(session, settings.keys)
        if public is not None:
            log(session, OPERATOR, Action.TRAIL_KEY_MADE, Subject("trail", 1), after={"public_key": public})
    return public is not None


def _organisation(name: str) -> str:
    stored = db.session.get(Organisation, 1)
    if stored is not None:
        return stored.name
    with transaction() as session:
        session.add(Organisation(id=1, name=name, created_at=now()))
        log(session, OPERATOR, Action.INSTANCE_CREATED, Subject("organisation", 1, name), after={"name": name})
    return name
