"""Moving about the picture of the whole estate: by name, mouse, keyboard, wheel and finger."""

from playwright.sync_api import expect

from tests.browser.map_reading import PLACE, drawn, names, picture, still


def test_an_asset_is_found_and_brought_into_the_middle(meet):
    sigrid = meet("sigrid")
    drawn(sigrid)
    sigrid.page.locator("#map-asset").fill("lvms")
    sigrid.page.keyboard.press("Enter")
    still(sigrid)
    sigrid.looks()
    left, top = sigrid.page.evaluate(PLACE, "lvms")
    box = sigrid.page.locator(".map__frame").bounding_box()
    assert abs(left - box["x"] - box["width"] / 2) < 3 and abs(top - box["y"] - box["height"] / 2) < 3
    chosen = sigrid.page.locator(".map__chosen")
    expect(chosen).to_be_focused()
    expect(chosen).to_contain_text("LVMS")
    number = picture(sigrid, "p.map.numbers[p.map.ids.indexOf('lvms')]")
    assert chosen.locator("a").evaluate_all("links => links.map(link => link.getAttribute('href'))") == [
        f"/estate/assets/{number}",
        f"/graph/assets/{number}",
        f"/graph/assets/{number}/needs",
    ]
    assert sigrid.page.url.endswith("?asset=lvms")
    assert any(name["text"].startswith("LVMS") and "· system" in name["text"] for name in names(sigrid))
    sigrid.page.go_back()
    expect(chosen).to_contain_text("None yet")
    sigrid.page.go_forward()
    expect(chosen).to_contain_text("LVMS")


def test_what_does_not_name_one_asset_is_answered_by_the_page(meet):
    sigrid = meet("sigrid")
    drawn(sigrid)
    sigrid.page.locator("#map-asset").fill("virtualisering")
    sigrid.submits(sigrid.page.locator("#map-find button"))
    sigrid.sees("2 assets fit")
    sigrid.submits(sigrid.page.locator(".found a").first)
    still(sigrid)
    expect(sigrid.page.locator(".map__chosen")).to_contain_text("Virtualisering A")
    assert picture(sigrid, "p.map.ids[p.chosen]") == "vmA"


def test_a_dot_is_chosen_by_clicking_it(meet):
    sigrid = meet("sigrid")
    drawn(sigrid)
    sigrid.page.locator(".map__frame").scroll_into_view_if_needed()
    sigrid.page.mouse.click(*sigrid.page.evaluate(PLACE, "vmA"))
    expect(sigrid.page.locator(".map__chosen")).to_contain_text("Virtualisering A")
    assert "asset=vmA" in sigrid.page.url


def test_the_keyboard_moves_zooms_and_lets_go(meet):
    sigrid = meet("sigrid")
    sigrid.page.emulate_media(reduced_motion="reduce")
    drawn(sigrid, "/graph/overview?asset=lvms")
    sigrid.page.locator(".map__frame").focus()
    sigrid.page.keyboard.press("0")
    home = picture(sigrid, "p.sigma.getCamera().getState()")
    assert home == {"x": 0.5, "y": 0.5, "ratio": 1, "angle": 0}
    sigrid.page.keyboard.press("+")
    sigrid.page.keyboard.press("ArrowRight")
    sigrid.page.keyboard.press("ArrowUp")
    moved = picture(sigrid, "p.sigma.getCamera().getState()")
    assert moved["ratio"] < 1 and moved["x"] > 0.5 and moved["y"] > 0.5
    sigrid.page.keyboard.press("Escape")
    expect(sigrid.page.locator(".map__chosen")).to_contain_text("None yet")
    assert "asset" not in sigrid.page.url
    sigrid.page.locator("[data-map-act=all]").press("Enter")
    assert picture(sigrid, "p.sigma.getCamera().getState().ratio") == 1


def test_the_wheel_scrolls_the_page_until_the_picture_is_turned_to(meet):
    sigrid = meet("sigrid")
    drawn(sigrid)
    frame = sigrid.page.locator(".map__frame")
    frame.scroll_into_view_if_needed()
    box = frame.bounding_box()
    sigrid.page.mouse.move(box["x"] + box["width"] - 20, box["y"] + box["height"] / 2)
    before = sigrid.page.evaluate("scrollY")
    sigrid.page.mouse.wheel(0, 120)
    still(sigrid)
    assert sigrid.page.evaluate("scrollY") > before
    assert picture(sigrid, "p.sigma.getCamera().ratio") == 1
    frame.focus()
    sigrid.page.mouse.wheel(0, -240)
    still(sigrid)
    assert picture(sigrid, "p.sigma.getCamera().ratio") < 1


def test_a_finger_scrolls_past_the_picture_until_it_is_tapped(meet):
    sigrid = meet("sigrid", width=320)
    finger = sigrid.page.context.new_cdp_session(sigrid.page)
    finger.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    drawn(sigrid)
    frame = sigrid.page.locator(".map__frame")
    frame.scroll_into_view_if_needed()

    def touches(*heights):
        box = frame.bounding_box()
        points = [[{"x": box["x"] + 8, "y": box["y"] + box["height"] - 20 - height}] for height in heights]
        for kind, point in zip(["touchStart"] + ["touchMove"] * len(heights), points, strict=False):
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": point})
            sigrid.page.wait_for_timeout(20)
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        still(sigrid)
        return sigrid.page.evaluate("scrollY"), picture(sigrid, "p.sigma.getCamera().y")

    before = sigrid.page.evaluate("scrollY")
    scrolled, camera = touches(*range(0, 130, 12))
    assert scrolled > before and camera == 0.5
    touches(0)
    expect(frame).to_be_focused()
    assert picture(sigrid, "p.sigma.getCamera().y") == 0.5
    before = sigrid.page.evaluate("scrollY")
    scrolled, camera = touches(*range(0, 130, 12))
    assert scrolled == before and camera != 0.5
