"""A small demo instance, made once a test process and copied for each journey."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from riskapp.commands.demo.loading import load_demo
from riskapp.database import db
from riskapp.settings import Settings
from riskapp.web.application import create_app
from tests.conftest import settings_in

DEVICES = 120


@pytest.fixture(scope="session")
def prepared_demo(prepared_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a loaded demo instance."""
    folder = tmp_path_factory.mktemp("demo") / "instance"
    shutil.copytree(prepared_instance, folder)
    app = create_app(settings_in(folder))
    with app.app_context():
        load_demo(DEVICES)
        db.session.remove()
        db.engine.dispose()
    return folder


@pytest.fixture
def settings(prepared_demo: Path, tmp_path: Path) -> Settings:
    """The settings of a copy, so that each journey has the demo for itself."""
    folder = tmp_path / "instance"
    shutil.copytree(prepared_demo, folder)
    return settings_in(folder)


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The application; requests of the browser open contexts of their own, so none is open here."""
    app = create_app(settings)
    yield app
    with app.app_context():
        db.engine.dispose()
