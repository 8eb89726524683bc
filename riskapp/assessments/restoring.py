"""Setting a draft back to a state that was kept: what it says now is kept first, then everything is set at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from riskapp.accounts.authority import require
from riskapp.accounts.models import User
from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.access import Writing, writing
from riskapp.assessments.content import fingerprint
from riskapp.assessments.kept_states import Why, keep, rows_kept
from riskapp.assessments.models import (
    Answer,
    ContentSnapshot,
    Fallback,
    Participant,
    Risk,
    ScopedAsset,
    SuggestionVerdict,
    Version,
)
from riskapp.assessments.restoring_measures import set_measures
from riskapp.assessments.stored_rows import Rows, read_values, rows_of
from riskapp.audit.vocabulary import Action
from riskapp.database import Base, now
from riskapp.errors import N_, Conflict, Invalid, NotFound
from riskapp.estate.models import Asset

RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What could not be set back, as a translatable sentence with its values."""

    text: str
    values: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text % self.values


def mark_of(version: Version) -> str:
    """The SHA-256 of all that can be set back, to know later whether it is still what somebody looked at."""
    return fingerprint(rows_of(version))


def restore(actor: Actor, version_id: int, snapshot_id: int, seen: str | None = None) -> list[LeftOut]:
    """Set a draft back; returns what could not be, by name. `seen` is `mark_of` what the actor had on the screen.

    Workshops, remarks and acceptances stay as they are. Each row that changes gets a new row version, so that whoever
    has it open gets a conflict. Raises NotFound, Invalid where nothing to set back was kept, Conflict where somebody
    wrote meanwhile, NotAllowed.
    """
    with writing(actor, version_id) as write:
        version = write.version
        kept = write.session.get(ContentSnapshot, snapshot_id)
        if kept is None or kept.version_id != version.id:
            raise NotFound(N_("This assessment has no such version or kept state."))
        rows = rows_kept(kept)
        if rows is None:
            raise Invalid(N_("This state was kept to be read, not to be brought back. Choose one of a draft."))
        if seen is not None and seen != mark_of(version):
            text = N_("Somebody wrote in this draft after you opened the page. Look at it again first.")
            raise Conflict(text, theirs={}, mine={})
        before = keep(write.session, actor, version, Why.BEFORE_RESTORE)
        left = _set_back(write, rows)
        write.session.flush()
        write.session.expire(version)
        write.log(
            Action.STATE_RESTORED,
            before={"content_hash": before.content_hash},
            after={
                "content_hash": kept.content_hash,
                "name": kept.name or kept.why,
                "kept_at": kept.at,
                **({"left_out": [str(one) for one in left]} if left else {}),
            },
        )
        return left


def _set_back(write: Writing, rows: Rows) -> list[LeftOut]:
    version = write.version
    left = _set_scope(write, rows["scope"])
    risks = [{**one, "owner_id": _owner(write, one, left)} for one in rows["risks"]]
    wanted = {one["number"] for one in risks}
    for measure in version.measures:  # a risk that goes is no longer treated, and brings nothing to care
        measure.treats[:] = [risk for risk in measure.treats if risk.number in wanted]
    _set_rows(write, version.risks, Risk, "number", risks)
    left += [LeftOut(text, values) for text, values in set_measures(write, rows)]
    _set_rows(write, version.fallbacks, Fallback, "number", rows["fallbacks"])
    _set_rows(write, version.suggestions, SuggestionVerdict, "key", rows["suggestions"])
    answers = [{**one, "saved_by": write.actor.id} for one in rows["answers"]]
    _set_rows(write, version.answers, Answer, "question", answers)
    _set_participants(version, rows["participants"])
    for name in ("title", "criteria_id"):
        if getattr(version, name) != rows[name]:
            setattr(version, name, rows[name])
    return left


def _set_rows(write: Writing, stored: list[Any], table: type[Base], key: str, wanted: Iterable[Rows]) -> None:
    """Let the rows be these: those with the same key are changed where they differ, so that they stay what they are."""
    values = {one[key]: read_values(table, one) for one in wanted}
    stored[:] = [row for row in stored if getattr(row, key) in values]
    write.session.flush()
    now_there = {getattr(row, key): row for row in stored}
    for name, one in values.items():
        row = now_there.get(name)
        if row is None:
            stored.append(table(**one))
        elif _differs(row, one):
            set_values(row, one)
    write.session.flush()


def _differs(row: Base, values: Rows) -> bool:
    return any(getattr(row, name) != value for name, value in values.items() if name not in ("saved_at", "saved_by"))


def set_values(row: Base, values: Rows) -> None:
    """Give the row these values, as saved now."""
    for name, value in values.items():
        setattr(row, name, now() if name == "saved_at" else value)


def _set_participants(version: Version, wanted: list[Rows]) -> None:
    fields = ("name", "profession", "role")
    if [[getattr(one, name) for name in fields] for one in version.participants] != [
        [one[name] for name in fields] for one in wanted
    ]:
        version.participants[:] = [Participant(**read_values(Participant, one)) for one in wanted]


def _set_scope(write: Writing, wanted: list[Rows]) -> list[LeftOut]:
    """The systems again, but for those that are no longer there; at least one stays."""
    version = write.version
    found = {
        one.id: one
        for one in write.session.scalars(select(Asset).where(Asset.id.in_([row["asset_id"] for row in wanted])))
    }
    left, ids = [], []
    for row in wanted:
        asset = found[row["asset_id"]]
        if asset.lifecycle == RETIRED and asset.id not in [one.asset_id for one in version.scope]:
            left.append(LeftOut(N_("%(name)s is retired, so it is not assessed again."), {"name": asset.name}))
        else:
            ids.append(asset.id)
    if ids:
        require(write.actor.may_for_any(Permission.EDIT_ASSESSMENTS, ids), Permission.EDIT_ASSESSMENTS)
        kept = {one.asset_id: one for one in version.scope}
        version.scope[:] = [kept.get(number) or ScopedAsset(asset_id=number) for number in ids]
    return left


def _owner(write: Writing, risk: Rows, left: list[LeftOut]) -> int | None:
    """The risk's owner then; nobody where that account is closed by now."""
    owner = write.session.get(User, risk["owner_id"]) if risk["owner_id"] is not None else None
    if owner is not None and not owner.active:
        text = N_("%(name)s owned R%(number)s, and the account is closed. Choose another owner.")
        left.append(LeftOut(text, {"name": owner.name, "number": risk["number"]}))
        return None
    return owner.id if owner else None
