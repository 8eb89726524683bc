"""A DPIA through a full round with a return: project member, privacy officer, and the system owner who decides."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pytest
from flask import Flask
from playwright.sync_api import Locator

from riskapp.accounts.authority import actor_of
from riskapp.accounts.operations import user_named
from riskapp.assessments import answering, measures, risks
from riskapp.assessments.control import Control
from riskapp.assessments.models import Assessment, Version
from riskapp.assessments.queries import asset_named
from riskapp.assessments.risks import Scenario
from riskapp.commands.demo.content import DemoAssessment, DemoRisk, load_demo_assessments
from riskapp.commands.demo.treatments import treated
from riskapp.database import db
from tests.browser.person import Person

SOON = (date.today() + timedelta(days=60)).isoformat()  # noqa: DTZ011 - a day in the browser's own calendar
BY_HAND = ("fairness", "access")
"""What maja writes in the browser; all else she wrote before, as the demo's own DPIA of the same system has it."""


def begins(maja: Person) -> int:
    maja.opens("/assessments/new")
    maja.page.locator("#title").fill("Hjemmeoppfølging, en gang til")
    maja.page.locator("#asset").fill("dho")
    # What is offered covers the button until something of it is taken.
    maja.page.locator("[role=option]", has_text="Digital hjemmeoppfølging").first.click()
    maja.submits(maja.page.locator("main form button[type=submit]").last)
    return int(maja.page.url.split("/assessments/")[1].split("/")[0])


def wrote_before(app: Flask, number: int, model: DemoAssessment, answers: Mapping[str, str]) -> None:
    """The bulk of the answers, risks and measures, by the operations that the pages call."""
    with app.app_context():
        maja, version = actor_of(user_named("maja")), version_of(number)
        for key, given in {**model.answers, **answers}.items():
            if key.partition(".")[0] not in BY_HAND:
                text = given if isinstance(given, str) else "\n".join(given)
                answering.save_answer(maja, version.id, key, text, 0)
        for risk in model.risks:
            names = (Scenario.__dataclass_fields__.keys() & DemoRisk.__dataclass_fields__.keys()) - {"threat"}
            scenario = Scenario(**{name: getattr(risk, name) for name in names}, asset_id=asset_named(risk.asset))
            owner = user_named(risk.treated.owner).id if risk.treated and risk.treated.owner else None
            risks.add_risk(maja, version.id, treated(scenario, risk.treated, owner))
        order = {risk.key: place for place, risk in enumerate(model.risks, 1)}
        for one in model.measures:
            treats = tuple(order[key] for key in one.treats)
            told = (one.text, one.owner, one.due, one.status, one.safety_effect, one.safety_note, one.assessed_by)
            measures.add_measure(maja, version.id, Control(*told, treats, "" if one.mends in BY_HAND else one.mends))


def version_of(number: int) -> Version:
    return db.session.get_one(Assessment, number).latest


def participates(maja: Person, number: int) -> None:
    maja.opens(f"/assessments/{number}/step/description")
    maja.page.locator("#name").fill("Ingvild Strand")
    maja.page.locator("#profession").fill("sykepleier")
    maja.submits(maja.page.locator("#name").locator("xpath=ancestor::form").locator("button[type=submit]"))


def judges_and_acts(maja: Person, number: int) -> None:
    """Two answers by hand, one good enough, one to be improved with an action beside it."""
    page = maja.page
    maja.opens(f"/assessments/{number}/step/necessity")
    page.locator("#answer-fairness").fill("Ja. Pasienten ser de samme målingene som vi gjør.")
    page.locator("#answer-fairness-verdict").check()
    maja.submits(page.locator("form.questions .wizard__buttons button[name=go][value=stay]"))
    maja.opens(f"/assessments/{number}/step/rights")
    page.locator("#answer-access").fill("På forespørsel.")
    page.locator("#answer-access-verdict-2").check()
    page.locator("section[data-question=access] summary", has_text="Add an action").click()
    page.locator("#answer-access-action").fill("Vis loggen på helsenorge")
    page.locator("#answer-access-action-owner").fill("Olav Systemeier")
    page.locator("#answer-access-action-due").fill(SOON)
    maja.submits(page.locator("section[data-question=access] button", has_text="Save the action"))
    maja.sees("Vis loggen på helsenorge")


