"""Words are selected in the report and removed; the page shows it as it will be given out, with and without scripts."""

import pytest
from playwright.sync_api import expect

SELECT = """name => {
  const walker = document.createTreeWalker(document.querySelector("[data-selectable]"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, section = node.parentElement.closest(".report-section");
    if (node.parentElement.matches("dd") && section?.querySelector(":scope > #remove-section-R1")
        && node.textContent.startsWith(name)) {
      const range = document.createRange();
      range.setStart(node, 0);
      range.setEnd(node, name.length);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      return;
    }
  }
  throw new Error("the words are not there");
}"""
WORDS = "En ansatt ser på målinger"


@pytest.mark.parametrize(("language", "width"), [("nb", 320), ("en", 1280)])
def test_selected_words_stand_in_the_form_and_are_removed(meet, language, width):
    pavel = meet("pavel", language, width=width)
    page = pavel.page
    pavel.opens("/assessments/1/publish")
    page.evaluate(SELECT, WORDS)
    form = page.locator("#remove-section-R1")
    form.locator("summary").click()
    expect(form.locator("textarea")).to_have_value(WORDS)
    expect(form.locator("select[name=place]")).to_have_value("risks.1.event")
    pavel.submits(form.locator("button[type=submit]"))
    expect(page.locator("#error-summary")).to_be_visible()
    expect(form.locator("textarea")).to_have_value(WORDS)
    form.locator("select[name=ground]").select_option("security")
    pavel.submits(form.locator("button[type=submit]"))
    expect(page.locator("article")).to_contain_text("[fjernet: offl. § 24]")
    with page.expect_download() as download:
        page.locator("a[href*='publish.pdf']").click()
    assert download.value.suggested_filename == "DPIA-1-v1-public.pdf"
    pavel.submits(page.locator("form[action*=take-back] button"))
    expect(page.locator("article")).not_to_contain_text("[fjernet")
