"""What rules, engine and numbers made of a report is computed from the file alone, and another figure is told."""

import io
import json

import pikepdf
import pytest

from riskapp.accounts.permissions import OPERATOR
from riskapp.assessments import risks
from riskapp.assessments.content import content_of
from riskapp.assessments.estimate import Estimate
from riskapp.assessments.estimates import compute_figures, set_estimate
from riskapp.catalogues.questions import load_questionnaire
from riskapp.decisions.advising import advise
from riskapp.decisions.deciding import approve
from riskapp.decisions.evidence.measure_effects import describe_changes
from riskapp.decisions.recomputing.compared import Outcome
from riskapp.decisions.recomputing.slices import SLICE
from riskapp.decisions.reports.report_files import report_file
from riskapp.decisions.submitting import submit
from riskapp.errors import Invalid
from riskapp.estate.assets import add_asset
from riskapp.graph.snapshot import Asset
from riskapp.graph.vocabulary import Kind
from riskapp.issuing.recomputing import recompute
from riskapp.quantification.frequencies import YearlyChance
from riskapp.quantification.losses import LossRange
from riskapp.reports.enclosures import enclosures_of
from riskapp.staleness.slices import fingerprint_of
from tests.decisions.examples import accepted, adviser, filled, only_measure, risk, version_of
from tests.decisions.test_accepting import MEDIUM

SELDOM = Estimate(YearlyChance(0.1), LossRange(100_000, 4_000_000), YearlyChance(0.02), None, "Two invoices")
LONGER = [{"do": "lengthen tolerance", "dependent": "ward", "provider": "lab", "tolerance": 600}]
WITHOUT = [{"do": "remove", "flow": "f1"}, {"do": "change", "asset": "analyser", "set": {"availability": 3}}]


@pytest.fixture
def numbered(people, ward):
    """The report of a risk assessment with a blast radius, a measure that changes the estate, and numbers."""
    version = filled(people, "ros", [ward.lab])
    risks.attach_evidence(people.member, risk(version).id, ["lab"], "availability", 240)
    one = only_measure(version)
    describe_changes(people.member, one.id, json.dumps(LONGER), one.row_version)
    set_estimate(people.member, risk(version).id, SELDOM, risk(version).row_version)
    compute_figures(people.member, risk(version).id)
    return report_file(people.member, version.id).pdf


@pytest.fixture
def screened(people, ward):
    """The report of a DPIA."""
    return report_file(people.member, filled(people, "dpia", [ward.lab]).id).pdf


def altered(pdf, change):
    """The same report whose content says otherwise."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        spec = next(one for one in opened.Root.AF if str(one.UF).startswith(("ROS", "DPIA")))
        content = json.loads(spec.EF.F.read_bytes())
        change(content)
        spec.EF.F.write(json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())
        opened.save(out := io.BytesIO())
    return out.getvalue()


def outcomes(pdf, beginning):
    return {one.what: one.outcome for one in recompute(pdf) if one.what.startswith(beginning)}


def differing(pdf):
    """What differs besides the fingerprint and the tables, which hold the content to what was signed."""
    told = (one for one in recompute(pdf) if one.outcome is not Outcome.AGREES)
    return {one.what: one.outcome for one in told if "cover" not in one.what and "holds what" not in one.what}


def test_all_that_is_worked_out_is_worked_out_again(numbered, screened):
    for pdf in (numbered, screened):
        assert differing(pdf) == {}
    assert set(outcomes(numbered, "R1 simulated")) == {
        f"R1 simulated years {one}" for one in ("before", "after", "curve")
    }
    assert set(outcomes(numbered, "T1 on R1")) == {f"T1 on R1 {one}" for one in ("saved", "new", "totals")}
    assert {"threshold outcome", "threshold fired", "threshold rule"} <= set(outcomes(screened, "threshold"))


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda told: told["risks"][0]["figures"]["after"].update(expected=1.0), "R1 simulated years after"),
        (lambda told: told["risks"][0]["figures"]["curve"][3].__setitem__(1, 0.99), "R1 simulated years curve"),
        (lambda told: told["measures"][0]["effect"][0].update(saved=2), "T1 on R1 saved"),
        (lambda told: told["measures"][0]["effect"][0]["totals"].update(processes=[1, 1]), "T1 on R1 totals"),
    ],
)
def test_another_figure_is_told_where_it_stands(numbered, change, where):
    assert differing(altered(numbered, change)) == {where: Outcome.DIFFERS}


def test_another_estimate_or_another_change_no_longer_gives_the_figures(numbered):
    often = altered(numbered, lambda told: told["risks"][0]["estimate"]["frequency"].update(number=0.2))
    assert set(differing(often)) == {"R1 simulated years before", "R1 simulated years curve"}
    shorter = json.dumps([LONGER[0] | {"tolerance": 60}])
    found = differing(altered(numbered, lambda told: told["measures"][0].update(changes=shorter)))
    assert found == {"T1 on R1 saved": Outcome.DIFFERS, "T1 on R1 totals": Outcome.DIFFERS}


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda told: told["threshold"].update(outcome="not_required"), "threshold outcome"),
        (lambda told: told["threshold"]["fired"].pop(), "threshold fired"),
        (lambda told: told["not_asked"].pop(), "not asked"),
    ],
)
def test_another_threshold_than_the_answers_give_is_told(screened, change, where):
    assert differing(altered(screened, change)) == {where: Outcome.DIFFERS}


def test_what_another_release_worked_out_is_told_as_not_computed(numbered, screened):
    found = differing(altered(numbered, lambda told: told["risks"][0]["figures"].update(method=99)))
    assert found == {"R1 simulated years": Outcome.UNCHECKED}
    found = differing(altered(screened, lambda told: told["questionnaire"].update(version="0")))
    assert set(found.values()) == {Outcome.UNCHECKED}
    assert "threshold" in found
    assert load_questionnaire("dpia").version != "0"


def test_an_effect_of_before_parts_were_kept_is_told_as_not_computed(numbered):
    found = differing(altered(numbered, lambda told: told["measures"][0]["effect"][0].pop("slice")))
    assert found == {"T1 on R1 effect": Outcome.UNCHECKED}


def test_a_run_that_would_take_for_ever_is_not_begun(numbered):
    found = differing(altered(numbered, lambda told: told["risks"][0]["figures"].update(years=10**12)))
    assert found == {"R1 simulated years": Outcome.UNCHECKED}


@pytest.mark.parametrize("missing", ["risks", "scales", "measures", "answers", "questionnaire"])
def test_a_content_that_is_none_gets_a_sentence(screened, missing):
    def emptied(told):
        told[missing] = [3]

    with pytest.raises(Invalid, match="is no content that this riskapp can read"):
        recompute(altered(screened, emptied))


@pytest.fixture
def decided(people, ward):
    """The signed report of an approved risk assessment with a blast radius."""
    version = filled(people, "ros", [ward.lab], scenario=MEDIUM)
    risks.attach_evidence(people.member, risk(version).id, ["lab"], "availability", 240)
    submit(people.member, version.id)
    accepted(people, version, actor=people.owner)
    advise(adviser(people, "ros"), version.id, "supports", "Good")
    approve(people.owner, version.id, "Go on")
    return report_file(people.member, version.id).pdf


def with_slice(pdf, change):
    """The same report whose slice says otherwise."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        spec = next(one for one in opened.Root.AF if str(one.UF) == SLICE)
        kept = json.loads(spec.EF.F.read_bytes())
        change(kept)
        spec.EF.F.write(json.dumps(kept).encode())
        opened.save(out := io.BytesIO())
    return out.getvalue()


