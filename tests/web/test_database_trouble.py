"""What people see while the database is busy, or is not there: a page that says so, never a bare fault."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from riskapp.accounts.models import WebSession
from riskapp.accounts.permissions import Role
from riskapp.database import db, now, sqlite, transaction
from riskapp.settings import Settings
from tests.inspecting_client import InspectingClient

Browse = Callable[..., InspectingClient]


def test_pages_are_read_while_somebody_stores_for_long(browse: Browse, settings: Settings) -> None:
    browser = browse("maja", Role.MEMBER)
    earlier = now() - timedelta(minutes=5)
    with transaction() as session:
        session.query(WebSession).update({"seen_at": earlier})
    writer = sqlite.connect(settings.instance / "riskapp.sqlite", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    assert browser.get("/estate").status_code == 200
    assert db.session.query(WebSession).one().seen_at == earlier
    writer.execute("ROLLBACK")
    assert browser.get("/estate").status_code == 200
    db.session.expire_all()
    assert db.session.query(WebSession).one().seen_at > earlier


def test_a_database_that_cannot_answer_gives_a_page_that_says_so(browse: Browse) -> None:
    browser = browse("maja", Role.MEMBER)
    with transaction() as session:
        session.execute(text("ALTER TABLE organisation RENAME TO lost"))
    answer = browser.get("/estate")
    assert answer.status_code == 503
    assert "The database does not answer." in browser.page.text


def test_a_database_that_is_broken_gives_a_page_with_a_number_to_give(browse: Browse, settings: Settings) -> None:
    browser = browse("maja", Role.MEMBER)
    db.session.remove()
    db.engine.dispose()
    for file in settings.instance.glob("riskapp.sqlite*"):
        Path(file).write_bytes(b"no database at all" * 1000)
    answer = browser.get("/estate")
    assert answer.status_code == 500
    assert "If you ask for help, give this number:" in browser.page.text
