"""Stories: for each asset of a blast radius why it was reached, and by which way from what was hit, as plain data."""

from collections.abc import Iterable
from dataclasses import dataclass

from riskapp.explorer.directory import Directory
from riskapp.graph.availability import Availability
from riskapp.graph.confidentiality import Confidentiality
from riskapp.graph.control import ByDependency
from riskapp.graph.integrity import ByFlow, Integrity
from riskapp.graph.outage_rows import Cause
from riskapp.graph.reasons import Chains, Link, OutageLink
from riskapp.graph.snapshot import Dependency, Flow
from riskapp.graph.trails import trail_of

Result = Availability | Integrity | Confidentiality


@dataclass(frozen=True, slots=True)
class Lost:
    """It lost providers: `need` is the dependency (the first of its group), `providers` were down together."""

    need: Dependency
    providers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TakenOver:
    """Whoever controls the provider of this dependency controls its dependent too."""

    need: Dependency


@dataclass(frozen=True, slots=True)
class Received:
    """It received wrong data in this flow, which `origin` sent (its source) or changed on the way (a carrier)."""

    flow: Flow
    origin: str


@dataclass(frozen=True, slots=True)
class Stage:
    """An asset on the way, with its state and the minute (availability) or the number of steps it took."""

    key: str
    state: str
    at: int


@dataclass(frozen=True, slots=True)
class Story:
    """Why an asset was reached (None: it was hit itself), and the way there: the hit asset first, it itself last."""

    why: Lost | TakenOver | Received | None
    way: tuple[Stage, ...]


def stories(result: Result, directory: Directory, keys: Iterable[str]) -> dict[str, Story]:
    """The story of each of `keys`, all of which the result reaches; raises Invalid for one that it does not."""
    chains = Chains(trail_of(result))
    return {key: story(chains.of(key), directory) for key in dict.fromkeys(keys)}


def story(links: tuple[Link, ...], directory: Directory) -> Story:
    """The story that a chain tells, or its first two links: the reason is the same, the way as long as they are."""
    way = []
    for link in reversed(links):
        at = link.minute if isinstance(link, OutageLink) else link.steps
        way.append(Stage(link.asset, link.state.value, at))
    return Story(_why(links[0], links, directory), tuple(way))


def _why(link: Link, links: tuple[Link, ...], directory: Directory) -> Lost | TakenOver | Received | None:
    if isinstance(link, OutageLink) and link.cause is not None:
        return _lost(link.asset, link.cause, directory)
    if isinstance(link.by, ByDependency):
        return TakenOver(directory.handover(link.by.dependent, link.by.provider))
    if isinstance(link.by, ByFlow):
        return Received(directory.flows[link.by.flow], links[1].asset)
    return None


def _lost(asset: str, cause: Cause, directory: Directory) -> Lost:
    return Lost(directory.need(asset, cause.providers[0], cause.group), cause.providers)
