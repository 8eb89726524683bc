"""Wrong input and broken surroundings: one sentence on standard error, exit status 2, no traceback, nothing written."""

import errno
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from riskapp import database
from riskapp.commands import checking, ranking
from riskapp.commands.paths import write
from riskapp.errors import Invalid

ENDLESS = "9" * 400
NO_TEXT = "\udcff"
PASSWORD = "fjell-og-fjord-2026\n"
RANK = ("rank", "--threat", "availability")
OUTAGE = ("blast-radius", "lab", "--threat", "availability")
ROOT = Path(__file__).parents[2]
WARD = ROOT / "tests/cases/ward"
PROGRAM = (sys.executable, "-c", "import sys; sys.argv[0] = 'riskapp'; from riskapp.commands import main; main()")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """An instance with the estate of the ward, made once for all."""
    folder = tmp_path_factory.mktemp("made") / "instance"
    for words in (["init"], ["import", str(WARD)]):
        environment = {**os.environ, "RISKAPP_INSTANCE": str(folder)}
        subprocess.run([*PROGRAM, *words], env=environment, check=True, capture_output=True)
    return folder


@pytest.fixture
def place(made, folder, tmp_path, monkeypatch):
    """The folder to stand in, with a copy of the instance and things that are not what a command needs."""
    shutil.copytree(made, folder)
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    Path("empty.pdf").touch()
    Path("broken.zip").write_bytes(b"PK\x03\x04" + bytes(50))
    Path("odd.zip").write_bytes(b"\xff" * 100)
    for name in ("linked", "blocked/flows.csv"):
        Path(name).mkdir(parents=True)
    Path("mine.txt").write_text("mine", "utf-8")
    Path("linked/flows.csv").symlink_to("../mine.txt")
    with zipfile.ZipFile("latin.zip", "w") as archive:
        archive.writestr("assets.csv", "id,name,kind\nføde,Føde,system\n".encode("latin-1"))
    return tmp_path


def stored(place):
    """All that a refused command could have changed."""
    files = {path: path.read_bytes() for path in place.rglob("*") if path.is_file() and "sqlite" not in path.name}
    connection = sqlite3.connect(place / "instance/riskapp.sqlite")
    events = connection.execute("SELECT count(*) FROM audit_event").fetchone()
    connection.close()
    return set(place.rglob("[!r]*")), files, events


def assert_refused(said, sentence, status=2):
    assert (said.status, said.out) == (status, "")
    assert sentence in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("nonsense",), "No such command 'nonsense'. See riskapp --help."),
        (("rank",), "Missing option '--threat'"),
        ((*RANK, "--as", "nobody"), "There is no user nobody"),
        ((*RANK, "--as", NO_TEXT), "The argument \\udcff is not UTF-8 text."),
        ((*RANK, "--top", "9" * 5000), "is not a valid integer"),
        # Which sentence is the engine's to choose.
        ((*OUTAGE, "--horizon", ENDLESS), "No question looks further ahead than 100000000000 minutes"),
        (("restart", "lab", "--outage", ENDLESS), "No question looks further ahead than 100000000000 minutes"),
        (("blast-radius", NO_TEXT, "--threat", "integrity"), "No asset has the id \\udcff."),
        (("report", "99999999999999999999", "--out", "x.pdf"), "There is no such assessment"),
        (("report", "1", "--out", "instance"), "is a directory"),
        (("report", "1", "--out", ""), "it is empty: write a path."),
        (("verify", "instance"), "is a directory"),
        (("verify", "pipe"), "pipe is no ordinary file"),
        (("import", "pipe"), "pipe is neither a folder nor a file"),
        (("import", "broken.zip"), "The archive is damaged"),
        (("import", "odd.zip"), "neither a ZIP"),
        (("export", "linked"), "linked/flows.csv is a link"),
        (("export", "blocked"), "blocked/flows.csv is a link or no ordinary file"),
        (("export", ""), "it is empty: write a path."),
        (("users", "role", "nobody", "auditor"), "There is no user nobody"),
        (("users", "role", NO_TEXT, "auditor"), "is not UTF-8 text"),
        (("users", "add", "maja", "--name", "Maja"), "--password-stdin"),
        (("users", "add", "a b", "--name", "Maja", "--password-stdin"), "A user name is one word"),
        (("users", "add", "a\x1bb", "--name", "Maja", "--password-stdin"), "A user name is one word"),
        (("users", "add", NO_TEXT, "--name", "Maja", "--password-stdin"), "A user name is one word"),
        (("users", "add", "m" * 81, "--name", "Maja", "--password-stdin"), "A user name is one word"),
        (("users", "add", "maja", "--name", "M" * 201, "--password-stdin"), "at most 200 characters"),
        (("serve", "--host", "203.0.113.1"), "203.0.113.1 is no address of this machine"),
    ],
    ids=lambda value: " ".join(value)[:40].encode("ascii", "replace").decode() if isinstance(value, tuple) else "",
)
def test_wrong_input_is_answered_with_one_sentence_and_changes_nothing(riskapp, place, words, sentence):
    before = stored(place)

    assert_refused(riskapp(*words, stdin=PASSWORD), sentence)

    assert stored(place) == before


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("RISKAPP_DATABASE_URL", "sqlite:///:memory:", "names no file"),
        ("RISKAPP_DATABASE_URL", "sqlite://", "names no file"),
        ("RISKAPP_DATABASE_URL", "sqlite:///", "names no file"),
        ("RISKAPP_DATABASE_URL", "sqlite:///file:x?mode=memory&uri=true", "names no file"),
        ("RISKAPP_DATABASE_URL", "postgresql+nodriver://x", "postgresql:// or sqlite:///"),
        ("RISKAPP_DATABASE_URL", "postgresql://localhost:hush/x", "percent-encoded"),
        ("RISKAPP_DATABASE_URL", "postgresql://u:hush@127.0.0.1:9/x", "Check RISKAPP_DATABASE_URL"),
        ("RISKAPP_DATABASE_URL", "postgresql://a..b/x", "Check RISKAPP_DATABASE_URL"),
        ("RISKAPP_DATABASE_URL", "postgresql://\udcff/x", "no text"),
        ("RISKAPP_PROXIES", ENDLESS, "a whole number from 0 to 99"),
        ("RISKAPP_PUBLIC_URL", "http://[x", "whole address"),
        ("RISKAPP_PUBLIC_URL", "http://x:port", "whole address"),
        ("RISKAPP_INSTANCE", "mine.txt", "which is a file"),
        ("RISKAPP_INSTANCE", "a" * 5000, "RISKAPP_INSTANCE cannot be used"),
        ("RISKAPP_INSTANCE", "mine.txt/below", "riskapp init"),
    ],
)
def test_a_wrong_setting_is_told_by_every_command(riskapp, place, name, value, sentence):
    before = stored(place)

    for words in (RANK, ("verify", "empty.pdf"), ("users",)):
        assert_refused(riskapp(*words, **{name: value}), sentence)
        assert "hush" not in riskapp(*words, **{name: value}).err
    checked = riskapp("check", **{name: value})

    assert (checked.status, checked.err) == (1, "")
    assert sentence in checked.out
    assert len(checked.out.splitlines()) == 11
    assert stored(place) == before


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (lambda folder: (folder / "riskapp.sqlite").write_bytes(b"\xff" * 9000), "not a database"),
        (lambda folder: sql(folder, "DROP TABLE signed_report"), None),
        (lambda folder: sql(folder, "UPDATE alembic_version SET version_num = '0001'"), "Run riskapp init"),
        (lambda folder: sql(folder, "UPDATE alembic_version SET version_num = '9999'"), "Start the newer riskapp"),
        (lambda folder: (folder / "keys/root.pem").unlink(), "root.pem is missing"),
        (lambda folder: (folder / "keys/root.pem").write_bytes(b""), "cannot be used"),
        (lambda folder: (folder / "keys/signing-key.pem").chmod(0o644), "chmod 600"),
    ],
    ids=["not a database", "table lost", "older", "newer", "key lost", "key empty", "key open"],
)
def test_verify_never_says_not_valid_where_it_could_not_look(riskapp, place, harm, sentence):
    harm(place / "instance")

    assert_refused(riskapp("verify", "empty.pdf"), sentence or "signed_report")
    if sentence:
        assert sentence in riskapp("check").out


