"""How an acceptance stands on a day, derived from dates: nothing of it is stored, so nothing of it grows old."""

from collections.abc import Sequence
from datetime import date, timedelta

from riskapp.register.rows import Bearing, Standing

SOON = timedelta(days=30)
"""An acceptance that ends within so long is told beforehand."""


def standing_on(
    day: date, bearings: Sequence[Bearing], *, judged: bool, borne: bool
) -> tuple[Standing, date | None, date | None]:
    """The standing on `day`, until when it is borne, and from when it is open where it is so by an acceptance's end.

    `bearings` come in the order in which they were given; `borne` says that the level needs no acceptance.
    """
    if not judged:
        return Standing.UNJUDGED, None, None
    if borne:
        return Standing.WITHIN, None, None
    held = [one for one in bearings if one.holds(day) and not one.stale]
    if held:
        until = held[-1].until
        return (Standing.ENDING if until <= day + SOON else Standing.ACCEPTED), until, None
    given = [one for one in bearings if one.since <= day]
    if not given:
        return Standing.NEVER, None, None
    last = given[-1]
    if last.withdrawn is not None and last.withdrawn <= day:
        return Standing.WITHDRAWN, None, last.withdrawn
    if last.until <= day:
        return Standing.EXPIRED, last.until, last.until
    return Standing.STALE, None, None
