"""The estate's pages, put together: every module here adds its routes to the one blueprint."""

from riskapp.web.answers import sentence
from riskapp.web.estate import (
    assets,
    categories,
    choosing,
    connecting,
    dependencies,
    exporting,
    flows,
    holdings,
    importing,
    pasting,
    undoing,
)
from riskapp.web.estate.blueprint import blueprint
from riskapp.web.estate.going_back import back_or
from riskapp.web.estate.labels import field_label, need_words, said_of_link, shown_value

MODULES = (
    *(assets, categories, choosing, connecting, dependencies, exporting, flows, holdings, importing, pasting, undoing),
)
"""Importing them is what adds their routes."""

__all__ = ["MODULES", "blueprint"]

blueprint.add_app_template_filter(field_label)
blueprint.add_app_template_filter(said_of_link)
blueprint.add_app_template_filter(sentence, "refusal")
blueprint.add_app_template_global(back_or)
blueprint.add_app_template_global(need_words)
blueprint.add_app_template_global(shown_value)
