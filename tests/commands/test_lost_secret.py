"""A secret.key that is missing beside a database stops the start; a new one is made only when somebody says so."""

import stat

import pytest

from riskapp.accounts.permissions import Role
from riskapp.commands.preparing import prepare
from riskapp.errors import Unready
from riskapp.instance import create, secret
from riskapp.settings import Settings


@pytest.mark.parametrize("command", ["init", "serve", "demo", "users"])
@pytest.mark.parametrize("harm", [lambda key: key.unlink(), lambda key: key.write_text("")], ids=["missing", "empty"])
def test_a_lost_secret_stops_every_command_with_what_to_do(begun, riskapp, folder, command, harm):
    harm(folder / "secret.key")

    said = riskapp(command)

    assert (said.status, said.out) == (2, "")
    assert len(said.err.strip().splitlines()) == 1
    assert "Restore secret.key from the backup or, if it is lost, run riskapp init --new-secret" in said.err
    assert not (folder / "secret.key").exists() or not (folder / "secret.key").read_text()
    assert "riskapp init --new-secret" in riskapp("check").out


def test_a_new_secret_is_made_by_an_explicit_act_and_replaces_the_old_one(begun, riskapp, folder):
    key = folder / "secret.key"
    before = key.read_text()
    assert riskapp("init").err == f"made nothing: {folder} is ready\n"
    assert key.read_text() == before

    said = riskapp("init", "--new-secret")

    assert (said.status, said.err) == (0, "made a new secret\n")
    assert len(key.read_text()) == 64
    assert key.read_text() != before
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    key.unlink()
    assert riskapp("init", "--new-secret").status == 0
    assert riskapp("check").status == 0


def test_a_server_that_holds_an_instance_counts_as_a_database(tmp_path, postgres, prepared_postgres):
    url = postgres.url(postgres.make(prepared_postgres))
    settings = Settings(instance=tmp_path / "instance", database_url=url)

    with pytest.raises(Unready, match="--new-secret"):
        prepare(settings)

    assert not settings.instance.exists()


def test_with_a_new_secret_people_stay_signed_in_and_get_their_open_form_back(settings, app, browse):
    maja = browse("maja", Role.MEMBER)
    maja.get("/me")
    old = maja.token()

    create(settings, new_secret=True)
    app.secret_key = secret(settings)

    form = {"language": "nb", "target": "/a-page-that-was-open"}
    handed_back = maja.post("/language", data={"csrf_token": old, **form})
    assert handed_back.status_code == 400
    assert "/a-page-that-was-open" in handed_back.text
    assert maja.get("/me").status_code == 200
    assert maja.post("/language", data={"csrf_token": maja.token(), **form}).status_code == 302
