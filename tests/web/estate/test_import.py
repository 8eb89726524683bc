"""Importing and exporting in the browser."""

import io
import os
import stat
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.estate import assets
from riskapp.estate.rows import asset_row
from riskapp.estate.snapshots import present
from riskapp.exchange.limits import FAULTS_KEPT
from riskapp.exchange.reading import read_bytes
from riskapp.exchange.writing import write_workbook, write_zip
from riskapp.graph.snapshot import Asset
from riskapp.graph.vocabulary import Kind, Lifecycle
from tests.estate import stored
from tests.exchange.files import sound_csv_files, zipped

EMPTY = {
    "holdings.csv": "asset,category,persons\n",
    "flows.csv": "id,source,target,categories,access,encrypted,validated\n",
}


def send(client, data, name="estate.zip"):
    return client.post("/estate/import", data={"csrf_token": client.token(), "file": (io.BytesIO(data), name)})


def kept_files(app):
    folder = Path(app.instance_path) / "uploads"
    return sorted(folder.iterdir()) if folder.exists() else []


def changed(ward):
    """One asset renamed, one new, one missing."""
    pump = Asset("pump", "Pump", Kind.DEVICE)
    renamed = replace(ward.assets[0], name="Power <2>")
    return replace(ward, assets=(renamed, *ward.assets[1:-1], pump), flows=(), dependencies=(), holdings=())


def test_a_file_is_previewed_confirmed_and_let_go_of(app, ward, browse):
    client = browse("sara", Role.SECURITY)
    client.get("/estate/import")

    preview = send(client, write_workbook(changed(ward)), "estate.xlsx").location
    assert client.get(preview).status_code == 200
    for part in ("Pump (pump)", "Name: Power feed → becomes Power <2>", "Ward (ward)", "estate.xlsx"):
        assert part in client.page.text, part
    assert present() == ward
    [file] = kept_files(app)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700

    done = client.post_form(preview, {"number": "1", "retire": "chosen", "missing": ["ward", "ehr"]})

    client.get(done.location)
    assert "1 asset that the file lacked was retired" in client.page.text
    found = {asset.id: asset for asset in present().assets}
    assert (found["power"].name, found["pump"].name) == ("Power <2>", "Pump")
    assert [key for key, asset in found.items() if asset.lifecycle is Lifecycle.RETIRED] == ["ward"]
    assert kept_files(app) == []
    assert client.get(preview).status_code == 404


@pytest.mark.parametrize(("choice", "retired"), [("none", 0), ("all", 1)])
def test_what_is_missing_stays_or_is_retired_as_the_person_chooses(ward, browse, choice, retired):
    client = browse("sara", Role.SECURITY)
    preview = send(client, write_zip(changed(ward))).location

    client.post_form(preview, {"number": "1", "retire": choice})

    assert len([asset for asset in present().assets if asset.lifecycle is Lifecycle.RETIRED]) == retired


def test_what_is_retired_already_is_not_offered_again(ward, browse):
    assets.retire_asset(OPERATOR, stored.asset("ward").id, 1)
    client = browse("sara", Role.SECURITY)

    client.get(send(client, write_zip(changed(ward))).location)

    assert "Missing from the file" in client.page.text
    assert not [field for field in client.page.all("input") if field.get("name") in ("retire", "missing")]


