"""What people do while a system is away, in the demo: read from its file, added by the operation of people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from riskapp.accounts.permissions import Actor
from riskapp.assessments.fallbacks import KINDS, Routine, add_fallback
from riskapp.catalogues.reading import Entry


@dataclass(frozen=True)
class DemoFallback:
    """A fallback; `dependent` and `provider` are ids of the estate, a test that was never held has no minutes."""

    kind: str
    dependent: str
    provider: str
    text: str
    minutes: int | None
    tested_days_ago: int | None
    tested_by: str


def read_fallback(entry: Entry) -> DemoFallback:
    """One entry; raises Invalid, naming file and entry, where anything is amiss."""
    read = DemoFallback(
        kind=entry.word("kind", tuple(KINDS)),
        dependent=entry.string("dependent"),
        provider=entry.string("provider"),
        text=entry.string("text"),
        minutes=entry.number("minutes") if entry.has("minutes") else None,
        tested_days_ago=entry.number("tested_days_ago") if entry.has("tested_days_ago") else None,
        tested_by=entry.string("tested_by", ""),
    )
    entry.finish()
    return read


def add_fallbacks(
    author: Actor, version_id: int, fallbacks: Sequence[DemoFallback], ids: Mapping[str, int], today: date
) -> None:
    """Add them, with the assets by their ids of the database."""
    for one in fallbacks:
        routine = Routine(
            kind=one.kind,
            text=one.text,
            dependent_id=ids[one.dependent],
            provider_id=ids[one.provider],
            minutes=one.minutes,
            tested_on=None if one.tested_days_ago is None else today - timedelta(days=one.tested_days_ago),
            tested_by=one.tested_by,
        )
        add_fallback(author, version_id, routine, today)
