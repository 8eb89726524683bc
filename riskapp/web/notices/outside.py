"""Addresses for what is read outside of the browser: calendars and mails."""

from datetime import timedelta

from flask import url_for

from riskapp.web.sessions import settings

HORIZON = timedelta(days=1200)
"""So far ahead a calendar looks: the calmest review is three years away."""


def address_of(endpoint: str, **values: object) -> str:
    """The whole address of a page as people type it, whoever asks and over whichever name."""
    return settings().public_url.rstrip("/") + url_for(endpoint, _external=False, **values)  # type: ignore[arg-type]
