"""Two people in one assessment see each other, keep what each wrote, choose between two texts, and name people."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.person import Person

RISK = "/assessments/2/risks/1"
SAVED = re.compile(r"^Saved \d\d:\d\d")


def types(person: Person, field: str, text: str) -> None:
    person.page.locator(f"#{field}").fill(text)


def test_two_people_in_one_scenario_keep_both_texts_and_choose(meet: Callable[..., Person]) -> None:
    maja, sigrid = meet("maja", "en"), meet("sigrid", "en", width=320)
    maja.opens(RISK)
    sigrid.opens(RISK)
    expect(sigrid.page.locator(".presence")).to_contain_text("Maja Prosjektmedlem (R1)")

    types(maja, "cause", "What Maja wrote of the cause.")
    expect(maja.page.locator("#saved")).to_have_text(SAVED)
    types(sigrid, "effect", "What Sigrid wrote of the consequence.")
    # What Maja wrote in a field that Sigrid left alone comes to her with her own save.
    expect(sigrid.page.locator("#cause")).to_have_value("What Maja wrote of the cause.")

    types(maja, "event", "Maja says that it stops.")
    expect(maja.page.locator("#effect")).to_have_value("What Sigrid wrote of the consequence.")
    types(sigrid, "event", "Sigrid says that it halts.")
    both = sigrid.page.locator(".answer-conflict")
    expect(both).to_contain_text("Maja says that it stops.")
    sigrid.looks()
    sigrid.page.locator("form#scenario button[name=do][value=save]").last.click()
    expect(both.get_by_role("button").first).to_be_focused()
    both.get_by_role("button", name="Keep my text").click()
    expect(both).to_have_count(0)
    expect(sigrid.page.locator("#saved")).to_have_text(SAVED)
    maja.opens(RISK)
    expect(maja.page.locator("#event")).to_have_value("Sigrid says that it halts.")


def test_somebody_is_named_by_keyboard_and_told(meet: Callable[..., Person]) -> None:
    maja = meet("maja", "nb", width=320)
    maja.opens("/assessments/2/step/scenarios")
    maja.page.locator(".dialogue summary").last.focus()
    maja.page.keyboard.press("Enter")
    field = maja.page.locator(".dialogue textarea").last
    field.press_sequentially("Kan du se på dette, @sig")
    expect(maja.page.get_by_role("option", name="Sigrid Sikkerhet")).to_be_visible()
    maja.looks()
    field.press("ArrowDown")
    field.press("Enter")
    expect(field).to_have_value("Kan du se på dette, @sigrid ")
    maja.submits(maja.page.locator(".dialogue form button[value=remark]").last)

    sigrid = meet("sigrid", "en", width=320)
    sigrid.opens("/")
    expect(sigrid.page.locator(".site-header")).to_contain_text("unread")
    sigrid.sees("Questions and remarks to you")
    sigrid.opens("/notifications")
    sigrid.sees("Maja Prosjektmedlem named you in a remark.")
    sigrid.submits(sigrid.page.locator(".notices button").first)
    assert "/assessments/2/review#said-" in sigrid.page.url
    expect(sigrid.page.locator(".site-header")).not_to_contain_text("unread")
