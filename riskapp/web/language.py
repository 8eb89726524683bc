"""Which language and time zone a page speaks: the person's own choice, then the browser's, then the instance's."""

from typing import Any

from flask import Flask, g, has_request_context, request
from flask_babel import Babel

from riskapp.settings import LANGUAGES, Settings

COOKIE = "riskapp_language"


def install(app: Flask, settings: Settings) -> None:
    """Choose the language of each request."""

    def choose() -> str:
        if not has_request_context():
            return settings.language
        for wanted in (g.get("user_language"), request.cookies.get(COOKIE)):
            if wanted in LANGUAGES:
                return str(wanted)
        # Browsers send "no" for Norwegian, and a Dane or Swede reads nb more easily than English.
        spoken = request.accept_languages.best_match(["nb", "no", "nn", "da", "sv", "en"])
        return {None: settings.language, "en": "en"}.get(spoken, "nb")

    install_languages(app, locale_selector=choose, default_timezone=settings.timezone)


def install_languages(app: Flask, **choices: Any) -> None:
    """Teach an application our texts; `choices` are Flask-Babel's."""
    app.config["BABEL_DEFAULT_LOCALE"] = "en"
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations"
    Babel(app, **choices)
