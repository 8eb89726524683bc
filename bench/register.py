"""The register of 500 assessments with 20 risks each: reading, each page, and the files; medians in milliseconds.

    python -m bench.register [--assessments 500] [--risks 20]

The yardstick of the run is one SELECT of all columns of all risks. Nine in ten assessments are approved with an
acceptance for every third risk, one in ten is a draft; every risk has a measure, and evidence that names processes. It
gates nothing.
"""

import argparse
import random
import tempfile
from datetime import date, timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import text, update

from bench.figures import seconds
from bench.pages import PASSWORD, got, token
from riskapp import instance, migrations
from riskapp.accounts import operations
from riskapp.accounts.authority import actor_of
from riskapp.accounts.models import User
from riskapp.accounts.permissions import OPERATOR, Actor, Role
from riskapp.assessments.models import Acceptance, Assessment, Measure, Risk, ScopedAsset, Transition, Version
from riskapp.database import db, now, transaction
from riskapp.estate.models import Asset
from riskapp.register.doubts import doubts_in
from riskapp.register.reading import read_register
from riskapp.reports.models import SignedReport
from riskapp.settings import Settings
from riskapp.web.application import create_app

_WORDS = (
    "angriperen krypterer serverne leser endrer sletter prøvesvar journalen pasienten får feil medisin alarmen "
    "strømmen nettverket leverandøren stanser sent tapt passord bilde resept avdelingen pumpen kvelden ansatte"
)
WORDS = _WORDS.split()
PROCESSES = [{"id": f"p{n}", "name": f"Process {n}", "first_failure": 30, "minutes_down": 240} for n in range(60)]


def main() -> None:
    """Print one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--assessments", type=int, default=500)
    parser.add_argument("--risks", type=int, default=20)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        app = instance_in(Path(folder) / "instance")
        with app.app_context():
            _fill(asked.assessments, asked.risks)
            actor = actor_of(db.session.get_one(User, 1))
            _print("read the register", seconds(lambda: _read(actor)))
            register = read_register(actor, now().date())
            _print("find what does not go together", seconds(lambda: len(doubts_in(register))))
            yard = text("SELECT * FROM risk")
            _print("SELECT of all risks (the yardstick)", seconds(lambda: db.session.execute(yard).all()))
        client = app.test_client()
        client.post("/sign-in", data={"csrf_token": token(client), "username": "maja", "password": PASSWORD})
        for path in (
            "/register",
            "/register/risks",
            "/register/risks?standing=has+run+out&group=system",
            "/register/doubts",
            "/register/risks.csv",
            "/register/risks.xlsx",
        ):
            _print(path, seconds(got(client, path)))


def _read(actor: Actor) -> None:
    db.session.rollback()
    db.session.expunge_all()
    read_register(actor, now().date())


def _print(what: str, spent: float) -> None:
    print(f"{what}: {spent * 1000:.0f} ms")


def instance_in(folder: Path) -> Flask:
    """An empty instance in `folder` with one person, maja, who may do everything."""
    settings = Settings(instance=folder, database_url=f"sqlite:///{folder / 'riskapp.sqlite'}", language="en")
    instance.create(settings)
    app = create_app(settings)
    with app.app_context():
        migrations.upgrade(db.engine)
        operations.add_user(OPERATOR, "maja", "Maja", PASSWORD, language="en", roles=list(Role))
    return app


def _fill(assessments: int, risks: int) -> None:
    draw = random.Random(4)
    with transaction() as session:
        systems = [
            Asset(key=f"s{n}", name=f"System {n}", kind="system", supplier=f"Supplier {n % 40}")
            for n in range(max(1, assessments // 2))
        ]
        session.add_all(systems)
        session.flush()
        for number in range(assessments):
            version = _version(number, systems[number % len(systems)], risks, draw)
            session.add(Assessment(kind="ros", created_at=now(), versions=[version]))
        session.flush()
    _approve(assessments)


def _version(number: int, system: Asset, risks: int, draw: random.Random) -> Version:
    begun = now() - timedelta(days=draw.randrange(30, 700))
    version = Version(
        number=1,
        title=f"Assessment {number}",
        catalogue="1",
        state="draft",
        created_at=begun,
        changed_at=begun,
        scope=[ScopedAsset(asset_id=system.id)],
        risks=[_risk(n + 1, system, draw, accepted=n % 3 == 0 and number % 10 != 0) for n in range(risks)],
    )
    version.measures = [
        Measure(number=one.number, text="Test the restore", due=_day(draw), saved_at=begun, treats=[one])
        for one in version.risks
    ]
    if number % 10:
        approval = {
            "act": "approve",
            "from_state": "advised",
            "to_state": "approved",
            "actor_name": "",
            "actor_role": "",
        }
        version.transitions = [Transition(at=begun + timedelta(days=20), **approval)]
    return version


def _risk(number: int, system: Asset, draw: random.Random, *, accepted: bool) -> Risk:
    given = now() - timedelta(days=100)
    return Risk(
        number=number,
        property=draw.choice(("confidentiality", "integrity", "availability")),
        asset_id=system.id,
        event=" ".join(draw.sample(WORDS, 6)),
        likelihood=draw.randrange(1, 6),
        consequence=draw.randrange(1, 6),
        likelihood_after=draw.randrange(1, 6),
        consequence_after=draw.randrange(1, 6),
        evidence={"threat": "availability", "processes": draw.sample(PROCESSES, 4), "assets": 40},
        saved_at=given,
        acceptances=[Acceptance(owner_name="R", at=given, until=_day(draw), reason="", risk_then={})]
        if accepted
        else [],
    )


def _day(draw: random.Random) -> date:
    return now().date() + timedelta(days=draw.randrange(-60, 300))


def _approve(assessments: int) -> None:
    """As a decision stores it: a report, what is frozen (long, and not read by the register), its hash."""
    frozen = {"content": "x" * 100_000}
    with transaction() as session:
        for number in range(assessments):
            if number % 10:
                report = {"file_name": "r.pdf", "signed_at": now(), "signed_by": "", "pdf": b""}
                session.add(SignedReport(version_id=number + 1, sha256=f"{number:064}", **report))
        session.flush()
        ids = [number + 1 for number in range(assessments) if number % 10]
        closed = {"state": "approved", "frozen": frozen, "frozen_hash": "0" * 64}
        session.execute(update(Version).where(Version.id.in_(ids)).values(**closed))


if __name__ == "__main__":
    main()
