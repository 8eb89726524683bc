"""The page of what changed: the estate under two versions, far down too, and what can be compared with nothing."""

from riskapp.accounts.permissions import OPERATOR
from riskapp.decisions.new_versions import start_version
from riskapp.estate.assets import add_asset
from riskapp.estate.dependencies import add_dependency
from riskapp.graph.snapshot import Asset, Dependency
from riskapp.graph.vocabulary import DependencyKind, Kind, Lifecycle
from tests.decisions.standing_estate import approved, asset_becomes


def address(version, query: str = "") -> str:
    return f"/assessments/{version.assessment_id}/changes{query}"


def test_a_far_server_that_goes_out_of_use_is_told_with_a_link_and_in_both_languages(people, ward, browse):
    add_asset(OPERATOR, Asset("store", "Disk store", Kind.INFRASTRUCTURE))
    server = add_asset(OPERATOR, Asset("server", "Old server", Kind.INFRASTRUCTURE))
    for above, below in (("archive", "store"), ("store", "server")):
        add_dependency(OPERATOR, Dependency(above, below, DependencyKind.HOSTING))
    version = approved(people, ward)
    asset_becomes("server", lifecycle=Lifecycle.RETIRING)
    asset_becomes("store", name="Disk shelf")
    asset_becomes("lab", owner="Somebody else")
    start_version(people.member, version.assessment_id)

    page = browse("rut", language="en").get(address(version)).text
    assert f'<a class="ds-link" href="/estate/assets/{server}">Old server</a>' in page
    for text in (
        "What it rests on in the estate",
        "Lifecycle",
        "in use",
        "retiring",
        "1 change of wording",
        "Disk shelf",
    ):
        assert text in page
    assert "Marit Ánne" in page and "Somebody else" in page
    assert "Livsløp" in browse("rut", language="nb").get(address(version)).text


def test_an_estate_that_stood_still_says_so(people, ward, browse):
    version = approved(people, ward)
    start_version(people.member, version.assessment_id)
    assert "Nothing of this has changed." in browse("rut", language="en").get(address(version)).text


def test_what_was_not_kept_is_said(people, ward, browse):
    version = approved(people, ward, forget=True)
    start_version(people.member, version.assessment_id)
    rut = browse("rut", language="en")
    assert "was decided before riskapp kept what an assessment rests on" in rut.get(address(version)).text
    kept = rut.get(address(version)).text.split('<option value="s')[1].partition('"')[0]
    page = rut.get(address(version, f"?from=s{kept}&to=v1")).text
    assert "kept for versions, not for states on the way" in page
