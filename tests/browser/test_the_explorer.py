"""What the security team sees of the graph: the picture itself, the slider that plays it, its files, and its looks."""

import gzip
import xml.etree.ElementTree as ET
from itertools import combinations

import pytest
from PIL import Image

SVG = "{http://www.w3.org/2000/svg}"
BOXES = """() => [...document.querySelectorAll(".picture .node")].map(node => ({
  key: node.dataset.key,
  box: (r => [r.x, r.y, r.right, r.bottom])(node.querySelector(".node__box").getBoundingClientRect()),
  labels: [...node.querySelectorAll("text")].filter(text => text.textContent).map(
    text => (r => [text.textContent, r.x, r.y, r.right, r.bottom])(text.getBoundingClientRect())),
}))"""
HALF_A_PIXEL = 0.5


def opens_the_worst(person):
    """The first of the twenty worst, for four hours."""
    person.opens("/graph")
    href = person.page.locator("#worst ~ table tbody a").first.get_attribute("href")
    person.opens(href.replace("outage=none", "outage=240"))
    return person.page.url


def apart(first, second):
    return (
        first[2] <= second[0] + HALF_A_PIXEL
        or second[2] <= first[0] + HALF_A_PIXEL
        or first[3] <= second[1] + HALF_A_PIXEL
        or second[3] <= first[1] + HALF_A_PIXEL
    )


@pytest.mark.parametrize("stacks", ["cause", "kind", "site", "supplier"])
def test_no_box_and_no_label_of_the_picture_lies_on_another(meet, stacks):
    sigrid = meet("sigrid", "nb")
    sigrid.opens(f"{opens_the_worst(sigrid)}&by={stacks}")
    drawn = sigrid.page.evaluate(BOXES)
    assert 15 < len(drawn) <= 60
    for one, other in combinations(drawn, 2):
        assert apart(one["box"], other["box"]), (one["key"], other["key"])
    labels = [label for one in drawn for label in one["labels"]]
    for one, other in combinations(labels, 2):
        assert apart(one[1:], other[1:]), (one[0], other[0])
    for one in drawn:
        left, top, right, bottom = one["box"]
        for text, x, y, end, low in one["labels"]:
            assert left <= x and top <= y and end <= right and low <= bottom, text


def test_what_was_hit_and_every_process_stand_in_the_picture_and_at_the_same_place_each_time(meet):
    sigrid = meet("sigrid", "nb")
    address = opens_the_worst(sigrid)
    before = sigrid.page.evaluate(BOXES)
    names = {one["labels"][0][0] for one in before}
    for process in sigrid.page.locator("#processes ~ .table-frame tbody th a").all_inner_texts():
        assert any(process.startswith(name.rstrip("…")) for name in names), process
    assert sigrid.page.locator(".picture .node--hit").count() == 1
    sigrid.opens(address)
    assert sigrid.page.evaluate(BOXES) == before


def test_the_slider_plays_the_outage_without_asking_the_server(meet):
    sigrid = meet("sigrid", "en")
    address = opens_the_worst(sigrid)
    key = sigrid.page.locator(".picture .node--hit").get_attribute("data-key")
    hit = sigrid.page.locator(f".picture .node[data-key='{key}'] .node__state")
    first = hit.text_content()
    asked = []
    sigrid.page.on("request", lambda request: asked.append(request.url))
    slider = sigrid.page.locator("#at")
    slider.focus()
    sigrid.page.keyboard.press("End")
    assert "All is up." in sigrid.page.locator(".cascade__told").inner_text()
    assert sigrid.page.locator(".picture .node--at.node--down").count() == 0
    assert hit.text_content() == "up"
    sigrid.page.keyboard.press("Home")
    sigrid.page.locator("[data-act=on]").press("Enter")
    minute = slider.input_value()
    down = sigrid.page.locator(".picture .node--at.node--down").count()
    assert down > 0
    assert "Down now:" in sigrid.page.locator(".cascade__news").inner_text()
    assert sigrid.page.locator(".timeline__now").get_attribute("display") is None
    assert [url for url in asked if "/static/img/" not in url] == [], "a new address may ask for the page's icon"
    assert sigrid.page.url == f"{address}&at={minute}"
    title = sigrid.page.locator(f".picture .node[data-key='{key}'] title").text_content()
    assert title.endswith(hit.text_content()), "who hears the box hears the minute too"
    sigrid.looks()
    sigrid.submits(sigrid.page.locator("#reached ~ table .sort, section[aria-labelledby=reached] .sort").first)
    assert f"&at={minute}" in sigrid.page.url, "sorting a table keeps the minute"
    sigrid.page.locator("[data-act=on]").press("Enter")
    later = slider.input_value()
    sigrid.page.locator("section[aria-labelledby=reached] input[name=q]").fill("a")
    sigrid.submits(sigrid.page.locator("section[aria-labelledby=reached] form.narrowing button"))
    assert f"at={later}" in sigrid.page.url, "so does narrowing it"
    sigrid.opens(f"{address}&at={minute}")
    sigrid.opens(sigrid.page.url)
    assert sigrid.page.locator(".picture .node--at.node--down").count() == down
    sigrid.page.locator("[data-act=whole]").click()
    assert hit.text_content() == first
    assert sigrid.page.url == address


