"""A workshop in two browsers: one person leads at the projector, the others follow; and the pages around it."""

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

LAB = "/assessments/2"
LIVE = f"{LAB}/workshop/live"
SOON = 15_000


def cell(person, value):
    return person.page.locator(f"button[name=cell][value='{value}']")


@pytest.mark.parametrize(("language", "width"), [("nb", 320), ("en", 1280)])
def test_one_leads_at_the_projector_and_another_follows(meet, language, width):
    maja, rut = meet("maja", language, width=width), meet("rut", language, width=width)
    maja.opens(f"{LIVE}?risk=1")
    rut.opens(LIVE)
    expect(rut.page.locator("#judge")).to_have_count(0)

    cell(maja, "3-2").click()
    expect(maja.page.locator("#saved")).to_contain_text(maja.says("Saved", "Lagret"))
    expect(cell(maja, "3-2")).to_have_attribute("aria-pressed", "true")
    expect(maja.page.locator("button[aria-pressed=true]")).to_have_count(1)
    maja.page.locator("#likelihood_reason").fill("We saw it twice last year")
    maja.page.locator("input[name=likelihood_knowledge][value=low]").check()
    rut.page.locator("h1", has_text="R1 ").wait_for(timeout=SOON)
    expect(rut.page.locator("#part-scenario")).to_contain_text("We saw it twice last year", timeout=SOON)
    expect(rut.page.locator("#part-scenario dd", has_text=rut.says("weak", "svak"))).to_have_count(1, timeout=SOON)
    expect(rut.page.locator(".live__cell--here")).to_have_count(1)
    maja.looks()
    rut.looks()

    maja.page.locator("#live-heading").focus()
    maja.page.keyboard.press("ArrowRight")
    maja.page.wait_for_url("**risk=2")
    maja.page.keyboard.press("ArrowRight")
    maja.page.wait_for_url("**risk=3")
    maja.page.keyboard.press("ArrowLeft")
    maja.page.wait_for_url("**risk=2")
    cell(maja, "5-1").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowUp", "Enter"):
        maja.page.keyboard.press(key)
    expect(cell(maja, "4-2")).to_have_attribute("aria-pressed", "true")
    expect(cell(maja, "4-2")).to_be_focused()
    rut.page.locator("h1", has_text="R2 ").wait_for(timeout=SOON)
    maja.opens(f"{LIVE}?risk=1")
    expect(maja.page.locator("#likelihood_reason")).to_have_value("We saw it twice last year")
    expect(cell(maja, "3-2")).to_have_attribute("aria-pressed", "true")

    maja.page.locator("#event").fill("The freezer thaws")
    maja.submits(maja.page.locator("form:has(#event) button[type=submit]"))
    expect(maja.page.locator("h1")).to_contain_text("The freezer thaws")
    expect(rut.page.locator("#part-side")).to_contain_text("The freezer thaws", timeout=SOON)
    rut.looks()


def test_two_who_write_never_overwrite_each_other(meet):
    maja, marit = meet("maja"), meet("maja")
    maja.opens(f"{LIVE}?risk=1")
    marit.opens(f"{LIVE}?risk=1")
    with maja.page.expect_response(lambda answer: answer.request.method == "POST" and "/live/1" in answer.url):
        cell(maja, "1-1").click()
    marit.page.locator("#consequence_reason").fill("A thought")
    # The cell comes to her with her own save, and both stand.
    expect(cell(marit, "1-1")).to_have_attribute("aria-pressed", "true", timeout=SOON)
    with maja.page.expect_response(lambda answer: answer.request.method == "POST" and "/live/1" in answer.url):
        cell(maja, "2-2").click()
    cell(marit, "3-3").click()
    both = marit.page.locator(".answer-conflict")
    expect(both).to_have_count(2, timeout=SOON)
    for _ in range(2):
        both.first.get_by_role("button", name="Use that text").click()
    expect(cell(marit, "2-2")).to_have_attribute("aria-pressed", "true")
    marit.opens(f"{LIVE}?risk=1")
    expect(marit.page.locator("#consequence_reason")).to_have_value("A thought")
    expect(cell(marit, "2-2")).to_have_attribute("aria-pressed", "true")


def test_who_leads_and_rests_sees_what_somebody_else_judged(meet):
    maja, other = meet("maja"), meet("maja")
    other.opens(f"{LIVE}?risk=1")
    maja.opens(f"{LIVE}?risk=1")
    cell(maja, "2-2").click()
    expect(cell(other, "2-2")).to_have_attribute("aria-pressed", "true", timeout=2 * SOON)


@pytest.mark.parametrize(("language", "width"), [("nb", 320), ("en", 1280)])
def test_a_workshop_works_without_scripts(meet, language, width):
    maja = meet("maja", language, width=width, scripts=False)
    maja.page.goto(f"{LIVE}?risk=1")
    with maja.page.expect_navigation():
        cell(maja, "2-3").click()
    expect(cell(maja, "2-3")).to_have_attribute("aria-pressed", "true")
    with maja.page.expect_navigation():
        maja.page.locator("a[rel=next]").click()
    expect(maja.page.locator("h1")).to_contain_text("R2 ")


@pytest.mark.parametrize(("language", "width"), [("nb", 320), ("en", 1280)])
def test_a_workshop_is_planned_people_are_asked_and_notes_are_kept(meet, tmp_path, language, width):
    maja = meet("maja", language, width=width)
    maja.opens(LAB)
    maja.submits(maja.page.get_by_role("link", name=maja.says("Plan a workshop", "Planlegg et arbeidsmøte")))
    maja.page.locator("#day").fill("2027-03-04")
    maja.page.locator("#time").fill("09:30")
    maja.page.locator("#place").fill("Fjellet")
    maja.submits(maja.page.locator("main form .buttons button"))
    maja.sees(maja.says("A clinician is missing", "Det mangler en kliniker"))
    for name, profession, email in (("Nina", "Sykepleier", "nina@fjord.example"), ("Mats", "MTU-ingeniør", "")):
        maja.page.locator("#name").fill(name)
        maja.page.locator("#profession").fill(profession)
        maja.page.locator("#email").fill(email)
        maja.submits(maja.page.locator("form:has(#email) button[type=submit]"))
    maja.sees(maja.says("are on the list", "står på listen"))
    maja.page.locator("#notes").fill("We agreed on R1.")
    maja.page.locator("select[name^=came-]").first.select_option("yes")
    maja.submits(maja.page.locator("button[value='take over']"))
    expect(maja.page.locator("#notes")).to_have_value("We agreed on R1.")
    with maja.page.expect_download() as download:
        maja.page.locator("a[download]").click()
    (event,) = Calendar.from_ical(download.value.path().read_bytes()).walk("VEVENT")
    assert event["location"] == "Fjellet" and event["attendee"] == "mailto:nina@fjord.example"
    maja.opens(f"{LAB}/step/participants")
    maja.sees("Nina")
