"""The command line as a person or a script uses it, with an instance of its own."""

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from riskapp.commands import main
from riskapp.commands.preparing import prepare
from tests.conftest import settings_in

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "instance"


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `riskapp init` makes."""
    folder = tmp_path_factory.mktemp("made") / "instance"
    prepare(settings_in(folder))
    return folder


@pytest.fixture
def begun(folder: Path, made_once: Path) -> None:
    """An instance as `riskapp init` leaves it, for this test alone: making its keys anew takes half a second."""
    shutil.copytree(made_once, folder)


@pytest.fixture
def riskapp(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Run a command in this process, through the same entry as the installed program."""

    def run(*words: str, stdin: str = "", **environment: str) -> Said:
        with monkeypatch.context() as patch:
            for name, value in {"RISKAPP_INSTANCE": str(folder), **environment}.items():
                patch.setenv(name, value)
            patch.setattr(sys, "argv", ["riskapp", *words])
            patch.setattr(sys, "stdin", io.StringIO(stdin))
            capsys.readouterr()
            status = 0
            try:
                main()
            except SystemExit as stop:
                status = int(stop.code or 0)
        return Said(status, *capsys.readouterr())

    return run


@pytest.fixture
def process(folder: Path) -> Callable[..., Said]:
    """Run a command as a process of its own."""

    def run(*words: str) -> Said:
        command = [Path(sys.executable).with_name("riskapp"), *words]
        env = {**os.environ, "RISKAPP_INSTANCE": str(folder)}
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
        return Said(done.returncode, done.stdout, done.stderr)

    return run
