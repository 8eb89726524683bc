"""Conditions of an approval: checked before it is signed, and met, each by itself, after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from riskapp.accounts.authority import log, require
from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.access import may_read, scoped_ids, subject_of
from riskapp.assessments.answers import clean
from riskapp.assessments.models import Condition, Version
from riskapp.audit.vocabulary import Action
from riskapp.database import now, transaction
from riskapp.errors import N_, Conflict, Invalid, NotFound

MOST = 50


@dataclass(frozen=True, slots=True)
class ConditionText:
    """A condition as whoever decides writes it; `due` is None where no date was given."""

    text: str
    owner: str
    due: date | None


def checked(conditions: Sequence[ConditionText], today: date) -> list[Condition]:
    """The rows to store; raises Invalid with the field `condition-<number>` for one that cannot be followed up."""
    if len(conditions) > MOST:
        raise Invalid(N_("Set at most %(most)s conditions."), field="condition-1", most=MOST)
    return [_checked(number, one, today) for number, one in enumerate(conditions, 1)]


def _checked(number: int, one: ConditionText, today: date) -> Condition:
    field = f"condition-{number}"
    text, owner = clean(one.text, field).strip(), clean(one.owner, field).strip()
    if not text or not owner or one.due is None:
        raise Invalid(
            N_("Condition %(number)s: say what is to be done, who answers for it, and by when."),
            field=field,
            number=number,
        )
    if one.due < today:
        raise Invalid(N_("Condition %(number)s: its date has passed. Set a later one."), field=field, number=number)
    return Condition(number=number, text=text, owner=owner, due=one.due)


def may_meet(actor: Actor, version: Version) -> bool:
    """Whether the actor may say that a condition is met: whoever writes or decides for one of the systems."""
    assets = scoped_ids(version)
    return any(actor.may_for_any(one, assets) for one in (Permission.EDIT_ASSESSMENTS, Permission.DECIDE))


def meet_condition(actor: Actor, condition_id: int, note: str, row_version: int) -> None:
    """Say that a condition is met, and how. Raises Invalid (`note`), NotAllowed, NotFound, or Conflict."""
    with transaction() as session:
        condition = session.get(Condition, condition_id)
        version = session.get(Version, condition.version_id) if condition else None
        if condition is None or version is None or not may_read(actor, version):
            raise NotFound(N_("There is no such condition."))
        require(may_meet(actor, version), Permission.EDIT_ASSESSMENTS)
        if condition.met_at is not None or condition.row_version != row_version:
            raise Conflict(
                N_("%(name)s said already that it is met."), theirs={}, mine={"note": note}, name=condition.met_by
            )
        note = clean(note, "note").strip()
        if not note:
            raise Invalid(N_("Write how it was met, and where that can be seen."), field="note")
        condition.met_at, condition.met_by, condition.note = now(), actor.name, note
        told: dict[str, object] = {"number": condition.number, "text": condition.text, "note": note}
        log(session, actor, Action.CONDITION_MET, subject_of(version), after=told)
