"""The organisation's criteria: setting them, what that does to every open risk, and moving a draft to the newest."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select

from riskapp.accounts.authority import log, require
from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.access import writing
from riskapp.assessments.answers import clean
from riskapp.assessments.level_moves import Judged, Moves, check_moves, composed, moved_aspects, moves_between
from riskapp.assessments.measuring import scales_by, scales_from
from riskapp.assessments.models import Criteria, Risk, Version
from riskapp.assessments.open_risks import effects_on
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.catalogues.presets import OWN, preset
from riskapp.catalogues.scale_file import load_scales
from riskapp.catalogues.scales import Scales
from riskapp.database import db, now, transaction
from riskapp.errors import N_, Conflict, Invalid

KIND = "ros"
"""A DPIA keeps the four levels of its method, which its import and export rest on."""


@dataclass(frozen=True, slots=True)
class NewCriteria:
    """Criteria as somebody wrote them: `body` as plain data, `moves` from the old levels (empty: the sensible ones)."""

    name: str
    body: Mapping[str, Any]
    reason: str
    preset: str = ""
    moves: Moves = field(default_factory=dict)


def newest(kind: str = KIND) -> Criteria | None:
    """The criteria in force; None while those that came with riskapp are."""
    query = select(Criteria).where(Criteria.kind == kind).order_by(Criteria.number.desc()).limit(1)
    return db.session.scalar(query)


def scales_now(kind: str = KIND) -> Scales:
    """What a new assessment measures with."""
    found = newest(kind)
    return load_scales(kind) if found is None else scales_by(found)


def body_now(kind: str = KIND) -> Mapping[str, Any]:
    """The criteria in force as plain data."""
    found, own = newest(kind), preset(OWN)
    if found is not None:
        return found.body
    assert own is not None
    return own.table


def history(kind: str = KIND) -> list[Criteria]:
    """All criteria that the organisation has set, the newest first."""
    return list(db.session.scalars(select(Criteria).where(Criteria.kind == kind).order_by(Criteria.number.desc())))


def moves_to(body: Mapping[str, Any], kind: str = KIND) -> dict[str, list[int]]:
    """The sensible moves from the criteria in force to `body`; raises Invalid where that is no criteria."""
    return moves_between(scales_now(kind), scales_from(kind, body))


def adopt_criteria(actor: Actor, new: NewCriteria, seen: int) -> int:
    """Put criteria in force for assessments from now on; returns their number.

    Assessments that are there keep theirs until their team moves them. `seen` is the number that was in force when
    they were written. What the change does to every open risk is stored with them. Raises Invalid with a field,
    NotAllowed, or Conflict where somebody else set criteria meanwhile.
    """
    require(actor.may(Permission.SET_CRITERIA), Permission.SET_CRITERIA)
    name, reason = (clean(text, what).strip() for text, what in ((new.name, "name"), (new.reason, "reason")))
    if not name:
        raise Invalid(N_("Give the criteria a name that people will know them by."), field="name")
    if not reason:
        raise Invalid(N_("Write why the criteria are changed. Auditors read it."), field="reason")
    with transaction() as session:
        before = newest()
        number = before.number if before else 0
        if number != seen:
            raise Conflict(
                N_("Somebody else changed the criteria meanwhile. Look at them, and make your changes again."),
                theirs={"number": number},
                mine={"number": seen},
            )
        body = {**new.body, "version": str(number + 1), "name": {"nb": name, "en": name}}
        body["source"] = _source(new)
        after = scales_from(KIND, body)
        if _rules(after) == _rules(scales_now()):
            raise Invalid(N_("These criteria say what the ones in force say already."), field="name")
        moves = check_moves(new.moves or moves_to(new.body), scales_now(), after)
        criteria = Criteria(
            kind=KIND,
            number=number + 1,
            name=name,
            preset=new.preset,
            body=body,
            moves=moves,
            effects=effects_on(after, lambda version: chain_to(version, moves)),
            reason=reason,
            at=now(),
            user_id=actor.id,
            by_name=actor.name,
        )
        session.add(criteria)
        session.flush()
        subject = Subject("criteria", criteria.id, f"{criteria.number} {name}"[:200])
        told = {"name": name, "reason": reason, "number": criteria.number, "changed": _changed(criteria)}
        log(session, actor, Action.CRITERIA_SET, subject, after=told)
        return criteria.number


def _source(new: NewCriteria) -> Mapping[str, str]:
    """Where the criteria come from: what was changed is no longer what its source says."""
    known = preset(new.preset)
    own = scales_from(KIND, new.body)
    if known is None or _rules(own) == replace(_rules(known.scales), source=own.source):
        return {"nb": own.source.nb, "en": own.source.en}
    source = known.scales.source
    return {"nb": f"Bygger på, og endret: {source.nb}", "en": f"Built on, and changed: {source.en}"}


def _rules(scales: Scales) -> Scales:
    """What criteria say, without what they are called."""
    return replace(scales, version="", name=None)


def _changed(criteria: Criteria) -> int:
    return sum(1 for one in criteria.effects if one["changed"])


def chain_to(version: Version, last: Moves | None = None) -> Moves | None:
    """The moves from the version's criteria to the newest, and `last` after them; None where there are none."""
    kind, number = version.assessment.kind, version.criteria.number if version.criteria else 0
    query = select(Criteria.moves).where(Criteria.kind == kind, Criteria.number > number).order_by(Criteria.number)
    return composed([*db.session.scalars(query), *([last] if last else [])])


def is_behind(version: Version) -> bool:
    """Whether there are newer criteria than the version's."""
    found = newest(version.assessment.kind)
    return found is not None and found.id != version.criteria_id


def move_version(actor: Actor, version_id: int) -> int:
    """Measure a draft with the newest criteria; returns how many risks have another level or line then.

    The numbers of its judgements are moved, nothing else; the trail has each. Raises Invalid where it has them already.
    """
    with writing(actor, version_id) as write:
        version = write.version
        moves, target = chain_to(version), newest(version.assessment.kind)
        if moves is None or target is None:
            raise Invalid(N_("This assessment measures with the newest criteria already."))
        effects = [one for one in effects_on(scales_by(target), chain_to, version) if one["changed"]]
        before = version.criteria.number if version.criteria else 0
        write.before_many()
        write.log(
            Action.CRITERIA_TAKEN_OVER,
            before={"criteria": before},
            after={"criteria": target.number, "levels": [_told(one) for one in effects]},
        )
        move_risks(version, moves)
        version.criteria = target
        return len(effects)


def move_risks(version: Version, moves: Moves) -> None:
    """Move the judgements of all risks of a version that is not stored as decided."""
    for risk in version.risks:
        judged = judged_of(risk).moved(moves)
        risk.likelihood, risk.consequence = judged.likelihood, judged.consequence
        risk.likelihood_after, risk.consequence_after = judged.likelihood_after, judged.consequence_after
        risk.aspects = moved_aspects(risk.aspects, moves)


def judged_of(risk: Risk) -> Judged:
    """The levels of a stored risk."""
    return Judged(risk.likelihood, risk.consequence, risk.likelihood_after, risk.consequence_after)


def _told(one: Mapping[str, Any]) -> str:
    pairs = (
        f"{was['value'] if was else '–'} → {then['value'] if then else '–'}" for was, then in (one["now"], one["after"])
    )
    levels = f"R{one['number']}: {', '.join(pairs)}"
    was, then = ("–" if line is None else f"{', '.join(line[0]) or 'nobody'} {line[1]}" for line in one["accept"])
    return levels if was == then else f"{levels}; {was} → {then}"
