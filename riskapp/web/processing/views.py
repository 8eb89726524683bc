"""The record's pages, put together: every module here adds its routes to the one blueprint."""

from riskapp.web.processing import activity, files, listing, parts
from riskapp.web.processing.blueprint import blueprint

MODULES = (activity, files, listing, parts)
"""Importing them is what adds their routes."""

__all__ = ["MODULES", "blueprint"]
