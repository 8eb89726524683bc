"""A suggested scenario, and what a rule finds before it is put into words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from riskapp.catalogues.fact_words import Fact
from riskapp.catalogues.text import Text
from riskapp.graph.vocabulary import Threat


@dataclass(frozen=True)
class Found:
    """A rule holds at `asset`; `facts` are what it rests on, `need` the level (1 to 4) of what is at stake.

    `asset` is an id, or what is written of a supplier or site that is no asset. `hit` are the ids to ask a blast radius
    for, with an outage of `minutes` (None: until further notice).
    """

    rule: str
    asset: str
    hit: tuple[str, ...]
    facts: Mapping[str, Fact] = field(hash=False)
    need: int = 0
    processes: int = 0
    persons: int = 0
    minutes: int | None = None


@dataclass(frozen=True)
class Suggestion:
    """A scenario that the estate gives reason for; `key` stays the same for as long as its fact does.

    `cause`, `event` and `effect` are its wording, `reason` says why it is suggested; `weight` orders suggestions.
    `hit`, `threat` and `minutes` are the blast radius to ask for (None: until further notice).
    """

    key: str
    rule: str
    property: str
    asset: str
    hit: tuple[str, ...]
    threat: Threat
    minutes: int | None
    cause: Text
    event: Text
    effect: Text
    reason: Text
    weight: int
    facts: Mapping[str, Fact] = field(hash=False)
