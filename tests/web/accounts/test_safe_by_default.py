"""What every answer carries, how sessions behave, and that nothing typed is lost or handed to somebody else."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from riskapp.accounts.models import WebSession
from riskapp.accounts.permissions import Role
from riskapp.accounts.throttle import TRIES_AT_ONE_PLACE
from riskapp.database import db, transaction
from riskapp.settings import Settings
from riskapp.web.application import create_app
from tests.conftest import PASSWORD
from tests.inspecting_client import InspectingClient

Browse = Callable[..., InspectingClient]
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
}


def test_every_answer_carries_the_safe_headers(browse: Browse) -> None:
    browser = browse("maja", Role.MEMBER)
    for path in ("/", "/estate", "/nowhere", "/people"):
        headers = browser.get(path).headers
        policy = {part.strip() for part in headers["Content-Security-Policy"].split(";")}
        assert policy >= POLICY
        assert not any("unsafe" in part or "http" in part for part in policy)
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] in ("same-origin", "no-referrer", "strict-origin-when-cross-origin")
        assert "no-store" in headers["Cache-Control"]


def test_over_tls_the_session_cookie_is_bound_to_the_host(settings: Settings, person: Callable[..., object]) -> None:
    person("maja", Role.MEMBER)
    app = create_app(replace(settings, public_url="https://risk.example.org"))
    client = app.test_client()
    page = client.get("/sign-in", base_url="https://risk.example.org")
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert token is not None
    answer = client.post(
        "/sign-in",
        data={"csrf_token": token[1], "username": "maja", "password": PASSWORD},
        base_url="https://risk.example.org",
        headers={"Referer": "https://risk.example.org/sign-in"},
    )
    cookie = next(one for one in answer.headers.getlist("Set-Cookie") if one.startswith("__Host-riskapp="))
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
    assert "max-age=" in answer.headers["Strict-Transport-Security"]
    assert page.headers["Set-Cookie"].startswith("__Host-riskapp_form=")
    used = client.post(
        "/language",
        data={"csrf_token": token[1], "language": "en"},
        base_url="https://risk.example.org",
        headers={"Referer": "https://risk.example.org/sign-in"},
    )
    assert used.status_code == 400, "a token from before the sign-in still counts"


def test_signing_out_ends_the_session_on_the_server(browse: Browse) -> None:
    browser = browse("maja", Role.MEMBER)
    assert browser.post_form("/sign-out", {}).status_code == 302
    assert db.session.query(WebSession).count() == 0
    assert browser.get("/").status_code == 302


def test_a_wrong_password_and_an_unknown_account_get_the_same_words_and_are_slowed(app: Flask, browse: Browse) -> None:
    browse("maja", Role.MEMBER)
    stranger = InspectingClient(app, app.response_class)
    told = set()
    for username in ("maja", "nobody"):
        stranger.get("/sign-in")
        told.add(
            re.sub(username, "", stranger.post_form("/sign-in", {"username": username, "password": "x" * 20}).text)
        )
    assert all("The user name or the password is wrong." in text for text in told)
    for _ in range(TRIES_AT_ONE_PLACE):
        stranger.post_form("/sign-in", {"username": "maja", "password": "x" * 20})
    answer = stranger.post_form("/sign-in", {"username": "maja", "password": PASSWORD})
    assert "Too many failed tries" in answer.text


@pytest.mark.parametrize("target", ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example"])
def test_a_link_cannot_send_people_elsewhere_after_signing_in(
    app: Flask, person: Callable[..., object], target: str
) -> None:
    person("maja", Role.MEMBER)
    stranger = InspectingClient(app, app.response_class)
    stranger.get("/sign-in")
    answer = stranger.post_form("/sign-in", {"username": "maja", "password": PASSWORD, "target": target})
    assert answer.location == "/"


def lost(browser: InspectingClient) -> str:
    """Send a form after the session has run out; the text that travels through the sign-in page."""
    with transaction() as session:
        for one in session.query(WebSession):
            one.seen_at = one.seen_at.replace(year=2001)
    answer = browser.post_form("/assessments/new", {"kind": "ros", "title": "Long <b>title</b>", "language": "en"})
    assert answer.status_code == 401
    assert "What you typed is kept" in answer.text
    found = re.search(r'name="kept" value="([^"]+)"', answer.text)
    assert found is not None
    return found[1]


def test_an_expired_session_gives_the_text_back_to_whoever_typed_it(browse: Browse) -> None:
    browser = browse("maja", Role.MEMBER)
    kept = lost(browser)
    answer = browser.post_form("/sign-in", {"username": "maja", "password": PASSWORD, "kept": kept})
    assert "Long &lt;b&gt;title&lt;/b&gt;" in answer.text


def test_what_one_person_typed_is_not_handed_to_another(browse: Browse) -> None:
    browse("omar", Role.MEMBER)
    browser = browse("maja", Role.MEMBER)
    kept = lost(browser)
    answer = browser.post_form("/sign-in", {"username": "omar", "password": PASSWORD, "kept": kept})
    assert (answer.status_code, answer.location) == (302, "/")


def test_an_old_token_gives_the_text_back_at_once(browse: Browse) -> None:
    browser = browse("maja", Role.MEMBER)
    sent = {"csrf_token": "old", "kind": "ros", "title": "Long <b>title</b>", "language": "en", "row_version": "7"}
    answer = browser.post("/assessments/new", data=sent)
    assert answer.status_code == 400
    assert "Long &lt;b&gt;title&lt;/b&gt;" in answer.text
    shown = {field["name"]: field for field in browser.page.all("input") if field.get("type") != "hidden"}
    hidden = {field["name"]: field["value"] for field in browser.page.all("input") if field.get("type") == "hidden"}
    assert shown["title"]["value"] == "Long <b>title</b>"
    assert (hidden["kind"], hidden["language"], hidden["row_version"]) == ("ros", "en", "7")
