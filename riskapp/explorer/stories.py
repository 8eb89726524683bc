"""Stories: for each asset of a blast radius why it was reached, and by which way from what was hit, as plain data."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from riskapp.explorer.directory import Directory
from riskapp.graph.availability import AssetOutage, Availability, Cause
from riskapp.graph.confidentiality import Confidentiality
from riskapp.graph.control import ByDependency, Controlled
from riskapp.graph.integrity import ByFlow, Integrity, Reached
from riskapp.graph.reasons import Link, OutageLink, chain
from riskapp.graph.snapshot import Dependency, Flow

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
    wanted = list(dict.fromkeys(keys))
    # The engine indexes the whole result for every chain: with only what the chains need, a hundred cost no time.
    narrow = _narrowed(result, wanted)
    return {key: _story(chain(narrow, key), directory) for key in wanted}


def _story(links: tuple[Link, ...], directory: Directory) -> Story:
    way = []
    for link in reversed(links):
        at = link.minute if isinstance(link, OutageLink) else link.steps
        way.append(Stage(link.asset, link.state.value, at))
    return Story(_why(links[0], links, directory), tuple(way))


def _why(link: Link, links: tuple[Link, ...], directory: Directory) -> Lost | TakenOver | Received | None:
    if isinstance(link, OutageLink) and link.cause is not None:
        return _lost(link.asset, link.cause, directory)
    if isinstance(link.by, ByDependency):
        return TakenOver(directory.control[link.by.dependent, link.by.provider])
    if isinstance(link.by, ByFlow):
        return Received(directory.flows[link.by.flow], links[1].asset)
    return None


def _lost(asset: str, cause: Cause, directory: Directory) -> Lost:
    return Lost(directory.needs[asset, cause.providers[0], cause.group], cause.providers)


def _narrowed(result: Result, wanted: list[str]) -> Result:
    if isinstance(result, Availability):
        return _narrowed_outage(result, wanted)
    if isinstance(result, Integrity):
        return _narrowed_spread(result, wanted)
    controlled = {asset.id: asset for asset in result.controlled}
    return replace(result, controlled=tuple(_providers_of(controlled, wanted)))


def _narrowed_outage(result: Availability, wanted: list[str]) -> Availability:
    outages = {outage.id: outage for outage in result.assets}
    kept: dict[str, AssetOutage] = {}
    queue = [key for key in wanted if key in outages]
    for key in queue:  # the list grows while it is walked
        if key not in kept:
            kept[key] = outages[key]
            queue += [other for one in outages[key].intervals if one.cause for other in one.cause.providers]
    attack = {asset.id: asset for asset in result.attack}
    attacked = [key for key in kept if key in attack]
    return replace(result, assets=tuple(kept.values()), attack=tuple(_providers_of(attack, attacked)))


def _providers_of(controlled: dict[str, Controlled], wanted: list[str]) -> list[Controlled]:
    kept: dict[str, Controlled] = {}
    queue = [key for key in wanted if key in controlled]
    for key in queue:  # the list grows while it is walked
        if key not in kept:
            step = kept[key] = controlled[key]
            queue += [step.by.provider] if step.by else []
    return list(kept.values())


def _narrowed_spread(result: Integrity, wanted: list[str]) -> Integrity:
    assets = {asset.id: asset for asset in result.assets}
    sooner = {asset.id: asset for asset in result.sooner}
    kept: dict[str, Reached] = {}
    queue = [key for key in wanted if key in assets]
    for key in queue:  # the list grows while it is walked
        if key not in kept:
            kept[key] = assets[key]
            origins = (assets[key].origin, sooner[key].origin if key in sooner else None)
            queue += [origin for origin in origins if origin is not None]
    return replace(result, assets=tuple(kept.values()), sooner=tuple(sooner[key] for key in kept if key in sooner))
