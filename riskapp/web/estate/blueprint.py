"""The estate's routes are gathered here."""

from flask import Blueprint

blueprint = Blueprint("estate", __name__)
