"""Scenarios and measures as a grid in the browser: moved in, written in and pasted into by keyboard, and saved."""

import pytest
from playwright.sync_api import expect

GRID = "/assessments/2/risks/grid"
BLOCK = (
    'integritet\tarena\tA virus\t"Somebody opened\nan ""invoice"""\r\n'
    "Confidentiality\t\tA leak\tThe key was under the mat\r\n"
    "tilgjengelighet\tlvms\t\tWater\r\n"
)


class Keys:
    """Somebody's hands at the grid."""

    def __init__(self, person, path=GRID):
        self.person, self.page = person, person.page
        self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        person.opens(path)

    def enters(self):
        """Walk into the grid with Tab, from the help above it."""
        self.page.locator(".grid__help summary").focus()
        self.press("Tab")
        assert self.page.evaluate("document.activeElement.closest('#grid') !== null")

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def here(self):
        """Row and column of the cell with the focus."""
        return tuple(
            self.page.evaluate(
                "(c => [c.parentElement.sectionRowIndex, c.cellIndex])(document.activeElement.closest('td, tbody th'))"
            )
        )

    def goes_to_first_blank(self):
        """Down to the first empty row, in the column of what is lost."""
        self.press("Control+Home", "ArrowRight")
        for _ in range(self.page.locator("#grid tbody tr:has(a)").count()):
            self.press("ArrowDown")

    def copies(self, text):
        """Copy a text elsewhere."""
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)

    def clipboard(self):
        return self.page.evaluate("navigator.clipboard.readText()")

    def saves(self):
        with self.page.expect_navigation():
            self.press("Control+s")
        self.person.looks()

    def value(self, field):
        return self.page.locator(f"[id='{field}']").input_value()


