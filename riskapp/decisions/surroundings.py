"""What a decision is made within: the organisation's name and key, and which day it is where its people are."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from flask import current_app

from riskapp.accounts.models import Organisation
from riskapp.database import db, now
from riskapp.errors import N_, Unready
from riskapp.reports.keys import OrganisationKey, load_organisation_key
from riskapp.settings import Settings


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The name that stands on reports, and the zone that their times are written in."""

    organisation: str
    zone: ZoneInfo


def surroundings() -> Surroundings:
    """Those of the running instance; raises Unready where it has no organisation yet."""
    organisation = db.session.get(Organisation, 1)
    if organisation is None:
        raise Unready(N_("This instance has no organisation yet. Run riskapp init."))
    return Surroundings(organisation.name, _zone())


def today() -> date:
    """The day on the calendar of the people who decide, which near midnight is not that of UTC."""
    return now().astimezone(_zone()).date()


def organisation_key() -> OrganisationKey:
    """The key that seals reports; raises Unready where it is missing, broken, expired or open to others."""
    return load_organisation_key(_settings().keys)


def _zone() -> ZoneInfo:
    return ZoneInfo(_settings().timezone)


def _settings() -> Settings:
    found: Settings = current_app.extensions["riskapp.settings"]
    return found
