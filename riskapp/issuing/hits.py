"""What a report on the estate tells the blast radius of: assets, what happens to them, and for how long."""

from dataclasses import dataclass

from riskapp.graph.vocabulary import Threat


@dataclass(frozen=True, slots=True)
class Hit:
    """Assets by their ids, hit together; `outage` is minutes (None: until further notice), for availability alone."""

    assets: tuple[str, ...]
    threat: Threat
    outage: int | None = None