@pytest.mark.parametrize(("language", "width"), [("nb", 320), ("en", 1280)])
def test_a_table_is_edited_and_pasted_into_by_keyboard_alone(meet, language, width):
    maja = meet("maja", language, width=width)
    keys, page = Keys(maja), maja.page
    count = page.locator("#grid tbody tr:has(a)").count()
    keys.enters()
    assert keys.here() == (0, 1)
    keys.press("ArrowDown", "ArrowRight", "ArrowRight", "ArrowUp", "ArrowUp", "ArrowLeft", "Home", "End")
    assert keys.here()[0] == 0
    keys.press("Home", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight")

    keys.press("F2", "End")
    page.keyboard.type(" And then?")
    keys.press("Escape")
    cause = keys.value("r0-cause")
    assert "And then?" not in cause
    assert page.locator("#grid-state").inner_text() == ""
    keys.press("Enter", "Control+End")
    page.keyboard.type(" And then?")
    keys.press("Enter")
    assert keys.here() == (1, 4)
    page.keyboard.type("Replaced")
    keys.press("Alt+Enter")
    page.keyboard.type("twice")
    keys.press("Tab")
    assert keys.here() == (1, 5)
    assert page.locator("#grid-state").inner_text() != ""
    maja.looks()

    keys.goes_to_first_blank()
    assert keys.here() == (count, 1)
    keys.copies(BLOCK)
    keys.press("Control+v")
    expect(page.locator("#grid-message")).to_contain_text("12")
    assert page.locator("#grid [aria-selected=true]").count() == 12
    maja.looks()
    for row in range(3):
        keys.press("Control+Home", *["ArrowDown"] * (count + row), *["ArrowRight"] * 5)
        page.keyboard.type(f"It happens {row}")
        keys.press("Enter")
    keys.saves()

    stored = page.locator("#grid tbody tr:has(a)")
    assert stored.count() == count + 3
    assert keys.value("r0-cause") == cause + " And then?"
    assert keys.value("r1-cause") == "Replaced\ntwice"
    assert keys.value(f"r{count}-property") == "integrity"
    assert keys.value(f"r{count}-cause") == 'Somebody opened\nan "invoice"'
    assert [keys.value(f"r{count + row}-event") for row in range(3)] == [f"It happens {row}" for row in range(3)]
    assert "(lvms)" in keys.value(f"r{count + 2}-asset")
    page.reload()
    assert page.locator("#grid tbody tr:has(a)").count() == count + 3


def test_a_block_that_does_not_fit_says_where_and_changes_nothing_and_a_paste_is_taken_back(meet):
    maja = meet("maja", "en")
    keys, page = Keys(maja), maja.page
    rows = page.locator("#grid tbody tr").count()
    before = keys.value("r0-threat")
    keys.enters()
    keys.copies("integrity\tarena\tX\nspeed\tarena\tY")
    keys.press("Control+v")
    message = page.locator("#grid-message")
    expect(message).to_contain_text("Nothing was pasted.")
    expect(message).to_contain_text("R2, What is lost: “speed” does not fit.")
    assert keys.value("r0-threat") == before
    maja.looks()
    keys.press("End", "ArrowLeft")
    keys.copies("a\tb")
    keys.press("Control+v")
    expect(message).to_contain_text("more cells than there are columns")
    keys.press("Control+End", "Home", "ArrowRight")
    keys.copies("integrity\tarena\tX\nintegrity\tarena\tY\nintegrity\tarena\tZ")
    keys.press("Control+v")
    expect(page.locator("#grid tbody tr")).to_have_count(rows + 2)
    keys.press("Control+z")
    expect(page.locator("#grid tbody tr")).to_have_count(rows)
    assert page.locator("#grid-state").inner_text() == ""
    keys.press("Delete", "Control+z", "Control+z")
    expect(message).to_contain_text("nothing to take back")


def test_all_is_copied_with_heads_changed_elsewhere_and_finds_its_place_again(meet):
    maja = meet("maja", "en")
    keys, page = Keys(maja), maja.page
    count = page.locator("#grid tbody tr:has(a)").count()
    page.locator("#grid-copy").focus()
    keys.press("Enter")
    expect(page.locator("#grid-message")).to_contain_text(f"Rows copied: {count}.")
    copied = keys.clipboard()
    assert copied.startswith("No.\tWhat is lost\tWhere")
    keys.enters()
    keys.press("ArrowDown", "ArrowDown")
    keys.copies("Hendelse\tNr.\tSannsynlighet nå\nIt bends\tR1\tMulig\nIt breaks\t\t2")
    keys.press("Control+v")
    expect(page.locator("#grid-message")).to_contain_text("Cells pasted: 4.")
    assert (keys.value("r0-event"), keys.value("r0-likelihood")) == ("It bends", "3")
    assert (keys.value(f"r{count}-event"), keys.value(f"r{count}-likelihood")) == ("It breaks", "2")
    keys.press("Control+z")
    keys.copies(copied)
    keys.press("Control+v")
    assert page.locator("#grid-state").inner_text() == "", "what was copied is what stands there"
    keys.press("Control+Home", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowDown", "Control+c")
    expect(page.locator("#grid-message")).to_contain_text("Rows copied: 2.")
    assert keys.clipboard() == "\n".join("\t".join(line.split("\t")[1:3]) for line in copied.split("\n")[1:3])


def test_leaving_with_unsaved_words_asks_first_and_a_refused_cell_is_reached_from_the_summary(meet):
    maja = meet("maja", "en")
    keys, page = Keys(maja), maja.page
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    keys.enters()
    keys.press("ArrowRight")
    page.keyboard.type("nowhere at all")
    keys.press("Enter")
    page.locator(".ds-breadcrumbs a").first.click()
    page.wait_for_url("**/assessments/2")
    assert asked == ["beforeunload"]

    maja.opens(GRID)
    keys.enters()
    keys.press("ArrowRight")
    page.keyboard.type("nowhere at all")
    keys.press("Enter")
    keys.saves()
    assert page.locator("#grid-state").inner_text() != ""
    page.locator("#error-summary a").first.focus()
    keys.press("Enter")
    assert keys.here() == (0, 2)
    assert page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"
    assert keys.value("r0-asset") == "nowhere at all"


@pytest.mark.parametrize("forced", ["none", "active"])
def test_measures_are_a_grid_too_and_a_mouse_opens_what_it_presses_twice(meet, forced):
    maja = meet("maja", "nb", forced=forced)
    keys, page = Keys(maja, "/assessments/2/measures/grid"), maja.page
    owner = page.locator("#grid tbody tr").first.locator("td").nth(1)
    owner.click()
    maja.looks()
    owner.click()
    assert page.evaluate("document.activeElement.id") == "r0-owner"
    maja.looks()
    keys.press("Control+a")
    page.keyboard.type("Kari")
    keys.press("Tab", "ArrowRight", "p")
    assert keys.value("r0-status") in ("planned", "in place")
    keys.press("ArrowRight")
    page.keyboard.type("r2 r3")
    keys.press("Enter")
    page.locator("#grid tbody tr").nth(1).locator("input[type=checkbox]").check()
    keys.press("Escape")
    page.locator("#grid-form button[type=submit]").focus()
    maja.submits(page.locator("#grid-form button[type=submit]"))
    assert (keys.value("r0-owner"), keys.value("r0-treats")) == ("Kari", "R2, R3")
    assert page.locator("#grid tbody tr a", has_text="T2").count() == 0


def test_the_table_is_saved_without_scripts(meet):
    maja = meet("maja", "en", scripts=False)
    page = maja.page
    page.goto(GRID)
    page.locator("#r0-cause").fill("By hand")
    with page.expect_navigation():
        page.locator("#grid-form button[type=submit]").click()
    assert page.locator("#r0-cause").input_value() == "By hand"
