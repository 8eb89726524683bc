"""The check of the trail in the browser: what an auditor sees, brings and takes along."""

import io
import json
import zipfile
from dataclasses import replace

import pytest

from riskapp.accounts.permissions import Role
from riskapp.audit.checkpoints import checkpoint
from riskapp.decisions.trail.trail_points import deliver_copies, sign_trail
from riskapp.settings import Signing
from tests.audit.trails import bend, keep, write
from tests.local_pki import pki  # noqa: F401 - a fixture
from tests.reports.test_levels import nobody_answers


@pytest.fixture
def rut(browse, settings, tmp_path):
    write("one", "two")
    keep(settings.keys, tmp_path / "kept.jsonl")
    write("three")
    return browse("rut", Role.AUDITOR)


def checks(browser, kept=None):
    """The page after "check now"."""
    page = browser.get("/audit/proof")
    token = page.text.partition('name="csrf_token" value="')[2].partition('"')[0]
    sent = {"csrf_token": token, **({"kept": (io.BytesIO(kept), "kept.jsonl")} if kept is not None else {})}
    return browser.post("/audit/proof", data=sent, content_type="multipart/form-data")


def test_the_page_says_that_it_holds_and_up_to_where(rut, tmp_path):
    said = checks(rut, (tmp_path / "kept.jsonl").read_bytes()).text
    assert "The trail holds." in said
    assert "Up to event 2 nothing was changed" in said
    assert "kept elsewhere says so" in said
    assert "unless somebody has the trail&#39;s key too" in checks(rut).text


def test_the_page_names_what_was_bent(rut):
    bend("UPDATE audit_event SET actor_name = 'Somebody else' WHERE subject_label = 'two'")
    said = checks(rut).text
    assert "The trail was bent." in said
    assert "Who did it of event 2 was changed." in said


@pytest.mark.parametrize("kept", [b"", b"no copy", b'{"note": 5}', b"[1]", b"\xff\xfe", b'{"note": "a\\n1\\n\\nb"}'])
def test_a_file_that_holds_no_checkpoints_is_told(rut, kept):
    answer = checks(rut, kept)
    assert answer.status_code == 422
    assert "holds no checkpoints" in answer.text


def test_a_checkpoint_that_names_no_time_is_told_as_it_is(rut, tmp_path):
    kept = (tmp_path / "kept.jsonl").read_text().replace("time 2", "time banana 2")
    assert "The checkpoint of banana" in checks(rut, kept.encode()).text


def test_the_page_says_whose_clock_saw_the_trail_and_why_a_time_stamp_waits(app, rut, pki, tmp_path):  # noqa: F811
    for url in (pki.url, nobody_answers()):
        signing = Signing(timestamp_url=url, timestamp_roots=pki.roots)
        app.extensions["riskapp.settings"] = replace(app.extensions["riskapp.settings"], signing=signing)
        write("four")
        sign_trail()
        deliver_copies()
    page = rut.get("/audit/proof").text
    assert "time-stamp service: <strong>not there yet</strong>" in page
    assert "1 try: The time-stamp service cannot be reached. ClientConnectorError)" in page
    said = checks(rut, (tmp_path / "kept.jsonl").read_bytes()).text
    assert "A foreign clock, that of Trust Services AS, saw the first" in said


def test_a_copy_that_waits_is_told_with_its_reason_once_it_was_tried(rut, settings):
    checkpoint(settings.keys, ["file"])
    assert "not there yet" in rut.get("/audit/proof").text


def test_the_trail_and_the_check_are_taken_along(rut):
    lines = rut.get("/audit/trail.jsonl").text.splitlines()
    assert [json.loads(line)["number"] for line in lines[1:4]] == [1, 2, 3]
    packed = rut.get("/audit/verify-trail.pyz").data
    assert "riskapp/proof/walking.py" in zipfile.ZipFile(io.BytesIO(packed)).namelist()


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.AUDITOR])
def test_only_auditors_see_it(browse, role):
    browser = browse("somebody", role)
    for path in ("/audit/proof", "/audit/trail.jsonl", "/audit/verify-trail.pyz"):
        assert browser.get(path).status_code == 403
