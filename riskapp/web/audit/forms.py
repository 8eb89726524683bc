"""The search form of the trail: everything in the address, so that a search can be sent to a colleague."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from werkzeug.datastructures import MultiDict

from riskapp.audit.queries import Wanted
from riskapp.audit.vocabulary import Action
from riskapp.errors import N_


@dataclass(frozen=True)
class Filters:
    """What was asked for, as typed, with what is wrong with it by field (message ids)."""

    typed: dict[str, str]
    wanted: Wanted
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def any(self) -> bool:
        """Whether anything narrows the list."""
        return any(self.typed.values())


FIELDS = ("text", "person", "action", "kind", "id", "since", "until")
YEARS = range(1900, 9999)
"""Days of these can be moved to any time zone."""
_NOT_A_DATE = N_("Write the date as 2026-11-22.")


def read(arguments: MultiDict[str, str], zone: ZoneInfo) -> Filters:
    """The filters from an address; `since` and `until` are days of `zone`, both included."""
    typed = {name: arguments.get(name, "").strip() for name in FIELDS}
    faults: dict[str, str] = {}
    since, until = (_day(typed[name], name, faults) for name in ("since", "until"))
    known = {action.value: action for action in Action}
    wanted = Wanted(
        text=typed["text"],
        person=typed["person"],
        action=known.get(typed["action"]),
        subject_kind=typed["kind"],
        subject_id=typed["id"],
        since=_start(since, zone),
        until=_start(until + timedelta(days=1), zone) if until else None,
    )
    return Filters(typed, wanted, faults)


def _day(text: str, name: str, faults: dict[str, str]) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if day.year in YEARS:
        return day
    faults[name] = _NOT_A_DATE
    return None


def _start(day: date | None, zone: ZoneInfo) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), zone)
