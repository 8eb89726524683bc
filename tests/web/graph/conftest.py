"""The ward of the worked example, stored, for the tests of the pages."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from riskapp.accounts.permissions import OPERATOR
from riskapp.database import db
from riskapp.estate.importing import import_snapshot
from riskapp.estate.models import Asset
from riskapp.graph.snapshot import Snapshot
from tests.graph.estates import read_ward


@pytest.fixture
def store(app: Flask) -> Callable[[Snapshot], None]:
    """Store an estate."""
    return lambda snapshot: import_snapshot(OPERATOR, snapshot, {"file": "test"})


@pytest.fixture
def ward(store: Callable[[Snapshot], None]) -> Callable[[str], str]:
    """Store the ward, which bears to be down for an hour; ward("ehr") is the address of that blast radius."""
    snapshot = read_ward()
    assets = (replace(asset, max_downtime=60) if asset.id == "ward" else asset for asset in snapshot.assets)
    store(replace(snapshot, assets=tuple(assets)))

    def address(key: str) -> str:
        return f"/graph/assets/{db.session.scalar(select(Asset.id).where(Asset.key == key))}"

    return address
