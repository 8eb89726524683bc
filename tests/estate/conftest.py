"""The ward, stored: ten assets with a cluster of two hosts, flows and holdings."""

import pytest

from riskapp.accounts.permissions import OPERATOR
from riskapp.exchange.estate_import import import_estate
from riskapp.exchange.reading import read
from tests.conftest import CASES


@pytest.fixture
def ward(app):
    """The snapshot of the ward, which is stored too."""
    reading = read(CASES / "ward")
    import_estate(OPERATOR, reading)
    return reading.snapshot
