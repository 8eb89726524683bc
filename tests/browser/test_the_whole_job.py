"""The main job, end to end, as five people at five browsers: from a new risk assessment to a verified signed report."""

import zipfile
from datetime import date, timedelta

import pytest

from tests.browser.conftest import OUTPUT

NEXT_YEAR = (date.today() + timedelta(days=80)).isoformat()  # noqa: DTZ011 - a day in the browser's own calendar


NEW_SUPPLIER = {
    "categories": "id,name,sensitivity\n",
    "assets": "id,name,kind\nfosterlyd,Fosterlyd AS,supplier\n",
    "holdings": "asset,category,persons\n",
    "flows": "id,source,target,categories,access,encrypted,validated\n",
    "dependencies": "dependent,provider,kind\n",
}


def answer_everything(person):
    """Fill each empty question of the step, choose the first answer of each, and go on."""
    page = person.page
    for box in page.locator("form.questions textarea:visible, form.questions input[type=text]:visible").all():
        if not box.input_value():
            box.fill("Prøvd på avdelingen. R&D <b> 0.1 <A <0.9 čđŋŧ")
    for group in page.locator("form.questions fieldset:visible").all():
        if group.locator("input:not([type=hidden]):checked").count() == 0:
            group.locator("input:not([type=hidden])").first.check()
    person.submits(page.locator("form.questions button[name=go][value=next]"))


def start_a_risk_assessment(maja):
    maja.opens("/assessments/new")
    maja.page.locator("#kind-1").check()
    maja.page.locator("#title").fill("Milou på føden")
    maja.page.locator("#asset").fill("milou")
    maja.submits(maja.page.locator("main form button[type=submit]").last)
    return int(maja.page.url.split("/assessments/")[1].split("/")[0])


def describe_a_scenario(maja, number):
    page = maja.page
    maja.opens(f"/assessments/{number}/step/scenarios")
    page.locator("#property").select_option("availability")
    page.locator("#asset").fill("milou")
    page.locator("#threat").fill("Begge virtualiseringene står")
    page.locator("#cause").fill("Strømmen til begge hallene er borte")
    page.locator("#event").fill("Overvåkingen av fosterlyd stopper")
    page.locator("#effect").fill("Et barn i nød oppdages for sent")
    maja.submits(page.locator("#event").locator("xpath=ancestor::form").locator("button[type=submit]"))
    maja.opens(f"/assessments/{number}/risks/1")
    for field, level in (
        ("likelihood", "3"),
        ("consequence", "5"),
        ("likelihood_after", "2"),
        ("consequence_after", "4"),
    ):
        page.locator(f"#{field}").select_option(level)
    for field in ("likelihood", "consequence", "after"):
        page.locator(f"#{field}_reason").fill("Slik var det sist, og jordmødrene øver på papir.")
        page.locator(f"#{field}_knowledge").select_option("medium")
    page.locator("#treatment").select_option("modify")
    page.locator("#owner_id").select_option(label="Olav Systemeier")
    page.locator("#hit").fill("stromA\nstromB")
    page.locator("#what").select_option("availability")
    page.locator("#outage").select_option(index=3)
    maja.submits(page.locator("#outage").locator("xpath=following::button[@name='do'][1]"))
    if page.locator("#departs_reason").count():
        page.locator("#departs_reason").fill("Jordmødrene hører hjertelyden uten systemet.")
    maja.submits(page.locator("button[name=do]").last)


def plan_a_measure(maja, number):
    page = maja.page
    maja.opens(f"/assessments/{number}/step/measures")
    page.locator("#text").fill("Papirrutine øves hver måned")
    page.locator("#owner").fill("Frida Føde")
    page.locator("#due").fill("2027-03-01")
    page.locator("#treats-0").check()
    maja.submits(page.locator("#text").locator("xpath=ancestor::form").locator("button[type=submit]"))
    maja.opens(f"/assessments/{number}/measures/1")
    page.locator("#safety_effect-0").check()
    page.locator("#safety_note").fill("Tryggere: vakten vet hva som skal gjøres.")
    page.locator("#safety_assessed_by").fill("Frida Føde, jordmor")
    page.locator("#safety_role").select_option("clinician")
    maja.submits(page.locator("#text").locator("xpath=ancestor::form").locator("button[type=submit]").last)


def accept_what_is_left(olav, number):
    olav.opens(f"/assessments/{number}/review")
    while olav.page.locator("textarea[name=reason]").count():
        form = olav.page.locator("form:has(textarea[name=reason])").first
        form.locator("textarea").fill("Vi bærer den til vinteren er over.")
        form.locator("input[name=until]").fill(NEXT_YEAR)
        olav.submits(form.locator("button"))
        assert f"/assessments/{number}/review" in olav.page.url


def decide(olav, number):
    olav.opens(f"/assessments/{number}/review")
    olav.page.locator("#decision").fill("Godkjent.")
    olav.submits(olav.page.locator("form:has(#decision) button").first)


def advise(person, number):
    person.opens(f"/assessments/{number}/review")
    person.page.locator("#opinion-2").check()
    person.page.locator("#advice").fill("Godt arbeid. Øv rutinen før den trengs.")
    person.submits(person.page.locator("form:has(#advice) button"))


