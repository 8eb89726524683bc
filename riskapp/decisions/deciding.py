"""Approving and rejecting: the content is frozen, its report signed and stored, and the version closed, all or nothing.

How a decided version and its signed report can never be found without each other:
1. Under a read, every rule is checked and the content is written down as it will be once decided. The report is built
   and signed from that, without holding the database: it takes a second, or as long as a time-stamp service does (15
   seconds at most), and SQLite has one writer. Where the service fails, the report waits (`reports/time_stamps`).
2. In one write transaction the rules are checked again and the content is read again. Unless it is the same to the
   byte, somebody acted meanwhile, and the decision is refused with a Conflict. Then step, report, frozen content, hash
   and both audit events are stored together. A database trigger refuses a decided version without a report.
A crash between 1 and 2 leaves a PDF in memory only; nothing was decided and nothing is on file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from riskapp.accounts.authority import log, require
from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.access import scoped_ids
from riskapp.assessments.content import content_of, fingerprint
from riskapp.assessments.dialogue import RemarkKind
from riskapp.assessments.kept_people import keep_people
from riskapp.assessments.models import Transition, Version
from riskapp.assessments.person_places import without_owners
from riskapp.assessments.persons import Salts
from riskapp.assessments.plain import Content
from riskapp.assessments.states import Act, State
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.catalogues.verdicts import NOT_ACCEPTABLE
from riskapp.database import db, now, transaction
from riskapp.decisions.advising import Opinion
from riskapp.decisions.authority import refuse_adviser, refuse_author, require_person, role_of
from riskapp.decisions.conditions import ConditionText, checked
from riskapp.decisions.decided import decided_content
from riskapp.decisions.obstacles import Obstructed, consults, for_approval
from riskapp.decisions.reports.report_files import file_name, sealed_report
from riskapp.decisions.reports.sealing import Sealed, note_waiting
from riskapp.decisions.reuse.telling_heirs import tell_heirs
from riskapp.decisions.staleness.resting import Why, ask_again, keep_slice, latest_slice
from riskapp.decisions.stepping import locked_version, take_step, transition_of, words
from riskapp.decisions.surroundings import organisation_key, today
from riskapp.decisions.trail.trail_points import sign_trail, sign_what_was_decided, trail_row
from riskapp.errors import N_, Conflict, Invalid
from riskapp.reports.models import SignedReport


def approve(
    actor: Actor,
    version_id: int,
    text: str = "",
    row_version: int | None = None,
    conditions: Sequence[ConditionText] = (),
) -> int:
    """Approve for the controller; returns the id of the signed report. `text` is the reason and the reply to advice.

    Raises Obstructed with what is in the way, Invalid (`text`) where something must be answered in words, or
    (`condition-<number>`) for a condition without an owner or a date, NotAllowed without the right for every system in
    scope or for an author.
    """
    return _decide(actor, version_id, Decision(Act.APPROVE, text, tuple(conditions)), row_version)


def reject(actor: Actor, version_id: int, text: str, row_version: int | None = None) -> int:
    """Reject for the controller, with the reason; closed and signed like an approval. Returns the report's id."""
    return _decide(actor, version_id, Decision(Act.REJECT, text), row_version)


