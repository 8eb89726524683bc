"""The demo's numbers: they belong to risks that the demo has, and stand there worked out."""

from sqlalchemy import select

from riskapp.assessments.estimate import estimate_from
from riskapp.assessments.estimates import key_of
from riskapp.assessments.models import Risk, Version
from riskapp.assessments.risk_figures import is_stale
from riskapp.commands.demo.content import load_demo_assessments
from riskapp.commands.demo.loading import load_demo
from riskapp.commands.demo.numbers import DEMO_NUMBERS
from riskapp.database import db


def test_they_belong_to_risks_of_risk_assessments():
    known = {demo.title: {risk.key for risk in demo.risks} for demo in load_demo_assessments() if demo.kind == "ros"}
    for title, risks in DEMO_NUMBERS.items():
        assert risks.keys() <= known[title]
        assert all(one.reason for one in risks.values())


def test_two_risks_stand_there_worked_out(app):
    load_demo(devices=20)
    query = select(Risk, Version.assessment_id).join(Version).where(Risk.estimate.is_not(None))
    found = db.session.execute(query).all()
    assert len(found) == 2
    for risk, assessment in found:
        assert not is_stale(risk.figures, estimate_from(risk.estimate), key_of(assessment, risk.number))
        assert risk.figures["after"]["expected"] < risk.figures["before"]["expected"]
