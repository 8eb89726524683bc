"""Questions that are kept with how they are looked at: what was seen is seen again, by a colleague too."""

import re

import pytest
from playwright.sync_api import expect


def number_of(person, key):
    person.opens(f"/estate?q={key}")
    person.submits(person.page.locator("main table tbody a").first)
    return re.search(r"/assets/(\d+)", person.page.url)[1]


def keeps(person, name):
    """Open the form at the foot of the page, and keep the question for all."""
    form = person.page.locator("details.keep")
    form.locator("summary").click()
    form.locator("#keep-name").fill(name)
    form.locator("#keep-shared").check()
    person.submits(form.locator("button[type=submit]"))


def opens_saved(person, name):
    person.opens("/graph/saved")
    person.submits(person.page.get_by_role("link", name=name, exact=True))


@pytest.mark.parametrize(("language", "width"), [("nb", 320), ("en", 1280)])
def test_a_filter_and_the_sliders_minute_are_seen_again(meet, language, width):
    sigrid = meet("sigrid", language, width=width)
    page, hall = sigrid.page, number_of(sigrid, "hallA")
    process = number_of(sigrid, "lvms")

    sigrid.opens(f"/graph/assets/{process}/needs?sort=name&q=vm&by=site")
    needed = page.locator("#needed ~ table tbody th").all_inner_texts()
    assert needed
    narrowed = page.url
    keeps(sigrid, "Virtual")
    assert page.url == narrowed, "keeping leads back to where one was"

    sigrid.opens(f"/graph/assets/{hall}?threat=availability&outage=240")
    page.locator("#at").focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile(r"&at=\d+$"))
    moved, told = page.url, page.locator(".cascade__told").inner_text()
    keeps(sigrid, "Late")
    assert page.url == moved
    page.locator("[data-act=whole]").click()
    keeps(sigrid, "All at once")
    assert "&at=" not in page.url

    maja = meet("maja", language, width=width)
    opens_saved(maja, "Virtual")
    assert maja.page.url == narrowed
    assert maja.page.locator("#needed ~ table tbody th").all_inner_texts() == needed
    opens_saved(maja, "Late")
    assert maja.page.url == moved
    assert maja.page.locator(".cascade__told").inner_text() == told
    opens_saved(maja, "All at once")
    assert "&at=" not in maja.page.url


def test_what_is_chosen_on_the_map_is_kept(meet):
    sigrid = meet("sigrid", "en")
    sigrid.opens("/graph/overview?kind=system&kind=infrastructure")
    sigrid.page.locator("#map-asset").fill("hallA")
    sigrid.page.keyboard.press("Escape")
    sigrid.page.locator("#map-find button[type=submit]").click()
    expect(sigrid.page).to_have_url(re.compile("asset=hallA"))
    keeps(sigrid, "Hall A")
    opens_saved(sigrid, "Hall A")
    assert sigrid.page.url.endswith("/graph/overview?kind=infrastructure&kind=system&asset=hallA")
    expect(sigrid.page.locator("[data-map-facts]")).to_contain_text("hallA")
