"""The graph's pages, put together: every module here adds its routes to the one blueprint."""

from riskapp.web.graph import (
    asking,
    attaching,
    downloads,
    drawings,
    lineages,
    needing,
    overviewing,
    reaching,
    saved_list,
    saving,
    sent,
    supplying,
    supposing,
)
from riskapp.web.graph.blueprint import blueprint

MODULES = (
    asking,
    attaching,
    downloads,
    lineages,
    needing,
    overviewing,
    reaching,
    saved_list,
    saving,
    supplying,
    supposing,
)
"""Importing them is what adds their routes."""

__all__ = ["MODULES", "blueprint"]

drawings.install(blueprint)
sent.install(blueprint)
