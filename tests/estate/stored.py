"""Looking stored rows and audit events up by what files call them."""

from sqlalchemy import select

from riskapp.audit.models import AuditEvent
from riskapp.database import db
from riskapp.estate.models import Asset, Dependency, Flow, Holding


def asset(key):
    return db.session.scalar(select(Asset).where(Asset.key == key))


def flow(key):
    return db.session.scalar(select(Flow).where(Flow.key == key))


def holding(key):
    return db.session.scalar(select(Holding).join(Holding.asset).where(Asset.key == key))


def dependency(dependent, provider):
    query = select(Dependency).where(
        Dependency.dependent_id == asset(dependent).id, Dependency.provider_id == asset(provider).id
    )
    return db.session.scalar(query)


def last_event():
    return db.session.scalar(select(AuditEvent).order_by(AuditEvent.id.desc()).limit(1))


def event_count():
    return len(db.session.scalars(select(AuditEvent.id)).all())
