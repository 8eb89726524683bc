"""Results as plain values for JSON, in the form and the order of keys that scripts rely on."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from riskapp.graph.availability import Availability
from riskapp.graph.confidentiality import Confidentiality
from riskapp.graph.control import ByDependency
from riskapp.graph.integrity import ByFlow, Integrity
from riskapp.graph.outage_rows import AssetOutage, Cause
from riskapp.graph.ranking import Ranked
from riskapp.graph.reasons import Link, OutageLink, SpreadLink
from riskapp.graph.vocabulary import Threat

Answer = dict[str, Any]


def availability_answer(result: Availability) -> Answer:
    """What an outage does: times in minutes."""
    return {
        "threat": Threat.AVAILABILITY.value,
        "hit": list(result.hit),
        "outage": result.outage,
        "horizon": result.horizon,
        "settled": result.settled,
        "assets": [_outage(asset) for asset in result.assets],
        "deadlocks": [list(deadlock) for deadlock in result.deadlocks],
    }


def _outage(asset: AssetOutage) -> Answer:
    return {
        "id": asset.id,
        "first_failure": asset.first_failure,
        "minutes_down": asset.minutes_down,
        "restored": asset.restored,
        "degraded_minutes": asset.degraded_minutes,
        "cause": _cause(asset.cause),
    }


def _cause(cause: Cause | None) -> Answer | None:
    return None if cause is None else {"group": cause.group, "providers": list(cause.providers)}


def integrity_answer(result: Integrity) -> Answer:
    """Where wrong data and control travel."""
    return {
        "threat": Threat.INTEGRITY.value,
        "hit": list(result.hit),
        "assets": [
            {"id": asset.id, "state": asset.state.value, "steps": asset.steps, "by": _by(asset.by)}
            for asset in result.assets
        ],
        "stopped": list(result.stopped),
    }


def _by(by: ByDependency | ByFlow | None) -> Answer | None:
    if isinstance(by, ByFlow):
        return {"flow": by.flow}
    return None if by is None else {"dependency": [by.dependent, by.provider]}


def confidentiality_answer(result: Confidentiality) -> Answer:
    """What is exposed: numbers of persons, None where unknown."""
    return {
        "threat": Threat.CONFIDENTIALITY.value,
        "hit": list(result.hit),
        "controlled": [{"id": asset.id, "steps": asset.steps} for asset in result.controlled],
        "exposures": [
            {
                "holder": one.holder,
                "category": one.category,
                "bases": [basis.value for basis in one.bases],
                "at_least": one.at_least,
                "at_most": one.at_most,
            }
            for one in result.exposures
        ],
        "categories": [
            {"category": one.category, "at_least": one.at_least, "at_most": one.at_most, "unknown": one.unknown}
            for one in result.categories
        ],
        "at_least": result.at_least,
        "at_most": result.at_most,
        "unknown": result.unknown,
    }


def chain_answer(links: Sequence[Link]) -> list[Answer]:
    """The chain from an asset back to a hit one, the hit one last: minutes of an outage, or steps."""
    return [_link(link) for link in links]


def chain_answers(chains: Iterable[Sequence[Link]]) -> Iterator[list[Answer]]:
    """The same for many chains; a link that they share is one object in all of them, which saves much memory."""
    told: dict[int, tuple[Link, Answer]] = {}
    for links in chains:
        for link in links:
            if id(link) not in told:
                told[id(link)] = link, _link(link)
        yield [told[id(link)][1] for link in links]


def _link(link: Link) -> Answer:
    return _outage_link(link) if isinstance(link, OutageLink) else _spread_link(link)


def _outage_link(link: OutageLink) -> Answer:
    return {
        "id": link.asset,
        "state": link.state.value,
        "minute": link.minute,
        "cause": _cause(link.cause),
        "by": _by(link.by),
    }


def _spread_link(link: SpreadLink) -> Answer:
    return {"id": link.asset, "state": link.state.value, "steps": link.steps, "by": _by(link.by)}


def rank_answer(threat: Threat, ranked: Sequence[Ranked]) -> Answer:
    """The ranking, or as much of it as is given."""
    return {
        "threat": threat.value,
        "assets": [
            {
                "id": one.id,
                "reached": one.reached,
                "processes": one.processes,
                "at_least": one.at_least,
                "at_most": one.at_most,
                "unknown": one.unknown,
            }
            for one in ranked
        ],
    }
