"""What the type-ahead asks for: assets that a few letters may mean, as JSON."""

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from riskapp.accounts.permissions import Permission
from riskapp.estate.choosing import shown, suggestions
from riskapp.estate.directory import directory
from riskapp.web.estate.blueprint import blueprint
from riskapp.web.formatting import word
from riskapp.web.guard import allow


@blueprint.get("/estate/choices")
@allow(Permission.VIEW_ESTATE)
def choices() -> ResponseReturnValue:
    """At most a dozen assets: what is written into the field, and kind, site and id to tell them apart."""
    known = directory()
    found = suggestions(known, request.args.get("q", ""), request.args.get("kind", ""))
    return jsonify(
        [
            {
                "text": shown(line),
                "name": line.name,
                "id": line.key,
                "kind": word(line.kind),
                "site": known.site_name(line.site),
            }
            for line in found
        ]
    )
