"""One question about a blast radius, whatever the threat: who answers it, and what does not belong to it."""

from collections.abc import Sequence

from riskapp.errors import N_, Invalid
from riskapp.explorer.stories import Result
from riskapp.graph.availability import simulate
from riskapp.graph.confidentiality import expose
from riskapp.graph.integrity import trace
from riskapp.graph.question import SEVEN_DAYS
from riskapp.graph.snapshot import Snapshot
from riskapp.graph.vocabulary import Threat


def find_out(
    estate: Snapshot, assets: Sequence[str], threat: str, outage: int | None, horizon: int | None, control: bool
) -> Result:
    """The engine's answer; minutes and `control` as it takes them.

    Raises Invalid for what does not belong to the threat, and as the engine does.
    """
    for name, given in (("--outage", outage is not None), ("--horizon", horizon is not None)):
        if given and threat != Threat.AVAILABILITY:
            raise Invalid(N_("%(option)s belongs to the threat availability only."), option=name)
    if threat == Threat.AVAILABILITY:
        return simulate(estate, assets, outage, SEVEN_DAYS if horizon is None else horizon, control=control)
    if threat == Threat.INTEGRITY:
        return trace(estate, assets, control=control)
    if control:
        raise Invalid(N_("--control goes without saying for confidentiality: leave it out."))
    return expose(estate, assets)
