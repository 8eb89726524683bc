"""Consulting the authority first: the points of GDPR Art. 36(3) and the DPIA itself in one signed PDF."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import undefer

from riskapp.accounts.authority import log, require
from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.access import may_read, scoped_ids
from riskapp.assessments.content import canonical, fingerprint
from riskapp.assessments.models import Version
from riskapp.assessments.persons import as_text, kept_form
from riskapp.assessments.states import State
from riskapp.audit.trail import Subject
from riskapp.audit.vocabulary import Action
from riskapp.database import db, now, transaction
from riskapp.decisions.authority import require_person
from riskapp.decisions.obstacles import CONSULTATION, consults
from riskapp.decisions.reports.enclosing import people_file
from riskapp.decisions.reports.report_files import ReportFile, content_to_read, newest_bytes, report_file
from riskapp.decisions.reports.sealing import Sealed, note_waiting, sealed
from riskapp.decisions.surroundings import organisation_key, surroundings
from riskapp.decisions.trail.trail_points import checkpoint_file, sign_trail, trail_row
from riskapp.errors import N_, Conflict, Invalid, NotFound
from riskapp.processing.queries import known
from riskapp.reports.assessment.consultation import Enclosed, Sender, consultation_report
from riskapp.reports.assessment.report import Frame, reader_of
from riskapp.reports.attachments import Attachment
from riskapp.reports.models import ConsultationPackage
from riskapp.reports.pages import build_pdf
from riskapp.reports.signature import Signatory

Content = Mapping[str, Any]

READY = (State.ADVISED.value, State.APPROVED.value, State.REJECTED.value)


def may_package(actor: Actor, version: Version) -> bool:
    """Whether the actor may consult for the controller: whoever decides, or the privacy officer (Art. 39(1)(e))."""
    assets = scoped_ids(version)
    return any(actor.may_for_all(one, assets) for one in (Permission.DECIDE, Permission.ADVISE_DPIA))


def why_no_package(version: Version) -> Invalid | None:
    """Why there is nothing to send to the authority yet, or None."""
    if version.assessment.kind != "dpia":
        return Invalid(N_("Only a DPIA is sent to the authority for consultation."))
    if version.state not in READY:
        return Invalid(N_("The privacy officer advises first; then the package can be made."))
    content = content_to_read(version)
    if not consults(content) and content["answers"].get(CONSULTATION) != "yes":
        return Invalid(N_("No risk stays high, and nobody asks for consultation: there is nothing to send."))
    return None


def make_package(actor: Actor, version_id: int) -> int:
    """Build, sign and keep the package; returns its id.

    Raises Invalid where there is nothing to send, NotAllowed, NotFound, or Conflict where the DPIA was changed while
    the package was being signed.
    """
    require_person(actor)
    version = _version(actor, version_id)
    require(may_package(actor, version), Permission.DECIDE)
    refused = why_no_package(version)
    if refused is not None:
        raise refused
    content = kept_form(content_to_read(version))
    at = now()
    done = _signed(actor, version, content, at)
    with transaction() as session:
        if as_text(content_to_read(session.get_one(Version, version_id))) != as_text(content):
            raise Conflict(N_("The DPIA was changed while the package was made. Make it anew."), theirs={}, mine={})
        package = ConsultationPackage(
            version_id=version_id,
            sha256=done.sha256,
            file_name=f"Art36-DPIA-{content['assessment']}-v{content['number']}.pdf",
            signed_at=at,
            signed_by=actor.name,
            level=done.level.value,
            pdf=done.pdf,
        )
        session.add(package)
        session.flush()
        note_waiting(session, package, done, at)
        told: dict[str, object] = {
            "sha256": package.sha256,
            "frozen_hash": fingerprint(content),
            "level": package.level,
            **({"waits": done.waits} if done.waits else {}),
        }
        log(session, actor, Action.PACKAGE_SIGNED, Subject("report", package.id, package.file_name), after=told)
        return package.id


def packages_of(version_id: int) -> Sequence[ConsultationPackage]:
    """The packages on file of a version, newest first."""
    query = select(ConsultationPackage).where(ConsultationPackage.version_id == version_id)
    return db.session.scalars(query.order_by(ConsultationPackage.id.desc())).all()


def package_file(actor: Actor, package_id: int) -> ReportFile:
    """The stored bytes of a package; raises NotFound where there is none or the actor may not read it."""
    query = select(ConsultationPackage).where(ConsultationPackage.id == package_id)
    package = db.session.scalar(query.options(undefer(ConsultationPackage.pdf)))
    if package is None:
        raise NotFound(N_("There is no such package, or it is not open to you."))
    _version(actor, package.version_id)
    return ReportFile(package.file_name, newest_bytes(package))


def _version(actor: Actor, version_id: int) -> Version:
    version = db.session.get(Version, version_id)
    if version is None or not may_read(actor, version):
        raise NotFound(N_("There is no such assessment, or it is not open to you."))
    return version


def _signed(actor: Actor, version: Version, content: Content, at: datetime) -> Sealed:
    here = surroundings()
    organisation_key()  # who has none is refused before the trail is signed
    point = trail_row(sign_trail())
    frame = Frame(here.organisation, here.zone, False, fingerprint(dict(content)))
    reader = reader_of(content, frame)
    dpia = report_file(actor, version.id)
    attachments = (
        Attachment(dpia.name, "application/pdf", reader.say("enclosed dpia"), dpia.pdf),
        Attachment(
            f"DPIA-{content['assessment']}-v{content['number']}.json",
            "application/json",
            reader.say("enclosed content"),
            canonical(dict(content)),
        ),
        *people_file(content),
        *checkpoint_file(point, reader.say("trail")),
    )
    enclosed = [Enclosed(one.name, one.description, hashlib.sha256(one.data).hexdigest()) for one in attachments]
    contacts = known().contacts
    sender = Sender(contacts.address, contacts.representative, contacts.officer)
    local = at.astimezone(here.zone)
    pdf = build_pdf(consultation_report(content, frame, sender, enclosed, point), local, attachments)
    reason = reader.say("consultation title", title=content["title"])
    return sealed(pdf, [Signatory(actor.name, reason)], local)
