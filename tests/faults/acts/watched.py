"""An approval under which the estate changes: judged, cleared, judged anew, confirmed."""

from riskapp.assessments.models import Staleness
from riskapp.database import db
from riskapp.decisions.staleness.confirming import confirm_holds
from riskapp.decisions.staleness.watching import JUDGE, judge_all
from tests.decisions.examples import People, Ward
from tests.decisions.standing_estate import approved, asset_becomes


def grow_stale(people: People, ward: Ward, number: int) -> None:
    """The laboratory system gets another owner, the old one, and another again."""
    version = approved(people, ward)
    for owner in (f"Owner {number}", "Marit Ánne", f"Owner {number}"):
        asset_becomes("lab", owner=owner)
        judge_all(JUDGE)
        db.session.rollback()
    confirm_holds(people.owner, version.id, "They know the system", db.session.get_one(Staleness, version.id).seen)
    asset_becomes("lab", owner="Marit Ánne")
    judge_all(JUDGE)
