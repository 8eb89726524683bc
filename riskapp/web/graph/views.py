"""The graph's pages, put together: every module here adds its routes to the one blueprint."""

from riskapp.web.graph import asking, downloads, drawings, lineages, needing, overviewing, reaching
from riskapp.web.graph.blueprint import blueprint

MODULES = (asking, downloads, lineages, needing, overviewing, reaching)
"""Importing them is what adds their routes."""

__all__ = ["MODULES", "blueprint"]

drawings.install(blueprint)