@dataclass(frozen=True, slots=True)
class Decision:
    """What whoever decides has written."""

    act: Act
    text: str
    conditions: tuple[ConditionText, ...] = ()


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A decision that is checked and signed, and not yet stored."""

    text: str
    at: datetime
    content: Content
    sealed: Sealed
    trail: Content | None
    salts: Salts


def _decide(actor: Actor, version_id: int, decision: Decision, row_version: int | None) -> int:
    require_person(actor)
    prepared = _prepare(actor, version_id, decision, row_version)
    with transaction() as session:
        version, transition = _checked(session, actor, version_id, decision, prepared.at, row_version)
        conditions = checked(decision.conditions, today())
        if decided_content(version, transition, prepared.salts, conditions, prepared.trail) != prepared.content:
            raise Conflict(
                N_("Something was changed while the report was being signed. Look at it again and decide anew."),
                theirs={},
                mine={"text": prepared.text},
            )
        version.conditions = conditions
        stored = _store(session, actor, version, transition, prepared)
    sign_what_was_decided()
    return stored


def _prepare(actor: Actor, version_id: int, decision: Decision, row_version: int | None) -> _Prepared:
    at = now()
    version, transition = _checked(db.session(), actor, version_id, decision, at, row_version)
    conditions = checked(decision.conditions, today())
    organisation_key()  # who has none is refused before the trail is signed
    trail, salts = trail_row(sign_trail()), Salts()
    content = decided_content(version, transition, salts, conditions, trail)
    return _Prepared(transition.text, at, content, sealed_report(content, at), trail, salts)


def _checked(
    session: Session, actor: Actor, version_id: int, decision: Decision, at: datetime, row_version: int | None
) -> tuple[Version, Transition]:
    version = locked_version(session, actor, version_id, row_version)
    assets = scoped_ids(version)
    require(actor.may_for_all(Permission.DECIDE, assets), Permission.DECIDE)
    refuse_author(actor, version)
    refuse_adviser(actor, version)
    role = role_of(actor, Permission.DECIDE, assets)
    transition = transition_of(actor, version, decision.act, role, at, text=words(decision.text))
    content = content_of(version)
    if decision.act is Act.REJECT:
        words(decision.text, N_("Write why it is rejected. The team and the auditor read it."))
    else:
        _refuse_obstacles(content)
        _refuse_silence(content, transition.text, conditions=bool(decision.conditions))
    return version, transition


def _refuse_obstacles(content: Content) -> None:
    found = for_approval(content, today())
    if found:
        raise Obstructed(N_("This cannot be approved yet: %(count)s things are in the way."), found)


def _refuse_silence(content: Content, text: str, *, conditions: bool) -> None:
    """What is not followed, and what stays, is answered in words (GDPR Art. 35(2), 36); the report prints them."""
    if text:
        return
    if advice_in_force(content).get("opinion") == Opinion.AGAINST.value:
        raise Invalid(
            N_("The advice is against. Write what you answer to it; the answer stands beside the advice."), field="text"
        )
    if consults(content):
        raise Invalid(
            N_("A risk stays high. Write what the authority answered, or that nothing begins before it has."),
            field="text",
        )
    if still_requested(content):
        raise Invalid(
            N_("A request for change is still open. Write why it is not followed, or have it settled first."),
            field="text",
        )
    if not conditions and NOT_ACCEPTABLE in [content["answers"].get(key) for key in verdict_keys(content)]:
        raise Invalid(
            N_("Something is judged not good enough. Set a condition for it, or write why it can begin all the same."),
            field="text",
        )


def still_requested(content: Content) -> bool:
    """Whether a request for change is not settled."""
    return any(one["kind"] == RemarkKind.REQUEST.value and not one["settled_at"] for one in content["remarks"])


def verdict_keys(content: Content) -> list[str]:
    """The answer keys of the verdicts that were asked for."""
    asked = [question for step in content["questionnaire"]["steps"] for question in step["questions"]]
    return [f"{question['id']}.verdict" for question in asked if question["verdict"]]


def advice_in_force(content: Content) -> Content:
    """The latest advice as the content tells it, or an empty one."""
    given = [one for one in content["transitions"] if one["act"] == Act.ADVISE.value]
    return given[-1] if given else {}


def _rest(session: Session, version: Version) -> None:
    """From now on it is judged by what was kept when it was submitted; what was submitted long ago has nothing."""
    if latest_slice(session, version.id) is None:
        keep_slice(session, version, Why.DECIDED)
    ask_again(session)


def _store(session: Session, actor: Actor, version: Version, transition: Transition, prepared: _Prepared) -> int:
    report = SignedReport(
        version_id=version.id,
        sha256=prepared.sealed.sha256,
        file_name=file_name(prepared.content),
        signed_at=prepared.at,
        signed_by=actor.name,
        level=prepared.sealed.level.value,
        pdf=prepared.sealed.pdf,
    )
    session.add(report)
    if transition.act == Act.APPROVE.value:
        _rest(session, version)
    take_step(session, actor, version, transition, prepared.content)
    version.frozen, version.quoted = prepared.content, without_owners(version.quoted)
    version.frozen_hash = fingerprint(prepared.content)
    keep_people(session, version.frozen_hash, prepared.content)
    session.flush()
    if transition.act == Act.APPROVE.value:
        tell_heirs(session, actor, version)
    note_waiting(session, report, prepared.sealed, prepared.at)
    log(
        session,
        actor,
        Action.REPORT_SIGNED,
        Subject("report", report.id, report.file_name),
        after={
            "sha256": report.sha256,
            "frozen_hash": version.frozen_hash,
            "state": State(version.state),
            "level": report.level,
            **({"waits": prepared.sealed.waits} if prepared.sealed.waits else {}),
        },
    )
    return report.id
