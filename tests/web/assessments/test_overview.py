"""The list of assessments, the page of one, a new one, its title, scope and participants."""

from collections.abc import Callable

from sqlalchemy import select

from riskapp.accounts.permissions import Role
from riskapp.assessments.models import Version
from riskapp.database import db
from tests.assessments.ward import HOSTILE, Ward
from tests.inspecting_client import InspectingClient
from tests.web.assessments.conftest import begin


def the_version() -> Version:
    db.session.expire_all()
    return db.session.scalars(select(Version)).one()


def test_an_empty_list_says_what_will_stand_there(maja: InspectingClient) -> None:
    maja.get("/assessments")
    assert "No assessment yet" in maja.page.text
    maja.get("/assessments?q=x")
    assert "No assessment fits" in maja.page.text


def test_the_list_shows_who_has_it_since_when_and_how_far_it_is(maja: InspectingClient) -> None:
    begin(maja, "dpia", HOSTILE[0])
    begin(maja, "ros", HOSTILE[3])
    maja.get("/assessments")
    assert HOSTILE[0] in maja.page.text and HOSTILE[3] in maja.page.text
    assert "the project team" in maja.page.text and "Laboratory system" in maja.page.text
    maja.get("/assessments?kind=ros&state=draft")
    assert HOSTILE[3] in maja.page.text and HOSTILE[0] not in maja.page.text
    assert "1 assessment" in maja.page.text


def test_the_page_of_one_says_what_is_missing_and_leads_there(maja: InspectingClient, ros: str) -> None:
    answer = maja.get(ros)
    assert "Not answered: What is the assessment for?" in maja.page.text
    assert f'{ros}/step/context#answer-purpose"' in answer.text
    assert [one for _, one in maja.page.tags if one.get("aria-current") == "step"]
    assert "Maja" in maja.page.text and "Laboratory system" in maja.page.text


def test_a_start_that_does_not_fit_keeps_what_was_typed(maja: InspectingClient) -> None:
    answer = maja.post_form("/assessments/new", {"kind": "ros", "title": "Mine", "asset": "lob", "language": "nb"})
    assert answer.status_code == 422 and 'href="#asset"' in answer.text
    values = {one["name"]: one.get("value") for one in maja.page.all("input") if "name" in one}
    assert (values["title"], values["asset"]) == ("Mine", "lob")
    assert db.session.scalars(select(Version)).all() == []


def test_the_title_is_changed_and_an_empty_one_refused(maja: InspectingClient, ros: str) -> None:
    seen = the_version().row_version
    assert maja.post_form(f"{ros}/title", {"title": " ", "row_version": seen}).status_code == 422
    assert maja.post_form(f"{ros}/title", {"title": "Other <i>", "row_version": seen}).status_code == 302
    maja.get(ros)
    assert "Other <i>" in maja.page.text


def test_assets_come_and_go_by_id_or_name_but_not_the_last(maja: InspectingClient, ros: str, ward: Ward) -> None:
    assert maja.post_form(f"{ros}/scope", {"asset": "infusion PUMP"}).status_code == 302
    assert [one.asset.key for one in the_version().scope] == ["lab", "pump"]
    answer = maja.post_form(f"{ros}/scope", {"asset": "weather"})
    assert answer.status_code == 422 and 'value="weather"' in answer.text
    maja.post_form(f"{ros}/scope/{ward.lab}/remove", {})
    assert maja.post_form(f"{ros}/scope/{ward.pump}/remove", {}).status_code == 422
    assert [one.asset.key for one in the_version().scope] == ["pump"]


def test_participants_come_and_go(maja: InspectingClient, dpia: str) -> None:
    answer = maja.post_form(f"{dpia}/participants", {"name": "", "profession": "nurse"})
    assert answer.status_code == 422 and 'value="nurse"' in answer.text
    maja.post_form(f"{dpia}/participants", {"name": HOSTILE[0], "profession": "nurse"})
    maja.get(f"{dpia}/step/description")
    assert HOSTILE[0] in maja.page.text
    number = the_version().participants[0].id
    maja.post_form(f"{dpia}/participants/{number}/remove", {})
    assert the_version().participants == []


def test_somebody_of_another_system_finds_no_such_assessment(
    maja: InspectingClient, browse: Callable[..., InspectingClient], person: Callable[..., object], ros: str, ward: Ward
) -> None:
    person("far", Role.MEMBER, asset=ward.cloud)
    far = browse("far")
    for path in ("", "/step/context", "/title"):
        assert far.get(f"{ros}{path}").status_code == 404
    far.get("/assessments")
    assert "Home monitoring" not in far.page.text
