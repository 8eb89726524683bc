"""A risk assessment from workshop to acceptance: who leads, a clinician, security, the risk owner, the system owner."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from flask import Flask
from playwright.sync_api import expect

from riskapp.accounts.authority import actor_of
from riskapp.accounts.operations import add_user, user_named
from riskapp.accounts.permissions import OPERATOR, Role
from riskapp.assessments import answering
from riskapp.assessments.models import Assessment, Version
from riskapp.commands.demo.content import load_demo_assessments
from riskapp.database import db
from tests.browser.person import PASSWORD, Person

SOON = (date.today() + timedelta(days=60)).isoformat()  # noqa: DTZ011 - a day in the browser's own calendar
FOLLOWED = 15_000
WHY = "Vi har sett det to ganger i år."
SAVE = re.compile(r"^Save$")


def version_of(number: int) -> Version:
    return db.session.get_one(Assessment, number).latest


def begins(maja: Person) -> int:
    maja.opens("/assessments/new?kind=ros")
    maja.page.locator("input[name=kind][value=ros], select#kind").first.check()
    maja.page.locator("#title").fill("Journalen, en gang til")
    maja.page.locator("#asset").fill("arena")
    maja.page.locator("[role=option]").first.click()
    maja.submits(maja.page.locator("main form button[type=submit]").last)
    return int(maja.page.url.split("/assessments/")[1].split("/")[0])


def answered_before(app: Flask, number: int) -> None:
    """The questions about the context, as the demo's own assessment of the same system has them."""
    model = next(one for one in load_demo_assessments() if one.kind == "ros")
    with app.app_context():
        maja = actor_of(user_named("maja"))
        for key, given in model.answers.items():
            text = given if isinstance(given, str) else "\n".join(given)
            answering.save_answer(maja, version_of(number).id, key, text, 0)


def joins(app: Flask, username: str, name: str, role: Role) -> None:
    """An account that the demo lacks."""
    with app.app_context():
        add_user(OPERATOR, username, name, PASSWORD, language="en", roles=[role])


def meets_in_a_workshop(maja: Person, number: int) -> None:
    """Plans it, asks a clinician and a medical engineer, and puts those who came among the participants."""
    page = maja.page
    maja.opens(f"/assessments/{number}")
    maja.submits(page.get_by_role("link", name="Plan a workshop"))
    page.locator("#day").fill("2027-03-04")
    page.locator("#time").fill("09:30")
    maja.submits(page.locator("main form .buttons button"))
    maja.sees("A clinician is missing")
    for name, profession in (("Kristin Lege", "overlege"), ("Terje Teknikk", "MTU-ingeniør")):
        page.locator("#name").fill(name)
        page.locator("#profession").fill(profession)
        maja.submits(page.locator("form:has(#email) button[type=submit]"))
    for choice in page.locator("select[name^=came-]").all():
        choice.select_option("yes")
    maja.submits(page.locator("button[value='take over']"))


def leads_at_the_projector(maja: Person, follower: Person, number: int) -> None:
    """A scenario in one line, its place in the matrix by one click, and the follower sees it."""
    live, page = f"/assessments/{number}/workshop/live", maja.page
    maja.opens(live)
    page.locator("#event").fill("Journalen er borte")
    maja.submits(page.locator("form:has(#event) button[type=submit]"))
    follower.opens(live)
    page.locator("button[name=cell][value='3-4']").click()
    expect(page.locator("#saved")).to_contain_text("Saved")
    page.locator("#likelihood_reason").fill(WHY)
    page.locator("input[name=likelihood_knowledge][value=low]").check()
    expect(follower.page.locator("#part-scenario")).to_contain_text(WHY, timeout=FOLLOWED)


def describes(maja: Person, number: int, owner: str) -> None:
    """The rest of the scenario: the estate proposes a consequence, and somebody owns what is left."""
    page = maja.page
    maja.opens(f"/assessments/{number}/risks/1")
    page.locator("#cause").fill("Begge datahaller mister strøm.")
    page.locator("#effect").fill("Akuttmottaket får ikke prøvesvar.")
    page.locator("#consequence_reason").fill("Flere avdelinger på papir.")
    page.locator("#consequence_knowledge").select_option("medium")
    page.locator("#hit").fill("arena")
    page.locator("#likelihood_after").select_option("2")
    page.locator("#consequence_after").select_option("3")
    page.locator("#after_reason").fill("Med en øvd papirrutine.")
    page.locator("#after_knowledge").select_option("medium")
    page.locator("#treatment").select_option("modify")
    page.locator("#owner_id").select_option(label=owner)
    page.keyboard.press("Escape")
    maja.submits(page.locator("button[name=do][value=evidence]"))
    maja.sees("It points at this consequence")
    if page.locator("#part-doubts a[href*=departs_reason]").count():
        page.locator("#departs_reason").fill("Papirrutinen virker i fire timer.")
        maja.submits(page.locator(".buttons button[name=do][value=save]"))
    assert page.locator("#part-doubts li").count() == 0, page.locator("#part-doubts").inner_text()


