"""Telling the teams of its heirs that a new version of a base is approved: once, in the transaction of the approval."""

from sqlalchemy.orm import Session

from riskapp.accounts.permissions import Actor
from riskapp.assessments.access import may_read
from riskapp.assessments.base_news import base_version, heirs_of
from riskapp.assessments.changed_bases import concerns
from riskapp.assessments.models import Version
from riskapp.assessments.people import open_accounts
from riskapp.notices.kinds import NoticeKind
from riskapp.notices.telling import Told, tell


def tell_heirs(session: Session, actor: Actor, version: Version) -> None:
    """Tell of a version that was just approved, where it is what others follow; whoever approved it is not told."""
    heirs = heirs_of(version) if version is base_version(version.assessment) else ()
    people = [one for one in open_accounts() if one.id != actor.id] if heirs else []
    for heir in heirs:
        whom = [one.id for one in people if may_read(one, heir) and concerns(one, heir)]
        tell(session, Told(NoticeKind.BASE_CHANGED, heir.assessment_id, place=str(version.number)), whom)
