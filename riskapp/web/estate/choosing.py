"""What the type-ahead asks for: assets that a few letters may mean, as JSON."""

from collections.abc import Sequence

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from riskapp.accounts.permissions import Permission
from riskapp.estate.choosing import MOST_SUGGESTED, shown, suggestions
from riskapp.estate.directory import Directory, Line, directory
from riskapp.estate.snapshots import present
from riskapp.explorer.directory import directory_of
from riskapp.explorer.finding import find
from riskapp.graph.vocabulary import Kind
from riskapp.web.estate.blueprint import blueprint
from riskapp.web.formatting import word
from riskapp.web.guard import allow


@blueprint.get("/estate/choices")
@allow(Permission.VIEW_ESTATE)
def choices() -> ResponseReturnValue:
    """At most a dozen assets: what is written into the field, and kind, site and id to tell them apart."""
    known, wanted, kind = directory(), request.args.get("q", ""), request.args.get("kind", "")
    found = suggestions(known, wanted, kind) or _further(known, wanted, kind)
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


def _further(known: Directory, wanted: str, kind: str) -> Sequence[Line]:
    """Where no name or id has the text: whose kind, owner, supplier or site it is, else whose name it nearly is."""
    snapshot = present()
    kinds = {word(one).casefold(): one for one in Kind}
    found = find(snapshot.assets, wanted, kinds) or directory_of(snapshot).likeness.to(wanted)
    lines = (known.by_key[asset.id] for asset in found if asset.id in known.by_key)
    return [line for line in lines if kind in ("", line.kind)][:MOST_SUGGESTED]
