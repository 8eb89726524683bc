"""From a tested routine to the estate: a dependency's tolerance becomes what people have shown that they manage."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from riskapp.accounts.permissions import Actor
from riskapp.assessments.fallbacks import subject_of_fallback, writing_fallback
from riskapp.assessments.models import Fallback
from riskapp.audit.vocabulary import Action
from riskapp.database import db, now
from riskapp.errors import N_, Conflict, Invalid
from riskapp.estate.dependencies import change_dependency
from riskapp.estate.models import Dependency
from riskapp.estate.rows import dependency_row
from riskapp.estate.snapshots import present
from riskapp.explorer.asking import find_out
from riskapp.graph.comparison import Estates
from riskapp.graph.comparison_answers import difference_answer
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Threat


@dataclass(frozen=True, slots=True)
class Difference:
    """What a stop of the provider for `outage` minutes does: figures with the tolerance of now and of the test."""

    outage: int
    totals: dict[str, Any]


def dependencies_between(row: Fallback) -> Sequence[Dependency]:
    """What the estate says of the two: every dependency of the one on the other."""
    query = select(Dependency).where(
        Dependency.dependent_id == row.dependent_id, Dependency.provider_id == row.provider_id
    )
    return db.session.scalars(query.order_by(Dependency.id)).all()


def tolerance_now(row: Fallback) -> int | None:
    """The longest that the estate says the one does without the other; None where it knows of no such need."""
    return max((one.tolerance for one in dependencies_between(row)), default=None)


def carry_over(actor: Actor, fallback_id: int, row_version: int) -> int:
    """Give the dependencies between the two the tested minutes as tolerance; returns how many were changed.

    Raises Invalid where nothing was tested, where there is no such dependency, or where the estate says it already;
    NotAllowed without the right to the estate; Conflict where somebody changed the routine meanwhile.
    """
    with writing_fallback(actor, fallback_id) as (write, row):
        if row.row_version != row_version:
            text = N_("Somebody else changed this routine meanwhile. Look at it again first.")
            raise Conflict(text, theirs={"row_version": row.row_version}, mine={})
        minutes, changed = _tested(row), 0
        for one in _to_change(row, minutes):
            # A group shares one tolerance, so that its first row may have changed this one already.
            write.session.refresh(one)
            if one.tolerance != minutes:
                change_dependency(actor, one.id, one.version, replace(dependency_row(one), tolerance=minutes))
                changed += 1
        row.carried_at = now()
        told: dict[str, object] = {"minutes": minutes, "dependent": row.dependent.key, "provider": row.provider.key}
        write.log(Action.FALLBACK_CARRIED, after=told, subject=subject_of_fallback(row))
        return changed


def why_not_carried(row: Fallback) -> Invalid | None:
    """Why there is nothing to carry over; None where there is."""
    try:
        _to_change(row, _tested(row))
    except Invalid as reason:
        return reason
    return None


def difference_of_test(row: Fallback) -> Difference | None:
    """What the test says of a stop that lasts as long as the longer of both tolerances; None where both agree."""
    now_ = tolerance_now(row)
    if row.minutes is None or now_ is None or why_not_carried(row) is not None:
        return None
    before = present()
    after = _with_tolerance(before, row.dependent.key, row.provider.key, row.minutes)
    outage = max(now_, row.minutes)
    question = ((row.provider.key,), Threat.AVAILABILITY, outage, None, False)
    told = difference_answer(Estates(before, after), find_out(before, *question), find_out(after, *question))
    return Difference(outage, dict(told["totals"]))


def _tested(row: Fallback) -> int:
    if row.minutes is None:
        raise Invalid(N_("Nobody has tested this routine, so there are no minutes to carry over."), field="minutes")
    if row.tested_on is None or not row.tested_by.strip():
        raise Invalid(
            N_("Say when it was tested and by whom: the estate counts on these minutes."),
            field="tested_by" if row.tested_on else "tested_on",
        )
    return row.minutes


def _to_change(row: Fallback, minutes: int) -> list[Dependency]:
    found = dependencies_between(row)
    if not found:
        raise Invalid(
            N_(
                "The estate does not say that %(dependent)s needs %(provider)s. Add that dependency to the estate "
                "first, or choose other assets."
            ),
            field="provider_id",
            dependent=row.dependent.name,
            provider=row.provider.name,
        )
    differ = [one for one in found if one.tolerance != minutes]
    if not differ:
        text = N_("The estate says %(minutes)s minutes already, so there is nothing to carry over.")
        raise Invalid(text, field="minutes", minutes=minutes)
    return differ


def _with_tolerance(estate: Snapshot, dependent: str, provider: str, minutes: int) -> Snapshot:
    """The estate as it would be: a group takes the tolerance over as a whole, as when it is stored."""
    ours = [one for one in estate.dependencies if (one.dependent, one.provider) == (dependent, provider)]
    groups = {one.group for one in ours if one.group is not None}

    def touched(one: Any) -> bool:
        return one in ours or (one.dependent == dependent and one.group in groups)

    rows = tuple(replace(one, tolerance=minutes) if touched(one) else one for one in estate.dependencies)
    return replace(estate, dependencies=rows)