def judges_the_action_for_patients(maja: Person, number: int) -> None:
    """What it does to patient safety, on its own page."""
    maja.opens(f"/assessments/{number}/step/rights")
    maja.submits(maja.page.locator("section[data-question=access] a", has_text="Vis loggen"))
    maja.page.locator("#safety_effect input[value=none]").check()
    maja.submits(maja.page.get_by_role("button", name="Save", exact=True).locator("visible=true"))


def submits(maja: Person, number: int) -> None:
    maja.opens(f"/assessments/{number}/review")
    maja.submits(maja.page.locator("#acts button", has_text="Submit for advice"))


def place(person: Person, key: str) -> Locator:
    return person.page.locator(f"#said-{key}")


def asks_for_a_change(pavel: Person, number: int, key: str, text: str) -> None:
    pavel.opens(f"/assessments/{number}/review")
    place(pavel, key).locator("summary", has_text="Say something").click()
    pavel.page.locator(f"#say-{key}").fill(text)
    pavel.submits(place(pavel, key).locator("button", has_text="As a request for change"))


def answers_and_mends(maja: Person, number: int) -> None:
    """From the overview to the step, where the request stands beneath; then the answer itself, then submitted anew."""
    maja.opens(f"/assessments/{number}")
    maja.sees("1 request for change is open")
    maja.submits(maja.page.locator("section[aria-labelledby=requests-heading] a"))
    place(maja, "access").locator("summary", has_text="Answer").click()
    place(maja, "access").locator("textarea").fill("Innen sju dager; det står i svaret nå.")
    maja.submits(place(maja, "access").get_by_role("button", name="Answer"))
    maja.page.locator("#answer-access").fill("På forespørsel, innen sju dager.")
    maja.submits(maja.page.locator("form.questions button[name=go][value=next]"))
    submits(maja, number)


def reads_what_is_new(pavel: Person, number: int) -> None:
    pavel.opens(f"/assessments/{number}/review")
    pavel.sees("Since you read it")
    assert place(pavel, "access").locator("ins").inner_text().strip().endswith("innen sju dager.")
    assert pavel.page.locator(".talk__changed").count() == 1
    pavel.submits(place(pavel, "access").get_by_role("button", name="Settled"))


def advises(pavel: Person) -> None:
    """Half an advice is typed, a remark is sent, and the advice is still there."""
    page = pavel.page
    page.locator("#advice").fill("Godt arbeid. ")
    place(pavel, "R1").locator("summary", has_text="Say something").click()
    page.locator("#say-R1").fill("Den viktigste risikoen.")
    pavel.submits(place(pavel, "R1").locator("button", has_text="As a remark"))
    assert page.locator("#advice").input_value() == "Godt arbeid. "
    page.locator("#advice").fill("Godt arbeid. Følg loggen det første året.")
    page.locator("#opinion-2").check()
    pavel.submits(page.locator("#acts button", has_text="Give the advice"))


def leaves_half_a_remark_to_nobody_else(pavel: Person, olav: Person, number: int) -> None:
    """In the tab of the privacy officer somebody else signs in, and finds nothing of what was typed there."""
    page = pavel.page
    place(pavel, "R2").locator("summary", has_text="Say something").click()
    page.locator("#say-R2").fill("Bare for meg")
    pavel.opens(f"/assessments/{number}")
    pavel.opens(f"/assessments/{number}/review")
    assert page.locator("#say-R2").input_value() == "Bare for meg"
    page.context.add_cookies(olav.page.context.cookies())
    pavel.opens(f"/assessments/{number}/review")
    assert page.locator("#say-R2").input_value() == ""


