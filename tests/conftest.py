"""What tests share: an instance of its own for each test, people with roles, and a browser that inspects pages."""

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from werkzeug.routing import Rule

from riskapp import instance, migrations
from riskapp.accounts import operations as accounts
from riskapp.accounts import passwords
from riskapp.accounts.authority import actor_of
from riskapp.accounts.models import Organisation, User
from riskapp.accounts.permissions import OPERATOR, Actor, Role
from riskapp.audit.models import TrailKey
from riskapp.audit.trail_key import FILE, make_key, public_bytes
from riskapp.database import db, now, transaction
from riskapp.reports.keys import create_organisation_key
from riskapp.settings import Settings
from riskapp.web.application import create_app
from tests.inspecting_client import InspectingClient
from tests.postgres import Postgres, running

CASES = Path(__file__).parent / "cases"
PASSWORD = "fjell-og-fjord-2026"
HOSPITAL = "Fjord Hospital"


def settings_in(folder: Path, url: str | None = None) -> Settings:
    """Settings of an instance in `folder`, on SQLite unless `url` says otherwise."""
    return Settings(instance=folder, database_url=url or f"sqlite:///{folder / 'riskapp.sqlite'}", language="en")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A module that says BOTH_DATABASES = True runs on SQLite and on PostgreSQL."""
    if "settings" in metafunc.fixturenames and getattr(metafunc.module, "BOTH_DATABASES", False):
        metafunc.parametrize("database_kind", ["sqlite", "postgresql"])


def pytest_collection_finish() -> None:
    """What was imported and collected stays: the garbage collector need not look through it again and again."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """Real argon2id at its least cost: tests make thousands of people. test_passwords.py sees to the full cost."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", hasher)
        patch.setattr(passwords, "_NOBODY", hasher.hash("nobody has this password"))
        yield


@pytest.fixture(scope="session", autouse=True)
def addresses_compiled_once() -> Iterator[None]:
    """Each application compiles the same hundred addresses, which takes longer than all else at its start."""
    compile_anew = Rule._compile_builder
    known: dict[tuple[object, ...], Callable[..., tuple[str, str]]] = {}

    def compile_once(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        key = (rule.rule, str(rule._trace), str(rule.defaults), append_unknown)
        if key not in known:
            known[key] = compile_anew(rule, append_unknown)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", compile_once)
        yield


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Each test's application has templates of its own; they are translated to Python once a test process."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def database_kind() -> str:
    """Which database this test runs on."""
    return "sqlite"


@pytest.fixture(scope="session")
def prepared_instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance made once, with keys and an empty migrated database, to be copied."""
    folder = tmp_path_factory.mktemp("prepared") / "instance"
    settings = settings_in(folder)
    instance.create(settings)
    _prepare_database(settings)
    create_organisation_key(settings.keys, HOSPITAL)
    _give_trail_key(settings)
    return folder


def _prepare_database(settings: Settings) -> None:
    app = create_app(settings)
    with app.app_context():
        migrations.upgrade(db.engine)
        with transaction() as session:
            session.add(Organisation(id=1, name=HOSPITAL, created_at=now()))
        db.session.remove()
        db.engine.dispose()


def _give_trail_key(settings: Settings) -> None:
    """Make the key of the trail, or note the one that the folder has: the copies on both databases share a folder."""
    app = create_app(settings)
    with app.app_context():
        with transaction() as session:
            path = settings.keys / FILE
            if path.exists():
                key = load_pem_private_key(path.read_bytes(), password=None)
                assert isinstance(key, Ed25519PrivateKey)
                session.add(TrailKey(public_key=public_bytes(key.public_key()), made_at=now()))
            else:
                make_key(session, settings.keys)
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """A PostgreSQL server, started where a test first asks for it."""
    with running(tmp_path_factory.mktemp("postgres")) as server:
        yield server


@pytest.fixture(scope="session")
def prepared_postgres(postgres: Postgres, prepared_instance: Path) -> str:
    """The name of a migrated, empty PostgreSQL database, to be copied."""
    name = postgres.make()
    settings = settings_in(prepared_instance, postgres.url(name))
    _prepare_database(settings)
    _give_trail_key(settings)
    return name


@pytest.fixture
def settings(prepared_instance: Path, tmp_path: Path, database_kind: str, request: pytest.FixtureRequest) -> Settings:
    """The settings of this test's own instance."""
    folder = tmp_path / "instance"
    shutil.copytree(prepared_instance, folder)
    if database_kind == "sqlite":
        return settings_in(folder)
    server: Postgres = request.getfixturevalue("postgres")
    template: str = request.getfixturevalue("prepared_postgres")
    return settings_in(folder, server.url(server.make(template)))


@pytest.fixture
def app(settings: Settings, compiled_templates: FileSystemBytecodeCache) -> Iterator[Flask]:
    """The application of this test, inside its application context."""
    app = create_app(settings)
    app.jinja_env.bytecode_cache = compiled_templates
    app.test_client_class = InspectingClient
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def person(app: Flask) -> Callable[..., Actor]:
    """Make a person: person("maja", Role.MEMBER) returns the actor; `asset` narrows the role to one system."""

    def make(username: str, *roles: Role, asset: int | None = None) -> Actor:
        number = accounts.add_user(OPERATOR, username, username.capitalize(), PASSWORD, language="en")
        for role in roles:
            accounts.grant_role(OPERATOR, number, role, asset)
        return actor_of(db.session.get_one(User, number))

    return make


@pytest.fixture
def browse(app: Flask, person: Callable[..., Actor]) -> Callable[..., InspectingClient]:
    """A signed-in browser: browse("maja", Role.MEMBER); without roles, of a person made before."""

    def open_browser(username: str, *roles: Role, language: str = "en") -> InspectingClient:
        if roles:
            person(username, *roles)
        client = InspectingClient(app, app.response_class)
        client.sign_in(username, PASSWORD)
        if language != "en":
            client.post_form("/language", {"language": language, "target": "/me"})
        return client

    return open_browser
