"""The Flask application: settings, database, language, guard, headers and every feature's routes, put together."""

from functools import partial
from pathlib import Path

from flask import Flask, g
from flask_babel import get_locale
from flask_wtf.csrf import CSRFProtect, generate_csrf
from werkzeug.middleware.proxy_fix import ProxyFix

from riskapp import __version__, database, instance
from riskapp.accounts.models import Organisation
from riskapp.accounts.permissions import Permission, Role
from riskapp.database import db
from riskapp.notices.reading import unread
from riskapp.settings import Settings
from riskapp.web import (
    answers,
    characters,
    formatting,
    guard,
    headers,
    language,
    navigation,
    sessions,
    sizes,
    static_files,
)
from riskapp.web.features import BLUEPRINTS
from riskapp.web.field_names import field_name, is_written
from riskapp.web.forms import input_attributes
from riskapp.web.numbers import RowNumber

ROOT = Path(__file__).parent.parent


def create_app(settings: Settings | None = None) -> Flask:
    """An application for one instance; raises Unready with one sentence where it cannot start."""
    settings = settings or Settings.from_environment()
    instance.refuse_network_folder(settings)
    instance.refuse_lost_database(settings)
    app = Flask("riskapp", root_path=str(ROOT), instance_path=str(settings.instance))
    _configure(app, settings)
    database.connect(app, settings.database_url)
    language.install(app, settings)
    answers.install(app)
    sessions.install(app)
    sizes.install(app, settings)
    CSRFProtect(app)
    characters.install(app)
    guard.install(app)
    headers.install(app, settings)
    formatting.install(app)
    navigation.install(app)
    _teach_templates(app)
    app.url_map.converters["int"] = RowNumber
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    static_files.install(app)
    guard.require_guards(app)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.secret_key = instance.secret(settings)
    app.extensions["riskapp.settings"] = settings
    app.config.update(
        SESSION_COOKIE_NAME="__Host-riskapp_form" if settings.secure else "riskapp_form",
        SESSION_COOKIE_PATH="/",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SEND_FILE_MAX_AGE_DEFAULT=31_536_000,
        # Bound to the browser session instead of an hour: a long assessment is not thrown away.
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=settings.secure,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    if settings.proxies:
        hops = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]


def _teach_templates(app: Flask) -> None:
    app.jinja_env.globals.update(
        release=__version__,
        Permission=Permission,
        Role=Role,
        file_url=partial(static_files.file_url, app),
        field_name=field_name,
        is_written=is_written,
        input_attributes=input_attributes,
    )

    @app.context_processor
    def frame() -> dict[str, object]:
        return {
            "actor": g.get("actor"),
            "unread": unread(g.actor.id) if g.get("actor") and not g.get("failed") else 0,
            "organisation": None if g.get("failed") else db.session.get(Organisation, 1),
            "locale": str(get_locale() or "en"),
            "csrf_token": generate_csrf,
        }