def send_back(person, number):
    person.opens(f"/assessments/{number}/review")
    person.page.locator("#back").fill("Skriv hvem som tar papirrutinen om natten.")
    person.submits(person.page.locator("form:has(#back) button"))


def import_a_supplier(sigrid, folder):
    file = folder / "estate.zip"
    with zipfile.ZipFile(file, "w") as files:
        for name, text in NEW_SUPPLIER.items():
            files.writestr(f"{name}.csv", text)
    sigrid.opens("/estate/import")
    sigrid.page.locator("input[type=file]").set_input_files(file)
    sigrid.submits(sigrid.page.locator("form:has(input[type=file]) button[type=submit]"))
    sigrid.submits(sigrid.page.locator("form:has(input[name=number]) button[type=submit]").first)
    sigrid.opens("/estate?q=fosterlyd")
    sigrid.sees("Fosterlyd AS")


def look_at_the_blast_radius(maja):
    maja.opens("/estate?q=milou")
    maja.submits(maja.page.locator("main table tbody a").first)
    number = maja.page.url.rstrip("/").split("/")[-1].split("?")[0]
    maja.opens(f"/graph/assets/{number}?threat=availability&outage=240")
    maja.sees("Føde")


def download_and_verify(rut, number, folder):
    rut.opens(f"/assessments/{number}")
    rut.sees(rut.says("approved", "godkjent"))
    with rut.page.expect_download() as waiting:
        rut.page.locator("a[href*='/reports/'][href$='.pdf']").first.click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    rut.opens("/verify")
    rut.page.locator("#pdf").set_input_files(path)
    rut.submits(rut.page.locator("form:has(#pdf) button"))
    rut.sees(rut.says("Valid: this is the report on file.", "Gyldig: dette er rapporten som er lagret her."))
    return path


@pytest.mark.parametrize("language", ["nb", "en"])
def test_five_people_take_an_assessment_from_start_to_a_verified_report(meet, tmp_path, language):
    sigrid = meet("sigrid", language)
    import_a_supplier(sigrid, tmp_path)

    maja = meet("maja", language)
    look_at_the_blast_radius(maja)
    number = start_a_risk_assessment(maja)
    maja.opens(f"/assessments/{number}/step/participants")
    for name, profession in (("Frida Føde", "Jordmor"), ("Terje Teknikk", "MTU-ingeniør")):
        maja.page.locator("#name").fill(name)
        maja.page.locator("#profession").fill(profession)
        maja.submits(maja.page.locator("form:has(#profession) button[type=submit]"))
    maja.opens(f"/assessments/{number}/step/context")
    answer_everything(maja)
    describe_a_scenario(maja, number)
    plan_a_measure(maja, number)
    maja.opens(f"/assessments/{number}/review")
    maja.submits(maja.page.locator("form[action$='/submit'] button"))

    sigrid.opens("/")
    sigrid.sees("Milou på føden")
    send_back(sigrid, number)
    maja.opens(f"/assessments/{number}/review")
    maja.sees("Skriv hvem som tar papirrutinen om natten.")
    maja.submits(maja.page.locator("form[action$='/submit'] button"))
    advise(sigrid, number)

    pavel = meet("pavel", language)
    pavel.opens("/")
    advise(pavel, 3)

    olav = meet("olav", language)
    olav.opens("/")
    for decided in (number, 3):
        accept_what_is_left(olav, decided)
        decide(olav, decided)

    rut = meet("rut", language)
    rut.opens("/")
    for decided in (number, 3):
        report = download_and_verify(rut, decided, tmp_path)
        assert report.read_bytes().startswith(b"%PDF-")
    rut.opens("/audit?text=Milou+på+føden")
    rut.sees(rut.says("sent an assessment back", "sendte en vurdering tilbake"))
    rut.sees(rut.says("approved an assessment", "godkjente en vurdering"))


@pytest.mark.parametrize("language", ["nb", "en"])
def test_what_a_person_types_is_stored_while_it_is_typed(meet, language):
    maja = meet("maja", language)
    maja.opens("/assessments/2/step/context")
    box = maja.page.locator("form.questions textarea").first
    with maja.page.expect_response("**/answer") as saving:
        box.fill("Skrevet uten å trykke på lagre")
        box.blur()
    assert saving.value.ok

    maja.opens("/assessments/2/step/context")

    assert maja.page.locator("form.questions textarea").first.input_value() == "Skrevet uten å trykke på lagre"


def test_pictures_for_the_readme(meet):
    olav = meet("olav", "en")
    olav.opens("/estate?q=vmA")
    olav.submits(olav.page.locator("main table tbody a").first)
    number = olav.page.url.rstrip("/").split("/")[-1].split("?")[0]
    olav.opens(f"/graph/assets/{number}?threat=availability&outage=240&control=yes")
    olav.photographs(OUTPUT / "blast-radius.png")

    maja = meet("maja", "en")
    maja.opens("/assessments/3/step/description")
    maja.photographs(OUTPUT / "dpia-step.png")

    assert (OUTPUT / "blast-radius.png").stat().st_size > 20_000
    assert (OUTPUT / "dpia-step.png").stat().st_size > 20_000
