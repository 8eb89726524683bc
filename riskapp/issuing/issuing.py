"""Issuing a report: content, fingerprint, PDF, signature and event; what is issued is kept and never changes.

The content is read and signed first, without holding the database, which takes as long as a time-stamp service does;
then the signed file, its place in the queue of time stamps and the audit event are stored in one transaction. The
content is of the moment that it names, so that what others change meanwhile does not matter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from riskapp.accounts.authority import log, require
from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.content import canonical, fingerprint
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.database import now, transaction
from riskapp.decisions.authority import role_of
from riskapp.decisions.reports.sealing import Sealed, note_waiting, sealed
from riskapp.decisions.surroundings import organisation_key, surroundings
from riskapp.decisions.trail.trail_points import sign_trail, sign_what_was_decided, trail_row
from riskapp.errors import N_, Invalid
from riskapp.estate.snapshots import state_number
from riskapp.issuing.hits import Hit
from riskapp.issuing.kind import Asked, Content, IssuedKind
from riskapp.issuing.kinds import kind_named
from riskapp.reports.assessment.reader import Reader
from riskapp.reports.attachments import Attachment, Relationship
from riskapp.reports.content import Language
from riskapp.reports.models import IssuedReport
from riskapp.reports.pages import build_pdf
from riskapp.reports.signature import Signatory

FORMAT = 1
"""Grows when a field changes its meaning, so that an old content can still be read."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """A report that is signed and not yet stored."""

    content: Content
    title: str
    file_name: str
    sealed: Sealed


def issue_report(actor: Actor, kind: str, language: str, hits: Sequence[Hit] | None = None) -> int:
    """Issue a report of this kind in `language` (nb or en), and return its id.

    `hits` are the blast radiuses of a report on the estate; without them the worst ones are told. Raises NotFound for
    a kind that there is not, NotAllowed without the right to issue or to read all that the report tells, Invalid for
    hits that the estate does not have, Unready without the keys.
    """
    known = kind_named(kind)
    require(actor.may(Permission.ISSUE_REPORTS), Permission.ISSUE_REPORTS)
    for one in known.reads:
        require(actor.may_everywhere(one), one)
    organisation_key()  # who has none is refused before the trail is signed
    at = now()
    asked = Asked(actor, _language(language), at.astimezone(surroundings().zone), _hits(known, hits))
    ready = _ready(known, asked)
    with transaction() as session:
        number = _store(session, actor, known, asked, ready, at)
    sign_what_was_decided()
    return number


def _language(language: str) -> Language:
    if language not in ("nb", "en"):
        raise Invalid(N_("A report is written in nb or en."), field="language")
    return "nb" if language == "nb" else "en"


def _hits(kind: IssuedKind, hits: Sequence[Hit] | None) -> tuple[Hit, ...] | None:
    if hits is not None and not kind.takes_hits:
        raise Invalid(N_("Blast radiuses are chosen for a report on the estate alone."), field="hits")
    return None if hits is None else tuple(hits)


def _ready(kind: IssuedKind, asked: Asked) -> _Ready:
    here = surroundings()
    state, body = state_number(), kind.body(asked)
    content = {
        "format": FORMAT,
        "issued": kind.name,
        "language": asked.language,
        "organisation": here.organisation,
        "at": asked.at.isoformat(),
        "by": {"name": asked.actor.name, "role": role_of(asked.actor, Permission.ISSUE_REPORTS, ())},
        "estate": state,
        "trail": trail_row(sign_trail()),
        **body.content,
    }
    reader = Reader(asked.language, here.zone)
    report = kind.report(content, reader, fingerprint(content))
    whole = Attachment(
        f"{kind.stem}.json", "application/json", reader.say("issued content"), canonical(content), Relationship.SOURCE
    )
    reason = reader.say("issued in words", title=report.title)
    done = sealed(build_pdf(report, asked.at, (whole, *body.files)), [Signatory(asked.actor.name, reason)], asked.at)
    return _Ready(content, report.title, f"{kind.stem}-{asked.at:%Y%m%d-%H%M%S}.pdf", done)


def _store(session: Session, actor: Actor, kind: IssuedKind, asked: Asked, ready: _Ready, at: datetime) -> int:
    report = IssuedReport(
        kind=kind.name,
        language=asked.language,
        title=ready.title,
        content_sha256=fingerprint(dict(ready.content)),
        sha256=ready.sealed.sha256,
        file_name=ready.file_name,
        signed_at=at,
        signed_by=actor.name,
        role=ready.content["by"]["role"],
        level=ready.sealed.level.value,
        pdf=ready.sealed.pdf,
    )
    session.add(report)
    session.flush()
    note_waiting(session, report, ready.sealed, at)
    told: dict[str, object] = {
        "kind": kind.name,
        "language": asked.language,
        "sha256": report.sha256,
        "content_sha256": report.content_sha256,
        "level": report.level,
        **({"waits": ready.sealed.waits} if ready.sealed.waits else {}),
    }
    log(session, actor, Action.REPORT_ISSUED, Subject("report", report.id, report.file_name), after=told)
    return report.id
