"""`riskapp report register|record|estate` issues from the command line; `riskapp report 1` stays what it was."""

import io
import json

import pikepdf
import pytest


@pytest.fixture
def demo(riskapp):
    assert riskapp("demo", "--devices", "20").status == 0


def test_each_kind_is_issued_verified_and_computed_anew_without_an_instance(riskapp, demo, tmp_path, monkeypatch):
    papers = {}
    for kind in ("register", "record", "estate"):
        papers[kind] = tmp_path / f"{kind}.pdf"
        said = riskapp("report", kind, "--language", "en", "--as", "sigrid", "--out", str(papers[kind]))
        assert (said.status, said.out) == (0, "")
        told = riskapp("verify", str(papers[kind]), "--json").json
        assert (told["valid"], told["issued"], told["decided_by"]) == (True, kind, "Sigrid Sikkerhet")
        assert "issued by: Sigrid Sikkerhet" in riskapp("verify", str(papers[kind])).out
    monkeypatch.setenv("RISKAPP_INSTANCE", str(tmp_path / "nowhere"))
    for kind, path in papers.items():
        said = riskapp("recompute", str(path))
        assert said.status == 0, said.out
        assert "differs" not in said.out, kind
        assert "not computed: " in said.out


def test_the_hits_of_the_estate_are_chosen_as_words(riskapp, demo, tmp_path):
    path = tmp_path / "estate.pdf"
    hits = ("--hit", "arena,lvms:availability:90", "--hit", "iam:integrity")
    assert riskapp("report", "estate", *hits, "--out", str(path)).status == 0
    with pikepdf.open(io.BytesIO(path.read_bytes())) as pdf:
        found = {str(one.UF): bytes(one.EF.F.read_bytes()) for one in pdf.Root.AF}
    content = json.loads(found["estate-report.json"])
    told = [(one["evidence"]["threat"], one["evidence"]["outage"]) for one in content["hits"]]
    assert told == [("availability", 90), ("integrity", None)]
    assert [one["id"] for one in content["hits"][0]["evidence"]["hit"]] == ["arena", "lvms"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("weather",), "neither the number of an assessment nor one of: register, applicability, record, estate"),
        (("1", "--language", "en"), "an assessment has its own language"),
        (("register", "--public"), "belong to the report of an assessment"),
        (("register", "--hit", "arena:integrity"), "on the estate alone"),
        (("estate", "--hit", "arena"), "is no hit"),
        (("estate", "--hit", "nobody:integrity"), "nobody"),
        (("register", "--as", "maja"), "issue reports"),
    ],
)
def test_what_does_not_go_together_is_refused_with_a_sentence(riskapp, demo, tmp_path, words, says):
    path = tmp_path / "report.pdf"
    said = riskapp("report", *words, "--out", str(path))
    assert said.status == 2
    assert says in said.err
    assert not path.exists()


def test_a_figure_that_was_bent_is_told(riskapp, demo, tmp_path):
    path = tmp_path / "register.pdf"
    assert riskapp("report", "register", "--out", str(path)).status == 0
    with pikepdf.open(io.BytesIO(path.read_bytes())) as pdf:
        spec = next(one for one in pdf.Root.AF if str(one.UF) == "risk-register.json")
        content = json.loads(spec.EF.F.read_bytes())
        content["risks"][0]["level"]["id"] = "very_low"
        spec.EF.F.write(json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())
        bent = tmp_path / "bent.pdf"
        pdf.save(bent)
    said = riskapp("recompute", str(bent))
    assert said.status == 1
    assert "fingerprint on the cover" in said.out
    assert "level before measures: report very_low" in said.out
