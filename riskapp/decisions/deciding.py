"""Approving and rejecting: the content is frozen, its report signed and stored, and the version closed, all or nothing.

How a decided version and its signed report can never be found without each other:
1. Under a read, every rule is checked and the content is written down as it will be once decided. The report is built
   and signed from that, without holding the database: it takes some hundred milliseconds, and SQLite has one writer.
2. In one write transaction the rules are checked again and the content is read again. Unless it is the same to the
   byte, somebody acted meanwhile, and the decision is refused with a Conflict. Then step, report, frozen content, hash
   and both audit events are stored together. A database trigger refuses a decided version without a report.
A crash between 1 and 2 leaves a PDF in memory only; nothing was decided and nothing is on file.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from riskapp.accounts.authority import log, require
from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.access import scoped_ids
from riskapp.assessments.content import content_of, fingerprint
from riskapp.assessments.content_rows import Content
from riskapp.assessments.models import Transition, Version
from riskapp.assessments.states import Act, State
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.database import db, now, transaction
from riskapp.decisions.advising import Opinion
from riskapp.decisions.authority import refuse_adviser, refuse_author, require_person, role_of
from riskapp.decisions.measure_effects import content_with_standing
from riskapp.decisions.obstacles import Obstructed, consults, for_approval
from riskapp.decisions.report_files import file_name, signed_pdf
from riskapp.decisions.stepping import locked_version, take_step, transition_of, words
from riskapp.decisions.surroundings import organisation_key, today
from riskapp.errors import N_, Conflict, Invalid
from riskapp.reports.models import SignedReport


def approve(actor: Actor, version_id: int, text: str = "", row_version: int | None = None) -> int:
    """Approve for the controller; returns the id of the signed report. `text` is conditions and reply to the advice.

    Raises Obstructed with what is in the way, Invalid (`text`) where the advice must be answered or prior
    consultation spoken of, NotAllowed without the right for every system in scope or for an author.
    """
    return _decide(actor, version_id, Act.APPROVE, text, row_version)


def reject(actor: Actor, version_id: int, text: str, row_version: int | None = None) -> int:
    """Reject for the controller, with the reason; closed and signed like an approval. Returns the report's id."""
    return _decide(actor, version_id, Act.REJECT, text, row_version)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A decision that is checked and signed, and not yet stored."""

    act: Act
    text: str
    at: datetime
    content: Content
    pdf: bytes


def _decide(actor: Actor, version_id: int, act: Act, text: str, row_version: int | None) -> int:
    require_person(actor)
    prepared = _prepare(actor, version_id, act, text, row_version)
    with transaction() as session:
        version, transition = _checked(session, actor, version_id, act, text, prepared.at, row_version)
        if decided_content(version, transition) != prepared.content:
            raise Conflict(
                N_("Something was changed while the report was being signed. Look at it again and decide anew."),
                theirs={},
                mine={"text": prepared.text},
            )
        return _store(session, actor, version, transition, prepared)


def _prepare(actor: Actor, version_id: int, act: Act, text: str, row_version: int | None) -> _Prepared:
    at = now()
    version, transition = _checked(db.session(), actor, version_id, act, text, at, row_version)
    content = decided_content(version, transition)
    pdf = signed_pdf(content, organisation_key(), actor.name, at)
    return _Prepared(act, transition.text, at, content, pdf)


def _checked(
    session: Session, actor: Actor, version_id: int, act: Act, text: str, at: datetime, row_version: int | None
) -> tuple[Version, Transition]:
    version = locked_version(session, actor, version_id, row_version)
    assets = scoped_ids(version)
    require(actor.may_for_all(Permission.DECIDE, assets), Permission.DECIDE)
    refuse_author(actor, version)
    refuse_adviser(actor, version)
    role = role_of(actor, Permission.DECIDE, assets)
    transition = transition_of(actor, version, act, role, at, text=words(text))
    content = content_of(version)
    if act is Act.REJECT:
        words(text, N_("Write why it is rejected. The team and the auditor read it."))
    else:
        _refuse_obstacles(content, transition.text)
    return version, transition


def _refuse_obstacles(content: Content, text: str) -> None:
    found = for_approval(content, today())
    if found:
        raise Obstructed(N_("This cannot be approved yet: %(count)s things are in the way."), found)
    if not text and advice_in_force(content).get("opinion") == Opinion.AGAINST.value:
        raise Invalid(
            N_("The advice is against. Write what you answer to it; the answer stands beside the advice."), field="text"
        )
    if not text and consults(content):
        raise Invalid(
            N_("A risk stays high. Write what the authority answered, or that nothing begins before it has."),
            field="text",
        )


def advice_in_force(content: Content) -> Content:
    """The latest advice as the content tells it, or an empty one."""
    given = [one for one in content["transitions"] if one["act"] == Act.ADVISE.value]
    return given[-1] if given else {}


def decided_content(version: Version, transition: Transition) -> Content:
    """The content as it will read once the step is stored."""
    content = content_with_standing(version)
    step = {
        "act": transition.act,
        "from": transition.from_state,
        "to": transition.to_state,
        "at": transition.at.isoformat(),
        "by": transition.actor_name,
        "role": transition.actor_role,
        "opinion": transition.opinion,
        "text": transition.text,
    }
    return {**content, "state": transition.to_state, "transitions": [*content["transitions"], step]}


def _store(session: Session, actor: Actor, version: Version, transition: Transition, prepared: _Prepared) -> int:
    report = SignedReport(
        version_id=version.id,
        sha256=hashlib.sha256(prepared.pdf).hexdigest(),
        file_name=file_name(prepared.content),
        signed_at=prepared.at,
        signed_by=actor.name,
        pdf=prepared.pdf,
    )
    session.add(report)
    take_step(session, actor, version, transition)
    version.frozen = prepared.content
    version.frozen_hash = fingerprint(prepared.content)
    session.flush()
    log(
        session,
        actor,
        Action.REPORT_SIGNED,
        Subject("report", report.id, report.file_name),
        after={"sha256": report.sha256, "frozen_hash": version.frozen_hash, "state": State(version.state)},
    )
    return report.id
