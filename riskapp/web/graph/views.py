"""The graph's pages, put together: every module here adds its routes to the one blueprint."""

from riskapp.web.graph import asking, downloads, drawings, lineages, needing, overviewing, reaching, supplying
from riskapp.web.graph.blueprint import blueprint

MODULES = (asking, downloads, lineages, needing, overviewing, reaching, supplying)
"""Importing them is what adds their routes."""

__all__ = ["MODULES", "blueprint"]

drawings.install(blueprint)
