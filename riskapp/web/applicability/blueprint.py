"""The statement's routes are gathered here."""

from flask import Blueprint

blueprint = Blueprint("applicability", __name__)
