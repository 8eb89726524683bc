"""Why something waits for somebody, in the order of the first page, and one row of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from riskapp.accounts.permissions import Actor
from riskapp.assessments.models import Condition, Measure, Remark, Risk, Version
from riskapp.assessments.progress import Progress


class Wait(StrEnum):
    """Why something waits, in the order in which the page shows it."""

    REPLY = "to reply"
    ANSWER = "to answer"
    ADVISE = "to advise"
    DECIDE = "to decide"
    ACCEPT = "to accept"
    TRADE_OFF = "to weigh"
    OVERDUE = "overdue"
    DUE = "due soon"
    REOPENED = "open again"
    EXPIRING = "expiring"
    STALE = "estate changed"
    BASE = "base changed"
    REVIEW = "to review"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One row: why, which version, since or until when, and what in it: a risk, a measure, a condition, a remark.

    `changes`: of how many changes of its base nobody has said what becomes of them.
    """

    wait: Wait
    version: Version
    since: datetime | date
    risk: Risk | None = None
    measure: Measure | None = None
    condition: Condition | None = None
    remark: Remark | None = None
    progress: Progress | None = None
    changes: int = 0


def since(version: Version) -> datetime:
    """When the version came to the state that it is in."""
    return version.transitions[-1].at if version.transitions else version.created_at


def wrote(actor: Actor, version: Version) -> bool:
    """Whether the actor has written in the version, and therefore does not decide on it."""
    return actor.id is not None and (
        actor.id == version.created_by or any(one.user_id == actor.id for one in version.contributors)
    )
