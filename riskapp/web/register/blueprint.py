"""The register's routes are gathered here."""

from flask import Blueprint

blueprint = Blueprint("register", __name__)
