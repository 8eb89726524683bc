"""Telling whoever may confirm an approval that the estate changed under it: once for each degree of one slice."""

from sqlalchemy.orm import Session

from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.access import scoped_ids
from riskapp.assessments.models import Version
from riskapp.assessments.people import open_accounts
from riskapp.notices.kinds import NoticeKind
from riskapp.notices.telling import Told, tell
from riskapp.staleness.gravity import Gravity


class Telling:
    """Tells of many approvals in one transaction; the accounts are read at the first."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._people: list[Actor] | None = None

    def changed(self, version_id: int, slice_id: int, gravity: Gravity) -> None:
        """Tell of one approval that was marked; of a change of wording nobody is told."""
        if gravity is Gravity.WORDING:
            return
        if self._people is None:
            self._people = open_accounts()
        version = self._session.get_one(Version, version_id)
        assets = scoped_ids(version)
        owners = [one.id for one in self._people if one.may_for_all(Permission.DECIDE, assets)]
        key = f"estate-{slice_id}-{gravity.value}"
        tell(self._session, Told(NoticeKind.ESTATE_CHANGED, version.assessment_id, key=key), owners)
