"""What a team does with the scenarios that the estate suggests: takes them over, dismisses them, thinks again."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from riskapp.accounts.permissions import Actor
from riskapp.assessments.access import Writing, writing
from riskapp.assessments.answers import clean
from riskapp.assessments.models import Risk, SuggestionVerdict, Version
from riskapp.assessments.offered import ACCEPTED, DISMISSED, said_of, still_open, stored_key
from riskapp.assessments.risks import Scenario, add_risks, attach_evidence
from riskapp.audit.vocabulary import Action
from riskapp.database import db, now
from riskapp.errors import N_, Invalid, NotFound
from riskapp.estate import snapshots
from riskapp.estate.models import Asset
from riskapp.graph.memory import Memory
from riskapp.graph.vocabulary import Lifecycle
from riskapp.scenarios.suggesting import suggestions
from riskapp.scenarios.suggestion import Suggestion

_OUT_OF_USE = (Lifecycle.PLANNED, Lifecycle.RETIRED)
_found: Memory[tuple[Suggestion, ...]] = Memory(16)


@dataclass(frozen=True, slots=True)
class Taken:
    """A suggestion that became a scenario: its number, and whether a blast radius stands with it."""

    number: int
    evidence: bool


def offered(version: Version) -> tuple[Suggestion, ...]:
    """What the estate of this moment suggests to a risk assessment and nobody has judged, the weightiest first.

    Raises Invalid for a DPIA, and where the estate contradicts itself.
    """
    if version.assessment.kind != "ros":
        raise Invalid(N_("The estate suggests scenarios for risk assessments only, not for a DPIA."))
    snapshot = snapshots.present()
    keys = tuple(sorted(one.asset.key for one in version.scope))
    found = _found.recall(snapshot, keys, lambda: suggestions(snapshot, keys))
    return still_open(found, version.suggestions, {risk.number for risk in version.risks})


def accept_suggestions(actor: Actor, version_id: int, keys: Sequence[str]) -> list[Taken]:
    """Take suggestions over as scenarios in the version's language, each with its blast radius, all or none.

    What is still planned takes no part in a blast radius, so a suggestion that hits it has none. Raises Invalid where
    a suggestion is no longer offered.
    """
    with writing(actor, version_id) as write:
        chosen = _chosen(write.version, keys)
        assets = _asset_ids(chosen)
        language = write.version.language
        ids = add_risks(actor, version_id, [_scenario(one, language, assets.get(one.asset)) for one in chosen])
        return [_took_over(write, one, risk_id) for one, risk_id in zip(chosen, ids, strict=True)]


def dismiss_suggestions(actor: Actor, version_id: int, keys: Sequence[str], reason: str) -> None:
    """Dismiss suggestions for one reason, all or none. Raises Invalid without a reason, or where one is gone."""
    reason = clean(reason, "reason").strip()
    with writing(actor, version_id) as write:
        chosen = _chosen(write.version, keys)
        if not reason:
            raise Invalid(N_("Say why: whoever reads the report must be able to follow it."), field="reason")
        for one in chosen:
            _note(write, one, DISMISSED, reason=reason)
            after: dict[str, object] = {"suggestion": one.key, "event": _event(write.version, one), "reason": reason}
            write.log(Action.SUGGESTION_DISMISSED, after=after)


def take_back(actor: Actor, version_id: int, key: str) -> None:
    """Take a dismissal back, so that the suggestion is offered again; raises NotFound where there is none."""
    with writing(actor, version_id) as write:
        verdict = _verdict(write.version, key)
        if verdict is None or verdict.verdict != DISMISSED:
            raise NotFound(N_("That suggestion is not dismissed. Look at the list again."))
        event = verdict.said["event"][write.version.language]
        before: dict[str, object] = {"suggestion": key, "event": event, "reason": verdict.reason}
        write.log(Action.SUGGESTION_TAKEN_BACK, before=before)
        write.version.suggestions.remove(verdict)


def _chosen(version: Version, keys: Sequence[str]) -> list[Suggestion]:
    """The open suggestions with these keys, in the order of the list."""
    wanted = set(keys)
    chosen = [one for one in offered(version) if one.key in wanted]
    if not wanted:
        raise Invalid(N_("Tick at least one suggestion first."), field="keys")
    if len(chosen) != len(wanted):
        raise Invalid(
            N_(
                "Some of these suggestions are no longer open: somebody has dealt with them, or the estate has "
                "changed. Nothing was stored. Look at the list again."
            ),
            field="keys",
        )
    return chosen


def _asset_ids(chosen: Sequence[Suggestion]) -> dict[str, int]:
    query = select(Asset.key, Asset.id).where(Asset.key.in_({one.asset for one in chosen}))
    return {row.key: row.id for row in db.session.execute(query)}


def _scenario(one: Suggestion, language: str, asset_id: int | None) -> Scenario:
    return Scenario(
        property=one.property,
        asset_id=asset_id,
        cause=one.cause.in_language(language),
        event=one.event.in_language(language),
        effect=one.effect.in_language(language),
    )


def _took_over(write: Writing, one: Suggestion, risk_id: int) -> Taken:
    number = write.session.get_one(Risk, risk_id).number
    takes_part = {asset.id for asset in snapshots.present().assets if asset.lifecycle not in _OUT_OF_USE}
    works = takes_part.issuperset(one.hit)
    if works:
        attach_evidence(write.actor, risk_id, one.hit, one.threat.value, one.minutes)
    _note(write, one, ACCEPTED, risk=number)
    after: dict[str, object] = {"suggestion": one.key, "event": _event(write.version, one), "number": number}
    write.log(Action.SUGGESTION_ACCEPTED, after=after)
    return Taken(number, works)


def _note(write: Writing, one: Suggestion, verdict: str, *, reason: str = "", risk: int | None = None) -> None:
    """Keep what became of the suggestion, as it read, instead of what became of it before."""
    names = {asset.id: asset.name for asset in snapshots.present().assets}
    stored = _verdict(write.version, one.key)
    if stored is None:
        stored = SuggestionVerdict(key=stored_key(one.key))
        write.version.suggestions.append(stored)
    stored.verdict, stored.reason, stored.risk = verdict, reason, risk
    stored.said = said_of(one, names)
    stored.at, stored.user_id, stored.by_name = now(), write.actor.id, write.actor.name


def _verdict(version: Version, key: str) -> SuggestionVerdict | None:
    return next((one for one in version.suggestions if one.key == stored_key(key)), None)


def _event(version: Version, one: Suggestion) -> str:
    return one.event.in_language(version.language)
