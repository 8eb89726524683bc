"""The blast radius of a scenario, summarised as plain data to stand beside it, with what it was computed from."""

from collections.abc import Iterable, Sequence
from typing import Any

from riskapp.errors import N_, Invalid
from riskapp.graph.availability import Availability, simulate
from riskapp.graph.confidentiality import Confidentiality, Exposure, expose
from riskapp.graph.integrity import Grip, Integrity, trace
from riskapp.graph.kept import Kept
from riskapp.graph.snapshot import Asset, Snapshot
from riskapp.graph.vocabulary import Kind, Threat

Evidence = dict[str, Any]
Result = Availability | Integrity | Confidentiality

MOST = 40
"""Processes or categories that one evidence box lists; `…_more` counts the rest."""


def _asset_ids(snapshot: Snapshot) -> dict[str, Asset]:
    return {asset.id: asset for asset in snapshot.assets}


_by_id = Kept(_asset_ids)


def evidence_of(
    snapshot: Snapshot,
    hit: Sequence[str],
    threat: str,
    outage: int | None,
    estate: int,
    at: str,
    *,
    control: bool | None = None,
    result: Result | None = None,
) -> Evidence:
    """What happens to the estate when the assets with the ids `hit` fail, lie or leak.

    `outage` is minutes (None: until further notice; read for availability only), `estate` the number of its state,
    `at` an ISO time. `control` (None: as usual) says whether somebody else controls them: usually where they lie, not
    where they fail. Keys: threat, hit [{id, name}], outage, control (only where it is not as usual), estate, at,
    assets (how many are reached besides the hit ones), then by threat: availability processes [{id, name,
    first_failure, minutes_down}], processes_more, degraded, deadlocks [[name]], settled, horizon; integrity processes
    [{id, name, state}], controlled, wrong_data, stopped; confidentiality controlled, at_least, at_most, unknown,
    categories [{category, at_least, at_most, unknown}] and holders [{id, name, at_least, at_most, unknown}], most
    persons first, each with its …_more. A saved question adds `supposed` (see decisions). `result` is the engine's
    answer to this very question, where somebody has it already.
    Raises Invalid for a threat or an asset that does not exist, takes no part, or an outage below one minute.
    """
    if threat not in [one.value for one in Threat]:
        raise Invalid(N_("Choose what happens: it fails, it lies or it leaks."), field="threat")
    names = _by_id(snapshot)
    usual = threat == Threat.INTEGRITY
    control = usual if control is None or threat == Threat.CONFIDENTIALITY else control
    answer = _ANSWERS[Threat(threat)](_Question(snapshot, hit, outage, control, result))
    return {
        "threat": threat,
        "hit": [{"id": one, "name": names[one].name} for one in sorted(set(hit))],
        "outage": outage if threat == Threat.AVAILABILITY else None,
        **({} if control is usual else {"control": control}),
        "estate": estate,
        "at": at,
        **answer,
    }


class _Question:
    """The snapshot with what is asked of it."""

    def __init__(
        self, snapshot: Snapshot, hit: Sequence[str], outage: int | None, control: bool, known: Result | None
    ) -> None:
        self.snapshot = snapshot
        self.hit = tuple(hit)
        self.outage = outage
        self.control = control
        self.known = known
        self.assets = _by_id(snapshot)

    def is_process(self, asset: str) -> bool:
        return self.assets[asset].kind is Kind.PROCESS

    def name(self, asset: str) -> str:
        return self.assets[asset].name


def _availability(asked: _Question) -> Evidence:
    known = asked.known if isinstance(asked.known, Availability) else None
    result = known or simulate(asked.snapshot, asked.hit, asked.outage, control=asked.control)
    down = [one for one in result.assets if one.first_failure is not None]
    processes = sorted(
        (one for one in down if asked.is_process(one.id)), key=lambda one: (one.first_failure or 0, one.id)
    )
    return {
        "assets": sum(1 for one in down if one.id not in result.hit),
        "degraded": sum(1 for one in result.assets if one.first_failure is None),
        "processes": [
            {
                "id": one.id,
                "name": asked.name(one.id),
                "first_failure": one.first_failure,
                "minutes_down": one.minutes_down,
                "restored": one.restored,
            }
            for one in processes[:MOST]
        ],
        "processes_more": max(0, len(processes) - MOST),
        "deadlocks": [[asked.name(one) for one in together] for together in result.deadlocks],
        "settled": result.settled,
        "horizon": result.horizon,
    }


def _integrity(asked: _Question) -> Evidence:
    known = asked.known if isinstance(asked.known, Integrity) else None
    result = known or trace(asked.snapshot, asked.hit, control=asked.control)
    reached = [one for one in result.assets if one.id not in result.hit]
    processes = [one for one in reached if asked.is_process(one.id)]
    return {
        "assets": len(reached),
        "controlled": sum(1 for one in reached if one.state is Grip.CONTROL),
        "wrong_data": sum(1 for one in reached if one.state is not Grip.CONTROL),
        "processes": [{"id": one.id, "name": asked.name(one.id), "state": one.state.value} for one in processes[:MOST]],
        "processes_more": max(0, len(processes) - MOST),
        "stopped": len(result.stopped),
    }


def _confidentiality(asked: _Question) -> Evidence:
    known = asked.known if isinstance(asked.known, Confidentiality) else None
    result = known or expose(asked.snapshot, asked.hit)
    names = {category.id: category.name for category in asked.snapshot.categories}
    return {
        "assets": sum(1 for one in result.controlled if one.id not in result.hit),
        "controlled": len(result.controlled),
        "at_least": result.at_least,
        "at_most": result.at_most,
        "unknown": result.unknown,
        "categories": [
            {
                "category": names[one.category],
                "at_least": one.at_least,
                "at_most": one.at_most,
                "unknown": one.unknown,
            }
            for one in result.categories[:MOST]
        ],
        "categories_more": max(0, len(result.categories) - MOST),
        **_holders(asked, result.exposures),
    }


def _holders(asked: _Question, exposures: Iterable[Exposure]) -> Evidence:
    """Where the data lie that are exposed. The same person may stand in each category of a holder, or in one only."""
    by_holder: dict[str, list[Exposure]] = {}
    for one in exposures:
        by_holder.setdefault(one.holder, []).append(one)
    rows: list[Evidence] = [
        {
            "id": holder,
            "name": asked.name(holder),
            "at_least": max(one.at_least for one in held),
            "at_most": sum(one.at_most or 0 for one in held),
            "unknown": sum(1 for one in held if one.at_most is None),
        }
        for holder, held in by_holder.items()
    ]
    rows.sort(key=lambda row: (-row["at_most"], row["id"]))
    return {"holders": rows[:MOST], "holders_more": max(0, len(rows) - MOST)}


_ANSWERS = {
    Threat.AVAILABILITY: _availability,
    Threat.INTEGRITY: _integrity,
    Threat.CONFIDENTIALITY: _confidentiality,
}
