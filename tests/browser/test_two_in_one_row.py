"""Two people in one measure, one fallback and one table, with scripts and without: both texts stand, or one chooses."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from playwright.sync_api import Locator, Route, expect

from tests.browser.person import Person

MEASURE = "/assessments/2/measures/1"
FALLBACK = "/assessments/2/fallbacks/1"
GRID = "/assessments/2/measures/grid"


def leaves(person: Person, field: str, text: str) -> None:
    """Write in a field and go on to the next with the keyboard, which saves it."""
    person.page.locator(f"#{field}").fill(text)
    with heard(person):
        person.page.keyboard.press("Tab")


def heard(person: Person) -> AbstractContextManager[object]:
    """What is done inside is saved, and the answer has come."""
    return person.page.expect_response(lambda answer: answer.request.method == "POST" and MEASURE in answer.url)


def test_two_people_in_one_measure(meet: Callable[..., Person]) -> None:
    maja, sigrid = meet("maja", "en"), meet("sigrid", "en", width=320)
    maja.opens(MEASURE)
    sigrid.opens(MEASURE)
    expect(sigrid.page.locator(".presence")).to_contain_text("Maja Prosjektmedlem (T1)")

    leaves(maja, "owner", "Owner by Maja")
    leaves(sigrid, "references", "Refers, by Sigrid")
    expect(sigrid.page.locator("#owner")).to_have_value("Owner by Maja")
    situations = sigrid.page.locator("input[name=situations]")
    with heard(sigrid):
        situations.first.check()

    # A list of ticks is a field like another: whoever ticked otherwise sees both.
    maja.page.locator("input[name=situations]").nth(1).check()
    both = maja.page.locator(".answer-conflict")
    expect(both).to_contain_text("In which situations?")
    maja.looks()
    both.get_by_role("button", name="Use that text").click()
    expect(both).to_have_count(0)
    assert ticked(maja.page.locator("input[name=situations]")) == ticked(situations)

    leaves(maja, "text", "Text by Maja")
    expect(maja.page.locator("#references")).to_have_value("Refers, by Sigrid")
    leaves(sigrid, "text", "Text by Sigrid")
    both = sigrid.page.locator(".answer-conflict")
    expect(both).to_contain_text("Text by Maja")
    sigrid.looks()
    with heard(sigrid):
        both.get_by_role("button", name="Keep my text").click()
    expect(both).to_have_count(0)
    maja.opens(MEASURE)
    expect(maja.page.locator("#text")).to_have_value("Text by Sigrid")
    expect(maja.page.locator("#owner")).to_have_value("Owner by Maja")


def test_what_is_typed_while_a_save_is_on_its_way_overwrites_nothing_unseen(meet: Callable[..., Person]) -> None:
    maja, sigrid = meet("maja", "en"), meet("sigrid", "en")
    maja.opens(MEASURE)
    sigrid.opens(MEASURE)
    leaves(maja, "owner", "Owner by Maja")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    sigrid.page.route(f"**{MEASURE}", hold)
    sigrid.page.locator("#references").fill("Refers, by Sigrid")
    sigrid.page.keyboard.press("Tab")
    sigrid.page.wait_for_function("document.getElementById('saved').textContent === 'Saving …'")
    answer = held[0].fetch()
    sigrid.page.locator("#owner").fill("Owner by Sigrid")
    held[0].fulfill(response=answer)
    sigrid.page.unroute(f"**{MEASURE}")
    both = sigrid.page.locator(".answer-conflict")
    expect(both).to_contain_text("Owner by Maja")
    maja.opens(MEASURE)
    expect(maja.page.locator("#owner")).to_have_value("Owner by Maja")
    both.get_by_role("button", name="Keep my text").click()
    expect(both).to_have_count(0)
    for _ in range(20):  # a save that was on its way is followed by the next
        maja.opens(MEASURE)
        if maja.page.locator("#owner").input_value() == "Owner by Sigrid":
            break
        maja.page.wait_for_timeout(300)
    expect(maja.page.locator("#owner")).to_have_value("Owner by Sigrid")


def ticked(boxes: Locator) -> list[bool]:
    return [boxes.nth(place).is_checked() for place in range(boxes.count())]


def test_without_scripts_one_chooses_on_the_page(meet: Callable[..., Person]) -> None:
    maja, sigrid = meet("maja", "en", scripts=False), meet("sigrid", "nb", width=320, scripts=False)
    maja.page.goto(FALLBACK)
    sigrid.page.goto(FALLBACK)
    maja.page.locator("#text").fill("Paper by Maja")
    maja.page.locator("#fallback .buttons button").click()
    sigrid.page.locator("#text").fill("Paper by Sigrid")
    sigrid.page.locator("#tested_by").fill("Nina")
    sigrid.page.locator("#fallback .buttons button").click()
    expect(sigrid.page.locator(".conflict")).to_contain_text("Paper by Maja")
    expect(sigrid.page.locator("#text")).to_have_value("Paper by Sigrid")
    sigrid.page.locator("#take-text-theirs").check()
    sigrid.page.locator("#fallback .buttons button").click()
    expect(sigrid.page.locator("#text")).to_have_value("Paper by Maja")
    expect(sigrid.page.locator("#tested_by")).to_have_value("Nina")


def test_two_people_in_one_table(meet: Callable[..., Person]) -> None:
    maja, sigrid = meet("maja", "en"), meet("sigrid", "en")
    maja.opens(GRID)
    sigrid.opens(GRID)
    expect(sigrid.page.locator(".presence")).to_contain_text("Maja Prosjektmedlem (Measures as a table)")
    writes(maja, 3, "Owner by Maja")
    saves(maja)
    # Another cell of the same row: nothing is asked.
    writes(sigrid, 2, "Text by Sigrid")
    saves(sigrid)
    expect(sigrid.page.locator("#r0-owner")).to_have_value("Owner by Maja")
    # The same cell: both texts, and nothing is lost.
    writes(maja, 2, "Text by Maja")
    saves(maja)
    both = maja.page.locator(".conflict")
    expect(both).to_contain_text("Text by Sigrid")
    expect(maja.page.locator("#r0-text")).to_have_value("Text by Maja")
    maja.looks()
    both.get_by_label("Text by Sigrid").check()
    saves(maja)
    expect(maja.page.locator("#r0-text")).to_have_value("Text by Sigrid")


def writes(person: Person, column: int, text: str) -> None:
    """Write in a cell of the first row, column 2 being the first that is written in."""
    person.page.locator(f"#grid tbody tr:first-child td:nth-of-type({column - 1})").click()
    person.page.keyboard.press("Delete")
    person.page.keyboard.type(text)
    person.page.keyboard.press("Tab")


def saves(person: Person) -> None:
    with person.page.expect_navigation():
        person.page.locator("#grid-form .buttons button[type=submit]").click()
