"""The page for the projector: one scenario, judged by a cell of the matrix, and what it tells those who look on."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy import select

from riskapp.accounts.models import WebSession
from riskapp.accounts.permissions import Role
from riskapp.assessments.models import Assessment, Risk
from riskapp.catalogues.scale_file import load_scales
from riskapp.database import db, transaction
from tests.inspecting_client import InspectingClient

SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def live(maja: InspectingClient, ros: str) -> str:
    """The address of the page, with two scenarios."""
    for event in ("It stops", "It lies"):
        maja.post_form(f"{ros}/workshop/live", {"event": event, "property": "availability"})
    return f"{ros}/workshop/live"


def risk(number: int = 1) -> Risk:
    db.session.expire_all()
    found = {one.number: one for one in db.session.get_one(Assessment, 1).latest.risks}
    return found[number]


def pressed(client: InspectingClient) -> list[str]:
    return [one["value"] for one in client.page.all("button") if one.get("aria-pressed") == "true"]


def test_without_a_scenario_the_page_asks_for_the_first(maja: InspectingClient, ros: str) -> None:
    maja.get(f"{ros}/workshop/live")
    assert "No scenario is described yet" in maja.page.text
    assert maja.post_form(f"{ros}/workshop/live", {"event": " ", "property": "integrity"}).status_code == 422
    answer = maja.post_form(f"{ros}/workshop/live", {"event": "It stops", "property": "availability"})
    assert answer.location == f"{ros}/workshop/live?risk=1"
    assert (risk().event, risk().property) == ("It stops", "availability")


def test_every_cell_of_the_matrix_is_a_button_with_its_level_in_number_and_word(
    maja: InspectingClient, live: str
) -> None:
    scales = load_scales("ros")
    down_and_across = list(product(reversed(scales.likelihood.values), scales.consequence.values))
    maja.get(f"{live}?risk=1")
    cells = [one["value"] for one in maja.page.all("button") if one.get("name") == "cell"]
    assert cells == [f"{down}-{across}" for down, across in down_and_across]
    for level in (scales.level(down, across) for down, across in down_and_across):
        assert f"{level.value} {level.word.en}" in maja.page.text
    assert pressed(maja) == []


def test_a_pressed_cell_is_stored_with_or_without_a_script(maja: InspectingClient, live: str) -> None:
    sent = {"cell": "4-2", "likelihood": "", "consequence": "", "likelihood_reason": "Seen", "row_version": "1"}
    assert maja.post_form(f"{live}/1", sent).location == f"{live}?risk=1#matrix"
    assert (risk().likelihood, risk().consequence, risk().likelihood_reason) == (4, 2, "Seen")
    maja.get(f"{live}?risk=1")
    assert pressed(maja) == ["4-2"]
    by_script = {"likelihood": "3", "consequence": "5", "likelihood_knowledge": "low", "row_version": "2"}
    answer = maja.post_form(f"{live}/1", by_script, headers=SCRIPT)
    assert answer.json["seen"] == 3 and answer.json["saved"].startswith("Saved ")
    level = load_scales("ros").level(3, 5)
    assert level.word.en in answer.json["parts"]["level"] and "It lies" in answer.json["parts"]["side"]
    assert (risk().likelihood, risk().likelihood_knowledge, risk().event) == (3, "low", "It stops")


@pytest.mark.parametrize(
    "wrong",
    [
        {"cell": "9-9"},
        {"cell": "x"},
        {"cell": "0-1"},
        {"cell": "²-1"},
        {"likelihood_knowledge": "guess"},
        {"likelihood": "a"},
    ],
)
def test_what_is_not_in_the_matrix_is_refused_and_the_typed_reason_kept(
    maja: InspectingClient, live: str, wrong: dict[str, str]
) -> None:
    sent = {"likelihood_reason": "Do not lose me", "row_version": "1", **wrong}
    answer = maja.post_form(f"{live}/1", sent)
    assert answer.status_code == 422 and "Do not lose me" in answer.text
    assert maja.post_form(f"{live}/1", sent, headers=SCRIPT).json["error"]
    assert (risk().likelihood, risk().likelihood_reason, risk().row_version) == (None, "", 1)


def test_two_who_judge_at_once_see_both_judgements(maja: InspectingClient, live: str) -> None:
    maja.post_form(f"{live}/1", {"cell": "4-2", "likelihood_knowledge": "high", "row_version": "1"})
    late = {"cell": "2-2", "likelihood_knowledge": "low", "likelihood_reason": "Mine", "row_version": "1"}
    assert maja.post_form(f"{live}/1", late, headers=SCRIPT).status_code == 409
    assert maja.post_form(f"{live}/1", late).status_code == 409
    for text in ("strong", "weak", "Mine"):
        assert text in maja.page.text
    assert risk().likelihood == 4


def test_those_who_look_on_see_what_was_changed_last_and_hear_of_it(
    maja: InspectingClient, live: str, browse: Callable[..., InspectingClient]
) -> None:
    rut = browse("rut", Role.AUDITOR)
    state = live.replace("/live", "/state")
    heard = rut.get(state).json
    assert rut.get(state, query_string={"mark": heard["mark"]}).json["parts"] == {}
    for number, words in ((1, "It stops"), (2, "It lies")):  # twice within a second
        before = heard["mark"]
        maja.post_form(f"{live}/{number}", {"cell": "4-2", "likelihood_reason": "Seen", "row_version": "1"})
        heard = rut.get(state, query_string={"mark": before}).json
        assert heard["mark"] != before and set(heard["parts"]) == {"scenario", "side"}
        assert f"R{number} {words}" in heard["parts"]["scenario"] and "Seen" in heard["parts"]["scenario"]
        assert "<form" not in heard["parts"]["scenario"]
    page = rut.get(live).text
    assert "R2 It lies" in page and '<form method="post" id="judge"' not in page
    assert rut.get(f"{live}?risk=1").status_code == 200 and "R1 It stops" in rut.page.text
    assert set(maja.get(state).json["parts"]) == {"side"}
    assert rut.post_form(f"{live}/1", {"cell": "1-1", "row_version": "2"}).status_code == 403
    assert rut.post_form(live, {"event": "x", "property": "integrity"}).status_code == 403


def test_who_leads_goes_on_with_the_first_that_waits(maja: InspectingClient, live: str) -> None:
    maja.post_form(f"{live}/1", {"cell": "4-2", "row_version": "1"})
    maja.get(live)
    assert "R2 It lies" in maja.page.text.split("How high is the risk now?")[0].split("Cause")[0]


def test_a_scenario_that_was_removed_is_told(maja: InspectingClient, live: str) -> None:
    assert maja.get(f"{live}?risk=9").status_code == 404
    answer = maja.get(live.replace("/live", "/state?risk=9"), headers=SCRIPT)
    assert answer.status_code == 404 and answer.json["error"]


def test_a_page_that_asks_by_itself_does_not_keep_a_session_awake(maja: InspectingClient, live: str) -> None:
    with transaction() as session:
        session.scalars(select(WebSession)).one().seen_at -= timedelta(hours=3)
    before = db.session.scalars(select(WebSession.seen_at)).one()
    assert maja.get(live.replace("/live", "/state")).status_code == 200
    db.session.expire_all()
    assert db.session.scalars(select(WebSession.seen_at)).one() == before
    maja.get(live)
    db.session.expire_all()
    assert db.session.scalars(select(WebSession.seen_at)).one() > before


def test_what_is_submitted_is_shown_and_not_judged(maja: InspectingClient, live: str) -> None:
    with transaction():
        db.session.get_one(Assessment, 1).latest.state = "in review"
    assert 'id="judge"' not in maja.get(live).text
    assert maja.post_form(f"{live}/1", {"cell": "4-2", "row_version": "1"}).status_code == 422
    assert risk().likelihood is None
