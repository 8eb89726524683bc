"""The statement of applicability in a browser: decide on one, leave one out, decide on several, get the PDF."""

import pytest
from playwright.sync_api import expect

from tests.reports.poppler import run, squeezed


@pytest.mark.parametrize(("language", "width", "scripts"), [("nb", 320, True), ("en", 1280, True), ("nb", 1280, False)])
def test_a_control_is_decided_one_is_left_out_and_the_rest_together(meet, language, width, scripts):
    sigrid = meet("sigrid", language, width=width, scripts=scripts)
    page = sigrid.page
    opens = sigrid.opens if scripts else page.goto

    def go(button):
        if scripts:
            sigrid.submits(button)
        else:
            button.click()
            page.wait_for_load_state()

    opens("/register")
    go(page.locator("nav.kinds a[href='/applicability']"))
    expect(page.locator(".figures__number").first).to_contain_text("86")

    # One is decided; the page leads on to the next that is not.
    opens("/applicability/A.5.7")
    page.locator("input[name=applicable][value=yes]").check()
    page.locator("input[name=reasons][value=agreement]").check()
    page.locator("input[name=state][value=partly]").check()
    page.locator("#justification").fill("Avtalen med responsmiljøet & flere.")
    go(page.locator("form.stack button[type=submit]"))
    expect(page.locator(".history li")).to_have_count(1)
    go(page.locator("nav.buttons a").last)
    assert page.url.endswith("/applicability/A.5.23")

    # One is left out: without a reason it is refused and nothing typed is lost.
    page.locator("input[name=applicable][value=no]").check()
    page.locator("#note").fill("Styrevedtak 12/26")
    go(page.locator("form.stack button[type=submit]"))
    expect(page.locator("#error-summary")).to_contain_text("A.5.23")
    expect(page.locator("#note")).to_have_value("Styrevedtak 12/26")
    page.locator("#justification").fill("Vi bruker ingen skytjenester.")
    go(page.locator("form.stack button[type=submit]"))
    expect(page.locator("#error-summary")).to_have_count(0)

    # All that are left of the technological ones, with one box.
    opens("/applicability?theme=technological")
    page.locator("#all-technological").check()
    page.locator("input[name=applicable][value=yes]").check()
    page.locator("input[name=reasons][value=baseline]").check()
    go(page.locator("form button[type=submit]").last)
    expect(page.locator(".figures__number").first).to_contain_text("92")

    opens("/applicability")
    with page.expect_download() as download:
        page.locator("a[href='/applicability.pdf']").click()
    paper = squeezed(run("pdftotext", download.value.path().read_bytes(), "-raw"))
    for text in ("Vi bruker ingen skytjenester.", "Avtalen med responsmiljøet & flere.", "Styrevedtak 12/26"):
        assert squeezed(text) in paper, text


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_auditor_reads_it_and_the_security_officer_signs_it(meet, language):
    sigrid = meet("sigrid", language)
    sigrid.opens("/applicability")
    sigrid.submits(sigrid.page.locator("a[href='/reports/issued?kind=applicability']"))
    form = sigrid.page.locator("form:has(input[name=kind][value=applicability])")
    sigrid.submits(form.locator("button[type=submit]"))
    rut = meet("rut", language)
    rut.opens("/reports/issued")
    expect(rut.page.locator("a[href$='.pdf']", has_text="statement-of-applicability-")).to_have_count(1)
    rut.opens("/applicability/report")
    expect(rut.page.locator("h1")).to_have_count(1)
