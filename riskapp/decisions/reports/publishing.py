"""The publishable version: marking words to be removed, taking a mark back, and the PDF to give out."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import select
from sqlalchemy.orm import Session

from riskapp.accounts.authority import log, require
from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.access import may_read, scoped_ids, subject_of
from riskapp.assessments.answers import clean
from riskapp.assessments.content import fingerprint
from riskapp.assessments.models import Version
from riskapp.assessments.states import decided
from riskapp.audit.vocabulary import Action
from riskapp.catalogues.redactions import load_grounds
from riskapp.database import db, now, transaction
from riskapp.decisions.reports.report_files import ReportFile, content_to_read, file_name
from riskapp.decisions.surroundings import surroundings
from riskapp.errors import N_, Conflict, Invalid, NotFound
from riskapp.reports.assessment.report import Frame
from riskapp.reports.models import Redaction
from riskapp.reports.pages import build_pdf
from riskapp.reports.publishing.removing import Mark, found_in, seen_as
from riskapp.reports.publishing.report import Published, publishable_report
from riskapp.reports.publishing.spots import EVERYWHERE, places, spots

MAY_MARK = (Permission.EDIT_ASSESSMENTS, Permission.DECIDE, Permission.ADVISE_DPIA)
"""The team, whoever decides, and the privacy officer."""
LONGEST = 200


def may_mark(actor: Actor, version: Version) -> bool:
    """Whether the actor may say what is removed, and give the publishable version out."""
    return may_read(actor, version) and any(actor.may_for_any(one, scoped_ids(version)) for one in MAY_MARK)


def mark_passage(
    actor: Actor, version_id: int, place: str, passage: str, ground: str, namely: str = "", *, whole: bool = False
) -> int:
    """Mark words for removal, in a decided version too; returns the mark's id.

    `whole` marks the whole text at `place`, else `passage` is removed; `place` may be `*` for every text. Raises
    Invalid with the field (`place`, `passage`, `ground`, `namely`), NotAllowed, NotFound.
    """
    with _marking(actor, version_id) as (session, version):
        mark = _checked(version, place, "" if whole else clean(passage, "passage").strip(), whole=whole)
        ground, namely = _ground(ground, namely)
        if any((one.place, one.passage) == (mark.place, mark.passage) for one in redactions_of(version.id)):
            raise Invalid(N_("This is marked already. Take the mark back to give another ground."), field="passage")
        row = Redaction(
            version_id=version.id,
            place=mark.place,
            passage=mark.passage,
            seen=mark.seen,
            ground=ground,
            namely=namely,
            at=now(),
            by=actor.name,
        )
        session.add(row)
        session.flush()
        log(session, actor, Action.PASSAGE_MARKED, subject_of(version), after=_told(version, row))
        return row.id


def unmark_passage(actor: Actor, redaction_id: int, row_version: int) -> None:
    """Take a mark back: the words stand in the publishable version again.

    Raises NotFound where there is no such mark any more, NotAllowed, or Conflict where it was changed meanwhile.
    """
    version_id = db.session.scalar(select(Redaction.version_id).where(Redaction.id == redaction_id))
    if version_id is None:
        raise NotFound(N_("There is no such mark. Somebody may have taken it back already."))
    with _marking(actor, version_id) as (session, version):
        row = session.get(Redaction, redaction_id)
        if row is None:
            raise NotFound(N_("There is no such mark. Somebody may have taken it back already."))
        if row.row_version != row_version:
            raise Conflict(N_("Somebody else changed this mark a moment ago. Look at it again."), theirs={}, mine={})
        told = _told(version, row)
        session.delete(row)
        session.flush()
        log(session, actor, Action.PASSAGE_UNMARKED, subject_of(version), before=told)


def redactions_of(version_id: int) -> Sequence[Redaction]:
    """The marks of a version, oldest first."""
    return db.session.scalars(select(Redaction).where(Redaction.version_id == version_id).order_by(Redaction.id)).all()


def published(actor: Actor, version: Version) -> Published:
    """The publishable version as it would be given out now. Raises NotAllowed."""
    require(may_mark(actor, version), Permission.EDIT_ASSESSMENTS)
    content, here = content_to_read(version), surroundings()
    frame = Frame(here.organisation, here.zone, not decided(version.state), fingerprint(content))
    return publishable_report(content, [_mark(one) for one in redactions_of(version.id)], frame)


def publishable_file(actor: Actor, version_id: int) -> ReportFile:
    """The PDF to give out: built now, not signed, kept nowhere. Raises NotAllowed, NotFound."""
    version = db.session.get(Version, version_id)
    if version is None or not may_read(actor, version):
        raise NotFound(N_("There is no such assessment, or it is not open to you."))
    report = published(actor, version).report
    name = file_name(content_to_read(version), draft=report.draft).removesuffix(".pdf")
    return ReportFile(f"{name}-public.pdf", build_pdf(report, now().astimezone(surroundings().zone)))


def _mark(row: Redaction) -> Mark:
    return Mark(row.id, row.place, row.passage, row.ground, row.namely, row.seen)


def _told(version: Version, row: Redaction) -> dict[str, object]:
    ground = row.namely or row.ground
    return {"version": version.number, "place": row.place, "passage": row.passage, "ground": ground}


def _checked(version: Version, place: str, passage: str, *, whole: bool) -> Mark:
    """The mark without its ground; raises Invalid where it would remove nothing."""
    content = content_to_read(version)
    known = places(content)
    mark = Mark(0, place, passage, "")
    if place == EVERYWHERE:
        if whole or not any(letter.isalnum() for letter in passage):
            raise Invalid(N_("Write the words that are to be removed everywhere."), field="passage")
        if not any(found_in(one.text, mark) for one in spots(content)):
            raise Invalid(N_("These words stand nowhere in this version. Copy them exactly."), field="passage")
        return mark
    if place not in known:
        raise Invalid(N_("That text is not in this version. Choose another."), field="place")
    if whole:
        return Mark(0, place, "", "", "", seen_as(known[place]))
    if not passage:
        raise Invalid(N_("Write the words that are to be removed, or choose the whole text."), field="passage")
    if not found_in(known[place], mark):
        raise Invalid(N_("These words do not stand in that text. Copy them exactly."), field="passage")
    return mark


def _ground(id_: str, namely: str) -> tuple[str, str]:
    ground = load_grounds().named(id_)
    if ground is None:
        raise Invalid(N_("Choose the ground on which this is removed."), field="ground")
    namely = " ".join(clean(namely, "namely").split())
    if not ground.takes_words:
        return ground.id, ""
    if not namely:
        raise Invalid(N_("Write the ground, with Act and section."), field="namely")
    if len(namely) > LONGEST:
        raise Invalid(N_("Write the ground in at most %(most)s characters."), field="namely", most=LONGEST)
    return ground.id, namely


@contextmanager
def _marking(actor: Actor, version_id: int) -> Iterator[tuple[Session, Version]]:
    """A transaction over a version in any state, locked so that two people do not mark the same words twice."""
    with transaction() as session:
        version = session.scalar(select(Version).where(Version.id == version_id).with_for_update())
        if version is None or not may_read(actor, version):
            raise NotFound(N_("There is no such assessment, or it is not open to you."))
        require(may_mark(actor, version), Permission.EDIT_ASSESSMENTS)
        yield session, version
