"""The assessments' pages, put together: every module here adds its routes to the one blueprint."""

from riskapp.web.assessments import (
    cnil,
    conditions,
    consultation,
    decision_views,
    dialogue,
    flow_words,
    grids,
    measures,
    pages,
    publishing,
    risks,
    scope,
    wizard,
    wording,
)
from riskapp.web.assessments.blueprint import blueprint

MODULES = (
    cnil,
    conditions,
    consultation,
    decision_views,
    dialogue,
    flow_words,
    grids,
    measures,
    pages,
    publishing,
    risks,
    scope,
    wizard,
    wording,
)
"""Importing them is what adds their routes."""

__all__ = ["MODULES", "blueprint"]
