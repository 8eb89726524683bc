"""A report as a page, reached from its assessment: without barriers wide, narrow, dark, in forced colours, printed."""

import pytest

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OPEN_FRAME = """() => [...document.querySelectorAll('.table-frame')].filter(
  one => one.scrollWidth > one.clientWidth && !one.hasAttribute('tabindex')).length"""


@pytest.mark.parametrize(("language", "width"), [("nb", 320), ("en", 1280)])
def test_a_decided_report_is_read_as_a_page_that_names_the_signed_pdf(meet, language, width):
    maja = meet("maja", language, width=width)
    maja.opens("/assessments/1")
    maja.submits(maja.page.locator("a[href$='/reports/1.html']").first)
    page = maja.page
    assert page.locator("html").get_attribute("lang") == "nb", "the report's own language, whatever the reader's"
    assert page.locator("#original").inner_text() == "Signert PDF"
    original = page.locator("aside")
    assert "Nivå som er nådd" in original.inner_text() and "Signatur 1 av 3" in original.inner_text()
    with page.expect_download() as download:
        original.locator("a").click()
    assert download.value.suggested_filename == "DPIA-1-v1.pdf"
    page.locator("nav a").nth(1).click()
    assert page.evaluate("document.activeElement.id || location.hash.slice(1)").startswith("section-")
    assert page.evaluate(OPEN_FRAME) == 0, "what scrolls sideways is reached by the keyboard"


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize(("scheme", "forced"), [("dark", "none"), ("light", "active")])
def test_a_draft_is_a_clean_page_in_the_dark_and_in_forced_colours(meet, scheme, forced, width):
    maja = meet("maja", "nb", width=width, scheme=scheme, forced=forced, scripts=True)
    maja.opens("/reports/2.html")
    assert maja.page.locator(".document__draft").is_visible()


def test_it_prints_whole_and_without_a_reader_of_scripts(meet):
    maja = meet("maja", "nb", scripts=False)
    maja.page.goto("/reports/2.html")
    maja.page.emulate_media(media="print")
    assert maja.page.locator("details").count() == 0, "nothing is folded away"
    assert maja.page.evaluate(SIDEWAYS) <= 0
    assert maja.page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_the_first_stop_leads_past_the_contents(meet):
    maja = meet("maja", "nb")
    maja.opens("/reports/1.html")
    maja.page.keyboard.press("Tab")
    assert maja.page.evaluate("document.activeElement.textContent") == "Hopp til innholdet"
    maja.page.keyboard.press("Enter")
    assert maja.page.evaluate("document.activeElement.id") == "text"
