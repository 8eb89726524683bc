"""A question as people keep it: which one it is, what it is about, what is supposed, and how it is looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from riskapp.questions.models import SavedQuestion


class Topic(StrEnum):
    """Which question of the explorer is asked."""

    RADIUS = "radius"
    NEEDS = "needs"
    WAYS = "ways"
    LINEAGE = "lineage"
    SUPPLIER = "supplier"
    MAP = "map"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about something.

    `about` are ids that people use: the hit assets, the one that needs, start and end of the ways, the category of
    data, the supplier, or the asset that is chosen on the map.
    Only a blast radius has a threat, minutes of an outage (None: until further notice), control, and supposed changes
    as JSON. `view` is how it is looked at, in the words of the page's address.
    """

    about: tuple[str, ...]
    threat: str = ""
    outage: int | None = None
    control: bool = False
    changes: str = ""
    topic: str = Topic.RADIUS
    view: Mapping[str, Sequence[str]] = field(default_factory=dict)


def asked_in(saved: SavedQuestion) -> Asked:
    """What a saved question asks."""
    return Asked(
        about=tuple(saved.about),
        threat=saved.threat,
        outage=saved.outage,
        control=saved.control,
        changes=saved.changes,
        topic=saved.topic,
        view=saved.view,
    )