def test_the_picture_is_saved_as_svg_and_png_with_its_question_and_what_it_leaves_out(meet):
    sigrid = meet("sigrid", "nb")
    opens_the_worst(sigrid)
    question = sigrid.page.locator("h1").inner_text()
    with sigrid.page.expect_download() as saved:
        sigrid.page.get_by_role("button", name="Lagre som SVG").click()
    drawing = ET.parse(saved.value.path())
    words = [text.text for text in drawing.iter(f"{SVG}text")]
    assert words[0] == question
    assert "Bildet viser" in " ".join(words[-3:])
    assert all(text.get("fill") and text.get("font-size") for text in drawing.iter(f"{SVG}text"))
    assert not any("class" in part.attrib for part in drawing.iter())
    with sigrid.page.expect_download() as saved:
        sigrid.page.get_by_role("button", name="Lagre som PNG").click()
    image = Image.open(saved.value.path())
    assert image.width == 2 * int(float(drawing.getroot().get("width")))
    assert len(image.convert("RGB").getcolors(maxcolors=1_000_000)) > 20
    assert saved.value.suggested_filename.endswith(".png")


def test_a_stack_is_unfolded_from_the_keyboard_and_folded_again(meet):
    sigrid = meet("sigrid", "en")
    sigrid.opens(f"{opens_the_worst(sigrid)}&by=kind&boxes=300")
    stack = sigrid.page.locator(".picture .node:has(.node__under) a").first
    before = sigrid.page.locator(".picture .node").count()
    stack.focus()
    with sigrid.page.expect_navigation():
        sigrid.page.keyboard.press("Enter")
    sigrid.looks()
    assert sigrid.page.locator(".picture .node").count() > before
    sigrid.submits(sigrid.page.get_by_role("link", name="Fold all stacks again"))
    assert sigrid.page.locator(".picture .node").count() == before
    sigrid.page.go_back()
    assert sigrid.page.locator(".picture .node").count() > before


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize(("scheme", "forced"), [("dark", "none"), ("light", "active")])
def test_dark_and_forced_colours_and_large_text_are_clean_too(meet, width, scheme, forced):
    sigrid = meet("sigrid", "nb", width=width, scheme=scheme, forced=forced)
    opens_the_worst(sigrid)
    sigrid.page.locator("[data-act=on]").click()
    sigrid.looks()
    sigrid.page.evaluate("document.documentElement.style.fontSize = '200%'")
    sigrid.looks()


@pytest.mark.parametrize("width", [320, 1280])
def test_no_question_scrolls_sideways_with_text_of_twice_the_size(meet, width):
    sigrid = meet("sigrid", "nb", width=width)
    for address in (
        "/graph",
        "/graph/supplier",
        "/graph/ways?start=stromA&end=lvms",
        "/graph/saved",
        "/graph/overview",
    ):
        sigrid.opens(address)
        sigrid.page.evaluate("document.documentElement.style.fontSize = '200%'")
        sigrid.looks()


def test_something_else_is_hit_at_the_same_time_by_name(meet):
    sigrid = meet("sigrid", "nb")
    opens_the_worst(sigrid)
    sigrid.page.locator("#add").fill("lvms")
    sigrid.submits(sigrid.page.locator("form.question").first.get_by_role("button", name="Spør"))
    sigrid.sees("Rammet samtidig:")
    assert "samtidig" in sigrid.page.locator("h1").inner_text()
    sigrid.submits(sigrid.page.get_by_role("link", name="ta bort"))
    assert "samtidig" not in sigrid.page.locator("h1").inner_text()


def test_a_first_visit_weighs_less_than_half_a_megabyte(meet):
    sigrid = meet("sigrid", "en")
    address = opens_the_worst(sigrid)
    answers = []

    def hears(answer):
        answers.append(answer)

    sigrid.page.on("response", hears)
    sigrid.page.goto(address, wait_until="networkidle")
    bodies = [answer.body() for answer in answers]
    assert bodies[0][:15].lower() == b"<!doctype html>"
    assert sum(len(gzip.compress(body)) for body in bodies) < 500_000
