"""Notifications in the browser: the count on every page, opening, marking as read, and what one may not read."""

from collections.abc import Callable

import pytest
from sqlalchemy import delete

from riskapp.accounts.models import RoleGrant
from riskapp.accounts.permissions import Role
from riskapp.database import transaction
from tests.inspecting_client import InspectingClient
from tests.web.assessments.conftest import begin, dpia, maja, ward

__all__ = ["begin", "dpia", "maja", "ward"]


@pytest.fixture
def pavel(dpia: str, maja: InspectingClient, browse: Callable[..., InspectingClient]) -> InspectingClient:
    """The privacy officer, who was named twice."""
    browser = browse("pavel", Role.PRIVACY_OFFICER)
    for text in ("Is it so, @pavel?", "And this, @pavel?"):
        sent = {"place": "access", "step": "rights", "text": text, "kind": "remark"}
        assert maja.post_form(f"{dpia}/remarks", sent).status_code == 302
    return browser


def test_the_count_stands_on_every_page_until_it_is_read(pavel: InspectingClient, dpia: str) -> None:
    assert "2 unread" in pavel.get("/help/glossary").text
    page = pavel.get("/notifications").text
    assert page.count("Maja named you in a remark.") >= 2 and "Home monitoring" in page
    assert "Is it so" not in page

    answer = pavel.post_form("/notifications/1", {})
    assert answer.location == f"{dpia}/review#said-access"
    assert "1 unread" in pavel.get("/").text
    pavel.post_form("/notifications/2/read", {})
    assert "unread" not in pavel.get("/").text


def test_all_are_marked_at_once(pavel: InspectingClient) -> None:
    pavel.post_form("/notifications/read", {})
    page = pavel.get("/notifications").text
    assert "unread" not in page and "Mark as read" not in page and "Maja named you" in page


def test_nobody_reads_or_marks_those_of_somebody_else(pavel: InspectingClient, maja: InspectingClient) -> None:
    assert maja.post_form("/notifications/1", {}).status_code == 404
    assert "Nobody has told you anything yet" in maja.get("/notifications").text
    assert "2 unread" in pavel.get("/").text


def test_what_is_not_open_any_more_tells_neither_title_nor_way(pavel: InspectingClient) -> None:
    with transaction() as session:
        session.execute(delete(RoleGrant).where(RoleGrant.role == Role.PRIVACY_OFFICER.value))
    page = pavel.get("/notifications").text
    assert "not open to you any more" in page and "Home monitoring" not in page
    assert pavel.post_form("/notifications/1", {}).location == "/notifications"


def test_a_name_of_nobody_comes_back_with_what_was_written(maja: InspectingClient, dpia: str) -> None:
    sent = {"place": "access", "step": "rights", "text": "Ask @nobody", "kind": "remark"}
    answer = maja.post_form(f"{dpia}/remarks", sent)
    assert answer.status_code == 422
    assert "has the user name nobody" in answer.text and "Ask @nobody" in answer.text


def test_the_type_ahead_offers_who_may_read_it_and_nobody_else(
    pavel: InspectingClient, maja: InspectingClient, dpia: str, browse: Callable[..., InspectingClient]
) -> None:
    browse("adam", Role.ADMINISTRATOR)
    browse("paula", Role.AUDITOR)
    found = maja.get(f"{dpia}/readers?q=PA").get_json()
    assert found == [{"name": "Paula", "username": "paula"}, {"name": "Pavel", "username": "pavel"}]
    assert maja.get(f"{dpia}/readers?q=adam").get_json() == []


def test_somebody_is_named_on_the_page_of_a_risk_and_stays_there(
    maja: InspectingClient, browse: Callable[..., InspectingClient]
) -> None:
    ros = begin(maja, "ros")
    pavel = browse("pavel", Role.PRIVACY_OFFICER)
    maja.post_form(f"{ros}/risks", {"property": "availability", "asset": "lab", "event": "It stops"})
    assert "What has been said about this risk" in maja.get(f"{ros}/risks/1").text
    sent = {"place": "R1", "step": "scenarios", "back": "risk", "kind": "remark", "text": "Is it so, @pavel?"}
    answer = maja.post_form(f"{ros}/remarks", sent)
    assert answer.location == f"{ros}/risks/1#said-R1"
    assert "Is it so, @pavel?" in maja.get(f"{ros}/risks/1").text
    assert "1 unread" in pavel.get("/").text
    refused = maja.post_form(f"{ros}/remarks", {**sent, "text": "Is it so, @pavelo?"})
    assert refused.status_code == 422 and "@pavelo?" in refused.text
