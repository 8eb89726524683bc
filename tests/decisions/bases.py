"""A base of a region, a laboratory that follows it, and new versions of the base."""

from collections.abc import Callable
from dataclasses import replace

from riskapp.assessments import operations
from riskapp.assessments.answering import save_answer
from riskapp.assessments.measures import add_measure, change_measure
from riskapp.assessments.models import Version
from riskapp.assessments.risks import Scenario, add_risk, change_risk, remove_risk
from riskapp.decisions.advising import advise
from riskapp.decisions.deciding import approve
from riskapp.decisions.new_versions import start_version
from riskapp.decisions.reuse.copying import copy_assessment, declare_base
from riskapp.decisions.submitting import submit
from tests.decisions.examples import accepted, advised, answer_all, measure, only_measure, risk, treated, version_of
from tests.decisions.test_accepting import MEDIUM
from tests.decisions.test_signed_steps import change_event


def shared_base(people, ward) -> Version:
    """An approved assessment of the shared archive, declared a base."""
    version = advised(people, "ros", [ward.archive], scenario=MEDIUM)
    accepted(people, version)
    approve(people.owner, version.id)
    declare_base(people.owner, version.assessment_id, "regional")
    return version_of(version.assessment_id)


def follower(people, ward, base: Version) -> Version:
    """A draft of the laboratory that follows the base."""
    copied = copy_assessment(people.member, base.assessment_id, "Local laboratory", [ward.lab], follow=True)
    return version_of(copied.assessment_id)


def renewed(people, base: Version) -> Version:
    """A second approved version of the base, with another event, another answer and a scenario more."""
    return approved_anew(people, base, _changed)


def _changed(people, version: Version) -> None:
    change_event(people, version, "The region says otherwise")
    answer = next(one for one in version.answers if one.text.startswith("Answer to"))
    save_answer(people.member, version.id, answer.question, "Answered by the region", answer.row_version)
    add_risk(people.member, version.id, Scenario("integrity", event="A new regional scenario"))
    number = version_of(version.assessment_id).risks[-1].id
    operations.rename_assessment(people.member, version.id, "Renewed", version_of(version.assessment_id).row_version)
    remove_risk(people.member, number)
    add_risk(people.member, version.id, treated(replace(MEDIUM, event="One more"), people))
    add_measure(people.member, version.id, measure(text="For one more", treats=(2,)))


def approved_anew(people, base: Version, change: Callable[..., None]) -> Version:
    """A further approved version of the base with what `change(people, version)` writes in it."""
    start_version(people.member, base.assessment_id)
    version = version_of(base.assessment_id)
    change(people, version)
    submit(people.member, version.id)
    advise(people.security, version.id, "supports", "Fine")
    for one in version_of(base.assessment_id).risks:
        accepted(people, version_of(base.assessment_id), one.number)
    approve(people.owner, version.id)
    return version_of(base.assessment_id)


def approved_heir(people, ward, heir: Version) -> Version:
    """The heir with what it lacks, through its round."""
    answer_all(people.member, heir)
    operations.add_participant(people.member, heir.id, "Nina Nurse", "nurse", "ward expert")
    operations.add_participant(people.member, heir.id, "Mats Medtech", "medical engineer", "answers")
    stored = risk(heir)
    change_risk(people.member, stored.id, treated(replace(MEDIUM, asset_id=ward.lab), people), stored.row_version)
    stored = only_measure(version_of(heir.assessment_id))
    change_measure(people.member, stored.id, measure(treats=(1,)), stored.row_version)
    submit(people.member, heir.id)
    advise(people.security, heir.id, "supports", "Fine")
    accepted(people, heir)
    approve(people.owner, heir.id)
    return version_of(heir.assessment_id)
