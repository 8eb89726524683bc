"""The whole job on the command line: an instance, people, an estate in and out, reports, and what is refused."""

import sqlite3
import stat
from pathlib import Path

import pytest

from riskapp.commands import COMMANDS

WARD = Path(__file__).parents[1] / "cases/ward"


def test_help_explains_every_command(riskapp):
    whole = riskapp("--help")

    assert whole.status == 0
    for name, (_, line) in COMMANDS.items():
        assert name in whole.out
        assert " ".join(line.split()) in " ".join(whole.out.split())
        said = riskapp(name, "--help")
        assert said.status == 0
        assert "Usage:" in said.out


def test_the_installed_program_answers(process):
    said = process("--version")

    assert (said.status, said.err) == (0, "")
    assert "riskapp" in said.out


def test_init_makes_an_instance_that_nobody_else_can_read(riskapp, folder):
    said = riskapp("init", "--organisation", "Fjord Hospital")

    assert said.status == 0
    for path in (folder, *folder.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
    again = riskapp("init")
    assert "is ready" in again.err


def test_check_tells_what_is_wrong_and_what_to_do(begun, riskapp, folder):
    assert riskapp("check").status == 0

    (folder / "secret.key").chmod(0o644)
    said = riskapp("check")

    assert said.status == 1
    assert f"chmod 600 {folder / 'secret.key'}" in said.out


@pytest.mark.parametrize(
    ("name", "value", "what_to_do"),
    [
        ("RISKAPP_DATABASE_URL", "postgresql://127.0.0.1:9/none", "Check RISKAPP_DATABASE_URL"),
        ("RISKAPP_DATABASE_URL", "mysql://x", "postgresql:// or sqlite:///"),
        ("RISKAPP_DATABASE_URL", "postgresql://127.0.0.1:9x/none", "cannot be read"),
        ("RISKAPP_DATABASE_URL", "sqlite:////nowhere/at/all.db", "is missing or empty"),
        ("RISKAPP_TIMEZONE", "Mars/Olympus", "Europe/Oslo"),
        ("RISKAPP_LANGUAGE", "sv", "nb or en"),
        ("RISKAPP_PUBLIC_URL", "hospital", "whole address"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_one_sentence(begun, riskapp, name, value, what_to_do):

    said = riskapp("serve", **{name: value})

    assert said.status == 2
    assert len(said.err.strip().splitlines()) == 1
    assert what_to_do in said.err


def test_a_database_where_none_can_be_made_stops_the_start_with_one_sentence(riskapp):
    said = riskapp("init", RISKAPP_DATABASE_URL="sqlite:////nowhere/at/all.db")

    assert said.status == 2
    assert len(said.err.strip().splitlines()) == 1
    assert "/nowhere/at/all.db cannot be made" in said.err


@pytest.mark.parametrize("looking", [[], ["check"], ["users"], ["assessments"]])
@pytest.mark.parametrize("command", ["init", "serve"])
def test_a_lost_database_is_not_replaced_by_an_empty_one_not_even_by_looking(begun, riskapp, folder, command, looking):
    for file in folder.glob("riskapp.sqlite*"):
        file.unlink()
    if looking:
        assert riskapp(*looking).status != 0

    said = riskapp(command)

    assert said.status == 2
    assert len(said.err.strip().splitlines()) == 1
    assert "Restore the database from the backup" in said.err
    assert not list(folder.glob("riskapp.sqlite*"))


def test_an_empty_database_beside_keys_that_have_signed_is_refused(begun, riskapp, folder):
    (folder / "riskapp.sqlite").write_bytes(b"")
    other = sqlite3.connect(folder / "other.sqlite")
    other.execute("CREATE TABLE something (id INTEGER)")
    other.close()

    for environment in ({}, {"RISKAPP_DATABASE_URL": f"sqlite:///{folder / 'other.sqlite'}"}):
        said = riskapp("init", **environment)
        assert said.status == 2
        assert "missing or empty" in said.err


def test_an_import_tells_every_fault_and_changes_nothing(begun, riskapp, tmp_path):
    for file in WARD.glob("*.csv"):
        text = file.read_text("utf-8").replace("Host 1,infrastructure", "Host 1,toaster")
        (tmp_path / file.name).write_text(text.replace("lab,dc2,hosting", "lab,nowhere,hosting"), "utf-8")

    said = riskapp("import", str(tmp_path), "--json")

    assert said.status == 2
    assert [(one["file"], one["row"], one["column"]) for one in said.json["faults"]] == [
        ("assets.csv", 3, "kind"),
        ("dependencies.csv", 8, "provider"),
    ]
    told = said.err.strip().splitlines()
    assert told[0].startswith("assets.csv, row 3, kind:")
    assert told[-1] == "2 faults: nothing was changed. Correct them and import again."
    assert riskapp("export", str(tmp_path / "out")).status == 0
    assert len((tmp_path / "out" / "assets.csv").read_text("utf-8").splitlines()) == 1


def test_a_dry_run_names_what_would_be_added_changed_and_missing(begun, riskapp, tmp_path):
    riskapp("import", str(WARD))
    for file in WARD.glob("*.csv"):
        text = file.read_text("utf-8").replace("Host 1,", "Host one,").replace("monitor,vitals,12\n", "")
        (tmp_path / file.name).write_text(text, "utf-8")
    with (tmp_path / "assets.csv").open("a", encoding="utf-8") as file:
        file.write("dc3,Host 3,infrastructure\n")

    said = riskapp("import", str(tmp_path), "--dry-run")

    assert "+ dc3" in said.out
    assert "~ dc1: name Host 1 -> Host one" in said.out
    assert "? monitor · vitals" in said.out


def test_a_missing_key_stops_the_start_with_one_sentence(begun, riskapp, folder):
    (folder / "keys" / "signing-key.pem").unlink()

    said = riskapp("serve")

    assert said.status == 2
    assert len(said.err.strip().splitlines()) == 1
    assert "key" in said.err


def test_people_are_added_listed_and_act_with_their_own_rights_only(begun, riskapp):
    added = riskapp(
        "users",
        "add",
        "maja",
        "--name",
        "Maja",
        "--role",
        "project member",
        "--password-stdin",
        stdin="fjell-og-fjord-2026\n",
    )
    assert added.status == 0, added.err

    assert riskapp("users", "--json").json == [
        {"username": "maja", "name": "Maja", "active": True, "roles": [{"role": "project member", "asset": None}]}
    ]
    refused = riskapp("import", str(WARD), "--as", "maja")
    assert refused.status == 2
    assert "roles do not let you" in refused.err
    assert riskapp("users", "role", "maja", "security").status == 0
    assert riskapp("import", str(WARD), "--as", "maja").status == 0


def test_a_weak_password_is_refused(begun, riskapp):

    said = riskapp("users", "add", "maja", "--name", "Maja", "--password-stdin", stdin="short\n")

    assert (said.status, riskapp("users", "--json").json) == (2, [])


def test_an_estate_goes_in_and_comes_out_the_same(begun, riskapp, tmp_path):

    dry = riskapp("import", str(WARD), "--dry-run", "--json")
    assert len(dry.json["assets"]["added"]) == 10
    assert riskapp("rank", "--threat", "availability", "--json").json["assets"] == []
    assert riskapp("import", str(WARD)).status == 0
    assert riskapp("export", str(tmp_path / "out")).status == 0

    again = riskapp("import", str(tmp_path / "out"), "--dry-run", "--json").json
    assert len(again) == 5
    assert all(table["added"] == table["changed"] == table["missing"] == [] for table in again.values())
    question = ["blast-radius", "power", "--threat", "availability", "--outage", "100", "--json"]
    assert riskapp(*question).json == riskapp(*question, "--estate", str(WARD)).json


def test_a_faulty_import_changes_nothing(begun, riskapp, tmp_path):
    riskapp("import", str(WARD))
    for file in WARD.glob("*.csv"):
        (tmp_path / file.name).write_text(file.read_text("utf-8").replace("Patient record", ""), "utf-8")

    said = riskapp("import", str(tmp_path))

    assert (said.status, said.out) == (2, "")
    assert "row 2" in said.err
    assert riskapp("export", str(tmp_path / "out")).status == 0
    assert "Patient record" in (tmp_path / "out" / "categories.csv").read_text("utf-8")


def test_a_demo_too_small_for_its_assessments_is_refused_and_the_smallest_loads(riskapp):
    refused = riskapp("demo", "--devices", "9")
    assert refused.status == 2 and "10" in refused.err
    assert riskapp("demo", "--devices", "10").status == 0


def test_the_demo_trust_is_loaded_once_with_its_seven_assessments(riskapp, tmp_path):
    assert riskapp("demo", "--devices", "200").status == 0

    listed = riskapp("assessments", "--json").json
    assert [(one["kind"], one["state"]) for one in listed] == [
        ("dpia", "approved"),
        ("ros", "draft"),
        ("dpia", "in review"),
        ("dpia", "approved"),
        ("dpia", "advised"),
        ("dpia", "in review"),
        ("dpia", "approved"),
    ]
    again = riskapp("demo", "--devices", "200")
    assert again.status == 2
    assert "already" in again.err

    report, draft = tmp_path / "report.pdf", tmp_path / "draft.pdf"
    assert riskapp("report", "1", "--out", str(report)).status == 0
    assert riskapp("report", "2", "--out", str(draft), "--as", "maja").status == 0
    public = tmp_path / "public.pdf"
    assert "-public.pdf" in riskapp("report", "1", "--public", "--out", str(public)).err
    assert riskapp("report", "1", "--public", "--out", str(public), "--as", "rut").status == 2
    page = tmp_path / "report.html"
    assert riskapp("report", "1", "--html", "--public", "--out", str(page), "--as", "rut").status == 2
    assert "-public.html" in riskapp("report", "1", "--html", "--public", "--out", str(page)).err
    assert "DPIA-1-v1.html" in riskapp("report", "1", "--html", "--out", str(page)).err
    assert "DPIA-1-v1.pdf" in page.read_text(encoding="utf-8")
    assert riskapp("verify", str(report)).status == 0
    assert riskapp("verify", str(report), "--json").json["valid"] is True
    for path in (draft, public, WARD / "assets.csv"):
        assert riskapp("verify", str(path)).status == 1
    report.write_bytes(report.read_bytes() + b" ")
    tampered = riskapp("verify", str(report))
    assert (tampered.status, tampered.out) == (1, "")
    assert riskapp("report", "99", "--out", str(draft)).status == 2
