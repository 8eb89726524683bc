"""What belongs to the register, as tabs on top of its pages: rooms of their own are among them."""

from dataclasses import dataclass

from flask import current_app, g, request, url_for
from flask_babel import gettext

from riskapp.accounts.permissions import Permission
from riskapp.errors import N_
from riskapp.web.register.blueprint import blueprint

_TABS = (
    (N_("Overview"), "register.overview", Permission.VIEW_ASSESSMENTS),
    (N_("Risks"), "register.risks", Permission.VIEW_ASSESSMENTS),
    (N_("Measures"), "register.measures", Permission.VIEW_ASSESSMENTS),
    (N_("Numbers"), "register.numbers", Permission.VIEW_ASSESSMENTS),
    (N_("Criteria"), "criteria.criteria", Permission.VIEW_ASSESSMENTS),
    (N_("Record of processing"), "processing.record", Permission.VIEW_RECORD),
    (N_("Statement of applicability"), "applicability.statement", Permission.VIEW_APPLICABILITY),
)


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab, where it leads, and whether this page is it."""

    label: str
    url: str
    current: bool


@blueprint.app_template_global()
def register_tabs() -> list[Tab]:
    """The tabs of whoever asks."""
    return [
        Tab(gettext(label), url_for(endpoint), request.endpoint == endpoint)
        for label, endpoint, permission in _TABS
        if endpoint in current_app.view_functions and g.actor.may(permission)
    ]
