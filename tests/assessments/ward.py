"""A small ward in the database for the assessments' tests: a system, a device, a process, a supplier, their data."""

from dataclasses import dataclass

from riskapp.accounts.permissions import Actor
from riskapp.assessments import operations
from riskapp.assessments.models import Assessment, Version
from riskapp.database import db, transaction
from riskapp.estate.models import Asset, Category, Dependency, Flow, FlowCategory, Holding
from riskapp.estate.snapshots import note_change

HOSTILE = ("<b>bold</b>", "R&D", "0.1 <A <0.9", "č đ ŋ ŧ", "🩺 {{ 7 * 7 }}", "\n".join(f"line {n}" for n in range(400)))
"""Texts that must survive every page and field as they are."""


@dataclass(frozen=True)
class Ward:
    """Database ids."""

    lab: int
    pump: int
    emergency: int
    cloud: int


def make_ward() -> Ward:
    """The laboratory sends results to the emergency ward and to a supplier; the ward needs it within the hour."""
    with transaction() as session:
        lab = Asset(key="lab", name="Laboratory system", kind="system", owner="Lise", supplier="", availability=3)
        pump = Asset(key="pump", name="Infusion pump", kind="device")
        emergency = Asset(key="emergency", name="Emergency ward", kind="process", max_downtime=60)
        cloud = Asset(key="cloud", name="Cloud Nine", kind="supplier")
        results = Category(key="results", name="Test results", sensitivity="special")
        session.add_all([lab, pump, emergency, cloud, results])
        session.flush()
        session.add(Holding(asset_id=lab.id, category_id=results.id, persons=1900))
        session.add(Dependency(dependent_id=emergency.id, provider_id=lab.id, kind="service", tolerance=60))
        for key, target, encrypted in (("f1", emergency, True), ("f2", cloud, False)):
            session.add(
                Flow(
                    key=key,
                    source_id=lab.id,
                    target_id=target.id,
                    access="push",
                    encrypted=encrypted,
                    validated=False,
                    purpose="care",
                    persons=1900,
                    categories=[FlowCategory(position=0, category_id=results.id)],
                )
            )
        note_change(session)
        return Ward(lab.id, pump.id, emergency.id, cloud.id)


def start(actor: Actor, kind: str, *assets: int, title: str = "Home monitoring") -> Version:
    """A new assessment's only version."""
    number = operations.start_assessment(actor, kind, title, "en", assets)
    return db.session.get_one(Assessment, number).latest
