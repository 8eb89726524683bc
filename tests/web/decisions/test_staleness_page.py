"""The page of an approval under which the estate changed: what it tells, to whom, and confirming it in the browser."""

from riskapp.accounts.permissions import OPERATOR
from riskapp.assessments.models import Staleness
from riskapp.database import db
from riskapp.decisions.new_versions import start_version
from riskapp.decisions.staleness.confirming import confirm_holds
from riskapp.decisions.staleness.watching import JUDGE, judge_all
from riskapp.estate.assets import add_asset
from riskapp.estate.dependencies import add_dependency
from riskapp.graph.snapshot import Asset, Dependency
from riskapp.graph.vocabulary import DependencyKind, Kind
from tests.decisions.standing_estate import approved, asset_becomes, need_becomes
from tests.decisions.test_watching_suppositions import SPREADS, beside_the_evidence, of_the_measure


def address(version) -> str:
    return f"/assessments/{version.assessment_id}"


def stale(people, ward, tolerance=200):
    version = approved(people, ward)
    need_becomes("ward", tolerance=tolerance)
    judge_all(JUDGE)
    return version


def test_the_page_tells_what_changed_and_what_that_touches(people, ward, browse):
    page = browse("rut", language="en").get(address(stale(people, ward))).text
    assert "The estate changed since the approval" in page
    assert f'<a class="ds-link" href="/estate/assets/{ward.ward}">Emergency ward</a> needs' in page
    for text in ("Does without for, minutes", "Blast radius of R1", "Process · Emergency ward · down for"):
        assert text in page
    assert 'name="reason"' not in page


def test_a_level_that_would_move_is_told_first(people, ward, browse):
    page = browse("rut", language="en").get(address(stale(people, ward, 300))).text
    assert "a level would change" in page
    assert page.index("the criteria would propose level") < page.index("What changed of what it rests on")


def test_evidence_of_a_dpia_is_not_said_to_leave_levels_that_nothing_proposes(people, ward, browse):
    version = approved(people, ward, "dpia")
    need_becomes("ward", tolerance=300)
    judge_all(JUDGE)
    page = browse("rut", language="en").get(address(version)).text
    assert "the evidence changed" in page
    assert "These criteria propose no level from such figures" in page
    assert "the levels that the criteria propose are not" not in page


def test_a_new_name_is_folded_as_wording(people, ward, browse):
    version = approved(people, ward)
    asset_becomes("archive", name="Long-term archive")
    judge_all(JUDGE)
    page = browse("rut", language="en").get(address(version)).text
    assert "only words changed" in page
    assert "1 change of wording" in page
    assert "Long-term archive" in page


def test_what_supposed_changes_would_do_now_is_told_beside_what_they_did(people, ward, browse):
    def suppose(version):
        beside_the_evidence(people, version, SPREADS)
        of_the_measure(people, version, SPREADS)

    version = approved(people, ward, prepare=suppose)
    asset_becomes("archive", name="Long-term archive")
    add_asset(OPERATOR, Asset("samples", "Taking samples", Kind.PROCESS))
    add_dependency(OPERATOR, Dependency("samples", "analyser", DependencyKind.SERVICE))
    judge_all(JUDGE)
    said = {
        "en": ("What the supposed changes would do to R1", "What measure 1 would do to R1", "1, with the changes 2"),
        "nb": ("Hva de tenkte endringene ville gjort med R1", "Hva tiltak 1 ville gjort med R1", "1, med endringene 2"),
    }
    for language, texts in said.items():
        page = browse("rut", language=language).get(address(version)).text
        for text in texts:
            assert text in page, text


def test_the_owner_confirms_with_a_reason(people, ward, browse):
    version = stale(people, ward)
    browser = browse("olav", language="en")
    sent = {"seen": db.session.get_one(Staleness, version.id).seen}
    refused = browser.post_form(f"{address(version)}/holds", {**sent, "reason": " "})
    assert refused.status_code == 422
    assert "Write what you looked at and why it still holds" in refused.text
    old = browser.post_form(f"{address(version)}/holds", {"seen": "0" * 64, "reason": "Fine <b>so far</b>"})
    assert old.status_code == 409
    assert "Fine &lt;b&gt;so far&lt;/b&gt;" in old.text
    assert browser.post_form(f"{address(version)}/holds", {**sent, "reason": "The ward copes"}).status_code == 302
    page = browser.get(address(version)).text
    assert "The estate changed since the approval" not in page
    assert "Olav, system owner" in page
    assert "The ward copes" in page


def test_others_may_not_confirm(people, ward, browse):
    version = stale(people, ward)
    sent = {"seen": db.session.get_one(Staleness, version.id).seen, "reason": "Fine"}
    for name in ("maja", "rut", "sigrid"):
        assert browse(name).post_form(f"{address(version)}/holds", sent).status_code == 403
    assert db.session.get(Staleness, version.id) is not None


def test_the_list_marks_it_and_can_be_narrowed_to_it(people, ward, browse):
    version, quiet = stale(people, ward), approved(people, ward)
    browser = browse("rut", language="en")
    assert browser.get("/assessments").text.count("estate changed: ") == 1
    page = browser.get("/assessments?changed=yes").text
    assert f'href="{address(version)}"' in page
    assert f'href="{address(quiet)}"' not in page


def test_a_newer_draft_points_at_the_approval_that_is_in_force(people, ward, browse):
    version = stale(people, ward)
    start_version(people.member, version.assessment_id)
    page = browse("maja", language="en").get(address(version)).text
    assert "The estate changed under version 1, which is in force." in page
    assert "estate changed: " in browse("maja", language="en").get("/assessments?changed=yes").text


def test_an_approval_from_before_says_honestly_that_nobody_watches_it(people, ward, browse):
    version = approved(people, ward, forget=True)
    page = browse("olav", language="en").get(address(version)).text
    assert "Nobody watches this approval" in page
    assert browse("olav").post_form(f"{address(version)}/holds", {"reason": "Read", "seen": ""}).status_code == 302
    assert "Nobody watches this approval" not in browse("olav", language="en").get(address(version)).text


def test_the_register_marks_the_scenarios_that_are_touched(people, ward, browse):
    version, quiet = approved(people, ward), approved(people, ward)
    assert "estate changed" not in browse("rut", language="en").get("/register/risks").text
    need_becomes("ward", tolerance=200)
    judge_all(JUDGE)
    confirm_holds(people.owner, quiet.id, "The ward copes", db.session.get_one(Staleness, quiet.id).seen)
    assert browse("rut", language="en").get("/register/risks").text.count("estate changed") == 1
    assert version.id != quiet.id
