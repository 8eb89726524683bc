"""What a decision is made within: the organisation's name and key, and which day it is where its people are."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from flask import current_app

from riskapp.accounts.models import Organisation
from riskapp.database import db, now
from riskapp.errors import N_, Unready
from riskapp.reports.key_sources import signing_key, trust_in
from riskapp.reports.keys import OrganisationKey
from riskapp.reports.trust import Trust, as_asn1
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
    """The key that seals reports; raises Unready where it is missing, broken, expired, revoked or open to others."""
    key = signing_key(_settings())
    since = trust_in(_settings(), key).revoked_since(as_asn1([key.certificate])[0])
    if since is not None:
        raise Unready(
            N_("The signing key was revoked on %(date)s; nothing is signed with it."), date=f"{since:%Y-%m-%d}"
        )
    return key


def trust() -> Trust:
    """Whom verification believes here; raises Unready where a file of it cannot be read."""
    return trust_in(_settings())


def timestamp_url() -> str:
    """The time-stamp service, empty where there is none."""
    return _settings().signing.timestamp_url


def _zone() -> ZoneInfo:
    return ZoneInfo(_settings().timezone)


def _settings() -> Settings:
    found: Settings = current_app.extensions["riskapp.settings"]
    return found
