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
from riskapp.assessments.models.content_person import ContentPerson
from riskapp.assessments.models.criteria import Criteria
from riskapp.assessments.models.decision import Condition
from riskapp.assessments.models.dialogue import Reading, Remark
from riskapp.assessments.models.evidence_estate import EvidenceEstate
from riskapp.assessments.models.inheritance import Heir, InheritedChoice, Origin
from riskapp.assessments.models.presence import Presence
from riskapp.assessments.models.register import EvidenceFile, RegisteredMeasure, TradeOff
from riskapp.assessments.models.review import ReviewedPart
from riskapp.assessments.models.snapshot import ContentSnapshot
from riskapp.assessments.models.staleness import EstateSlice, SlicePart, Staleness, StalenessWatch
from riskapp.assessments.models.workshop import Fallback, Guest, SuggestionVerdict, Workshop

__all__ = [
    "Acceptance",
    "Answer",
    "Assessment",
    "Condition",
    "ContentPerson",
    "ContentSnapshot",
    "Contributor",
    "Criteria",
    "EstateSlice",
    "EvidenceEstate",
    "EvidenceFile",
    "Fallback",
    "Guest",
    "Heir",
    "InheritedChoice",
    "Measure",
    "MeasureTreatsRisk",
    "Origin",
    "Participant",
    "Presence",
    "Reading",
    "RegisteredMeasure",
    "Remark",
    "ReviewedPart",
    "Risk",
    "ScopedAsset",
    "SlicePart",
    "Staleness",
    "StalenessWatch",
    "SuggestionVerdict",
    "TradeOff",
    "Transition",
    "Version",
    "Workshop",
]
