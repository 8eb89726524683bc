"""The assessments' routes are gathered here."""

from flask import Blueprint

blueprint = Blueprint("assessments", __name__)
