"""What measures would leave of a scenario: the levels that they take off, proposed; people decide."""

from collections.abc import Iterable

from riskapp.assessments.models import Measure, Risk

LOWEST = 1
IN_PLACE = "in place"


def left_after(risk: Risk, measures: Iterable[Measure]) -> tuple[int, int] | None:
    """Likelihood and consequence once `measures` are done, never below the lowest level; None until judged now."""
    if risk.likelihood is None or risk.consequence is None:
        return None
    done = [one for one in measures if one.status != IN_PLACE]  # “now” counts those in place already
    likelihood = risk.likelihood - sum(one.lowers_likelihood for one in done)
    consequence = risk.consequence - sum(one.lowers_consequence for one in done)
    return max(LOWEST, likelihood), max(LOWEST, consequence)