def test_what_a_decision_rests_on_is_enclosed_without_names_and_held_to_its_fingerprint(decided):
    assert differing(decided) == {}
    told = [one.what for one in recompute(decided) if "slice" in one.what]
    assert len(told) == 5, told
    files = enclosures_of(decided).files
    assert "Marit" not in files[SLICE].decode()
    kept = json.loads(files[SLICE])
    rows = kept["parts"][kept["slice"]["own"]]
    assert ["asset", ["archive"]] in [row[:2] for row in rows], "what the scope needs"
    assert fingerprint_of(kept["slice"]) == json.loads(files["ROS-1-v1.json"])["rests_on"]


def test_a_slice_that_says_otherwise_is_told(decided):
    def another_row(kept):
        kept["parts"][kept["slice"]["own"]][0][2]["name"] = "Forged"

    def another_scope(kept):
        kept["slice"]["scope"] = ["archive"]

    def another_figure(kept):
        kept["slice"]["risks"][0]["evidence"]["assets"] += 1

    def no_part(kept):
        kept["parts"].pop(kept["slice"]["own"])

    assert list(differing(with_slice(decided, another_row)).values()) == [Outcome.DIFFERS]
    assert set(differing(with_slice(decided, another_scope))) == {
        "slice of the estate that the decision rests on",
        "scope of the slice",
    }
    assert set(differing(with_slice(decided, another_figure))) == {
        "slice of the estate that the decision rests on",
        "R1 blast radius in the slice",
    }
    assert list(differing(with_slice(decided, no_part)).values()) == [Outcome.UNCHECKED]


def test_the_owners_of_the_slice_are_held_to_their_commitments(decided):
    names = [one for one in recompute(decided) if one.what.startswith("name ")]
    held = json.loads(enclosures_of(decided).files[SLICE])["slice"]["owners"]["lab"]["person"]
    assert [one.what.split("(")[1] for one in names if one.says == held] == ["Marit Ánne)"]


@pytest.mark.parametrize("said", [b"[" * 100_000, b"{}", b"no json"])
def test_a_slice_that_is_none_gets_a_sentence(decided, said):
    with pikepdf.open(io.BytesIO(decided)) as opened:
        next(one for one in opened.Root.AF if str(one.UF) == SLICE).EF.F.write(said)
        opened.save(out := io.BytesIO())
    with pytest.raises(Invalid, match=r"approval-slice\.json in the PDF is no slice of an estate"):
        recompute(out.getvalue())


def test_another_kind_of_assessment_gets_a_sentence(screened):
    with pytest.raises(Invalid, match="no kind of assessment that is called"):
        recompute(altered(screened, lambda told: told.update(kind="../secret")))


def test_the_part_of_the_estate_has_what_the_changes_speak_of(people, ward):
    add_asset(OPERATOR, Asset("bystander", "Bystander", Kind.SYSTEM))
    version = filled(people, "ros", [ward.lab])
    risks.attach_evidence(people.member, risk(version).id, ["lab"], "confidentiality", None)
    one = only_measure(version)
    describe_changes(people.member, one.id, json.dumps(WITHOUT), one.row_version)
    pdf = report_file(people.member, version.id).pdf
    assert differing(pdf) == {}
    parts = [data.decode() for name, data in enclosures_of(pdf).files.items() if name.startswith("estate-")]
    assert any('"analyser"' in one for one in parts) and not any('"bystander"' in one for one in parts)
    (told,) = content_of(version_of(version.assessment_id))["measures"][0]["effect"]
    assert told["asked"] == {"hit": ["lab"], "threat": "confidentiality", "outage": None, "control": False}
