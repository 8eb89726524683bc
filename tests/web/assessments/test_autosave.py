"""The address that a script saves single fields at."""

from collections.abc import Callable

from sqlalchemy import select
from werkzeug.test import TestResponse

from riskapp.accounts.permissions import Role
from riskapp.assessments.models import Version
from riskapp.assessments.queries import answers_of
from riskapp.database import db
from tests.assessments.ward import HOSTILE
from tests.inspecting_client import InspectingClient

JSON = {"Accept": "application/json"}


def save(client: InspectingClient, address: str, key: str, text: str, seen: int = 0) -> TestResponse:
    """What the script sends; the token goes in the header."""
    return client.post(
        f"{address}/answer",
        data={"key": key, "text": text, "seen": seen},
        headers={**JSON, "X-CSRFToken": client.token()},
    )


def stored() -> object:
    db.session.expire_all()
    return answers_of(db.session.scalars(select(Version)).one())


def test_a_field_is_saved_and_the_page_is_told_when_and_what_is_missing(maja: InspectingClient, ros: str) -> None:
    seen = 0
    for text in HOSTILE:
        answer = save(maja, ros, "purpose", text, seen)
        seen = answer.json["seen"] if answer.json else 0
        assert stored() == {"purpose": text}
    told = save(maja, ros, "incidents", "None known").json
    assert told and told["saved"].startswith("Saved ")
    assert "Still missing in this step" in told["parts"]["missing"]
    assert "2 of 7" in told["parts"]["steps"]


def test_the_threshold_answers_with_its_outcome(maja: InspectingClient, dpia: str) -> None:
    save(maja, dpia, "already_covered", "no")
    answer = save(maja, dpia, "always_required", "special_data").json
    assert answer and "A DPIA is needed" in answer["parts"]["outcome"]


def test_a_conflict_carries_the_other_text_and_what_to_send_next(
    maja: InspectingClient, browse: Callable[..., InspectingClient], ros: str
) -> None:
    save(maja, ros, "purpose", "Maja's")
    omar = browse("omar", Role.MEMBER)
    answer = save(omar, ros, "purpose", "Omar's")
    assert answer.status_code == 409 and answer.json
    assert answer.json["theirs"] == "Maja's" and "Maja" in answer.json["error"]
    assert save(omar, ros, "purpose", "Omar's", answer.json["seen"]).status_code == 200
    assert stored() == {"purpose": "Omar's"}


def test_what_does_not_fit_is_refused_with_a_sentence(maja: InspectingClient, dpia: str) -> None:
    for key, text in (("scoring", "perhaps"), ("weather", "fine")):
        answer = save(maja, dpia, key, text)
        assert answer.status_code == 422 and answer.json and answer.json["error"]
    assert stored() == {}


def test_without_a_token_nothing_is_saved(maja: InspectingClient, ros: str) -> None:
    answer = maja.post(f"{ros}/answer", data={"key": "purpose", "text": "x", "seen": 0}, headers=JSON)
    assert answer.status_code == 400
    assert stored() == {}


def test_after_the_session_ran_out_the_text_is_given_back_and_can_be_saved_by_hand(
    maja: InspectingClient, ros: str
) -> None:
    token = maja.token()
    maja.delete_cookie("riskapp")
    answer = maja.post(
        f"{ros}/answer", data={"key": "purpose", "text": "Typed <late>", "seen": 0}, headers={"X-CSRFToken": token}
    )
    assert answer.status_code == 401 and stored() == {}
    kept = next(one["value"] for one in maja.page.all("input") if one.get("name") == "kept")
    maja.post_form("/sign-in", {"username": "maja", "password": "fjell-og-fjord-2026", "kept": kept})
    assert "Typed <late>" in [one.get("value") for one in maja.page.all("input")]
    answer = maja.post_form(f"{ros}/answer", {"key": "purpose", "text": "Typed <late>", "seen": "0"})
    assert answer.status_code == 302 and answer.location.endswith("/step/context")
    assert stored() == {"purpose": "Typed <late>"}


def test_a_text_kept_through_sign_in_that_meets_another_is_shown_with_it(maja: InspectingClient, ros: str) -> None:
    save(maja, ros, "purpose", "first")
    answer = maja.post_form(f"{ros}/answer", {"key": "purpose", "text": "late", "seen": "0"})
    assert answer.status_code == 409
    assert "first" in maja.page.text and "late" in maja.page.text


def test_a_reader_cannot_save(maja: InspectingClient, browse: Callable[..., InspectingClient], ros: str) -> None:
    assert save(browse("rut", Role.AUDITOR), ros, "purpose", "x").status_code == 403
    assert stored() == {}
