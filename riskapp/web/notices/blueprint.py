"""The routes of notifications and calendar are gathered here."""

from flask import Blueprint

blueprint = Blueprint("notices", __name__)