def plans_a_measure(maja: Person, number: int) -> None:
    page = maja.page
    maja.opens(f"/assessments/{number}/step/measures")
    page.locator("#text").fill("Øv papirrutinen to ganger i året")
    page.locator("#owner").fill("Olav Systemeier")
    page.locator("#due").fill(SOON)
    page.locator("input[name=treats]").first.check()
    page.keyboard.press("Escape")
    maja.submits(page.get_by_role("button", name="Add the measure"))


def judges_it_for_patients(kristin: Person, number: int) -> None:
    """The clinician says what the measure does to care, and in which role she says it."""
    page = kristin.page
    kristin.opens(f"/assessments/{number}/measures/1")
    page.locator("#safety_effect input[value=better]").check()
    page.locator("#safety_note").fill("Svar kommer fram også uten systemet.")
    page.locator("#safety_role").select_option("clinician")
    kristin.submits(page.get_by_role("button", name=SAVE).locator("visible=true").first)
    assert page.locator("#part-doubts li").count() == 0, page.locator("#part-doubts").inner_text()


def advises(sigrid: Person, number: int) -> None:
    sigrid.opens(f"/assessments/{number}/review")
    sigrid.page.locator("#advice").fill("Godt grunnlag. Følg opp øvelsene.")
    sigrid.page.locator("#opinion-1").check()
    sigrid.submits(sigrid.page.locator("#acts button", has_text="Give the advice"))


def accepts(ragna: Person, number: int, reason: str) -> None:
    """Not for ever: without a day it is refused, and the reason stays."""
    ragna.opens(f"/assessments/{number}/review")
    form = ragna.page.locator("#acts form[action$='/accept']")
    form.locator("textarea").fill(reason)
    ragna.submits(form.locator("button[type=submit]"))
    ragna.sees("Until when? No risk is accepted for ever.")
    form = ragna.page.locator("#acts form[action$='/accept']")
    assert form.locator("textarea").input_value() == reason
    form.locator("input[type=date]").fill(SOON)
    ragna.submits(form.locator("button[type=submit]"))
    ragna.sees("Accepted by Ragna Risikoeier until")


def approves(olav: Person, number: int) -> None:
    olav.opens(f"/assessments/{number}/review")
    olav.page.locator("#decision").fill("Vi går videre.")
    olav.submits(olav.page.locator("#acts button", has_text="Approve and sign"))


def takes_it_back(ragna: Person, number: int) -> None:
    """After the decision too, with a reason; then the risk waits for her as one that is open again."""
    ragna.opens(f"/assessments/{number}/review")
    form = ragna.page.locator("#acts form[action$='/withdraw']")
    form.locator("textarea").fill("Øvelsen viste at rutinen ikke holder.")
    ragna.submits(form.locator("button[type=submit]"))
    ragna.sees("The risk is treated as before: modify it with measures.")
    ragna.opens("/")
    ragna.sees("Risks that are open again")
    ragna.opens("/register/risks")
    ragna.sees("Journalen er borte")


def test_five_people_go_from_a_workshop_to_an_accepted_risk_and_one_takes_it_back(
    meet: Callable[..., Person], app: Flask
) -> None:
    joins(app, "ragna", "Ragna Risikoeier", Role.RISK_OWNER)
    joins(app, "kristin", "Kristin Lege", Role.MEMBER)
    maja, sigrid, olav = (meet(name) for name in ("maja", "sigrid", "olav"))
    ragna, kristin = (meet(name, signed_in=False) for name in ("ragna", "kristin"))
    for person in (ragna, kristin):
        person.signs_in()

    number = begins(maja)
    answered_before(app, number)
    meets_in_a_workshop(maja, number)
    leads_at_the_projector(maja, sigrid, number)
    describes(maja, number, "Ragna Risikoeier")
    plans_a_measure(maja, number)
    judges_it_for_patients(kristin, number)
    maja.opens(f"/assessments/{number}/review")
    maja.submits(maja.page.locator("#acts button", has_text="Submit for advice"))

    advises(sigrid, number)
    accepts(ragna, number, "Papirrutinen bærer oss til den nye linjen er på plass.")
    approves(olav, number)
    takes_it_back(ragna, number)
