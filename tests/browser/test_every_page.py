"""Every page of the menu and beyond, as each person sees it: wide and narrow, nb and en, without barriers."""

import pytest

PAGES = {
    "maja": [
        "/",
        "/estate",
        "/graph",
        "/assessments",
        "/assessments/1",
        "/assessments/2",
        "/assessments/2/review",
        "/assessments/new",
        "/me",
        "/search?q=lvms",
        "/about",
        "/accessibility",
        "/reports",
    ],
    "sigrid": ["/", "/estate/import", "/estate?kind=device", "/assessments/2"],
    "pavel": ["/"],
    "olav": ["/", "/assessments/3/review"],
    "rut": ["/", "/audit", "/verify", "/reports"],
    "adam": ["/", "/people", "/people/1", "/people/new", "/people/1/password"],
}
DPIA = ["threshold", "description", "necessity", "rights", "risks", "measures", "advice", "decision"]
ROS = [
    "scope",
    "participants",
    "context",
    "fallbacks",
    "scenarios",
    "matrix",
    "measures",
    "residual",
    "acceptance",
    "approval",
]


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_signing_in_is_clean_and_leads_home_in_the_chosen_language(meet, language, width):
    person = meet("maja", language, signed_in=False, width=width)
    person.signs_in()
    assert person.page.locator("h1").inner_text() == "Mine"
    person.opens("/assessments/new")
    assert person.page.locator("h1").inner_text() == person.says("New assessment", "Ny vurdering")


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("username", list(PAGES))
def test_each_page_is_clean(meet, username, language):
    person = meet(username, language)
    for path in PAGES[username]:
        person.opens_wide_and_narrow(path)


@pytest.mark.parametrize(("number", "steps"), [(1, DPIA), (2, ROS), (3, DPIA)])
def test_each_step_of_the_wizard_is_clean(meet, number, steps):
    maja = meet("maja", "nb" if number == 1 else "en")
    for step in steps:
        maja.opens_wide_and_narrow(f"/assessments/{number}/step/{step}")


def test_the_blast_radius_of_each_threat_is_clean(meet):
    olav = meet("olav", "nb")
    olav.opens("/estate?q=vmA")
    olav.submits(olav.page.locator("main table tbody a").first)
    number = olav.page.url.rstrip("/").split("/")[-1].split("?")[0]
    for question in ("threat=availability&outage=240", "threat=integrity&control=yes", "threat=confidentiality"):
        olav.opens_wide_and_narrow(f"/graph/assets/{number}?{question}")
