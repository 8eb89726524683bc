"""Acts on what was written before: a copy that follows its base, a yearly review, an older draft that comes back."""

from riskapp.assessments.kept_states import keep_by_hand
from riskapp.assessments.models import Version
from riskapp.assessments.operations import add_participant
from riskapp.assessments.restoring import restore
from riskapp.decisions.deciding import approve
from riskapp.decisions.new_versions import start_version
from riskapp.decisions.reuse.copying import copy_assessment, declare_base
from riskapp.decisions.reuse.inheriting import decline, news_of, see_base, take_over
from riskapp.decisions.reviews.reviewing import confirm_parts, review_of
from riskapp.decisions.submitting import submit
from tests.assessments.test_restoring import rewritten
from tests.decisions.bases import approved_anew, follower, shared_base
from tests.decisions.examples import People, Ward, accepted, advised, filled, version_of
from tests.decisions.test_accepting import MEDIUM
from tests.decisions.test_copying_and_inheriting import renewed


def copy(people: People, ward: Ward, number: int) -> None:
    """An assessment of a base that follows it, takes one change over and declines another."""
    version = advised(people, "ros", [ward.archive], scenario=MEDIUM)
    accepted(people, version)
    approve(people.owner, version.id)
    declare_base(people.owner, version.assessment_id, "regional")
    base = version_of(version.assessment_id)
    heir = version_of(
        copy_assessment(people.member, base.assessment_id, "Local", [ward.lab], follow=True).assessment_id
    )
    new = renewed(people, base)
    answer = next(one.place for one in news_of(version_of(heir.assessment_id)).open if one.part == "answers")
    take_over(people.member, heir.id, answer, new.id)
    take_over(people.member, heir.id, "R2", new.id)
    decline(people.member, heir.id, "R1", new.id, "Ours is another building")


def see(people: People, ward: Ward, number: int) -> None:
    """An heir that has seen a new version of its base in which nothing concerns it."""
    base = shared_base(people, ward)
    heir = follower(people, ward, base)
    see_base(people.member, heir.id, approved_anew(people, base, elsewhere).id)


def elsewhere(people: People, version: Version) -> None:
    """A change of the base that is nobody else's."""
    add_participant(people.member, version.id, "Rolf Region", "architect", "")


def review(people: People, ward: Ward, number: int) -> None:
    """A yearly review of an approval in which nothing is new, submitted."""
    version = advised(people, "ros", [ward.lab], scenario=MEDIUM)
    accepted(people, version)
    approve(people.owner, version.id, "Go on")
    yearly = start_version(people.member, version.assessment_id, yearly=True)
    confirm_parts(people.member, yearly, review_of(version_of(version.assessment_id)).waiting, "There were none")
    submit(people.member, yearly)


def restore_older(people: People, ward: Ward, number: int) -> None:
    """A draft that is rewritten wholly, and set back."""
    draft = filled(people, "ros", [ward.lab], scenario=MEDIUM)
    kept = keep_by_hand(people.member, draft.id, f"Before {number}")
    rewritten(people, ward, draft)
    restore(people.member, draft.id, kept)
