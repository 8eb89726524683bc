"""Suggestions in a browser: dismiss two with a reason, add two, add one and change it; without scripts too."""

import pytest
from playwright.sync_api import expect

PAGE = "/assessments/2/suggestions"
SOLE, WAY, NET, HALL = "sole_way:lvms", "way_in:sykehuspartner", "single_network:wan", "single_place:hallA"


def box(page, key):
    return page.locator(f'input[name=keys][value="{key}"]')


@pytest.mark.parametrize(("language", "width", "scripts"), [("nb", 320, True), ("en", 1280, True), ("nb", 1280, False)])
def test_two_are_dismissed_two_added_and_one_is_added_and_changed(meet, language, width, scripts):
    maja = meet("maja", language, width=width, scripts=scripts)
    page = maja.page
    go = maja.submits if scripts else press(page)
    (maja.opens if scripts else page.goto)("/assessments/2/step/scenarios")
    go(page.locator(f'a[href="{PAGE}"]'))
    count = page.locator("input[name=keys]").count()
    assert count > 10

    # Two that belong elsewhere go with one reason; the reason is asked for first.
    for key in (NET, WAY):
        box(page, key).check()
    go(page.locator("button[name=do][value=dismiss]"))
    expect(page.locator("#error-summary")).to_be_visible()
    expect(box(page, NET)).to_be_checked()
    page.locator("#reason").fill("Står alt som R11 & R3.")
    go(page.locator("button[name=do][value=dismiss]"))
    assert page.locator("input[name=keys]").count() == count - 2
    expect(page.get_by_text("Står alt som R11 & R3.")).to_have_count(2)

    # One of them after all.
    row = page.locator("tr", has_text="R11 & R3").first
    go(row.locator("button"))
    assert page.locator("input[name=keys]").count() == count - 1

    # Two are added together, with Enter in a box.
    for key in ("only_copy:arena", "wrong_data:lvms"):
        box(page, key).check()
    if scripts:
        with page.expect_navigation():
            box(page, "wrong_data:lvms").press("Enter")
        maja.looks()
    else:
        go(page.locator("button[name=do][value=accept]").last)
    assert page.locator("input[name=keys]").count() == count - 3
    expect(page.locator("a[href$='/risks/15']")).to_have_count(1)

    # One is added, opened and told in other words.
    go(page.locator(f'button[name=change][value="{SOLE}"]'))
    assert page.url.endswith("/risks/16")
    expect(page.locator(".from-estate").first).to_contain_text("LVMS")
    page.locator("#event").fill("Laboratoriet svarer ikke på en hel natt.")
    go(page.locator("button[name=do][value=save]").last)
    (maja.opens if scripts else page.goto)(PAGE)
    row = page.locator("tr", has=page.locator("a[href$='/risks/16']"))
    expect(row).to_contain_text("endret: hendelse" if language == "nb" else "changed: event")
    row = page.locator("tr", has=page.locator("a[href$='/risks/14']"))
    expect(row).to_contain_text("lyder som forslaget" if language == "nb" else "reads as suggested")


def press(page):
    def go(button):
        with page.expect_navigation():
            button.click()

    return go