def test_every_fault_is_told_with_file_row_and_column_and_nothing_is_kept(app, ward, browse):
    files = {
        "categories.csv": "id,name,sensitivity\nc,C,secret\n",
        "assets.csv": "id,name,kind\na,A,sistem\na,,system\n",
        "holdings.csv": "asset,category,persons\nx,c,many\n",
        "flows.csv": "id,source,target,categories,access,encrypted,validated\n",
        "dependencies.csv": "dependent,provider,kind\na,a,power\n",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    client = browse("sara", Role.SECURITY)

    answer = send(client, packed.getvalue())

    assert answer.status_code == 422
    for fault in ("categories.csv 2 sensitivity", "assets.csv 2 kind", "assets.csv 3 id", "holdings.csv 2 persons"):
        assert fault in client.page.text, fault
    assert kept_files(app) == []
    assert present() == ward


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (FAULTS_KEPT, ("10000 faults in the file", "9800 more faults are not shown")),
        (FAULTS_KEPT + 1, ("More than 10000 faults in the file", "The first 200 are shown. Reading stopped at 10000")),
    ],
)
def test_how_many_faults_there_are_is_true_where_reading_stopped_too(browse, rows, told):
    bad = "id,name,sensitivity\n" + "".join(f"c{number},C,\n" for number in range(rows))
    client = browse("sara", Role.SECURITY)

    assert send(client, zipped({**sound_csv_files(), "categories.csv": bad, **EMPTY})).status_code == 422

    for part in told:
        assert part in client.page.text, part
    assert ("More than" in client.page.text) == (rows > FAULTS_KEPT)


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04broken"])
def test_a_file_that_is_no_estate_is_refused_with_a_reason(app, ward, browse, data):
    client = browse("sara", Role.SECURITY)
    assert send(client, data).status_code == 422
    assert "Put this right" in client.page.text
    assert kept_files(app) == []
    assert present() == ward


def test_no_file_at_all_is_asked_for(app, browse):
    client = browse("sara", Role.SECURITY)
    assert client.post_form("/estate/import", {}).status_code == 422
    assert "Choose a file first" in client.page.text


def test_a_preview_that_is_no_longer_true_is_shown_anew(ward, browse):
    client = browse("sara", Role.SECURITY)
    preview = send(client, write_zip(changed(ward))).location
    lab = stored.asset("lab")
    assets.change_asset(OPERATOR, lab.id, 1, replace(asset_row(lab), owner="Kari"))

    client.post_form(preview, {"number": "1", "retire": "none"}, follow_redirects=True)

    assert "after this preview was made" in client.page.text
    assert "Owner: Kari → becomes –" in client.page.text
    assert "pump" not in {asset.id for asset in present().assets}


def test_a_file_opens_for_whoever_sent_it_only(app, ward, browse):
    sara, adam = browse("sara", Role.SECURITY), browse("adam", Role.ADMINISTRATOR)
    preview = send(sara, write_zip(changed(ward))).location

    assert adam.get(preview).status_code == 404
    assert adam.post_form(preview, {"number": "1"}).status_code == 404
    assert adam.get("/estate/import/..%2Fsecret.key").status_code == 404
    adam.post_form(f"{preview}/cancel", {})
    assert sara.get(preview).status_code == 200
    sara.post_form(f"{preview}/cancel", {})
    assert kept_files(app) == []
    assert present() == ward


def test_files_older_than_a_day_go_with_the_next_upload(app, ward, browse):
    client = browse("sara", Role.SECURITY)
    send(client, write_zip(ward))
    [old] = kept_files(app)
    os.utime(old, (time.time() - 90_000, time.time() - 90_000))

    send(client, write_zip(ward))

    assert old not in kept_files(app)
    assert len(kept_files(app)) == 1


def test_a_file_that_says_nothing_new_says_so(ward, browse):
    client = browse("sara", Role.SECURITY)
    preview = send(client, write_zip(ward)).location
    client.get(preview)
    assert "There is nothing to import" in client.page.text

    client.post_form(preview, {"number": "1"}, follow_redirects=True)
    assert "Nothing was changed" in client.page.text


@pytest.mark.parametrize("ending", ["zip", "xlsx"])
def test_an_export_reads_back_to_the_same_estate(ward, browse, ending):
    answer = browse("rut", Role.AUDITOR).get(f"/estate/export.{ending}")

    assert read_bytes(f"e.{ending}", answer.data).snapshot == ward
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_import_is_closed_to_who_may_not(ward, browse):
    client = browse("maja", Role.MEMBER)
    assert client.get("/estate/import").status_code == 403
    assert send(client, write_zip(ward)).status_code == 403
    assert client.get("/estate/imports/1").status_code == 403


def test_an_import_that_never_was_is_not_found(ward, browse):
    client = browse("sara", Role.SECURITY)
    assert client.get("/estate/imports/1").status_code == 200
    assert client.get("/estate/imports/99").status_code == 404
