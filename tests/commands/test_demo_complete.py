"""The five example DPIAs as a loaded demo shows them: nothing is missing in any, and each says all that a DPIA must."""

import pytest
from flask import Flask
from sqlalchemy import select

from riskapp.assessments.models import Assessment, Version
from riskapp.assessments.queries import answers_of, progress_of_version
from riskapp.assessments.risk import what_is_feared
from riskapp.assessments.suggesting import offered
from riskapp.catalogues.questions import load_questionnaire
from riskapp.catalogues.verdicts import VERDICTS
from riskapp.commands.demo.loading import load_demo
from riskapp.database import db

EXAMPLES = {
    "arena": "approved",
    "radiologi": "advised",
    "dho": "approved",
    "kurve-sys": "in review",
    "fportal": "approved",
}
"""What the five are about, by the system that each names first, and how far each has come."""


@pytest.fixture
def dpias(app: Flask) -> dict[str, Version]:
    """The last version of each DPIA of the loaded demo, by the system that it names first."""
    load_demo(120)
    found = db.session.scalars(select(Assessment).where(Assessment.kind == "dpia"))
    return {min(one.latest.scope, key=lambda scoped: scoped.id).asset.key: one.latest for one in found}


def test_the_five_examples_are_complete_and_say_what_a_dpia_must(dpias: dict[str, Version]) -> None:
    assert {system: dpias[system].state for system in EXAMPLES} == EXAMPLES
    judged = [question for question in load_questionnaire("dpia").questions if question.verdict]
    assert len(judged) >= 20  # the principles, and each right of Articles 12 to 22
    for system, version in dpias.items():
        assert progress_of_version(version).missing == (), system
        assert {risk.property for risk in version.risks} == set(what_is_feared("dpia")), system
        answers = answers_of(version)
        assert {answers.get(question.verdict_key) for question in judged if question.applies(answers)} <= set(
            VERDICTS
        ), system
        assert all(risk.evidence is not None for risk in version.risks), system


def test_the_laboratorys_team_has_judged_suggestions_of_the_estate(app: Flask) -> None:
    load_demo(120)
    version = db.session.scalars(select(Assessment).where(Assessment.kind == "ros")).one().latest
    became = {one.key: one for one in version.suggestions}
    assert {key: one.verdict for key, one in became.items()} == {
        "single_host:iam": "accepted",
        "black_start:ad1": "dismissed",
        "single_place:hallA": "dismissed",
        "single_place:stromA": "dismissed",
    }
    taken = version.risks[-1]
    assert taken.number == became["single_host:iam"].risk and taken.evidence is not None
    assert all(one.reason for one in version.suggestions if one.verdict == "dismissed")
    titles = {risk.number: risk.event for risk in version.risks}
    assert "ad1, ad2, vmA og vmB" in titles[1] and "plattform A" in titles[6], "the reasons name these"
    wording = [one.anchor for one in progress_of_version(version).missing if one.anchor in ("cause", "event", "effect")]
    assert wording == []
    assert len(offered(version)) > 5
