"""The page of all risks in numbers."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.assessments.estimate import Estimate
from riskapp.assessments.estimates import set_estimate
from riskapp.assessments.models import Risk
from riskapp.database import db
from riskapp.quantification.frequencies import YearlyChance
from riskapp.quantification.losses import LossPoints, LossRange
from tests.assessments.ward import make_ward
from tests.inspecting_client import InspectingClient

ESTIMATES = (
    Estimate(YearlyChance(1), LossPoints(0, 100, 200)),
    Estimate(YearlyChance(0.5), LossRange(100_000, 4_000_000), YearlyChance(0)),
)
PATH = "/register/numbers"


@pytest.fixture
def maja(app: object, browse: Callable[..., InspectingClient]) -> InspectingClient:
    """A project member with a risk assessment of four risks, none with numbers."""
    make_ward()
    browser = browse("maja", Role.MEMBER)
    browser.post_form("/assessments/new", {"kind": "ros", "title": "Home", "asset": "lab", "language": "en"})
    for event in ("It stops", "It lies", "It leaks", "It burns"):
        browser.post_form("/assessments/1/risks", {"property": "availability", "event": event})
    return browser


def with_numbers() -> None:
    risks = db.session.scalars(select(Risk).order_by(Risk.number))
    for risk, estimate in zip(risks, ESTIMATES, strict=False):
        set_estimate(OPERATOR, risk.id, estimate, risk.row_version)


def test_without_numbers_the_page_says_where_they_are_written(maja: InspectingClient) -> None:
    maja.get(PATH)
    assert "No risk that you may read has numbers." in maja.page.text
    assert not maja.page.all("polyline")


def test_the_dearest_stands_first_with_its_share_and_a_link(maja: InspectingClient) -> None:
    with_numbers()
    maja.get(PATH)
    text = maja.page.text
    assert "2 risks have numbers. 2 other risks have none, and are not counted here." in text
    assert text.index("R2 It lies") < text.index("R1 It stops")
    assert "It leaks" not in text
    links = [one["href"] for one in maja.page.all("a") if one.get("href", "").endswith("/numbers?version=1")]
    assert links == ["/assessments/1/risks/2/numbers?version=1", "/assessments/1/risks/1/numbers?version=1"]
    dear, cheap = (
        text[text.index(name) :].split("version 1")[1].split("R1 It stops")[0] for name in ("R2 It l", "R1 It s")
    )
    now = int("".join(dear[: dear.index("kr")].split()))
    share = f"{100 * 100 / (now + 100):.3g}"
    assert cheap.split()[:8] == ["100", "kr", f"{float(share):.8f}".rstrip("0"), "%", "100", "kr", "100", "%"]


def test_the_curve_of_all_stands_there_now_and_after(maja: InspectingClient) -> None:
    with_numbers()
    maja.get(PATH)
    assert [bool(one.get("stroke-dasharray")) for one in maja.page.all("polyline")] == [True, False]
    assert "It costs anything at all in 100 % of the years now, in 100 % after." in maja.page.text.replace("\xa0", " ")


def test_the_page_is_the_same_the_second_time(maja: InspectingClient) -> None:
    with_numbers()
    maja.get("/")
    first, second = ((maja.get(PATH), maja.page.text)[1] for _ in range(2))
    assert first == second


def test_who_may_read_no_assessment_may_not_read_it(
    maja: InspectingClient, browse: Callable[..., InspectingClient]
) -> None:
    assert browse("adam", Role.ADMINISTRATOR).get(PATH).status_code == 403
