"""Adding and taking back from where somebody looks: two boxes joined by keyboard, two columns pasted, both undone."""

import pytest


def join_by_keyboard(person, first, second):
    """Press the button, walk to the first box and the second, and take each."""
    page = person.page
    page.locator(".connect button").focus()
    page.keyboard.press("Enter")
    for key in (first, second):
        for _ in range(20):
            if page.evaluate("document.activeElement.closest('.node')?.dataset.key") == key:
                break
            page.keyboard.press("Tab")
        if key == second:
            with page.expect_navigation():
                page.keyboard.press("Enter")
        else:
            page.keyboard.press("Enter")
            assert page.locator(".connect [role=status]").inner_text() != ""
    person.looks()


@pytest.mark.parametrize(("language", "width"), [("nb", 320), ("en", 1280)])
def test_two_boxes_are_joined_by_keyboard_and_the_change_is_undone(meet, language, width):
    sigrid = meet("sigrid", language, width=width)
    page = sigrid.page
    sigrid.opens("/estate?q=lvms&kind=system")
    page.locator("tbody th a").first.click()
    sigrid.looks()
    asset = page.url
    needs = page.locator(".relation:has(#needs) tbody tr")
    before = needs.count()
    other = page.locator(".picture .node:not(:has(.node__under))").first.get_attribute("data-key")

    join_by_keyboard(sigrid, other, "lvms")

    page.locator("[name=sentence][value=needed-by]").check()
    page.locator("#kind").select_option("supply")
    sigrid.looks()
    sigrid.submits(page.locator("main form button[type=submit]").last)
    assert page.url == asset
    assert needs.count() == before + 1
    sigrid.submits(page.locator(".notice button"))
    assert page.url == asset
    assert needs.count() == before
    assert page.locator(".messages .ds-alert").count() == 1
    assert page.locator(".notice").count() == 0


def test_escape_ends_it_and_a_stack_is_no_single_box(meet):
    sigrid = meet("sigrid")
    page = sigrid.page
    sigrid.opens("/estate?q=p-lab")
    page.locator("tbody th a").first.click()
    button, said = page.locator(".connect button"), page.locator(".connect [role=status]")
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    page.locator(".node:has(.node__under)").first.click()
    assert "stack" in said.inner_text()
    page.locator(".node:not(:has(.node__under))").first.click()
    assert page.locator(".node.is-chosen").count() == 1
    page.locator(".node.is-chosen").click()
    assert "Choose another" in said.inner_text()
    sigrid.looks()
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-pressed") == "false"
    assert page.locator(".node.is-chosen, .node[tabindex]").count() == 0
    assert page.evaluate("document.activeElement.closest('.connect') !== null")
    with page.expect_navigation():
        page.locator(".node:not(:has(.node__under)) a").first.click()
    assert "/estate/assets/" in page.url


def test_a_link_beside_the_picture_leads_to_the_same_page(meet):
    sigrid = meet("sigrid")
    sigrid.opens("/estate?q=lvms&kind=system")
    sigrid.page.locator("tbody th a").first.click()
    sigrid.submits(sigrid.page.locator(".connect a"))
    assert "/estate/connect" in sigrid.page.url
    sigrid.page.locator("[name=sentence]").first.check()
    sigrid.page.locator("#second").fill("arena")
    sigrid.page.keyboard.press("Escape")
    sigrid.submits(sigrid.page.locator("main form button[type=submit]").last)
    sigrid.sees("The dependency is added.")


@pytest.mark.parametrize(("language", "width"), [("nb", 320), ("en", 1280)])
def test_two_columns_are_pasted_with_one_wrong_row(meet, language, width):
    sigrid = meet("sigrid", language, width=width)
    page = sigrid.page
    sigrid.opens("/estate/paste")
    page.locator("#rows").fill("lvms\tstromA\nlvms\tstromZ\np-akutt\tstromA")
    sigrid.submits(page.locator("button[value=look]"))
    assert page.locator("tbody tr").count() == 3
    assert "stromZ" in page.locator("#rows").input_value()
    page.locator("[name=joined][value=flow]").check()
    sigrid.looks()
    page.locator("[name=joined][value=dependency]").check()
    sigrid.submits(page.locator("button[value=store]"))
    assert page.url.endswith("/estate")
    sigrid.sees("2 ")
    assert page.locator(".last-change").count() == 1
    sigrid.submits(page.locator(".notice button"))
    assert page.locator(".last-change").count() == 0
