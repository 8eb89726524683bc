"""Which version of an assessment stands behind a control: the last approved, else the newest, never a rejected."""

from riskapp.applicability.queries import standing_of
from riskapp.applicability.statement import TreatedRisk
from riskapp.assessments.models import Version
from riskapp.assessments.risks import Scenario, change_risk
from riskapp.decisions.deciding import approve, reject
from riskapp.decisions.new_versions import start_version
from tests.decisions.examples import People, Ward, advised, measure, risk, version_of

MEASURE = measure(references="ISO/IEC 27001:2022 A.8.13")


def lowered() -> tuple[TreatedRisk, ...]:
    (one,) = standing_of("A.8.13").measures
    return one.risks


def test_an_approved_version_counts_until_the_next_one_is_approved(people: People, ward: Ward) -> None:
    version = advised(people, "ros", [ward.lab], control=MEASURE)
    assert [one.version for one in lowered()] == [1]
    approve(people.owner, version.id)
    start_version(people.member, version.assessment_id)
    newer: Version = version_of(version.assessment_id)
    change_risk(people.member, risk(newer).id, Scenario(property="availability", event="Another"), 1)

    assert [(one.version, one.event) for one in lowered()] == [(1, "The laboratory stops")]


def test_a_rejected_version_shows_no_risk(people: People, ward: Ward) -> None:
    version = advised(people, "ros", [ward.lab], control=MEASURE)
    reject(people.owner, version.id, "It does not hold")

    assert lowered() == ()
