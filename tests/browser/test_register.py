"""The register in the browser: a cell of the heat map, the table behind it, its files, a workbook out and in."""

import json

import openpyxl
import pytest


@pytest.mark.parametrize(("language", "width"), [("nb", 320), ("en", 1280)])
def test_a_cell_leads_to_its_risks_which_are_narrowed_and_downloaded(meet, language, width):
    maja = meet("maja", language, width=width)
    page = maja.page
    maja.opens("/register")
    cell = page.locator(".heat__count").first
    count = int(cell.inner_text().split()[0])
    maja.submits(cell)
    assert page.locator("table.register tbody tr").count() == count
    assert page.locator(".chips .ds-chip").count() == 2

    maja.opens("/register/risks")
    everything = page.locator("table.register tbody tr").count()
    page.locator(".filters__more summary").click()
    page.select_option("#filter-kind", "ros")
    page.select_option("#group", "left")
    page.select_option("#sort", "number")
    maja.submits(page.locator(".filters button"))
    some = page.locator("table.register tbody tr").count()
    assert 0 < some < everything
    assert page.locator("main h2").count() > 1
    with page.expect_download() as download:
        page.locator(".files a", has_text="JSON").first.click()
    told = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert len(told["rows"]) == some
    assert {row["kind"] for row in told["rows"]} == {"ros"}
    maja.submits(page.locator(".ds-chip").first)
    assert page.locator("table.register tbody tr").count() == everything


@pytest.mark.parametrize(("language", "width"), [("nb", 1280), ("en", 320)])
def test_a_workbook_goes_out_is_changed_and_comes_in(meet, tmp_path, language, width):
    maja = meet("maja", language, width=width)
    page, file = maja.page, tmp_path / "register.xlsx"
    maja.opens("/register")
    with page.expect_download() as download:
        page.locator("a[href='/register/workbook.xlsx']").click()
    download.value.save_as(file)
    for event, changes in (("", False), ("Noen snubler i kabelen", True)):
        if event:
            book = openpyxl.load_workbook(file)
            sheet = book.worksheets[0]
            head = [cell.value for cell in sheet[1]]
            row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == "2")
            sheet.cell(row, head.index(maja.says("Event", "Hendelse")) + 1).value = event
            book.save(file)
        maja.opens("/register/import")
        page.locator("input[type=file]").set_input_files(file)
        maja.submits(page.locator("form:has(input[type=file]) button[type=submit]"))
        assert (page.locator("ins", has_text=event or "…").count() == 1) is changes
        assert (page.locator("input[name=mark]").count() == 1) is changes
    maja.submits(page.locator("form:has(input[name=mark]) button[type=submit]"))
    maja.sees("Noen snubler i kabelen")


def test_without_scripts_and_with_forced_colours_the_register_is_all_there(meet):
    rut = meet("rut", "nb", scripts=False, forced="active")
    rut.page.goto("/register")
    assert rut.page.locator(".heat__count").count() > 0
    with rut.page.expect_navigation():
        rut.page.locator(".heat__count").first.click()
    assert rut.page.locator("table.register tbody tr").count() > 0
    with rut.page.expect_navigation():
        rut.page.locator("nav a[href='/processing']").click()
    assert rut.page.locator("h1").count() == 1
