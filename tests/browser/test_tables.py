"""A table of the explorer in the browser: sorted, narrowed and downloaded with the keyboard, on any screen."""

import json

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("width", [1280, 320])
def test_a_table_is_sorted_narrowed_and_downloaded_with_the_keyboard(meet, width):
    sigrid = meet("sigrid", "en", width=width)
    page = sigrid.page
    sigrid.opens("/graph/supplier?name=sykehuspartner")
    by_kind = page.locator("#delivers ~ table tbody th a").all_inner_texts()
    assert by_kind != sorted(by_kind, key=str.casefold)
    head = page.locator("#delivers ~ table thead a.sort", has_text="Name")
    box = head.bounding_box()
    assert box["width"] > 20 and box["height"] > 10, "whoever reads stacked rows sees what to sort by"
    head.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    sigrid.looks()
    names = page.locator("#delivers ~ table tbody th a").all_inner_texts()
    assert names == sorted(by_kind, key=str.casefold)
    page.locator("#delivers-q").focus()
    page.keyboard.type("lan")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    sigrid.looks()
    rows = page.locator("#delivers ~ table tbody tr")
    expect(page.locator("#delivers ~ p.files").first).to_contain_text(f"These {rows.count()} rows:")
    assert 0 < rows.count() < len(names)
    with page.expect_download() as saved:
        page.locator("#delivers ~ p.files a", has_text="JSON").first.press("Enter")
    found = json.loads(saved.value.path().read_text(encoding="utf-8"))
    assert [row["name"] for row in found["rows"]] == page.locator("#delivers ~ table tbody th a").all_inner_texts()
    assert (found["question"]["text"], found["question"]["sort"]) == ("lan", "name")