def accepts_what_is_left(olav: Person, number: int) -> None:
    """A condition is begun first, and is still there when all is accepted."""
    olav.opens(f"/assessments/{number}/review")
    olav.page.locator("summary", has_text="Approve on conditions").click()
    olav.page.locator("#condition-1").fill("Loggen vises på helsenorge")
    while (forms := olav.page.locator("#acts form[action$='/accept']")).count():
        forms.first.locator("textarea").fill("Nytten er større, og vi følger med hver måned.")
        forms.first.locator("input[type=date]").fill(SOON)
        olav.submits(forms.first.locator("button[type=submit]"))
    assert olav.page.locator("#condition-1").input_value() == "Loggen vises på helsenorge"


def approves_on_a_condition(olav: Person, number: int, answer: str) -> None:
    page = olav.page
    olav.opens(f"/assessments/{number}/review")
    page.locator("#decision").fill(answer)
    assert page.locator("#condition-1").input_value() == "Loggen vises på helsenorge"
    page.locator("#condition-1-owner").fill("Olav Systemeier")
    page.locator("#condition-1-due").fill(SOON)
    olav.submits(page.locator("#acts button", has_text="Approve and sign"))
    olav.sees("not met yet")


def verifies(olav: Person, number: int, link: str) -> None:
    olav.opens(f"/assessments/{number}")
    with olav.page.expect_download() as download:
        olav.page.locator("a", has_text=link).first.click()
    olav.opens("/verify")
    olav.page.locator("#pdf").set_input_files(download.value.path())
    olav.submits(olav.page.locator("main form button[type=submit]"))
    olav.sees("Valid: this is the report on file.")


def says_that_it_is_met(maja: Person, number: int) -> None:
    maja.opens(f"/assessments/{number}")
    maja.page.locator("#condition-1 summary").click()
    maja.page.locator("#met-1").fill("Vist siden 3. desember; se versjon 4.2.")
    maja.submits(maja.page.locator("#condition-1 button"))
    maja.sees("Met, says")


@pytest.fixture
def model() -> DemoAssessment:
    return load_demo_assessments()[0]


def test_a_dpia_goes_round_with_a_return_and_is_approved_on_a_condition(
    meet: Callable[..., Person], app: Flask, model: DemoAssessment
) -> None:
    maja, pavel, olav = (meet(name) for name in ("maja", "pavel", "olav"))
    number = begins(maja)
    wrote_before(app, number, model, {})
    participates(maja, number)
    judges_and_acts(maja, number)
    judges_the_action_for_patients(maja, number)
    submits(maja, number)

    asks_for_a_change(pavel, number, "access", "Hvor fort får de loggen?")
    pavel.page.locator("#back").fill("Se ønsket ved innsyn.")
    pavel.submits(pavel.page.locator("#acts button", has_text="Send it back to the team"))
    answers_and_mends(maja, number)
    reads_what_is_new(pavel, number)
    advises(pavel)
    pavel.opens(f"/assessments/{number}/review")
    leaves_half_a_remark_to_nobody_else(pavel, olav, number)

    accepts_what_is_left(olav, number)
    approves_on_a_condition(olav, number, "")
    verifies(olav, number, "Download the signed report")
    says_that_it_is_met(maja, number)


def test_where_a_risk_stays_high_the_authority_gets_one_signed_package(
    meet: Callable[..., Person], app: Flask, model: DemoAssessment
) -> None:
    maja, pavel, olav = (meet(name) for name in ("maja", "pavel", "olav"))
    number = begins(maja)
    stays = "R1 blir stående høy: ingen tiltak når den før avtalen er på plass."
    wrote_before(app, number, model, {"prior_consultation": "yes", "prior_consultation.reason": stays})
    participates(maja, number)
    judges_and_acts(maja, number)
    judges_the_action_for_patients(maja, number)
    submits(maja, number)
    pavel.opens(f"/assessments/{number}/review")
    pavel.page.locator("#advice").fill("Spør Datatilsynet først.")
    pavel.page.locator("#opinion-2").check()
    pavel.submits(pavel.page.locator("#acts button", has_text="Give the advice"))

    olav.opens(f"/assessments/{number}")
    olav.submits(olav.page.locator("button", has_text="Make the package and sign it"))
    verifies(olav, number, "Art36-DPIA")
