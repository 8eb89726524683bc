"""A small demo instance in which everybody has signed in, made once a test process and copied for each journey."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache

from riskapp.accounts.demo import DEMO_PASSWORD, DEMO_PEOPLE
from riskapp.commands.demo.loading import load_demo
from riskapp.database import db
from riskapp.settings import Settings
from riskapp.web.application import create_app
from tests.conftest import settings_in
from tests.inspecting_client import InspectingClient

DEVICES = 120


@dataclass(frozen=True)
class Demo:
    """The folder of a loaded demo instance, and the session cookie of each of its people."""

    folder: Path
    cookies: Mapping[str, str]


@pytest.fixture(scope="session")
def prepared_demo(prepared_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demo, in which each person has signed in once; a copy of it knows the same sessions."""
    folder = tmp_path_factory.mktemp("demo") / "instance"
    shutil.copytree(prepared_instance, folder)
    app = create_app(settings_in(folder))
    with app.app_context():
        load_demo(DEVICES)
        cookies = {person.username: _sign_in(app, person.username) for person in DEMO_PEOPLE}
        db.session.remove()
        db.engine.dispose()
    return Demo(folder, cookies)


def _sign_in(app: Flask, username: str) -> str:
    client = InspectingClient(app, app.response_class)
    client.sign_in(username, DEMO_PASSWORD)
    cookie = client.get_cookie("riskapp")
    assert cookie is not None
    return cookie.value


@pytest.fixture
def settings(prepared_demo: Demo, tmp_path: Path) -> Settings:
    """The settings of a copy, so that each journey has the demo for itself."""
    folder = tmp_path / "instance"
    shutil.copytree(prepared_demo.folder, folder)
    return settings_in(folder)


@pytest.fixture
def app(settings: Settings, compiled_templates: FileSystemBytecodeCache) -> Iterator[Flask]:
    """The application; requests of the browser open contexts of their own, so none is open here."""
    app = create_app(settings)
    app.jinja_env.bytecode_cache = compiled_templates
    yield app
    with app.app_context():
        db.engine.dispose()
