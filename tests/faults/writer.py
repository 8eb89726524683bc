"""A process that writes without end, until somebody kills it: `python -m tests.faults.writer SEED FIRST ASSET...`.

It says `ready`, before each act `begun` and its name, and after it its name, how many events the trail has then, and
how many seconds it took: what was said is stored. It begins with the act FIRST.
"""

import random
import sys
import time

from sqlalchemy import func, select

from riskapp.accounts.authority import actor_of
from riskapp.accounts.models import User
from riskapp.accounts.permissions import Actor
from riskapp.audit.models import AuditEvent
from riskapp.database import db
from riskapp.settings import Settings
from riskapp.web.application import create_app
from tests.decisions.examples import People, Ward
from tests.faults.acts import ACTS


def main() -> None:
    """Write on, a round after the other, each in another order."""
    seed, first, *numbers = sys.argv[1:]
    chance, ward = random.Random(int(seed)), Ward(*map(int, numbers))
    with create_app(Settings.from_environment()).app_context():
        people, acts = people_stored(), list(ACTS.items())
        say("ready")
        while True:
            chance.shuffle(acts)
            for name, act in sorted(acts, key=lambda one: one[0] != first):
                say(f"begun {name}")
                begun = time.monotonic()
                act(people, ward, chance.randrange(10**9))
                db.session.rollback()
                took = time.monotonic() - begun
                say(f"{name} {db.session.scalar(select(func.count()).select_from(AuditEvent))} {took:.3f}")


def say(words: str) -> None:
    """At once: what stands in a buffer dies with the process."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def people_stored() -> People:
    """The people whom the test has made."""
    return People(*(_named(name) for name in ("maja", "pavel", "sigrid", "olav", "rikke", "rut")))


def _named(username: str) -> Actor:
    return actor_of(db.session.scalars(select(User).where(User.username == username)).one())


if __name__ == "__main__":
    main()
