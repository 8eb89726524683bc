"""Journeys in real Chromium: a served instance, a browser for each person, and axe on every page they open."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from werkzeug.middleware.shared_data import SharedDataMiddleware
from werkzeug.serving import make_server

from riskapp.accounts.authority import actor_of
from riskapp.accounts.operations import choose_language, user_named
from tests.browser.demo import Demo, app, prepared_demo, settings
from tests.browser.person import Person

__all__ = ["app", "prepared_demo", "settings"]

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules/axe-core"
OUTPUT = ROOT / "tests/output"


@pytest.fixture(scope="session")
def chromium(prepared_demo: Demo) -> Iterator[Browser]:
    """Debian's Chromium, without a screen. The demo is loaded first: signing needs this thread's event loop free."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """This test's instance, served over a real socket, with axe beside it."""
    served = SharedDataMiddleware(app, {"/axe-core": str(AXE)})
    server = make_server("127.0.0.1", 0, served, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


def reads_in(app: Flask, username: str, language: str) -> None:
    """Let the person read in this language from now on."""
    with app.app_context():
        user = user_named(username)
        if user.language != language:
            choose_language(actor_of(user), language)


@pytest.fixture
def meet(chromium: Browser, address: str, app: Flask, prepared_demo: Demo) -> Iterator[Callable[..., Person]]:
    """meet("maja", "nb") is that person at a browser of her own, signed in long ago; closed at the end of the test."""
    contexts = []

    def open_browser(
        username: str,
        language: str = "en",
        *,
        signed_in: bool = True,
        width: int = 1280,
        scripts: bool = True,
        scheme: Literal["light", "dark"] = "light",
        forced: Literal["active", "none"] = "none",
    ) -> Person:
        context = chromium.new_context(
            base_url=address,
            viewport={"width": width, "height": 900},
            locale="nb-NO" if language == "nb" else "en-GB",
            java_script_enabled=scripts,
            accept_downloads=True,
            color_scheme=scheme,
            forced_colors=forced,
        )
        contexts.append(context)
        if signed_in:
            context.add_cookies([{"name": "riskapp", "value": prepared_demo.cookies[username], "url": address}])
            reads_in(app, username, language)
        return Person(context.new_page(), username, language)

    yield open_browser
    for context in contexts:
        context.close()
