"""The statement's pages, put together: every module here adds its routes to the one blueprint."""

from riskapp.web.applicability import control, files, listing
from riskapp.web.applicability.blueprint import blueprint

MODULES = (control, files, listing)
"""Importing them is what adds their routes."""

__all__ = ["MODULES", "blueprint"]
