"""The assessments' tables, one subject a file."""

from riskapp.assessments.models.assessment import (
    Assessment,
    Contributor,
    Participant,
    ScopedAsset,
    Transition,
    Version,
)
from riskapp.assessments.models.content import Acceptance, Answer, Measure, MeasureTreatsRisk, Risk
from riskapp.assessments.models.decision import Condition
from riskapp.assessments.models.dialogue import Reading, Remark

__all__ = [
    "Acceptance",
    "Answer",
    "Assessment",
    "Condition",
    "Contributor",
    "Measure",
    "MeasureTreatsRisk",
    "Participant",
    "Reading",
    "Remark",
    "Risk",
    "ScopedAsset",
    "Transition",
    "Version",
]
