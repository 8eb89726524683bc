"""What is handed back or taken in: only forms of this site, only of a form's size, files only from the signed-in."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from flask import Flask

from riskapp.accounts.permissions import Role
from riskapp.settings import Settings
from riskapp.web.application import create_app
from tests.inspecting_client import InspectingClient

Browse = Callable[..., InspectingClient]
TYPED = {"csrf_token": "old", "kind": "ros", "title": "Typed elsewhere", "language": "en"}
FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
]


@pytest.mark.parametrize("headers", FOREIGN)
def test_a_form_of_another_site_is_not_handed_back_ready_to_send(browse: Browse, headers: dict[str, str]) -> None:
    answer = browse("maja", Role.MEMBER).post("/assessments/new", data=TYPED, headers=headers)
    assert answer.status_code == 400
    assert "Typed elsewhere" not in answer.text
    assert "There was no text to keep." in answer.text


@pytest.mark.parametrize("headers", FOREIGN)
def test_it_does_not_travel_through_the_sign_in_page_either(app: Flask, headers: dict[str, str]) -> None:
    stranger = InspectingClient(app, app.response_class)
    answer = stranger.post("/assessments/new", data=TYPED, headers=headers)
    assert answer.status_code == 401
    assert 'name="kept" value=""' in answer.text


def test_a_form_of_this_site_is_handed_back(browse: Browse) -> None:
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}
    answer = browse("maja", Role.MEMBER).post("/assessments/new", data=TYPED, headers=headers)
    assert "Typed elsewhere" in answer.text


@pytest.fixture
def small(app: Flask, settings: Settings) -> Flask:
    """The application of this test with limits that a test can afford to exceed: 200 kB a form, 600 kB a file."""
    limited = create_app(replace(settings, max_form=200_000, max_upload=600_000))
    limited.test_client_class = InspectingClient
    return limited


@pytest.mark.parametrize("path", ["/sign-in", "/me", "/assessments/new", "/nowhere"])
@pytest.mark.parametrize("multipart", [False, True])
def test_a_form_that_is_too_large_is_refused_before_it_is_read(small: Flask, path: str, multipart: bool) -> None:
    stranger = InspectingClient(small, small.response_class)
    fields: dict[str, object] = {"csrf_token": "old", "text": "x" * 210_000}
    if multipart:
        fields["file"] = (BytesIO(b"x"), "estate.zip")
    answer = stranger.post(path, data=fields)
    assert answer.status_code == 413
    assert "x" * 100 not in answer.text


@pytest.mark.parametrize(("path", "field"), [("/estate/import", "file"), ("/verify", "pdf")])
def test_a_stranger_s_file_is_not_read(small: Flask, path: str, field: str) -> None:
    stranger = InspectingClient(small, small.response_class)
    answer = stranger.post(path, data={"csrf_token": "old", field: (BytesIO(b"x" * 400_000), "file")})
    assert (answer.status_code, answer.location) == (302, f"/sign-in?target={path}")


@pytest.mark.parametrize(("size", "status"), [(400_000, 422), (700_000, 413)])
def test_a_file_may_be_larger_than_a_form_but_not_larger_than_a_file(
    small: Flask, person: Callable[..., object], size: int, status: int
) -> None:
    person("omar", Role.SECURITY)
    browser = InspectingClient(small, small.response_class)
    browser.sign_in("omar", "fjell-og-fjord-2026")
    answer = browser.post_form("/estate/import", {"file": (BytesIO(b"x" * size), "estate.zip")})
    assert answer.status_code == status
