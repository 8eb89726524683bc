"""`riskapp timestamp`, `check` and `verify` with a time-stamp service that is down first and then answers."""

from tests.local_pki import pki  # noqa: F401 - a fixture
from tests.reports.test_levels import nobody_answers


def test_what_waits_is_told_tried_and_then_verified(riskapp, pki, tmp_path):  # noqa: F811
    down = {"RISKAPP_TIMESTAMP_URL": nobody_answers(), "RISKAPP_TIMESTAMP_ROOTS": str(pki.roots)}
    up = {**down, "RISKAPP_TIMESTAMP_URL": pki.url}
    assert riskapp("demo", "--devices", "20", **down).status == 0

    bad = [one for one in riskapp("check", "--json", **down).json if not one["ok"]]
    assert [one["name"] for one in bad] == ["stamps"]
    assert "wait for time stamps since" in bad[0]["text"]
    tried = riskapp("timestamp", **down)
    assert (tried.status, tried.out) == (1, "")
    assert "DPIA-1-v1.pdf: No time stamp was added: The time-stamp service cannot be reached." in tried.err

    done = riskapp("timestamp", **up)
    assert (done.status, done.err) == (0, "")
    assert "DPIA-1-v1.pdf: has its time stamps, PAdES B-LTA" in done.out
    path = tmp_path / "report.pdf"
    assert riskapp("report", "1", "--out", str(path), **up).status == 0
    told = riskapp("verify", str(path), "--json", **up).json
    assert (told["valid"], told["level"], told["on_file"]) == (True, "B-LTA", True)
    assert told["attested_at"]
    assert riskapp("check", **up).status == 0

    refused = riskapp("timestamp")
    assert refused.status == 2
    assert "RISKAPP_TIMESTAMP_URL" in refused.err
