"""The record's routes are gathered here."""

from flask import Blueprint

blueprint = Blueprint("processing", __name__)
