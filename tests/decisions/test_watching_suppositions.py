"""What an approval says of a changed estate is watched like its blast radiuses: supposed evidence, and measures."""

import json

import pytest

from riskapp.accounts.permissions import OPERATOR
from riskapp.assessments.models import Staleness, Version
from riskapp.database import db
from riskapp.decisions.evidence.measure_effects import describe_changes
from riskapp.decisions.evidence.supposed_evidence import attach_question
from riskapp.decisions.staleness.confirming import confirm_holds
from riskapp.decisions.staleness.watching import JUDGE, judge_all
from riskapp.estate.assets import add_asset
from riskapp.estate.dependencies import add_dependency
from riskapp.graph.snapshot import Asset, Dependency
from riskapp.graph.vocabulary import DependencyKind, Kind
from riskapp.questions.asked import Asked
from riskapp.questions.keeping import keep_question
from riskapp.questions.naming import Label
from riskapp.staleness.gravity import Gravity
from tests.decisions.examples import People, Ward, only_measure, risk
from tests.decisions.standing_estate import approved, asset_becomes, need_becomes

BOTH_DATABASES = True
LONGER = json.dumps([{"do": "lengthen tolerance", "dependent": "ward", "provider": "lab", "tolerance": 600}])
SPREADS = json.dumps(
    [{"do": "add", "dependency": {"dependent": "analyser", "provider": "lab", "kind": "service", "tolerance": 0}}]
)
"""The analyser takes no part in the blast radius of the laboratory system, but for this supposition."""


def beside_the_evidence(people: People, version: Version, changes: str) -> None:
    asked = Asked(("lab",), "availability", 240, False, changes)
    attach_question(people.member, risk(version).id, keep_question(people.member, asked, Label("What if")))


def of_the_measure(people: People, version: Version, changes: str) -> None:
    one = only_measure(version)
    describe_changes(people.member, one.id, changes, one.row_version)


@pytest.fixture(params=[beside_the_evidence, of_the_measure], ids=lambda one: one.__name__)
def suppose(request, people, ward):
    """An approval that supposes the given changes."""
    return lambda changes: approved(people, ward, prepare=lambda version: request.param(people, version, changes))


def found(version: Version) -> Staleness | None:
    db.session.rollback()
    return db.session.get(Staleness, version.id)


def judged(version: Version) -> Staleness | None:
    assert judge_all(JUDGE) is not None
    return found(version)


def test_nothing_is_said_while_the_estate_stands_still(suppose, ward: Ward) -> None:
    version = suppose(SPREADS)
    assert judged(version) is None
    add_asset(OPERATOR, Asset("printer", "Printer", Kind.DEVICE))
    assert judged(version) is None, "an unrelated change"


def test_a_change_that_only_the_supposed_estate_feels_is_found(suppose, ward: Ward) -> None:
    version = suppose(SPREADS)
    judge_all(JUDGE)
    asset_becomes("analyser", recovery=90)
    told = judged(version)
    assert told is not None
    assert [(one["key"], one["field"], one["risks"]) for one in told.found["changes"]] == [
        (["analyser"], "recovery", [1])
    ]
    assert told.gravity in (Gravity.UNAFFECTED, Gravity.EVIDENCE)
    assert told.found["evidence"] == [], "the blast radius of today has no analyser"


def test_a_figure_of_the_supposed_estate_that_changed_is_told_as_evidence(suppose, ward: Ward, people: People) -> None:
    version = suppose(SPREADS)
    judge_all(JUDGE)
    add_asset(OPERATOR, Asset("samples", "Taking samples", Kind.PROCESS))
    add_dependency(OPERATOR, Dependency("samples", "analyser", DependencyKind.SERVICE))
    told = judged(version)
    assert told is not None
    assert told.gravity == Gravity.EVIDENCE
    assert told.found["evidence"] == []
    (one,) = told.found["supposed"]
    assert {row["name"]: (row["then"], row["now"]) for row in one["rows"]}["processes"] == ([1, 1], [1, 2])
    assert told.found["risks"] == [1]
    confirm_holds(people.owner, version.id, "Samples can wait", told.seen)
    judge_all(JUDGE)
    assert found(version) is None, "from here on it is judged by the estate as it was confirmed"
    asset_becomes("samples", max_downtime=10)
    assert judged(version) is not None


def test_changes_that_can_no_longer_be_made_are_told(suppose, ward: Ward) -> None:
    version = suppose(LONGER)
    judge_all(JUDGE)
    need_becomes("ward", tolerance=600)
    told = judged(version)
    assert told is not None
    (one,) = told.found["supposed"]
    assert [(row["figure"], row["then"], row["now"]) for row in one["rows"]] == [("made", True, False)]
