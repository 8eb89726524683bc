"""From the ids that the engine uses to the addresses of pages."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import url_for
from sqlalchemy import select

from riskapp.database import db
from riskapp.errors import N_, NotFound
from riskapp.estate.models import Asset
from riskapp.explorer.drawing import Drawing
from riskapp.explorer.view import View

CHUNK = 500


def asset_key(asset_id: int) -> str:
    """The engine's id of an asset; raises NotFound where there is none with that number."""
    key = db.session.scalar(select(Asset.key).where(Asset.id == asset_id))
    if key is None:
        raise NotFound(N_("There is no such asset. It may have been removed: look for it in the estate."))
    return key


def other_keys(numbers: Iterable[int], first: str) -> dict[int, str]:
    """The engine's ids of these assets by number, without `first`; raises NotFound where one is not there."""
    found = {number: asset_key(number) for number in numbers}
    return {number: key for number, key in found.items() if key != first}


def numbers_of(keys: Iterable[str]) -> dict[str, int]:
    """The number of each asset, by the engine's id."""
    wanted, numbers = sorted(set(keys)), dict[str, int]()
    for start in range(0, len(wanted), CHUNK):  # a database takes only so many values in one question
        query = select(Asset.key, Asset.id).where(Asset.key.in_(wanted[start : start + CHUNK]))
        numbers.update((key, number) for key, number in db.session.execute(query))
    return numbers


def radius_urls(keys: Iterable[str], args: Mapping[str, Any]) -> dict[str, str]:
    """The address of the same question about each of these assets."""
    return {key: url_for("graph.blast_radius", asset_id=number, **args) for key, number in numbers_of(keys).items()}


def asset_urls(keys: Iterable[str]) -> dict[str, str]:
    """The address of the page of each of these assets."""
    return {key: url_for("estate.asset", asset_id=number) for key, number in numbers_of(keys).items()}


def needs_urls(keys: Iterable[str]) -> dict[str, str]:
    """The address of the page of what each of these assets needs."""
    return {key: url_for("graph.needs", asset_id=number) for key, number in numbers_of(keys).items()}


def stack_urls(drawing: Drawing, view: View, endpoint: str, **values: Any) -> dict[str, str]:
    """For each stack of a picture the address of the same page with that stack unfolded."""
    return {
        node.key: url_for(
            endpoint,
            _anchor="picture-heading",
            **values,
            **view.args(open=[*view.opened, node.members[0]]),
        )
        for node in drawing.nodes
        if node.members
    }


def path_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of an address's values that stand in its path, and not behind the question mark."""
    return {name: value for name, value in values.items() if name.endswith("_id")}