def sql(folder, statement):
    connection = sqlite3.connect(folder / "riskapp.sqlite")
    with connection:
        connection.execute(statement)
    connection.close()


def test_check_tells_of_open_files_and_of_a_clock_that_went_back(riskapp, place, monkeypatch):
    (place / "instance/riskapp.sqlite").chmod(0o644)
    assert "Close it: chmod 600" in riskapp("check").out

    monkeypatch.setattr(checking, "_newest_event", lambda: checking.datetime.max.replace(tzinfo=checking.UTC))
    assert "the audit trail ends at 9999" in riskapp("check").out


def test_a_database_that_another_program_holds_is_told(riskapp, place, monkeypatch):
    # With the program's own SQLite: two of them in one process do not see each other's locks.
    holder = database.sqlite.connect(str(place / "instance/riskapp.sqlite"), isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    monkeypatch.setattr(database, "PATIENCE", 100)

    assert_refused(riskapp("users", "add", "maja", "--name", "M", "--password-stdin", stdin=PASSWORD), "is locked")
    holder.close()


def test_a_port_that_another_program_has_is_told_before_the_demo_is_loaded(begun, riskapp):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        assert_refused(riskapp("serve", "--demo", "--port", port), f"Port {port} is in use by another program")
    assert riskapp("users", "--json").json == []


@pytest.mark.parametrize(
    ("fault", "status", "sentence"),
    [
        (TypeError("'x' is no number"), 70, "a fault of its own (TypeError: 'x' is no number). RISKAPP_DEBUG=1"),
        (OverflowError("too large"), 70, "a fault of its own"),
        (MemoryError(), 2, "not enough memory"),
        (RecursionError(), 2, "nested too deeply"),
        (
            PermissionError(13, "Permission denied", "a/b.csv"),
            2,
            "a/b.csv cannot be read or written: Permission denied.",
        ),
        (KeyboardInterrupt(), 130, "Interrupted."),
    ],
)
def test_no_fault_ends_as_a_negative_answer(riskapp, place, monkeypatch, fault, status, sentence):
    def fail(*_):
        raise fault

    monkeypatch.setattr(ranking, "rank", fail)
    assert_refused(riskapp(*RANK), sentence, status)
    assert "Traceback" in riskapp(*RANK, RISKAPP_DEBUG="1").err


def test_a_file_that_does_not_become_whole_is_not_left_there(place, monkeypatch):
    def half(path, content):
        with path.open("wb") as file:
            file.write(content[:3])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", half)
    with pytest.raises(Invalid, match=r"report.pdf cannot be written: No space left on device\."):
        write(Path("report.pdf"), b"%PDF-1.7")
    assert not Path("report.pdf").exists()


def test_a_reader_that_goes_away_is_no_answer(place):
    read, write = os.pipe()
    os.close(read)
    environment = {**os.environ, "RISKAPP_INSTANCE": str(place / "instance")}
    done = subprocess.run(
        [*PROGRAM, *RANK], cwd=ROOT, env=environment, stdout=write, stderr=subprocess.PIPE, check=False
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (128 + signal.SIGPIPE, b"")
