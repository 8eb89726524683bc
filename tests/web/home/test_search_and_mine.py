"""Search finds whatever the letters' case, and each row of the first page leads to where the thing is done."""

from collections.abc import Callable

import pytest

from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.estate.assets import add_asset
from riskapp.graph.snapshot import Asset
from riskapp.graph.vocabulary import Kind
from tests.decisions.examples import People, advised, make_people, make_ward, submitted
from tests.inspecting_client import InspectingClient

Browse = Callable[..., InspectingClient]


@pytest.mark.parametrize("wanted", ["FØDE", "føde", "Føde"])
@pytest.mark.parametrize("page", ["/search", "/estate"])
def test_a_search_finds_norwegian_and_sami_letters_in_any_case(
    app: object, browse: Browse, page: str, wanted: str
) -> None:
    add_asset(OPERATOR, Asset("fode-1", "Føde og Čáhci", Kind.PROCESS))
    browser = browse("maja", Role.MEMBER)
    browser.get(f"{page}?q={wanted}")
    assert "Føde og Čáhci" in browser.page.text
    browser.get(f"{page}?q=ČÁHCI")
    assert "Føde og Čáhci" in browser.page.text


@pytest.fixture
def people(person: Callable[..., object]) -> People:
    return make_people(person)


def test_who_advises_and_who_decides_are_led_to_the_act(people: People, browse: Browse) -> None:
    ward = make_ward()
    first, second = submitted(people, "dpia", [ward.lab]), advised(people, "ros", [ward.lab])
    privacy, owner = browse("pia", Role.PRIVACY_OFFICER), browse("ole", Role.SYSTEM_OWNER)
    page = privacy.get("/").text
    assert f'href="/assessments/{first.assessment_id}/review#acts"' in page
    page = owner.get("/").text
    assert f'href="/assessments/{second.assessment_id}/review#acts"' in page


def test_a_system_offers_to_start_an_assessment_of_it(browse: Browse) -> None:
    ward = make_ward()
    maja, rut = browse("maja", Role.MEMBER), browse("rut", Role.AUDITOR)
    page = maja.get(f"/estate/assets/{ward.lab}").text
    assert "/assessments/new?kind=ros&amp;asset=lab" in page
    assert 'value="lab"' in maja.get("/assessments/new?kind=ros&asset=lab").text
    assert "/assessments/new" not in rut.get(f"/estate/assets/{ward.lab}").text
