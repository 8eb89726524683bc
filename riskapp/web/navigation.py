"""The main menu: few words, and only those that open for this person."""

from dataclasses import dataclass

from flask import Flask, g, request, url_for
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.errors import N_

_ITEMS = (
    (N_("Mine"), "home.mine", None),
    (N_("Estate"), "estate.assets", Permission.VIEW_ESTATE),
    (N_("Graph"), "graph.ask", Permission.VIEW_ESTATE),
    (N_("Assessments"), "assessments.overview", Permission.VIEW_ASSESSMENTS),
    (N_("Register"), "register.overview", Permission.VIEW_ASSESSMENTS),
    (N_("Audit"), "audit.trail", Permission.VIEW_AUDIT),
    (N_("Verify a report"), "reports.verify", None),
    (N_("Administration"), "accounts.people", Permission.MANAGE_USERS),
)

_ROOMS = {"processing": "register", "criteria": "register", "applicability": "register"}
"""Rooms that are part of another one in the menu."""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A word of the menu, where it leads, and whether this page belongs to it."""

    label: str
    url: str
    current: bool


def navigation() -> list[MenuItem]:
    """The menu of whoever asks."""
    here = _ROOMS.get(request.blueprint or "", request.blueprint)
    return [
        MenuItem(gettext(label), url_for(endpoint), here == endpoint.partition(".")[0])
        for label, endpoint, permission in _ITEMS
        if g.get("actor") and (permission is None or g.actor.may(permission))
    ]


def install(app: Flask) -> None:
    """Make the menu known to the templates."""
    app.jinja_env.globals["navigation"] = navigation
