"""Issued reports on file: the list of those that somebody may read, and their bytes again."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import undefer
from sqlalchemy.sql.base import ExecutableOption

from riskapp.accounts.permissions import Actor
from riskapp.database import db
from riskapp.decisions.reports.report_files import ReportFile, newest_bytes
from riskapp.errors import N_, NotFound
from riskapp.issuing.kinds import KINDS
from riskapp.reports.models import IssuedReport


def issued_reports(actor: Actor, kind: str = "") -> Sequence[IssuedReport]:
    """The reports on file that the actor may read, newest first; those of one kind, or of all."""
    open_to_it = [one.name for one in KINDS.values() if may_read(actor, one.name) and kind in ("", one.name)]
    query = select(IssuedReport).where(IssuedReport.kind.in_(open_to_it))
    return db.session.scalars(query.order_by(IssuedReport.signed_at.desc(), IssuedReport.id.desc())).all()


def issued_file(actor: Actor, number: int) -> ReportFile:
    """The stored bytes of an issued report, with its time stamps once they are there.

    Raises NotFound where there is none or the actor may not read all that it tells.
    """
    found = issued_row(actor, number, undefer(IssuedReport.pdf))
    return ReportFile(found.file_name, newest_bytes(found))


def issued_row(actor: Actor, number: int, *options: ExecutableOption) -> IssuedReport:
    """What is known of an issued report; raises NotFound as `issued_file` does."""
    found = db.session.scalar(select(IssuedReport).where(IssuedReport.id == number).options(*options))
    if found is None or not may_read(actor, found.kind):
        raise NotFound(N_("There is no such report, or it is not open to you."))
    return found


def may_read(actor: Actor, kind: str) -> bool:
    """Whether the actor may read everywhere what a report of this kind tells."""
    return kind in KINDS and all(actor.may_everywhere(one) for one in KINDS[kind].reads)
