"""`riskapp recompute` computes a report anew from the file alone, and tells what was written into it otherwise."""

import hashlib
import io
import json

import pikepdf
import pytest


@pytest.fixture
def report(riskapp, tmp_path):
    """The signed report of the demo trust's DPIA."""
    path = tmp_path / "report.pdf"
    assert riskapp("demo", "--devices", "20").status == 0
    assert riskapp("report", "1", "--out", str(path)).status == 0
    return path


def altered(path, change):
    """The same PDF with `change` made to its content; its fingerprint is no longer the one on the cover."""
    with pikepdf.open(io.BytesIO(path.read_bytes())) as pdf:
        spec = next(one for one in pdf.Root.AF if str(one.UF).startswith("DPIA"))
        content = json.loads(spec.EF.F.read_bytes())
        change(content)
        written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        spec.EF.F.write(written.encode())
        path = path.with_name("altered.pdf")
        pdf.save(path)
    return path


def test_every_assessment_of_the_demo_agrees_and_needs_no_instance(riskapp, report, tmp_path, monkeypatch):
    papers = [report]
    for one in riskapp("assessments", "--json").json[1:]:
        papers.append(tmp_path / f"{one['id']}.pdf")
        assert riskapp("report", str(one["id"]), "--out", str(papers[-1])).status == 0
    monkeypatch.setenv("RISKAPP_INSTANCE", str(tmp_path / "nowhere"))

    evidences, drawn, effects = 0, 0, 0
    for paper in papers:
        told = riskapp("recompute", str(paper), "--json")
        assert [one for one in told.json["compared"] if one["outcome"] != "agrees"] == []
        assert told.status == 0
        assert told.json["agrees"] is True
        names = [one["what"] for one in told.json["compared"]]
        evidences += sum(one.endswith(" threat") for one in names)
        drawn += sum(one.endswith("simulated years curve") for one in names)
        effects += sum(" on R" in one for one in names)
    assert min(evidences, drawn, effects) >= 1
    assert not (tmp_path / "nowhere").exists()


def test_a_table_written_otherwise_is_told_and_what_is_not_computed(riskapp, report):
    with pikepdf.open(io.BytesIO(report.read_bytes())) as pdf:
        spec = next(one for one in pdf.Root.AF if str(one.UF) == "measures.csv")
        spec.EF.F.write(bytes(spec.EF.F.read_bytes()).replace(b"in place", b"planned"))
        pdf.save(path := report.with_name("table.pdf"))
    said = riskapp("recompute", str(path))
    assert said.status == 1
    differing = [line for line in said.out.splitlines() if line.startswith("differs")]
    assert len(differing) == 1 and "measures.csv holds what the content says" in differing[0]
    assert "not computed: what changed since the version before" in said.out


def test_a_level_written_otherwise_is_told(riskapp, report):
    def change(content):
        risk = next(one for one in content["risks"] if one["level"])
        risk["level"]["id"] = "elsewhere"

    said = riskapp("recompute", str(altered(report, change)))
    assert said.status == 1
    assert "level before measures: report elsewhere, computed" in said.out
    assert "fingerprint on the cover: report -" in said.out


def test_a_figure_of_a_blast_radius_written_otherwise_is_told(riskapp, report):
    def change(content):
        risk = next(one for one in content["risks"] if one["evidence"])
        risk["evidence"]["assets"] += 1

    said = riskapp("recompute", str(altered(report, change)), "--json")
    assert said.status == 1
    differing = [one["what"].split(" ", 1)[1] for one in said.json["compared"] if one["outcome"] == "differs"]
    assert sorted(differing) == [
        "assets",
        "blast radius in the slice",
        "holds what the content says",
        "on the cover",
    ]


def test_each_name_is_held_to_its_commitment_in_the_content(riskapp, report):
    told = riskapp("recompute", str(report), "--json").json["compared"]
    assert len([one for one in told if one["what"].startswith("name ")]) > 5
    with pikepdf.open(io.BytesIO(report.read_bytes())) as pdf:
        spec = next(one for one in pdf.Root.AF if str(one.UF) == "people.json")
        people = json.loads(spec.EF.F.read_bytes())["people"]
        first, second = sorted(people)[:2]
        people[first]["name"] = "Forged"
        del people[second]
        spec.EF.F.write(json.dumps({"people": people}).encode())
        pdf.save(report.with_name("forged.pdf"))
    said = riskapp("recompute", str(report.with_name("forged.pdf")))
    assert said.status == 1
    assert "(Forged): report" in said.out
    assert "the name is not enclosed" in said.out


def test_evidence_whose_estate_is_not_enclosed_is_no_agreement(riskapp, report):
    def change(content):
        for risk in content["risks"]:
            if risk["evidence"]:
                risk["evidence"]["slice"] = "0" * 64

    said = riskapp("recompute", str(altered(report, change)))
    assert said.status == 1
    assert "cannot be computed" in said.out


def test_what_carries_nothing_or_is_no_pdf_is_refused(riskapp, tmp_path):
    other = tmp_path / "other.pdf"
    other.write_bytes(b"hello")
    assert riskapp("recompute", str(other)).status == 2
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(other)
    said = riskapp("recompute", str(other))
    assert (said.status, said.out) == (2, "")
    assert "carries no files" in said.err


def test_the_tables_are_inside_as_csv_that_no_spreadsheet_runs(report):
    with pikepdf.open(io.BytesIO(report.read_bytes())) as pdf:
        files = {str(one.UF): one.EF.F.read_bytes() for one in pdf.Root.AF}
    assert {"risks.csv", "measures.csv", "answers.csv", "evidence.csv", "facts.csv"} <= files.keys()
    content = json.loads(files["DPIA-1-v1.json"])
    lines = files["risks.csv"].decode("utf-8-sig").splitlines()
    assert len(lines) >= 1 + len(content["risks"])
    for name, data in files.items():
        if name.startswith("estate-"):
            assert name == f"estate-{hashlib.sha256(data).hexdigest()[:12]}.json"
