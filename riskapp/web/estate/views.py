"""The estate's pages, put together: every module here adds its routes to the one blueprint."""

from riskapp.web.estate import (
    assets,
    categories,
    choosing,
    dependencies,
    exporting,
    flows,
    holdings,
    importing,
)
from riskapp.web.estate.blueprint import blueprint
from riskapp.web.estate.labels import field_label, need_words, shown_value

MODULES = (assets, categories, choosing, dependencies, exporting, flows, holdings, importing)
"""Importing them is what adds their routes."""

__all__ = ["MODULES", "blueprint"]

blueprint.add_app_template_filter(field_label)
blueprint.add_app_template_global(need_words)
blueprint.add_app_template_global(shown_value)
