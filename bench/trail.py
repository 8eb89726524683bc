"""The audit trail: what sealing adds to a write, and what checking takes, beside plain hashing of the same bytes."""

import hashlib
import tempfile
import time
from pathlib import Path

from riskapp import instance, migrations
from riskapp.accounts.authority import log
from riskapp.accounts.permissions import OPERATOR
from riskapp.audit import sealing
from riskapp.audit.checking import check_trail
from riskapp.audit.checkpoints import checkpoint
from riskapp.audit.trail import Subject
from riskapp.audit.trail_key import make_key
from riskapp.audit.vocabulary import Action
from riskapp.database import db, transaction
from riskapp.proof.hashing import hashed_part
from riskapp.settings import Settings
from riskapp.web.application import create_app

EVENTS = 20_000
ONE_BY_ONE = 300


def main() -> None:
    """Make an instance, fill its trail, check it."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "instance"
        settings = Settings(instance=place, database_url=f"sqlite:///{place / 'riskapp.sqlite'}")
        instance.create(settings)
        with create_app(settings).app_context():
            migrations.upgrade(db.engine)
            settings.keys.mkdir()
            with transaction() as session:
                make_key(session, settings.keys)
            _writes()
            _fills()
            _checks(settings.keys)
            db.session.remove()
            db.engine.dispose()


def _writes() -> None:
    took = _timed(lambda: [_write(1) for _ in range(ONE_BY_ONE)])
    plain = _timed(lambda: [_write(1, sealed=False) for _ in range(ONE_BY_ONE)])
    print(f"a write with its event, sealed   {took / ONE_BY_ONE * 1000:8.2f} ms")
    print(f"  the same without a seal        {plain / ONE_BY_ONE * 1000:8.2f} ms   {took / plain:5.2f} of it")


def _fills() -> None:
    took = _timed(lambda: [_write(1000) for _ in range(EVENTS // 1000)])
    print(f"{EVENTS} events in transactions of 1000: {took:.1f} s")


def _checks(keys: Path) -> None:
    print(f"checkpoint over all of them      {_timed(lambda: checkpoint(keys)):8.2f} s")
    _write(100)
    print(f"  the next, over 100 more        {_timed(lambda: checkpoint(keys)) * 1000:8.2f} ms")
    parts = [(hashed_part(row), row) for row in sealing.rows(db.session())]
    hashing = _timed(lambda: [hashlib.sha256(part).digest() for part, _ in parts])
    reading = _timed(lambda: sum(1 for _ in sealing.rows(db.session())))
    checking = _timed(check_trail)
    print(f"checking {len(parts)} events           {checking:8.2f} s")
    print(f"  reading them from the database {reading:8.2f} s   {checking / reading:5.2f} of it")
    print(f"  hashing the same bytes alone   {hashing:8.2f} s")


def _write(count: int, *, sealed: bool = True) -> None:
    with transaction() as session:
        for number in range(count):
            subject = Subject("asset", number, "The laboratory system")
            log(session, OPERATOR, Action.ASSET_CHANGED, subject, before={"name": "a"}, after={"name": "b"})
        if not sealed:
            sealing.forget_what_is_gone(session)


def _timed(act: object) -> float:
    start = time.perf_counter()
    act()  # type: ignore[operator]
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
