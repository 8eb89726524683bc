"""What if, as three people live it: security looks for what helps, the team attaches it, and the report says it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OUTPUT
from tests.reports.poppler import run, squeezed

NAME = "Aggregat i hall A"


def asks(person, key, question):
    """Open the blast radius of an asset, and from its address the what-if page."""
    person.opens(f"/estate?q={key}")
    person.submits(person.page.locator("main table tbody a").first)
    number = re.search(r"/assets/(\d+)", person.page.url)[1]
    person.opens(f"/graph/assets/{number}/what-if?{question}")


def makes_redundant(person, need, stand_in):
    """Open a need, choose who can stand in from what the type-ahead offers, and press the button."""
    offer = person.page.locator("details.offer", has_text=need).first
    offer.locator("summary").click()
    field = offer.locator("input[name=with]")
    field.press_sequentially(stand_in)
    offer.locator("[role=option]").first.click()
    person.submits(offer.locator("button[value=redundant]"))


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_security_finds_what_helps_and_the_team_attaches_it(meet, tmp_path, language, width):
    sigrid = meet("sigrid", language, width=width)
    page = sigrid.page
    asks(sigrid, "hallA", "threat=availability&outage=240")
    before = page.locator("ul.offers details").count()
    assert before > 2
    makes_redundant(sigrid, "Integrasjonsplattform", "vmB")
    expect(page.locator("ol.supposed li")).to_have_count(1)
    expect(page.locator("section[aria-labelledby=saved]")).to_contain_text("Integrasjonsplattform")
    sigrid.photographs(OUTPUT / f"what-if-{language}-{width}.png")

    page.go_back()
    expect(page.locator("ol.supposed li")).to_have_count(0)
    page.go_forward()
    expect(page.locator("ol.supposed li")).to_have_count(1)

    page.locator("details.keep summary").click()
    page.locator("#keep-name").fill(NAME)
    page.locator("#keep-shared").check()
    sigrid.submits(page.locator("details.keep button"))
    sigrid.sees(NAME)

    maja = meet("maja", language, width=width)
    maja.opens("/graph/saved")
    maja.submits(maja.page.get_by_role("link", name=NAME))
    expect(maja.page.locator("ol.supposed li")).to_have_count(1)
    maja.submits(maja.page.locator("a[href$='/attach']"))
    maja.page.locator("input[name=risk]").first.check()
    maja.submits(maja.page.locator("form[action$='/risk'] button"))
    box = maja.page.locator(".evidence")
    expect(box).to_contain_text(NAME)
    expect(box).to_contain_text("Virtualisering B (vmB)")

    number = re.search(r"/assessments/(\d+)/", maja.page.url)[1]
    maja.opens(f"/assessments/{number}")
    with maja.page.expect_download() as waiting:
        maja.page.locator("a[href^='/reports/'][href$='.pdf']").first.click()
    path = tmp_path / "report.pdf"
    waiting.value.save_as(path)
    assert squeezed(NAME) in squeezed(run("pdftotext", path.read_bytes(), "-raw"))


def test_an_impossible_change_is_refused_beside_what_was_typed_and_by_keyboard_alone(meet):
    sigrid = meet("sigrid", "en")
    page = sigrid.page
    asks(sigrid, "hallA", "threat=availability&outage=240")
    offer = page.locator("details.offer").first
    offer.locator("summary").focus()
    page.keyboard.press("Enter")
    offer.locator("input[name=tolerance]").focus()
    page.keyboard.type("soon")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    sigrid.looks()
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.locator("#error-summary")).to_contain_text("Write how many whole minutes.")
    page.locator("#error-summary a").press("Enter")
    wrong = page.locator("input[name=tolerance][aria-invalid]")
    expect(wrong).to_be_focused()
    expect(wrong).to_have_value("soon")
