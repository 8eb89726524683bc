"""Who else is here: told to readers while it is so, forgotten soon, and nothing of it in the trail."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from riskapp.accounts.permissions import Role
from riskapp.assessments.models import Presence
from riskapp.assessments.presence import FORGOTTEN, GONE
from riskapp.audit.models import AuditEvent
from riskapp.catalogues.questions import load_questionnaire
from riskapp.database import db, now, transaction
from tests.inspecting_client import InspectingClient

BOTH_DATABASES = True
PAPER = {"kind": "manual routine", "dependent_id": "emergency", "provider_id": "lab", "text": "Paper"}


@pytest.fixture
def omar(browse: Callable[..., InspectingClient]) -> InspectingClient:
    """Somebody else of the team."""
    return browse("omar", Role.MEMBER)


def says(client: InspectingClient, ros: str, place: str, **more: str) -> str:
    answer = client.post_form(f"{ros}/here", {"place": place, **more}, headers={"Accept": "application/json"})
    assert answer.status_code == 200
    return answer.json["text"]


def back(by: timedelta) -> None:
    with transaction() as session:
        session.execute(update(Presence).values(seen_at=now() - by))


def test_two_see_each_other_and_where_until_one_leaves(
    maja: InspectingClient, omar: InspectingClient, ros: str
) -> None:
    before = db.session.scalar(select(func.count()).select_from(AuditEvent))
    db.session.rollback()
    assert says(maja, ros, "step:scenarios") == ""
    assert says(omar, ros, "R3") == "Also here: Maja (Scenarios)"
    assert says(maja, ros, "step:context") == "Also here: Omar (R3)"
    assert says(omar, ros, "review") == "Also here: Maja (Context)"
    assert "Also here: Maja (Context)" in omar.get(ros).text
    assert says(omar, ros, "", leaving="yes") == "Also here: Maja (Context)"
    assert says(maja, ros, "step:context") == ""
    db.session.expire_all()
    assert db.session.scalar(select(func.count()).select_from(AuditEvent)) == before


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("N2", "N2"),
        ("W1", "W1"),
        ("live", "On the projector"),
        ("grid:risk", "Scenarios as a table"),
        ("grid:measure", "Measures as a table"),
    ],
)
def test_rows_and_tables_are_places_too(
    maja: InspectingClient, omar: InspectingClient, ros: str, place: str, told: str
) -> None:
    says(maja, ros, place)
    assert says(omar, ros, "") == f"Also here: Maja ({told})"


@pytest.mark.parametrize("kind", ["ros", "dpia"])
def test_every_page_that_people_write_in_says_where_it_is(
    kind: str, maja: InspectingClient, request: pytest.FixtureRequest
) -> None:
    address = request.getfixturevalue(kind)
    maja.post_form(f"{address}/risks", {"property": "integrity", "asset": "lab", "event": "It lies"})
    maja.post_form(f"{address}/measures", {"text": "Two lines"})
    pages = {f"step/{one.id}": f"step:{one.id}" for one in load_questionnaire(kind).steps}
    pages |= {"risks/1": "R1", "measures/1": "T1", "risks/grid": "grid:risk", "measures/grid": "grid:measure"}
    if kind == "ros":
        maja.post_form(f"{address}/workshops/new", {"day": "2027-03-04", "time": "09:30", "minutes": "180"})
        maja.post_form(f"{address}/fallbacks", PAPER)
        pages |= {"fallbacks/1": "N1", "workshops/1": "W1", "workshop/live": "live", "risks/1/numbers": "R1"}
    for page, place in pages.items():
        assert maja.get(f"{address}/{page}").status_code == 200, page
        told = [one["data-presence-place"] for one in maja.page.all("p") if "data-presence-place" in one]
        assert told == [place], page


def test_whoever_says_nothing_any_more_is_gone_and_then_forgotten(
    maja: InspectingClient, omar: InspectingClient, ros: str
) -> None:
    says(maja, ros, "step:context")
    back(GONE + timedelta(seconds=1))
    assert says(omar, ros, "") == ""
    back(FORGOTTEN + timedelta(seconds=1))
    says(omar, ros, "")
    assert db.session.scalar(select(func.count()).select_from(Presence)) == 1


def test_what_is_no_place_is_the_assessment_as_a_whole(
    maja: InspectingClient, omar: InspectingClient, ros: str
) -> None:
    for odd in ("<b>", "step:nowhere", "R0", "x" * 500, "a\u202eb"):
        says(maja, ros, odd)
        assert says(omar, ros, "") == "Also here: Maja"


def test_whoever_may_not_read_it_hears_of_nobody(
    maja: InspectingClient, ros: str, browse: Callable[..., InspectingClient]
) -> None:
    says(maja, ros, "step:context")
    stranger = browse("lonely", Role.MEMBER)
    assert stranger.post_form("/assessments/999/here", {"place": ""}).status_code == 404
    adam = browse("adam", Role.ADMINISTRATOR)
    assert adam.post_form(f"{ros}/here", {"place": ""}).status_code == 403
