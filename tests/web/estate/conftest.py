"""The ward, stored, and where its assets' pages are."""

import pytest
from sqlalchemy import event

from riskapp.accounts.permissions import OPERATOR
from riskapp.database import db
from riskapp.exchange.estate_import import import_estate
from riskapp.exchange.reading import read
from tests.conftest import CASES


@pytest.fixture
def ward(app):
    """The snapshot of the ward, which is stored too."""
    reading = read(CASES / "ward")
    import_estate(OPERATOR, reading)
    return reading.snapshot


@pytest.fixture
def queries(app):
    """queries(work) is how many statements `work` sends to the database."""
    sent = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: sent.append(args[2]))

    def count(work):
        db.session.remove()  # what an earlier request loaded would spare this one a query
        sent.clear()
        work()
        return len([statement for statement in sent if statement.startswith("SELECT")])

    return count
