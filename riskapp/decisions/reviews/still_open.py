"""What of an approval is still open when it is reviewed: conditions, acceptances that end, measures, confirmations."""

from dataclasses import dataclass

from sqlalchemy import select

from riskapp.assessments.models import Condition, EstateSlice, Measure, Version
from riskapp.assessments.registered import IN_PLACE
from riskapp.assessments.states import State
from riskapp.assessments.waiting_days import RUNNING_OUT, acceptances_of
from riskapp.assessments.waits import Waiting
from riskapp.database import db
from riskapp.decisions.staleness.standing_on import confirmations_of
from riskapp.decisions.surroundings import today


@dataclass(frozen=True, slots=True)
class OpenCondition:
    """A condition that is not met, and the number of the version whose approval set it."""

    version: int
    condition: Condition


@dataclass(frozen=True, slots=True)
class StillOpen:
    """What a review is to look at besides the text.

    `acceptances` are those of the approval that have ended, were withdrawn or end soon; `confirmed` says who found that
    it holds though the estate changed, newest first.
    """

    conditions: tuple[OpenCondition, ...]
    acceptances: tuple[Waiting, ...]
    overdue: tuple[Measure, ...]
    confirmed: tuple[EstateSlice, ...]

    @property
    def anything(self) -> bool:
        """Whether something is left to do."""
        return bool(self.conditions or self.acceptances or self.overdue)


def still_open(version: Version, before: Version) -> StillOpen:
    """What is open for a version that reviews the one before; a newer version ends no condition."""
    day, approved = today(), before.state == State.APPROVED.value
    ending = [row for risk in before.risks for row in acceptances_of(before, risk, day, RUNNING_OUT)]
    return StillOpen(
        _conditions(version),
        tuple(ending) if approved else (),
        tuple(one for one in version.measures if _overdue(one)),
        tuple(confirmations_of(before)),
    )


def _conditions(version: Version) -> tuple[OpenCondition, ...]:
    query = (
        select(Version.number, Condition)
        .join(Version, Version.id == Condition.version_id)
        .where(Version.assessment_id == version.assessment_id, Version.number < version.number)
        .where(Condition.met_at.is_(None))
        .order_by(Version.number, Condition.number)
    )
    return tuple(OpenCondition(number, one) for number, one in db.session.execute(query))


def _overdue(measure: Measure) -> bool:
    row = measure.registered or measure
    return row.due is not None and row.status != IN_PLACE and row.due < today()
