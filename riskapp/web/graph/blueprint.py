"""The one blueprint of the graph's pages."""

from flask import Blueprint

blueprint = Blueprint("graph", __name__)
