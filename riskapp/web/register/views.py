"""The register's pages, put together: every module here adds its routes to the one blueprint."""

from riskapp.web.register import (
    doubts,
    evidence,
    files,
    links,
    measure,
    measures,
    numbers,
    overview,
    risks,
    tabs,
    taking_in,
    workbook_file,
)
from riskapp.web.register.blueprint import blueprint

MODULES = (doubts, evidence, files, links, measure, measures, numbers, overview, risks, tabs, taking_in, workbook_file)
"""Importing them is what adds their routes."""

__all__ = ["MODULES", "blueprint"]
