"""What may be asked: the hit assets and the minutes of a question, checked before any work is done."""

from collections.abc import Sequence

from riskapp.errors import N_, Invalid
from riskapp.graph.index import Index

SEVEN_DAYS = 7 * 24 * 60
LONGEST = 10**11
"""More minutes than any outage lasts, and so few that sums of them stay whole numbers of 64 bits."""


def hit_ids(index: Index, hit: Sequence[str]) -> tuple[str, ...]:
    """The hit assets, sorted and without repeats.

    Raises Invalid where there is none, or where one is unknown, planned or retired.
    """
    if not hit:
        raise Invalid(N_("No asset is hit. Name at least one."))
    for name in hit:
        if name in index.idle:
            raise Invalid(N_("%(id)s is planned or retired, so it takes no part. Choose an asset in use."), id=name)
        if name not in index.number:
            raise Invalid(N_("No asset has the id %(id)s."), id=name)
    return tuple(sorted(set(hit)))


def check_minutes(outage: int | None, horizon: int) -> None:
    """Raise Invalid where the length of the outage or the horizon is below one minute or beyond `LONGEST`."""
    if outage is not None and outage < 1:
        raise Invalid(N_("An outage lasts 1 minute or more, not %(minutes)s."), field="outage", minutes=outage)
    if horizon < 1:
        raise Invalid(N_("The horizon is 1 minute or more, not %(minutes)s."), field="horizon", minutes=horizon)
    for field, minutes in (("outage", outage or 1), ("horizon", horizon)):
        if minutes > LONGEST:
            raise Invalid(N_("No question looks further ahead than %(longest)s minutes."), field=field, longest=LONGEST)
